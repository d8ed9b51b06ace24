import { URI } from 'vscode-uri';
import { Workspace } from '../analysis/workspace.js';
import type { Analysis } from '../compiler.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { LIBRARY } from '../library/generated/sources.js';
import type { FileModel } from '../model/types.js';
import { belongs } from '../project/belonging.js';
import type { Contents } from '../project/contents.js';
import { diagnosticOf } from '../rules/run.js';
import { lineStarts } from '../text/source.js';

/** Texts of a project as an editor sees them: what is open goes before what is on disk. Analysed again only when a text has changed. */
export class Project {
  private readonly workspace = new Workspace();
  private readonly open = new Map<string, string>();
  private disk: Contents = { texts: new Map(), problems: [], isOutside: () => false };
  private isCurrent = false;
  private readonly starts = new Map<string, { readonly text: string; readonly starts: readonly number[] }>();

  /** `root` is the absolute path of its folder, with forward slashes; `alone` is set for a document that belongs to no folder. */
  constructor(
    readonly root: string,
    private readonly alone?: { readonly path: string; readonly uri: string },
  ) {}

  /** What stands on disk. */
  load(disk: Contents): void {
    this.disk = disk;
    this.isCurrent = false;
  }

  /** Whether a file with a path from the root belongs to it. */
  owns(path: string): boolean {
    return belongs(path, this.disk.isOutside);
  }

  /** Nobody checks the files that projects leave out, nor old revisions: only what is to become a plan is told what is wrong with it. */
  get isChecked(): boolean {
    return this.alone === undefined || URI.parse(this.alone.uri).scheme === 'untitled';
  }

  /** The address of a file. */
  uriOf(path: string): string {
    return this.alone && path === this.alone.path ? this.alone.uri : URI.file(`${this.root}/${path}`).toString();
  }

  /** The text of an open file; undefined when it was closed. */
  edit(path: string, text: string | undefined): void {
    if (text === undefined) this.open.delete(path);
    else if (this.open.get(path) !== text) this.open.set(path, text);
    this.isCurrent = false;
  }

  get isOpen(): boolean {
    return this.open.size > 0;
  }

  get paths(): readonly string[] {
    return [...new Set([...this.disk.texts.keys(), ...this.open.keys()])];
  }

  textOf(path: string): string | undefined {
    return this.open.get(path) ?? this.disk.texts.get(path) ?? LIBRARY.find((source) => source.path === path)?.text;
  }

  /** Offsets at which the lines of a file begin. */
  linesOf(path: string): readonly number[] {
    const text = this.textOf(path) ?? '';
    const known = this.starts.get(path);
    if (known?.text === text) return known.starts;
    const starts = lineStarts(text);
    this.starts.set(path, { text, starts });
    return starts;
  }

  /** What a file declares, by itself. */
  fileModel(path: string): FileModel {
    this.update();
    return this.workspace.fileModel(path) ?? { path, declarations: [], facts: [], money: [], lost: [] };
  }

  /** Everything that is wrong: in files that could not be read, too. */
  get diagnostics(): readonly Diagnostic[] {
    const unread = this.disk.problems.filter(({ span }) => !this.open.has(span.file));
    // A folder without a plan is no project.
    return [...unread.map(diagnosticOf), ...(this.paths.length === 0 ? [] : this.analysis.diagnostics)];
  }

  get analysis(): Analysis {
    this.update();
    return this.workspace.analysis;
  }

  /** What can be told of a file at once; the analysis has the last word. */
  glance(path: string): readonly Diagnostic[] {
    this.update();
    return this.workspace.glance(path);
  }

  /** The work for the diagnostics of the analysis, step by step. */
  work(): Iterable<void> {
    this.update();
    return this.workspace.work();
  }

  private update(): void {
    if (this.isCurrent) return;
    this.isCurrent = true;
    this.workspace.update(this.paths.map((path) => ({ path, text: this.textOf(path) ?? '' })));
  }
}
