import type { Problem } from '../diagnostics/problem.js';
import { LIBRARY_MODELS } from '../library/generated/models.js';
import { lowerFile } from '../model/from-syntax/file.js';
import { thawModels } from '../model/frozen.js';
import type { FileModel } from '../model/types.js';
import { brokenLines, parseFile } from '../syntax/parse.js';
import type { Source } from '../text/source.js';
import { lineAt } from '../text/span.js';

/** One file read: depends on its text alone. */
export interface FileResult {
  readonly text: string;
  readonly model: FileModel;
  readonly problems: readonly Problem[];
  /** Lines that cannot be read as they stand: what else is found there follows from it. */
  readonly broken: ReadonlySet<number>;
}

function readFile(source: Source): FileResult {
  const parsed = parseFile(source.text, source.path);
  const { model, problems } = lowerFile(source.path, source.text, parsed);
  const broken = brokenLines(source.text, parsed);
  const own = broken.size === 0 ? problems : problems.filter((problem) => !broken.has(lineAt(source.text, problem.span.start)));
  return { text: source.text, model, problems: [...parsed.problems, ...own], broken };
}

let library: readonly FileModel[] | undefined;

export function libraryModels(): readonly FileModel[] {
  return (library ??= thawModels(LIBRARY_MODELS));
}

/** Names a plan may mean without declaring them. */
export function libraryNames(): readonly string[] {
  return libraryModels().flatMap(({ declarations }) => declarations.map(({ name }) => name));
}

/** Reads files, each once for each text of it. */
export class FileCache {
  private readonly results = new Map<string, FileResult>();

  read(source: Source): FileResult {
    const known = this.results.get(source.path);
    if (known?.text === source.text) return known;
    const result = readFile(source);
    this.results.set(source.path, result);
    return result;
  }
}
