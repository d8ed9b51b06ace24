import type { Span } from '../../text/span.js';
import { TOKEN_TYPES } from '../token-types.js';
import { endOf, type Token } from '../token.js';

export const spanOf = (file: string, token: Token): Span => ({ file, start: token.startOffset, end: endOf(token) });

/** A token of another type, perhaps of another image, in place of what stands in the text up to the end of `last`. */
export function retyped(token: Token, name: string, image = token.image, last = token): Token {
  const tokenType = TOKEN_TYPES.get(name) ?? token.tokenType;
  return { ...token, image, tokenType, endOffset: endOf(last) };
}

/** The tokens of words in place of what stands in the text from one token to another. */
export function instead(first: Token, last: Token, words: readonly string[]): Token[] {
  return words.map((word) => retyped(first, /^\d/.test(word) ? 'NUMBER' : TOKEN_TYPES.has(word) ? word : 'ID', word, last));
}

/** A token that stands for something missing; it leaves no value in the tree. */
export function invented(name: string, at: Token | undefined): Token {
  const tokenType = TOKEN_TYPES.get(name);
  if (!tokenType) throw new Error(`No token type ${name}.`);
  return {
    tokenType,
    image: '',
    startOffset: at?.startOffset ?? 0,
    startLine: at?.startLine ?? 1,
    startColumn: at?.startColumn ?? 1,
    isInvented: true,
  };
}

export function splice(tokens: readonly Token[], start: number, remove: number, ...insert: Token[]): Token[] {
  return [...tokens.slice(0, start), ...insert, ...tokens.slice(start + remove)];
}

export const isWord = (token: Token): boolean => /^[\p{L}_]/u.test(token.image) && token.tokenType.name !== 'TEXT';

export function namesIn(tokens: readonly Token[]): string[] {
  return tokens.filter((token) => isWord(token)).map((token) => token.image);
}

export function firstOfLine(tokens: readonly Token[], index: number): number {
  let first = index;
  while (first > 0 && tokens[first - 1]?.startLine === tokens[index]?.startLine) first -= 1;
  return first;
}

/** The end of what begins at a token: the rest of its line, with the blocks it opens. */
export function endOfLine(tokens: readonly Token[], start: number): number {
  const line = tokens[start]?.startLine;
  let depth = 0;
  let end = start;
  for (; end < tokens.length; end++) {
    const token = tokens[end];
    if (depth === 0 && (token?.startLine !== line || (token?.tokenType.name === '}' && end > start))) break;
    if (token?.tokenType.name === '{') depth += 1;
    else if (token?.tokenType.name === '}') depth -= 1;
  }
  return Math.max(end, start + 1);
}

/** The brace that is still open before a token, and the words before it. */
export function openBrace(tokens: readonly Token[], index: number): { readonly opener: Token; readonly head: string } | undefined {
  const open: number[] = [];
  for (let i = 0; i < index; i++) {
    const name = tokens[i]?.tokenType.name;
    if (name === '{') open.push(i);
    else if (name === '}') open.pop();
  }
  const at = open.at(-1) ?? -1;
  const opener = tokens[at];
  if (!opener) return undefined;
  const words = tokens
    .slice(Math.max(0, at - 6), at)
    .filter((token) => token.startLine === opener.startLine && token.tokenType.name !== 'TEXT');
  return {
    opener,
    head: words
      .slice(0, 2)
      .map((token) => token.image)
      .join(' '),
  };
}
