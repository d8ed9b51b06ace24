import type { ExitCode } from '../exit-codes.js';
export function diff(..._all: unknown[]): Promise<ExitCode> {
  throw new Error('not yet');
}
