import type { Problem } from '../diagnostics/problem.js';
import type { File } from './generated/ast.js';
import { repair } from './repair/repair.js';
import { readTokens } from './lexer.js';
import { readTree } from './reader.js';
import { chunksOf } from './chunks.js';
import { DEEPEST, tooDeepToken } from './nesting.js';
import { endOf, type Token } from './token.js';
import { lineAt } from '../text/span.js';
import { tooDeep } from './words.js';

export interface ParsedFile {
  readonly file: File;
  /** What the tree was made of: with repairs, not all of it stands in the text. */
  readonly tokens: readonly Token[];
  readonly hidden: readonly Token[];
  readonly problems: readonly Problem[];
  /** Names in parts of the file that could not be read: uses of them are not reported as unknown. */
  readonly lost: readonly string[];
}

const EMPTY: File = { $type: 'File', declarations: [] } as unknown as File;

/**
 * Reads one file. A slip gives one problem at the slip; what can still be read is in the tree,
 * from which the parts that a repair had to invent or drop are missing.
 */
export function parseFile(text: string, path: string): ParsedFile {
  const { tokens: all, hidden, problems: found } = readTokens(text, path);
  const { tokens, problems, lost } = tooDeepToken(all) ? withoutDeepOnes(all, path) : { tokens: all, problems: [], lost: [] };
  const { value } = readTree(tokens);
  if (value) return { file: value as File, tokens, hidden, problems: [...found, ...problems], lost };
  const repaired = repair(text, path, tokens, [...found, ...problems]);
  const mended = readTree(repaired.tokens);
  return {
    file: mended.value ? (mended.value as File) : EMPTY,
    tokens: repaired.tokens,
    hidden,
    problems: repaired.problems,
    lost: [...lost, ...repaired.lost],
  };
}

/** Declarations that nest too deep are left unread. */
function withoutDeepOnes(all: readonly Token[], file: string): Pick<ParsedFile, 'tokens' | 'problems' | 'lost'> {
  const tokens: Token[] = [];
  const problems: Problem[] = [];
  const lost: string[] = [];
  for (const chunk of chunksOf(all)) {
    const deep = tooDeepToken(chunk);
    if (deep) {
      problems.push(tooDeep({ file, start: deep.startOffset, end: endOf(deep) }, DEEPEST));
      for (const { tokenType, image } of chunk) if (tokenType.name === 'ID') lost.push(image);
    } else for (const token of chunk) tokens.push(token);
  }
  return { tokens, problems, lost };
}

/** Lines, from 1, that cannot be read as they stand. */
export function brokenLines(text: string, { problems }: ParsedFile): ReadonlySet<number> {
  return new Set(problems.map(({ span }) => lineAt(text, span.start)));
}
