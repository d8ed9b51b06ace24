import { RAL, type Connection, type Disposable, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { groupBy } from '../text/group-by.js';
import { sameItems } from '../text/same-items.js';
import { diagnosticOf } from './diagnostics.js';
import type { Session } from './feature.js';
import { uriOf } from './places.js';
import type { Project } from './project.js';

/** Edits of several files, as of a rename, come one by one: so long is waited for the next, in milliseconds. */
const PAUSE = 2;

/** The rest of the project is looked at when there was no edit for so long, in milliseconds. */
const REST = 50;

/** Work goes on for at most so long, in milliseconds, before the editor is listened to again. */
const STRETCH = 12;

/** In as many turns of the event loop what the editor has sent is read, answered, and the answer written. */
const TURNS = 3;

export interface PublisherInput {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly session: () => Session;
  /** All of a project has been looked at: what is shown of other files may be out of date. */
  readonly looked: () => void;
  /** What questions about a project would have to wait for, in small steps. */
  readonly prepare: (project: Project) => Iterable<void>;
  /** Runs what must not bring the server down. */
  readonly guarded: (run: () => void) => void;
}

/**
 * Tells the editor what is wrong: of a file that was edited at once, of the whole project when there is nothing newer to do.
 * Typing comes first: the work on the project stops for it and begins again. What has been asked is answered before any of it.
 */
export class Publisher {
  /** What was told last, by file. */
  private readonly told = new Map<Project, Map<string, Told>>();
  private readonly edited = new Map<Project, Set<string>>();
  private readonly working = new Map<Project, Iterator<void>>();
  private next: Disposable | undefined;
  /** There has been time to answer what is asked right behind an edit. */
  private isRested = false;

  constructor(private readonly input: PublisherInput) {}

  /** Files of the project have changed; `path` is the one somebody types in. */
  changed(project: Project, path?: string): void {
    const paths = this.edited.get(project) ?? new Set<string>();
    this.edited.set(project, paths);
    if (path !== undefined) paths.add(path);
    this.wake(PAUSE);
  }

  /** A project is to be told of, unless it is already. */
  show(project: Project): void {
    if (!this.told.has(project) && !this.edited.has(project) && !this.working.has(project)) this.changed(project);
  }

  /** Nothing is wrong any more in a project that is no longer open. */
  forget(project: Project): void {
    this.edited.delete(project);
    this.working.delete(project);
    for (const path of this.toldOf(project).keys()) this.untell(project, path);
    this.told.delete(project);
  }

  private wake(pause: number): void {
    const { timer } = RAL();
    const turn = (left: number): void => {
      this.next = left > 0 ? timer.setImmediate(turn, left - 1) : undefined;
      if (left === 0) this.work();
    };
    this.next?.dispose();
    this.next = timer.setTimeout(turn, pause, TURNS);
  }

  private work(): void {
    this.input.guarded(() => {
      this.go();
    });
    if (this.edited.size > 0 || this.working.size > 0) this.wake(this.isRested ? 0 : REST);
  }

  private go(): void {
    for (const [project, paths] of this.edited) {
      this.edited.delete(project);
      this.working.delete(project);
      this.isRested = false;
      for (const path of paths) this.publishFile(project, path, project.glance(path));
      this.working.set(project, this.lookAtAll(project));
      return;
    }
    this.isRested = true;
    const until = performance.now() + STRETCH;
    for (const [project, work] of this.working) {
      // Work that fails is not begun again before the next edit.
      this.working.delete(project);
      while (work.next().done !== true) {
        if (performance.now() < until) continue;
        this.working.set(project, work);
        return;
      }
    }
  }

  private *lookAtAll(project: Project): Generator<void> {
    yield* project.work();
    this.publishAll(project);
    yield* this.input.prepare(project);
  }

  private publishFile(project: Project, path: string, found: readonly Diagnostic[]): void {
    this.tell(
      project,
      path,
      found.filter(({ span }) => span.file === path),
    );
  }

  private publishAll(project: Project): void {
    const byFile = groupBy(project.diagnostics, ({ span }) => span.file);
    const told = this.toldOf(project);
    const present = new Set([...project.paths, ...byFile.keys()]);
    for (const path of present) {
      const found = byFile.get(path) ?? [];
      const before = told.get(path);
      // A file that is open is told that nothing is wrong, too.
      const isNew = before ? !isTold(before, project, found) : found.length > 0 || this.input.documents.get(uriOf(project, path));
      if (isNew) this.tell(project, path, found);
    }
    for (const path of told.keys()) if (!present.has(path)) this.untell(project, path);
    this.input.looked();
  }

  private toldOf(project: Project): Map<string, Told> {
    const told = this.told.get(project) ?? new Map<string, Told>();
    this.told.set(project, told);
    return told;
  }

  private untell(project: Project, path: string): void {
    this.toldOf(project).delete(path);
    void this.input.connection.sendDiagnostics({ uri: uriOf(project, path), diagnostics: [] });
  }

  private tell(project: Project, path: string, found: readonly Diagnostic[]): void {
    const uri = uriOf(project, path);
    const version = this.input.documents.get(uri)?.version;
    const diagnostics = found.map((diagnostic) => diagnosticOf(project, diagnostic, this.input.session()));
    this.toldOf(project).set(path, { found, texts: textsOf(project, found) });
    void this.input.connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) });
  }
}

interface Told {
  readonly found: readonly Diagnostic[];
  /** Of the files they lead to: places move with these. */
  readonly texts: ReadonlyMap<string, string | undefined>;
}

function textsOf(project: Project, found: readonly Diagnostic[]): Told['texts'] {
  const files = new Set(found.flatMap(({ span, related }) => [span.file, ...related.map((each) => each.span.file)]));
  return new Map([...files].map((file) => [file, project.textOf(file)]));
}

/** Whether the editor has been told just that, and nothing has moved since. */
function isTold({ found, texts }: Told, project: Project, now: readonly Diagnostic[]): boolean {
  return sameItems(found, now) && [...texts].every(([file, text]) => project.textOf(file) === text);
}
