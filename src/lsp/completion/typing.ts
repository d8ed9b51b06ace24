import { readTokens } from '../../syntax/lexer.js';
import { chunksOf } from '../../syntax/chunks.js';
import type { Around } from '../../syntax/expected.js';
import { endOf, type Token } from '../../syntax/token.js';

/** A name, keyword, rule or number that is being written at the end of a text. */
const WORD = /(?:[\p{L}_][\p{L}\p{N}_-]*|(?<![\p{L}\p{N}_.:-])\d[\d_,.]*)$/u;

/** Values that are replaced as a whole. */
const LITERALS: ReadonlySet<string> = new Set(['NUMBER', 'DATE', 'TIME']);

/** A number of which a planner may still write the unit. */
const NUMBER = /^\d/;

/** What is being typed at a place of a text. */
export interface Typing {
  readonly text: string;
  readonly offset: number;
  /** The unfinished word up to the place; may be empty. */
  readonly word: string;
  readonly isNumber: boolean;
  /** Nothing stands before the word on its line. */
  readonly beginsLine: boolean;
  /** Where the word begins. */
  readonly start: number;
  /** Where the word ends, behind the place too. */
  readonly end: number;
  /** Before the word. */
  readonly tokens: readonly Token[];
  /** The declaration around the place, without the word. */
  readonly around: Around;
}

const isClosedText = (image: string): boolean =>
  image.startsWith('"""') ? image.length >= 6 && image.endsWith('"""') : image.length >= 2 && /["\u201D]$/.test(image);

/** The text literal a place is in. */
export function textAt(text: string, offset: number): Token | undefined {
  const { tokens } = readTokens(text, '');
  return tokens.find((token) => {
    if (token.tokenType.name !== 'TEXT') return false;
    return token.startOffset < offset && (offset < endOf(token) || (offset === endOf(token) && !isClosedText(token.image)));
  });
}

/** Nothing where the place is in a comment: what is typed there is nobody's business. */
export function typingAt(text: string, offset: number): Typing | undefined {
  const all = readTokens(text, '');
  const literal = all.tokens.find((token) => LITERALS.has(token.tokenType.name) && token.startOffset <= offset && offset < endOf(token));
  const word = literal ? text.slice(literal.startOffset, offset) : (WORD.exec(text.slice(0, offset))?.[0] ?? '');
  const start = offset - word.length;
  const rest = /^[\p{L}\p{N}_-]*/u.exec(text.slice(offset))?.[0] ?? '';
  const end = literal ? endOf(literal) : offset + rest.length;
  const inComment = all.hidden.some(
    (comment) => comment.startOffset < offset && (offset < endOf(comment) || (offset === endOf(comment) && !comment.image.endsWith('*/'))),
  );
  if (inComment) return undefined;
  const others = all.tokens.filter((token) => token.startOffset < start || token.startOffset >= end);
  const tokens = others.filter((token) => endOf(token) <= start);
  const chunk = chunksOf(others).findLast((each) => (each[0]?.startOffset ?? 0) < offset) ?? [];
  return {
    text,
    offset,
    word,
    isNumber: NUMBER.test(word),
    beginsLine: /(?:^|\n)[^\S\n]*$/.test(text.slice(0, start)),
    start,
    end,
    tokens,
    around: { tokens: chunk, before: chunk.filter((token) => endOf(token) <= start).length },
  };
}
