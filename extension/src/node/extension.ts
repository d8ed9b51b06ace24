import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start } from '../extension.js';
import type { Server } from '../server.js';

let server: Server | undefined;

/** On the desktop and on remote machines: the server is a process of its own. */
export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath(path.join('dist', 'server.js'));
  server = start(context, (options) => ({
    client: new LanguageClient('crm', 'CRM', { module, transport: TransportKind.stdio }, options),
    end: () => undefined,
  }));
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
