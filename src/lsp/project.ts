import { Workspace } from '../analysis/workspace.js';
import type { Analysis } from '../compiler.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { LIBRARY } from '../library/generated/sources.js';
import type { FileModel } from '../model/types.js';
import { lineStarts } from '../text/source.js';

/** Texts of a project as an editor sees them: what is open goes before what is on disk. Analysed again only when a text has changed. */
export class Project {
  private readonly workspace = new Workspace();
  private readonly open = new Map<string, string>();
  private disk: ReadonlyMap<string, string> = new Map();
  private isCurrent = false;
  private readonly starts = new Map<string, { readonly text: string; readonly starts: readonly number[] }>();

  /** `root` is the absolute path of its folder, with forward slashes. */
  constructor(readonly root: string) {}

  /** What stands on disk, by path from the root. */
  load(disk: ReadonlyMap<string, string>): void {
    this.disk = disk;
    this.isCurrent = false;
  }

  /** The text of an open file; undefined when it was closed. */
  edit(path: string, text: string | undefined): void {
    if (text === undefined) this.open.delete(path);
    else if (this.open.get(path) !== text) this.open.set(path, text);
    this.isCurrent = false;
  }

  get paths(): readonly string[] {
    return [...new Set([...this.disk.keys(), ...this.open.keys()])];
  }

  textOf(path: string): string | undefined {
    return this.open.get(path) ?? this.disk.get(path) ?? LIBRARY.find((source) => source.path === path)?.text;
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
