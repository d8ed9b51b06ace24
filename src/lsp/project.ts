import { analyse, FileCache, type Analysis } from '../compiler.js';
import { LIBRARY } from '../library/generated/sources.js';
import type { FileModel } from '../model/types.js';
import { lineStarts } from '../text/source.js';

/** Texts of a project as an editor sees them: what is open goes before what is on disk. Analysed again only when a text has changed. */
export class Project {
  private readonly cache = new FileCache();
  private readonly open = new Map<string, string>();
  private disk: ReadonlyMap<string, string> = new Map();
  private latest: Analysis | undefined;
  private last: Analysis | undefined;
  private readonly starts = new Map<string, { readonly text: string; readonly starts: readonly number[] }>();

  /** `root` is the absolute path of its folder, with forward slashes. */
  constructor(readonly root: string) {}

  /** What stands on disk, by path from the root. */
  load(disk: ReadonlyMap<string, string>): void {
    this.disk = disk;
    this.latest = undefined;
  }

  /** The text of an open file; undefined when it was closed. */
  edit(path: string, text: string | undefined): void {
    if (text === undefined) this.open.delete(path);
    else if (this.open.get(path) !== text) this.open.set(path, text);
    this.latest = undefined;
  }

  get isOpen(): boolean {
    return this.open.size > 0;
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
    return this.cache.read({ path, text: this.textOf(path) ?? '' }).model;
  }

  get analysis(): Analysis {
    this.latest ??= analyse(
      this.paths.map((path) => ({ path, text: this.textOf(path) ?? '' })),
      {},
      this.cache,
    );
    return (this.last = this.latest);
  }

  /** The last analysis there was, be it of earlier texts: for what must answer while somebody types. */
  get recent(): Analysis {
    return this.last ?? this.analysis;
  }
}
