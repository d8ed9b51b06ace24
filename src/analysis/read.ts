import type { Problem } from '../diagnostics/problem.js';
import { LIBRARY_MODELS } from '../library/generated/models.js';
import { lowerFile, partsOfFile, type Lowered } from '../model/from-syntax/file.js';
import { thawModels } from '../model/frozen.js';
import type { FileModel } from '../model/types.js';
import { brokenLines, parseFile, type ParsedFile } from '../syntax/parse.js';
import { placeOf } from '../syntax/tree.js';
import { groupBy } from '../text/group-by.js';
import type { Source } from '../text/source.js';
import { AnchoredSpan, lineAt, type Anchor } from '../text/span.js';

/** One file read: depends on its text alone. */
export interface FileResult {
  readonly text: string;
  readonly model: FileModel;
  readonly problems: readonly Problem[];
  /** Lines that cannot be read as they stand: what else is found there follows from it. */
  readonly broken: ReadonlySet<number>;
}

/** What was read of a file, without what only follows from a line that cannot be read. */
function resultOf(source: Source, parsed: ParsedFile, model: FileModel, problems: readonly Problem[]): FileResult {
  const broken = brokenLines(source.text, parsed);
  const own = broken.size === 0 ? problems : problems.filter((problem) => !broken.has(lineAt(source.text, problem.span.start)));
  return { text: source.text, model, problems: [...parsed.problems, ...own], broken };
}

function readFile(source: Source): FileResult {
  const parsed = parseFile(source.text, source.path);
  const { model, problems } = lowerFile(source.path, source.text, parsed);
  return resultOf(source, parsed, model, problems);
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

  constructor(private readonly readAnew: (source: Source) => FileResult = readFile) {}

  read(source: Source): FileResult {
    const known = this.results.get(source.path);
    if (known?.text === source.text) return known;
    const result = this.readAnew(source);
    this.results.set(source.path, result);
    return result;
  }
}

interface Part extends Lowered {
  /** As it stands, and what it was read as. */
  readonly text: string;
  readonly anchor: Anchor;
}

/**
 * Reads files of which one declaration is changed at a time: what was read of another one stays the same object, wherever it stands now.
 */
export class PartsReader {
  private readonly parts = new Map<string, readonly Part[]>();

  readonly read = (source: Source): FileResult => {
    const { path, text } = source;
    const parsed = parseFile(text, path);
    const { nodes, startOf, lower } = partsOfFile(text, parsed);
    const known = groupBy(this.parts.get(path) ?? [], (part) => part.text);
    const taken = new Map<string, number>();
    const imagesBefore = tokenReader(parsed.tokens);
    const parts = nodes.map((node): Part => {
      const offset = startOf(node);
      const { end } = placeOf(node);
      // The same text may be mended in another way beside another slip: then it is made of other tokens.
      const own = `${text.slice(offset, end)}\n${imagesBefore(end)}`;
      const index = taken.get(own) ?? 0;
      taken.set(own, index + 1);
      const before = known.get(own)?.[index];
      if (before) {
        before.anchor.offset = offset;
        return before;
      }
      const anchor: Anchor = { file: path, offset };
      return { ...lower([node], (start, end) => new AnchoredSpan(anchor, start - offset, end - offset)), text: own, anchor };
    });
    // What was read beside a slip may have been mended: only whole files are remembered.
    const isWhole = parsed.problems.length === 0;
    const kept = this.parts.get(path) ?? [];
    this.parts.set(path, isWhole ? parts : kept);
    const model: FileModel = {
      path,
      declarations: parts.flatMap(({ declarations }) => declarations),
      facts: parts.flatMap(({ facts }) => facts),
      money: parts.flatMap(({ money }) => money),
      lost: [...parsed.lost, ...parts.flatMap(({ lost }) => lost)],
    };
    return resultOf(
      source,
      parsed,
      model,
      parts.flatMap(({ problems }) => problems),
    );
  };
}

/** Gives the tokens up to an offset, each once: call after call goes on in the file. */
function tokenReader(tokens: ParsedFile['tokens']): (end: number) => string {
  const ordered = [...tokens].sort((a, b) => a.startOffset - b.startOffset);
  let next = 0;
  return (end) => {
    const images: string[] = [];
    for (let token = ordered[next]; token && token.startOffset < end; token = ordered[(next += 1)]) images.push(token.image);
    return images.join('\n');
  };
}
