import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CancellationTokenSource, createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type {
  Diagnostic,
  InitializeResult,
  PublishDiagnosticsParams,
  RegistrationParams,
  ServerCapabilities,
} from 'vscode-languageserver-protocol';
import { lineStarts, positionAt } from '../../src/text/source.js';

/** In milliseconds. */
const QUIET = 200;

// A plain client over the real protocol; nothing of the server is imported.

const BIN = fileURLToPath(new URL('../../dist/bin/crm.cjs', import.meta.url));

export interface Client {
  /** What the server says it can do. */
  readonly capabilities: ServerCapabilities;
  /** The URI of a file of the project; what is a URI already stays what it is. */
  uri(file: string): string;
  open(file: string, text?: string): Promise<void>;
  /** Replaces the whole text. */
  change(file: string, text: string): Promise<void>;
  /** Replaces a stretch of the text, as an editor does when somebody types. */
  replace(file: string, text: string, start: number, end: number, put: string): Promise<void>;
  close(file: string): Promise<void>;
  request<T>(method: string, params: object): Promise<T>;
  /** A request that is cancelled at once. */
  cancelled(method: string, params: object): Promise<unknown>;
  notify(method: string, params: object): Promise<void>;
  /** Writes a file of the project to the disk. */
  write(file: string, text: string | Uint8Array): void;
  /** Takes a file of the project from the disk. */
  remove(file: string): void;
  /** The diagnostics of a file, as soon as they are as wanted. */
  diagnostics(file: string, wanted: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** The diagnostics of a file as they were told last. */
  latest(file: string): readonly Diagnostic[];
  /** Waits until the last edit has been answered and the server has had nothing more to tell for a while. */
  quiet(): Promise<void>;
  /** What the user was told of defects of the server, with where they are. */
  readonly failures: readonly string[];
  /** What the server asked to be asked for again. */
  readonly refreshed: readonly string[];
  /** What the server asked to be told of. */
  readonly registered: readonly string[];
  /** What was published so often. */
  readonly published: readonly PublishDiagnosticsParams[];
  stop(): Promise<number | null>;
}

export interface ServerOptions {
  readonly locale?: string;
  readonly initializationOptions?: object;
  readonly capabilities?: object;
}

/** Starts `crm lsp --stdio` for a project of files. */
export async function startServer(files: Readonly<Record<string, string>>, options: ServerOptions | string = {}): Promise<Client> {
  const { locale = 'en', initializationOptions, capabilities = {} } = typeof options === 'string' ? { locale: options } : options;
  const root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'crm-lsp-'));
  const write = (file: string, text: string | Uint8Array): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  const uri = (file: string): string => (file.includes(':') ? file : pathToFileURL(path.join(root, file)).toString());
  const server = spawn(process.execPath, [BIN, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<number | null>((resolve) => server.on('exit', resolve));
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const latest = new Map<string, readonly Diagnostic[]>();
  const published: PublishDiagnosticsParams[] = [];
  let wake: (() => void)[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    latest.set(params.uri, params.diagnostics);
    published.push(params);
    for (const each of wake.splice(0)) each();
  });
  const refreshed: string[] = [];
  for (const what of ['codeLens', 'inlayHint']) {
    connection.onRequest(`workspace/${what}/refresh`, () => {
      refreshed.push(what);
      return null;
    });
  }
  const registered: string[] = [];
  connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
    registered.push(...registrations.map(({ method }) => method));
    return null;
  });
  const failures: string[] = [];
  connection.onNotification('window/logMessage', ({ message }: { readonly message: string }) => {
    failures.push(message);
  });
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(root).toString(),
    locale,
    capabilities,
    ...(initializationOptions && { initializationOptions }),
  });
  await connection.sendNotification('initialized', {});
  let version = 0;
  return {
    uri,
    write,
    remove: (file) => {
      fs.rmSync(path.join(root, file));
    },
    published,
    refreshed,
    registered,
    failures,
    capabilities: initialized.capabilities,
    open: (file, text = files[file] ?? '') =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(file), languageId: 'crm', version: (version += 1), text },
      }),
    change: (file, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(file), version: (version += 1) },
        contentChanges: [{ text }],
      }),
    replace: (file, text, start, end, put) => {
      const starts = lineStarts(text);
      const at = (offset: number) => {
        const { line, column } = positionAt(starts, offset);
        return { line: line - 1, character: column - 1 };
      };
      return connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(file), version: (version += 1) },
        contentChanges: [{ range: { start: at(start), end: at(end) }, text: put }],
      });
    },
    close: (file) => connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(file) } }),
    request: (method, params) => connection.sendRequest(method, params),
    cancelled: (method, params) => {
      const source = new CancellationTokenSource();
      const answer = connection.sendRequest(method, params, source.token);
      source.cancel();
      return answer;
    },
    notify: (method, params) => connection.sendNotification(method, params),
    async diagnostics(file, wanted) {
      for (;;) {
        const found = latest.get(uri(file));
        if (found && wanted(found)) return found;
        await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
    latest: (file) => latest.get(uri(file)) ?? [],
    async quiet() {
      while (!published.some((params) => params.version === version)) await new Promise<void>((resolve) => wake.push(resolve));
      for (let seen = -1; seen < published.length;) {
        seen = published.length;
        await new Promise((resolve) => setTimeout(resolve, QUIET));
      }
    },
    async stop() {
      wake = [];
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await exited;
      connection.dispose();
      fs.rmSync(root, { recursive: true, force: true });
      return code;
    },
  };
}
