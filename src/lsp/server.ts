import {
  CodeActionKind,
  MessageType,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Locale } from '../diagnostics/diagnostic.js';
import { format } from '../formatter.js';
import { codeActions } from './code-actions.js';
import { completions } from './completion.js';
import { diagnosticsByFile } from './diagnostics.js';
import { definition, hover } from './names.js';
import { offsetOf, rangeOf, uriOf } from './places.js';
import { Project } from './project.js';
import { documentSymbols } from './symbols.js';

/** What the process knows of the disk. Paths are absolute, with forward slashes. */
export interface Disk {
  /** The folder of the project that a file belongs to. */
  rootOf(file: string): string;
  /** The texts of a project's files, by path from its root. */
  read(root: string): Promise<ReadonlyMap<string, string>>;
}

/** Typing goes on: a project is looked at when there was no change for so long, in milliseconds. */
const PAUSE = 30;

/** Serves an editor over a connection until it is closed. */
export function serve(connection: Connection, disk: Disk): void {
  const documents = new TextDocuments(TextDocument);
  const projects = new Map<string, Promise<Project>>();
  const published = new Map<string, string>();
  const waiting = new Map<Project, NodeJS.Timeout>();
  const told = new Set<string>();
  let locale: Locale = 'en';

  /** A defect in one feature is told once, and the others go on. */
  async function guarded<T>(what: string, run: () => Promise<T | undefined> | T | undefined): Promise<T | null> {
    try {
      return (await run()) ?? null;
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      connection.console.error(`${what}: ${text}`);
      if (!told.has(what)) {
        told.add(what);
        void connection.sendNotification('window/showMessage', {
          type: MessageType.Error,
          message: locale === 'zh-CN' ? `crm 出错（${what}），其他功能不受影响。` : `crm failed in ${what}; everything else goes on.`,
        });
      }
      return null;
    }
  }

  const fileOf = (uri: string): string => URI.parse(uri).fsPath.replaceAll('\\', '/');

  async function projectOf(uri: string): Promise<{ readonly project: Project; readonly path: string }> {
    const file = fileOf(uri);
    const root = disk.rootOf(file);
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

  function publish(project: Project): void {
    for (const [path, diagnostics] of diagnosticsByFile(project, locale)) {
      const uri = uriOf(project, path);
      const text = JSON.stringify(diagnostics);
      // A file that is open is told that nothing is wrong, too.
      const before = published.get(uri) ?? (documents.get(uri) ? undefined : '[]');
      if (before === text) continue;
      published.set(uri, text);
      void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
    }
    for (const uri of published.keys()) {
      const gone = uri.startsWith(uriOf(project, '')) && !project.paths.some((path) => uriOf(project, path) === uri);
      if (!gone) continue;
      published.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  }

  function look(project: Project): void {
    clearTimeout(waiting.get(project));
    waiting.set(
      project,
      setTimeout(() => {
        waiting.delete(project);
        void guarded('diagnostics', () => {
          publish(project);
        });
      }, PAUSE),
    );
  }

  connection.onInitialize(({ locale: wanted, initializationOptions }): InitializeResult => {
    const own = (initializationOptions as { locale?: unknown } | undefined)?.locale;
    const asked = typeof own === 'string' ? own : wanted;
    locale = asked?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
    return {
      serverInfo: { name: 'crm' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
        documentFormattingProvider: true,
        documentSymbolProvider: true,
        definitionProvider: true,
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '.'] },
      },
    };
  });

  documents.onDidChangeContent(({ document }) => {
    void guarded('editing', async () => {
      const { project, path } = await projectOf(document.uri);
      project.edit(path, document.getText());
      look(project);
    });
  });

  documents.onDidClose(({ document }) => {
    void guarded('closing', async () => {
      const { project, path } = await projectOf(document.uri);
      project.edit(path, undefined);
      project.load(await disk.read(project.root));
      look(project);
    });
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    void guarded('watching', async () => {
      const changed = new Set(await Promise.all(changes.map(async ({ uri }) => (await projectOf(uri)).project)));
      for (const project of changed) {
        project.load(await disk.read(project.root));
        look(project);
      }
    });
  });

  connection.onCodeAction((params) =>
    guarded('quick fixes', async () => {
      const { project, path } = await projectOf(params.textDocument.uri);
      return [...codeActions(project, path, params, locale)];
    }),
  );

  connection.onDocumentFormatting(({ textDocument: { uri } }) =>
    guarded('formatting', async () => {
      const { project, path } = await projectOf(uri);
      const text = project.textOf(path) ?? '';
      const formatted = format({ path, text });
      if ('problems' in formatted || formatted.text === text) return [];
      return [{ range: rangeOf(project, { file: path, start: 0, end: text.length }), newText: formatted.text }];
    }),
  );

  connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    guarded('outline', async () => {
      const { project, path } = await projectOf(uri);
      return [...documentSymbols(project, path)];
    }),
  );

  connection.onDefinition(({ textDocument: { uri }, position }) =>
    guarded('go to definition', async () => {
      const { project, path } = await projectOf(uri);
      return definition(project, path, offsetOf(project, path, position));
    }),
  );

  connection.onCompletion(({ textDocument: { uri }, position }) =>
    guarded('completion', async () => {
      const { project, path } = await projectOf(uri);
      return [...completions(project, path, offsetOf(project, path, position), locale)];
    }),
  );

  connection.onHover(({ textDocument: { uri }, position }) =>
    guarded('hover', async () => {
      const { project, path } = await projectOf(uri);
      return hover(project, path, offsetOf(project, path, position), locale);
    }),
  );

  documents.listen(connection);
  connection.listen();
}
