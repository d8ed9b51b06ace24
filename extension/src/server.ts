import { Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient, DocumentSelector, LanguageClientOptions } from 'vscode-languageclient';
import { answerFileRequests } from './files.js';
import { LIBRARY_SCHEME, ProtocolUris } from './protocol-uris.js';
import { linkRules } from './rule-links.js';
import { serverSettings } from './settings.js';
import { t } from './words.js';

/** A client that has not been started, and how to end what it talks to. */
export interface Launched {
  readonly client: BaseLanguageClient;
  readonly end: () => void;
}

/** Makes a client of the language server: over a process on the desktop, over a worker in a browser. */
export type Launch = (options: LanguageClientOptions) => Launched;

/** The language server as the extension sees it: it can be started anew at any time. */
export class Server {
  private current: Launched | undefined;
  private changing: Promise<void> = Promise.resolve();
  private readonly uris = new ProtocolUris({
    parse: (text) => Uri.parse(text, true),
    get folder() {
      return workspace.workspaceFolders?.[0]?.uri;
    },
  });

  constructor(private readonly launch: Launch) {}

  /** Starts the server, or ends it and starts it anew; resolves when it is ready. */
  restart(): Promise<void> {
    this.changing = this.changing
      .then(() => this.stop())
      .then(() => this.start())
      .catch((error: unknown) => this.tellFailure(error));
    return this.changing;
  }

  async stop(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    if (!current) return;
    await current.client.dispose().catch(() => undefined);
    current.end();
  }

  /** Asks the server; undefined while it does not run, and where it has no answer. */
  async request<R>(method: string, params: object): Promise<R | undefined> {
    await this.changing;
    if (this.current?.client.isRunning() !== true) return undefined;
    return (await this.current.client.sendRequest<R | null>(method, params)) ?? undefined;
  }

  /** Asks the server about the project of a file. */
  about<R>(method: string, uri: Uri, params: object = {}): Promise<R | undefined> {
    return this.request(method, { ...params, textDocument: { uri: this.uris.toProtocol(uri) } });
  }

  /** Lets the server read the project of a file again, and publish what it finds. */
  async lookAgain(uri: Uri): Promise<void> {
    await this.changing;
    const changes = [{ uri: this.uris.toProtocol(uri), type: 2 }];
    await this.current?.client.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** The address in the editor of a file that the server named. */
  fromProtocol(uri: string): Uri {
    return this.uris.fromProtocol(uri);
  }

  showLog(): void {
    this.current?.client.outputChannel.show();
  }

  private async start(): Promise<void> {
    this.current = this.launch(this.options());
    const { client } = this.current;
    answerFileRequests(client, this.uris);
    await client.start();
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: documentSelector(),
      initializationOptions: serverSettings(),
      diagnosticCollectionName: 'crm',
      outputChannelName: 'CRM',
      uriConverters: {
        code2Protocol: (uri) => this.uris.toProtocol(uri),
        protocol2Code: (uri) => this.uris.fromProtocol(uri),
      },
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => next(uri, diagnostics.map(linkRules)),
      },
    };
  }

  private async tellFailure(error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const tryAgain = t('Try again');
    const chosen = await window.showErrorMessage(t('The crm language server does not start: {0}', reason), tryAgain);
    if (chosen === tryAgain) void this.restart();
  }
}

/** Plans on the disk, in virtual workspaces, not yet saved, and the built-in library; not those of other views, such as `git:`. */
function documentSelector(): DocumentSelector {
  const own = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(['file', 'untitled', LIBRARY_SCHEME, ...own])].map((scheme) => ({ language: 'crm', scheme }));
}
