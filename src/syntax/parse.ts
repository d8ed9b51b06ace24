import type { Problem } from '../diagnostics/problem.js';
import type { File } from './generated/ast.js';
import { repair } from './repair.js';
import { readTokens } from './lexer.js';
import { readTree } from './reader.js';
import type { Token } from './token.js';
import { lineAt } from '../text/span.js';
import { tooDeep } from './words.js';

/** Deeper nesting would overflow the stack of a recursive-descent parser; nobody writes it. */
export const DEEPEST = 100;

export interface ParsedFile {
  readonly file: File;
  /** What the tree was made of: with repairs, not all of it stands in the text. */
  readonly tokens: readonly Token[];
  readonly hidden: readonly Token[];
  readonly problems: readonly Problem[];
  /** Names in parts of the file that could not be read: uses of them are not reported as unknown. */
  readonly lost: readonly string[];
}

/** The first token nested deeper than allowed. */
function tooDeepToken(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  let negations = 0;
  for (const token of tokens) {
    const name = token.tokenType.name;
    negations = name === 'not' ? negations + 1 : 0;
    if (name === '(' || name === '{') depth += 1;
    else if (name === ')' || name === '}') depth = Math.max(0, depth - 1);
    if (depth > DEEPEST || negations > DEEPEST) return token;
  }
  return undefined;
}

const EMPTY: File = { $type: 'File', declarations: [] } as unknown as File;

/**
 * Reads one file. A slip gives one problem at the slip; what can still be read is in the tree,
 * from which the parts that a repair had to invent or drop are missing.
 */
export function parseFile(text: string, path: string): ParsedFile {
  const { tokens, hidden, problems } = readTokens(text, path);
  const deep = tooDeepToken(tokens);
  if (deep) {
    const span = { file: path, start: deep.startOffset, end: deep.startOffset + deep.image.length };
    const lost = tokens.filter((token) => token.tokenType.name === 'ID').map((token) => token.image);
    return { file: EMPTY, tokens, hidden, problems: [...problems, tooDeep(span, DEEPEST)], lost };
  }
  const { value } = readTree(tokens);
  if (value) return { file: value as File, tokens, hidden, problems, lost: [] };
  const repaired = repair(text, path, tokens, problems);
  const mended = readTree(repaired.tokens);
  return {
    file: mended.value ? (mended.value as File) : EMPTY,
    tokens: repaired.tokens,
    hidden,
    problems: repaired.problems,
    lost: repaired.lost,
  };
}

/** Lines, from 1, that cannot be read as they stand. */
export function brokenLines(text: string, { problems }: ParsedFile): ReadonlySet<number> {
  return new Set(problems.map(({ span }) => lineAt(text, span.start)));
}
