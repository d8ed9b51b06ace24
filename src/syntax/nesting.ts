import type { Token } from './token.js';

/** Deeper nesting would overflow the stack of a recursive-descent parser; nobody writes it. */
export const DEEPEST = 100;

/** The first token nested deeper than allowed. */
export function tooDeepToken(tokens: readonly Token[]): Token | undefined {
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
