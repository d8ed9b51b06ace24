import type { Problem } from '../diagnostics/problem.js';
import { scan } from './scanner.js';
import type { Token, Tokenised } from './token.js';
import { fullWidthCharacters, rangeSign, strayCharacters } from './words.js';

/** Tokens for the parser, with what was wrong with the characters: one problem for each run of them. */
export interface Tokens extends Tokenised {
  readonly problems: readonly Problem[];
}

interface Swap {
  readonly place: number;
  readonly image: string;
  /** What it stands for, of the same length; `undefined` has no place in the language. */
  readonly ascii: string | undefined;
}

/** ASCII forms keep the length of the text, so that every offset stays right. */
function asciiOf(character: string, before: string, after: string): string | undefined {
  const code = character.charCodeAt(0);
  if (character === '\uFF1A') return /\d/.test(before) && /[\d\uFF10-\uFF19]/.test(after) ? ':' : ' ';
  if (character === '\uFF1B' || character === '\u3002') return ' ';
  if (code >= 0xff01 && code <= 0xff5d) return String.fromCharCode(code - 0xfee0);
  return undefined;
}

function describe(file: string, run: readonly Swap[]): Problem {
  const start = run[0]?.place ?? 0;
  const image = run.map((swap) => swap.image).join('');
  const span = { file, start, end: start + image.length };
  if (run.some((swap) => swap.ascii === undefined)) return strayCharacters(span, image);
  return fullWidthCharacters(span, image, run.map((swap) => swap.ascii ?? '').join(''));
}

/** Other signs for a range; they are read as one. */
const OTHER_RANGE = /[~\uFF5E\u301C\u2026]/;

function otherRanges(tokens: readonly Token[], file: string): Problem[] {
  return tokens
    .filter((token) => token.tokenType.name === '..' && token.image !== '..')
    .map((token) => rangeSign({ file, start: token.startOffset, end: token.startOffset + token.image.length }, token.image));
}

/**
 * Reads a text into tokens; `file` is its path, for the problems. Full-width characters outside texts and comments are
 * read as what they stand for, and reported; other characters nobody can use are reported and dropped.
 */
export function readTokens(text: string, file: string): Tokens {
  const first = scan(text);
  const problems: Problem[] = OTHER_RANGE.test(text) ? otherRanges(first.tokens, file) : [];
  if (first.stray.length === 0) return { tokens: first.tokens, hidden: first.hidden, problems };
  let run: Swap[] = [];
  let normal = '';
  let offset = 0;
  for (const place of first.stray) {
    const image = text.charAt(place);
    normal += text.slice(offset, place);
    const ascii = asciiOf(image, normal.at(-1) ?? '', text.charAt(place + 1));
    if (run.length > 0 && offset !== place) {
      problems.push(describe(file, run));
      run = [];
    }
    run.push({ place, image, ascii });
    normal += ascii ?? ' ';
    offset = place + 1;
  }
  problems.push(describe(file, run));
  const second = scan(normal + text.slice(offset));
  return { tokens: second.tokens, hidden: second.hidden, problems };
}
