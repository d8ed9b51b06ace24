import type { Problem } from '../../diagnostics/problem.js';
import { firstMisfit } from '../reader.js';
import { scan } from '../scanner.js';
import type { Token } from '../token.js';
import { DECLARATION_KEYWORDS } from '../vocabulary.js';
import { unpaired } from '../words.js';

/*
 * A text whose quote is missing swallows what follows, and what stood there is missed elsewhere. So the quote is put in
 * at each place of its line in turn, and the place after which the declaration can be read furthest is taken.
 */

const OPENERS = new Set(DECLARATION_KEYWORDS);
/** So many lines and places are looked at; more are no plan. */
const MOST_LINES = 20;
const MOST_PLACES = 60;

/** A text without its closing quote. */
export function isUnclosedText(token: Token): boolean {
  if (token.tokenType.name !== 'TEXT') return false;
  const { image } = token;
  if (image.startsWith('"""')) return image.length < 6 || !image.endsWith('"""');
  return image.length < 2 || !(image.startsWith('"') ? image.endsWith('"') : image.endsWith('\u201D'));
}

/** The tokens of one line, and where they stand among all. */
interface Line {
  readonly first: number;
  readonly count: number;
  readonly start: Token;
  readonly text: string;
}

function lineOf(text: string, tokens: readonly Token[], token: Token): Line | undefined {
  const first = tokens.findIndex(({ startLine }) => startLine === token.startLine);
  const start = tokens[first];
  if (!start) return undefined;
  const count = tokens.filter(({ startLine }) => startLine === token.startLine).length;
  const end = /[\r\n]|$/.exec(text.slice(start.startOffset))?.index ?? 0;
  return { first, count, start, text: text.slice(start.startOffset, start.startOffset + end) };
}

/** Whether a quote at a place would open a text: a word begins there. */
const isOpening = (text: string, at: number): boolean => /[\s{}]$/.test(text.slice(0, at)) && /^\S/.test(text.slice(at));

/** The line with a quote put in, nothing where it would begin a text after a word or end one before; the offsets stay those of the text. */
function withQuote({ start, text }: Line, at: number, quote: string): Token[] | undefined {
  const { tokens } = scan(text.slice(0, at) + quote + text.slice(at));
  if (tokens.some(({ startOffset }) => startOffset === at) !== isOpening(text, at)) return undefined;
  return tokens.map((token) => {
    const offset = token.startOffset - (token.startOffset >= at ? 1 : 0);
    return { ...token, startOffset: start.startOffset + offset, startLine: start.startLine, startColumn: start.startColumn + offset };
  });
}

const opens = (token: Token | undefined): boolean => token?.startColumn === 1 && OPENERS.has(token.tokenType.name);

/** Where in the text the declaration around a token cannot be read. */
function reach(tokens: readonly Token[], within: number): number {
  let start = within;
  while (start > 0 && !opens(tokens[start])) start -= 1;
  let end = start + 1;
  while (end < tokens.length && !opens(tokens[end])) end += 1;
  const part = tokens.slice(start, end);
  const misfit = firstMisfit(part);
  if (misfit === undefined) return Infinity;
  return part[misfit]?.startOffset ?? tokens[end]?.startOffset ?? Number.MAX_SAFE_INTEGER;
}

function missingQuote(file: string, { start, text }: Line, at: number, quote: string): Problem {
  const opening = isOpening(text, at);
  const word = (opening ? /^\S+/.exec(text.slice(at)) : /\S+$/.exec(text.slice(0, at)))?.[0] ?? '';
  const place = start.startOffset + at;
  return unpaired({ file, start: opening ? place : place - word.length, end: opening ? place + word.length : place }, word, opening, quote);
}

/** Puts in the quotes that are missing; a problem for each that is. */
export function mendQuotes(
  text: string,
  file: string,
  tokens: readonly Token[],
): { readonly tokens: readonly Token[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let mended = tokens;
  const texts = tokens.filter((token) => isUnclosedText(token) && !token.image.startsWith('"""')).slice(0, MOST_LINES);
  for (const token of texts) {
    const line = lineOf(text, mended, token);
    if (!line || line.text.includes('"""')) continue;
    const quote = token.image.startsWith('\u201C') ? '\u201D' : '"';
    let best: { tokens: readonly Token[]; far: number; at?: number } = { tokens: mended, far: reach(mended, line.first) };
    const edges = [...line.text.matchAll(/(?<=\S)(?=[\s{},]|$)|(?<=^|[\s{}])(?=\S)/g)].map(({ index }) => index);
    for (const at of edges.filter((edge) => edge > 0).slice(0, MOST_PLACES)) {
      const quoted = withQuote(line, at, quote);
      if (!quoted) continue;
      const tried = [...mended.slice(0, line.first), ...quoted, ...mended.slice(line.first + line.count)];
      const far = reach(tried, line.first);
      if (far > best.far) best = { tokens: tried, far, at };
    }
    mended = best.tokens;
    if (best.at !== undefined) problems.push(missingQuote(file, line, best.at, quote));
  }
  return { tokens: mended, problems };
}
