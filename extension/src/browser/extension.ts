import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start } from '../extension.js';
import type { Server } from '../server.js';

let server: Server | undefined;

/** In a browser: the server is a web worker, and reads files through the editor. */
export function activate(context: ExtensionContext): void {
  const url = Uri.joinPath(context.extensionUri, 'dist', 'server.js').toString(true);
  server = start(context, (options) => {
    const worker = new Worker(url);
    return {
      client: new LanguageClient('crm', 'CRM', worker, options),
      end: () => {
        worker.terminate();
      },
    };
  });
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
