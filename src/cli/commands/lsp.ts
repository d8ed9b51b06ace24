import { createRequire } from 'node:module';
import { ExitCode } from '../exit-codes.js';

/** The server stands in a bundle of its own beside this one, which no other command loads. */
interface ServerBundle {
  readonly serveStdio: () => void;
}

/** `crm lsp --stdio`: serves an editor until it goes away. */
export function lsp(): Promise<ExitCode> {
  const { serveStdio } = createRequire(__filename)('./lsp.cjs') as ServerBundle;
  serveStdio();
  return Promise.resolve(ExitCode.fine);
}
