import { FileType, workspace, type Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FolderEntry } from '../../src/lsp/client-files.js';
import type { ProtocolUris } from './protocol-uris.js';

interface Asked {
  readonly path: string;
}

/** Reads files for a server that cannot: in a browser, and for virtual workspaces. What does not exist is null. */
export function answerFileRequests(client: BaseLanguageClient, uris: ProtocolUris): void {
  const uriOf = (path: string): Uri => uris.fromProtocol(`file://${path.split('/').map(encodeURIComponent).join('/')}`);
  client.onRequest('crm/readFile', ({ path }: Asked) => readFile(uriOf(path)));
  client.onRequest('crm/readFolder', ({ path }: Asked) => readFolder(uriOf(path)));
}

async function readFile(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

async function readFolder(uri: Uri): Promise<readonly FolderEntry[] | null> {
  try {
    const entries = await workspace.fs.readDirectory(uri);
    return entries.map(([name, type]) => ({ name, isFolder: (type & FileType.Directory) !== 0 }));
  } catch {
    return null;
  }
}
