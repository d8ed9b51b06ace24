import type { IToken } from 'chevrotain';
import type { AstNode } from 'langium';
import type { Problem } from '../diagnostics/problem.js';
import type { File } from './generated/ast.js';
import { repair } from './repair.js';
import { createSyntaxServices, type SyntaxServices } from './services.js';
import { tooDeep } from './words.js';

/** Deeper nesting would overflow the stack of a recursive-descent parser; nobody writes it. */
export const DEEPEST = 100;

export interface ParsedFile {
  readonly file: File;
  /** What the tree was made of: with repairs, not all of it stands in the text. */
  readonly tokens: readonly IToken[];
  readonly hidden: readonly IToken[];
  readonly problems: readonly Problem[];
  /** Names in parts of the file that could not be read: uses of them are not reported as unknown. */
  readonly lost: readonly string[];
}

export interface Attempt {
  readonly value: AstNode | undefined;
  /** The first token that does not fit, `tokens.length` for a premature end; missing when all fit. */
  readonly error?: number;
}

let services: SyntaxServices | undefined;

function current(): SyntaxServices {
  return (services ??= createSyntaxServices());
}

/** Parses tokens without recovery: to the end, or to the first that does not fit. */
export function attempt(text: string, tokens: readonly IToken[]): Attempt {
  const { lexer, parser } = current();
  lexer.preset = tokens;
  try {
    const result = parser.parse(text);
    const error = result.parserErrors[0];
    if (!error) return { value: result.value };
    const index = tokens.indexOf(error.token);
    return { value: result.value, error: index < 0 ? tokens.length : index };
  } catch {
    // A parser that threw keeps state that makes its next file come out empty.
    services = undefined;
    return { value: undefined, error: 0 };
  } finally {
    lexer.preset = undefined;
  }
}

/** The first token nested deeper than allowed. */
function tooDeepToken(tokens: readonly IToken[]): IToken | undefined {
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
  const { tokens, hidden, problems } = current().lexer.read(text, path);
  const deep = tooDeepToken(tokens);
  if (deep) {
    const span = { file: path, start: deep.startOffset, end: deep.startOffset + deep.image.length };
    const lost = tokens.filter((token) => token.tokenType.name === 'ID').map((token) => token.image);
    return { file: EMPTY, tokens, hidden, problems: [...problems, tooDeep(span, DEEPEST)], lost };
  }
  const first = attempt(text, tokens);
  if (first.error === undefined) return { file: first.value as File, tokens, hidden, problems, lost: [] };
  const repaired = repair(text, path, tokens, problems);
  const second = attempt(text, repaired.tokens);
  return {
    file: second.error === undefined ? (second.value as File) : EMPTY,
    tokens: repaired.tokens,
    hidden,
    problems: repaired.problems,
    lost: repaired.lost,
  };
}

export function keywordTypes(): ReadonlyMap<string, IToken['tokenType']> {
  return current().tokenTypes;
}
