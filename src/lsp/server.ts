import {
  CodeLensRefreshRequest,
  DidChangeWatchedFilesNotification,
  InlayHintRefreshRequest,
  MessageType,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { dayOf } from '../model/calendar.js';
import type { Day } from '../model/literals.js';
import { CONFIG } from '../project/config.js';
import { localize, type Localized } from '../diagnostics/diagnostic.js';
import type { Here, Session } from './feature.js';
import { capabilities, listen, prepare } from './features.js';
import { LIBRARY_SCHEME } from './places.js';
import type { Project } from './project.js';
import { fileOf, Projects, type Disk } from './projects.js';
import { Publisher } from './publisher.js';

const DIAGNOSTICS: Localized = { en: 'diagnostics', zh: '诊断' };
const EDITING: Localized = { en: 'reading what was typed', zh: '读取编辑内容' };
const CLOSING: Localized = { en: 'closing a file', zh: '关闭文件' };
const WATCHING: Localized = { en: 'reading changed files', zh: '读取变更的文件' };

const failure = (name: Localized): Localized => ({
  en: `crm failed in ${name.en}; everything else goes on.`,
  zh: `crm 的“${name.zh}”功能出错，其他功能不受影响。`,
});

/** What an editor may set at the start: `locale`, `policyHints: false`, `today` as `2026-11-01`. */
function sessionOf(wanted: string | undefined, options: unknown, client: ClientCapabilities): Session {
  const own = (options ?? {}) as Readonly<Record<string, unknown>>;
  const asked = typeof own.locale === 'string' ? own.locale : wanted;
  const today = typeof own.today === 'string' ? dayOfText(own.today) : undefined;
  return {
    locale: asked?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
    policyHints: own.policyHints !== false,
    client,
    ...(today !== undefined && { today }),
  };
}

function dayOfText(text: string | undefined): Day | undefined {
  const [year = NaN, month = NaN, day = NaN] = (text ?? '').split('-').map(Number);
  return dayOf(year, month, day);
}

/** Serves an editor over a connection until it is closed. */
export function serve(connection: Connection, disk: Disk): void {
  const documents = new TextDocuments(TextDocument);
  const projects = new Projects(disk);
  const told = new Set<string>();
  let session: Session = { locale: 'en', policyHints: true, client: {} };

  /** A defect in one feature is told once, and the others go on; what a feature refuses is no defect. */
  async function guarded<T>(name: Localized, run: () => Promise<T | undefined> | T | undefined): Promise<T | null> {
    try {
      return (await run()) ?? null;
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      connection.console.error(`${name.en}: ${text}`);
      if (!told.has(name.en)) {
        told.add(name.en);
        void connection.sendNotification('window/showMessage', {
          type: MessageType.Error,
          message: localize(failure(name), session.locale),
        });
      }
      return null;
    }
  }

  const isBuiltIn = (uri: string): boolean => URI.parse(uri).scheme === LIBRARY_SCHEME;

  /** The day goes on while the server runs, unless the editor fixed it. */
  function sessionNow(): Session {
    const today = session.today ?? dayOfText(disk.today?.());
    return { ...session, ...(today !== undefined && { today }) };
  }

  async function here(uri: string): Promise<Here> {
    return { ...(await projects.homeOf(uri)), session: sessionNow() };
  }

  /** Figures above campaigns and behind dates depend on other files than their own. */
  function refresh(): void {
    const { codeLens, inlayHint } = session.client.workspace ?? {};
    const wanted = [
      ...(codeLens?.refreshSupport ? [CodeLensRefreshRequest.type] : []),
      ...(inlayHint?.refreshSupport ? [InlayHintRefreshRequest.type] : []),
    ];
    // An editor that refuses goes on with what it shows.
    for (const { method } of wanted) connection.sendRequest(method).catch(() => undefined);
  }

  const publisher = new Publisher({
    connection,
    documents,
    session: () => session,
    looked: () => {
      disk.looked?.();
      refresh();
    },
    prepare: (project) => prepare(project, sessionNow()),
    guarded: (run) => {
      void guarded(DIAGNOSTICS, run);
    },
  });

  async function edited(document: TextDocument): Promise<void> {
    const { project, path } = await projects.homeOf(document.uri);
    project.edit(path, document.getText());
    if (project.isChecked) publisher.changed(project, path);
  }

  /** What is wrong in the folders that are open is told before any file is. */
  async function openWorkspace(): Promise<void> {
    for (const project of await projects.ofWorkspace()) if (project.paths.length > 0) publisher.changed(project);
  }

  /** Files may belong to other projects than before. */
  async function openAnew(): Promise<void> {
    for (const project of await projects.all()) publisher.forget(project);
    projects.clear();
    for (const document of documents.all()) if (!isBuiltIn(document.uri)) await edited(document);
    await openWorkspace();
  }

  connection.onInitialize((params): InitializeResult => {
    session = sessionOf(params.locale, params.initializationOptions, params.capabilities);
    projects.workspace = foldersOf(urisOf(params));
    const own = capabilities();
    const workspace = { ...own.workspace, workspaceFolders: { supported: true, changeNotifications: true } };
    return {
      serverInfo: { name: 'crm' },
      capabilities: { ...own, textDocumentSync: TextDocumentSyncKind.Incremental, workspace },
    };
  });

  connection.onInitialized(() => {
    void guarded(WATCHING, async () => {
      const { didChangeWatchedFiles, workspaceFolders } = session.client.workspace ?? {};
      if (didChangeWatchedFiles?.dynamicRegistration === true)
        await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED });
      if (workspaceFolders === true)
        connection.workspace.onDidChangeWorkspaceFolders(() => {
          void guarded(WATCHING, async () => {
            projects.workspace = foldersOf(((await connection.workspace.getWorkspaceFolders()) ?? []).map(({ uri }) => uri));
            await openAnew();
          });
        });
      await openWorkspace();
    });
  });

  documents.onDidChangeContent(({ document }) => {
    if (isBuiltIn(document.uri)) return;
    void guarded(EDITING, () => edited(document));
  });

  documents.onDidClose(({ document }) => {
    if (isBuiltIn(document.uri)) return;
    void guarded(CLOSING, async () => {
      const { project, path } = await projects.homeOf(document.uri);
      project.edit(path, undefined);
      if (await projects.isLeft(document.uri, project)) publisher.forget(project);
      else for (const changed of await projects.reread([fileOf(document.uri)])) publisher.changed(changed);
    });
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    void guarded(WATCHING, async () => {
      const files = changes.map(({ uri }) => fileOf(uri));
      if (files.some((file) => file.endsWith(`/${CONFIG}`))) return openAnew();
      for (const project of await projects.reread(files)) publisher.changed(project);
    });
  });

  const show = (project: Project): void => {
    if (project.isChecked) publisher.show(project);
  };

  listen({ connection, session: sessionNow, here, show, projects: () => projects.all(), guarded });
  documents.listen(connection);
  connection.listen();
}

/** What a client that can watch is asked to watch. */
const WATCHED = [{ globPattern: '**/*.crm' }, { globPattern: `**/${CONFIG}` }];

/** The paths of folders; the root of a disk is no place for plans. */
function foldersOf(uris: readonly string[]): readonly string[] {
  const files = uris.filter((uri) => URI.parse(uri).scheme === 'file').map(fileOf);
  return files.map((file) => file.replace(/\/$/, '')).filter((folder) => folder.includes('/'));
}

/** Editors of before workspaces name one folder. */
function urisOf(params: InitializeParams): readonly string[] {
  const { workspaceFolders, rootUri } = params as Pick<InitializeParams, 'workspaceFolders'> & { readonly rootUri?: string | null };
  return workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
}
