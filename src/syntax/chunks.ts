import { DECLARATION_KEYWORDS } from './vocabulary.js';
import type { Token } from './token.js';

const OPENERS = new Set(DECLARATION_KEYWORDS);

/**
 * Cuts the tokens of a file into its declarations, so that a slip in one cannot reach another.
 * Where braces balance, a declaration begins at depth 0; where they do not, at a keyword that opens declarations
 * and stands no further in than the one before: that is where a missing brace is noticed.
 */
export function chunksOf(tokens: readonly Token[]): Token[][] {
  const balanced = isBalanced(tokens);
  const chunks: Token[][] = [];
  let chunk: Token[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const name = token.tokenType.name;
    const opens = OPENERS.has(name) && (tokens[index - 1]?.tokenType.name !== 'extend' || name === 'extend');
    const atLineStart = tokens[index - 1]?.startLine !== token.startLine;
    const outermost = (token.startColumn ?? 1) <= (chunk[0]?.startColumn ?? Infinity);
    if (opens && atLineStart && (balanced ? depth === 0 : outermost)) {
      if (chunk.length > 0) chunks.push(chunk);
      chunk = [];
      depth = 0;
    }
    chunk.push(token);
    if (name === '{') depth += 1;
    else if (name === '}') depth = Math.max(0, depth - 1);
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

function isBalanced(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    const name = token.tokenType.name;
    if (name === '{') depth += 1;
    else if (name === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
