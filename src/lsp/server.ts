import {
  CodeLensRefreshRequest,
  InlayHintRefreshRequest,
  MessageType,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { dayOf } from '../model/calendar.js';
import type { Day } from '../model/literals.js';
import { localize, type Localized } from '../diagnostics/diagnostic.js';
import type { Here, Session } from './feature.js';
import { capabilities, listen, prepare } from './features.js';
import { LIBRARY_SCHEME } from './places.js';
import { Project } from './project.js';
import { Publisher } from './publisher.js';

/** What the process knows of the disk and of itself. Paths are absolute, with forward slashes. */
export interface Disk {
  /** The folder of the project that a file belongs to. */
  rootOf(file: string): string | Promise<string>;
  /** The texts of a project's files, by path from its root. */
  read(root: string): Promise<ReadonlyMap<string, string>>;
  /** The day it is, as `2026-11-01`, where there is a clock. */
  today?(): string;
  /** A project has been looked at: what the process holds grows little from now on. */
  looked?(): void;
}

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
  const projects = new Map<string, Promise<Project>>();
  const told = new Set<string>();
  /** Documents of the built-in library belong to no project of the user. */
  const library = new Project('');
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

  const fileOf = (uri: string): string => URI.parse(uri).fsPath.replaceAll('\\', '/');

  async function projectOf(uri: string): Promise<{ readonly project: Project; readonly path: string }> {
    const { scheme, path } = URI.parse(uri);
    if (scheme === LIBRARY_SCHEME) return { project: library, path: `crm:${path.slice(1)}` };
    const file = fileOf(uri);
    const root = await disk.rootOf(file);
    let opening = projects.get(root);
    if (!opening) {
      const project = new Project(root);
      opening = disk.read(root).then((texts) => {
        project.load(texts);
        return project;
      });
      projects.set(root, opening);
    }
    return { project: await opening, path: file.slice(root.length + 1) };
  }

  /** The day goes on while the server runs, unless the editor fixed it. */
  function sessionNow(): Session {
    const today = session.today ?? dayOfText(disk.today?.());
    return { ...session, ...(today !== undefined && { today }) };
  }

  async function here(uri: string): Promise<Here> {
    return { ...(await projectOf(uri)), session: sessionNow() };
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
    locale: () => session.locale,
    looked: () => {
      disk.looked?.();
      refresh();
    },
    prepare: (project) => prepare(project, sessionNow()),
    guarded: (run) => {
      void guarded(DIAGNOSTICS, run);
    },
  });

  connection.onInitialize(({ locale: wanted, initializationOptions, capabilities: client }): InitializeResult => {
    session = sessionOf(wanted, initializationOptions, client);
    return {
      serverInfo: { name: 'crm' },
      capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, ...capabilities() },
    };
  });

  documents.onDidChangeContent(({ document }) => {
    if (isBuiltIn(document.uri)) return;
    void guarded(EDITING, async () => {
      const { project, path } = await projectOf(document.uri);
      project.edit(path, document.getText());
      publisher.changed(project, path);
    });
  });

  documents.onDidClose(({ document }) => {
    if (isBuiltIn(document.uri)) return;
    void guarded(CLOSING, async () => {
      const { project, path } = await projectOf(document.uri);
      project.edit(path, undefined);
      project.load(await disk.read(project.root));
      publisher.changed(project);
    });
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    void guarded(WATCHING, async () => {
      const changed = new Set(await Promise.all(changes.map(async ({ uri }) => (await projectOf(uri)).project)));
      for (const project of changed) {
        project.load(await disk.read(project.root));
        publisher.changed(project);
      }
    });
  });

  listen({ connection, session: sessionNow, here, projects: async () => Promise.all(projects.values()), guarded });
  documents.listen(connection);
  connection.listen();
}
