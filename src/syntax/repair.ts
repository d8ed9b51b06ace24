import type { Problem } from '../diagnostics/problem.js';
import { slips } from '../diagnostics/suggest.js';
import { exact } from '../model/exact.js';
import { lineAt, type Span, spanFrom } from '../text/span.js';
import { chineseKeywords } from './chinese-keywords.js';
import { chunksOf } from './chunks.js';
import { foldText, offText } from './literals/numbers.js';
import { writeInstead } from './literals/words.js';
import { isUnclosedText, mendQuotes } from './quotes.js';
import { firstMisfit } from './reader.js';
import { TOKEN_TYPES } from './token-types.js';
import type { Token } from './token.js';
import { RESERVED } from './vocabulary.js';
import {
  alone,
  brokenOff,
  discountInWords,
  loneQuote,
  misspelt,
  missing,
  notAName,
  notAText,
  oneNumber,
  swapped,
  unclosed,
  unexpected,
  unreadable,
} from './words.js';

/*
 * A broken file is mended token by token: at the first token that does not fit, every plausible slip (a misspelt
 * keyword, something missing, something too much) is undone in turn, and the change after which the parser gets
 * furthest for the least is taken. So one slip gives one message at the slip, and the rest of the file is read.
 * Only the declaration with the slip is parsed again and again.
 */

export interface Repaired {
  readonly tokens: readonly Token[];
  readonly problems: readonly Problem[];
  readonly lost: readonly string[];
}

interface Candidate {
  readonly tokens: readonly Token[];
  /** How unlikely the slip is. */
  readonly cost: number;
  readonly problem: () => Problem;
  /** Names declared in what is dropped. */
  readonly lost?: readonly string[];
  /** Something is missing before a token, at the end of the line above: the message names it if one word leads on. */
  readonly expects?: number;
}

/** After so many slips in one file the rest of it is left unread: it is probably no plan. */
const MOST_SLIPS = 40;
/** How far a repair must lead to count as fully right, in tokens. */
const FAR = 12;

const INSERTABLE = [
  '}',
  '{',
  ')',
  '(',
  ',',
  '..',
  '>=',
  '=',
  'ID',
  'NUMBER',
  'TEXT',
  'TIME',
  'DATE',
  'by',
  'because',
  'per',
  'on',
  'of',
  'to',
  'at',
  'where',
  'via',
  'with',
  'in',
  'every',
  'and',
  'rolling',
  'calendar',
  'is',
  'for',
  'skip',
];

/** What a line may break off before: a value, a range, the rest of one. */
const BROKEN_OFF = [['NUMBER'], ['ID'], ['TEXT'], ['DATE'], ['TIME'], ['DATE', '..', 'DATE'], ['..', 'DATE']] as const;

const spanOf = (file: string, token: Token): Span => ({ file, start: token.startOffset, end: token.startOffset + token.image.length });

function retyped(token: Token, name: string, image = token.image): Token {
  const tokenType = TOKEN_TYPES.get(name) ?? token.tokenType;
  return { ...token, image, tokenType };
}

/** A token that stands for something missing; it leaves no value in the tree. */
function invented(name: string, at: Token | undefined): Token {
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

function splice(tokens: readonly Token[], start: number, remove: number, ...insert: Token[]): Token[] {
  return [...tokens.slice(0, start), ...insert, ...tokens.slice(start + remove)];
}

const isWord = (token: Token): boolean => /^[\p{L}_]/u.test(token.image) && token.tokenType.name !== 'TEXT';

/** Keywords near to a word, nearest first. */
function nearKeywords(word: string): string[] {
  const most = word.length <= 3 ? 1 : word.length <= 6 ? 2 : 3;
  const found: { keyword: string; steps: number }[] = [];
  for (const keyword of TOKEN_TYPES.keys()) {
    // Of a short keyword two slips leave nothing.
    const allowed = Math.min(most, Math.ceil(keyword.length / 3));
    if (!/^[a-z_]+$/.test(keyword) || keyword === word || Math.abs(keyword.length - word.length) > allowed) continue;
    const steps = slips(word.toLowerCase(), keyword);
    if (steps <= allowed) found.push({ keyword, steps });
  }
  return found
    .sort((a, b) => a.steps - b.steps || (a.keyword < b.keyword ? -1 : 1))
    .slice(0, 4)
    .map(({ keyword }) => keyword);
}

/** The brace that is still open before a token, and the words before it. */
function openBrace(tokens: readonly Token[], index: number): { opener: Token | undefined; head: string } {
  const open: number[] = [];
  for (let i = 0; i < index; i++) {
    const name = tokens[i]?.tokenType.name;
    if (name === '{') open.push(i);
    else if (name === '}') open.pop();
  }
  const at = open.at(-1);
  if (at === undefined) return { opener: undefined, head: '' };
  const opener = tokens[at];
  const words = tokens
    .slice(Math.max(0, at - 6), at)
    .filter((token) => token.startLine === opener?.startLine && token.tokenType.name !== 'TEXT');
  return {
    opener,
    head: words
      .slice(0, 2)
      .map((token) => token.image)
      .join(' '),
  };
}

function firstOfLine(tokens: readonly Token[], index: number): number {
  let first = index;
  while (first > 0 && tokens[first - 1]?.startLine === tokens[index]?.startLine) first -= 1;
  return first;
}

/** The end of what begins at a token: the rest of its line, with the blocks it opens. */
function endOfLine(tokens: readonly Token[], start: number): number {
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

function namesIn(tokens: readonly Token[]): string[] {
  return tokens.filter((token) => isWord(token)).map((token) => token.image);
}

/** Units that planners set apart from their number, with what the language calls them. */
const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    day: 'd',
    days: 'd',
    hour: 'h',
    hours: 'h',
    minute: 'min',
    minutes: 'min',
    second: 's',
    seconds: 's',
    week: 'w',
    weeks: 'w',
    month: 'mo',
    months: 'mo',
    year: 'y',
    years: 'y',
    yuan: '\u5143',
    RMB: '\u5143',
    '\u5757': '\u5143',
    '\u4eba': '',
  }),
);
const UNIT =
  /^(?:d|h|min|s|w|mo|y|[\u4e07\u4ebf]?\u5143|[\u4e07\u4ebf\u6298\u5929\u79d2\u5468\u5e74]|\u5c0f\u65f6|\u5206\u949f|\u4e2a\u6708|[A-Z]{3})$/;

/** A number that was written in pieces, `300 \u5143` or `30,000`; `at` is its unit or its comma. */
function joinedNumber(tokens: readonly Token[], at: number): { first: number; last: number; image: string } | undefined {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!token || before?.tokenType.name !== 'NUMBER' || before.startLine !== token.startLine) return undefined;
  const touches = (a: Token, b: Token): boolean => a.startOffset + a.image.length === b.startOffset;
  if (token.image === ',') {
    if (!after || !touches(before, token) || !touches(token, after) || !/^\d{3}(?!\d)/.test(after.image) || !/\d$/.test(before.image))
      return undefined;
    return { first: at - 1, last: at + 1, image: `${before.image}_${after.image}` };
  }
  if (!/^[\d_.]+$/.test(before.image)) return undefined;
  const unit = UNITS.get(token.image) ?? (UNIT.test(token.image) ? token.image : undefined);
  return unit === undefined ? undefined : { first: at - 1, last: at, image: before.image + unit };
}

/** `10.30`, `10h30` and `1030` as a time of day. */
function clockOf(image: string): string | undefined {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[.h](\d{2})|h)$/.exec(image) ?? /^(\d{2})(\d{2})$/.exec(image) ?? [];
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}

function candidates(file: string, tokens: readonly Token[], index: number): Candidate[] {
  const result: Candidate[] = [];
  const token = tokens[index];
  const before = tokens[index - 1];
  const here = token ?? before;
  if (!here) return result;
  const place: Span = token ? spanOf(file, token) : { file, start: spanOf(file, here).end, end: spanOf(file, here).end };

  for (const at of [index, index - 1, index - 2]) {
    const word = tokens[at];
    if (!word || !isWord(word)) continue;
    const translated = chineseKeywords(word.image);
    for (const keyword of translated ?? nearKeywords(word.image)) {
      result.push({
        tokens: splice(tokens, at, 1, retyped(word, keyword, keyword)),
        // A word that is a keyword already is rarely a misspelt one.
        cost: (translated ? 0 : TOKEN_TYPES.has(word.image) ? 3.6 : 1) + (index - at) / 4,
        problem: () => misspelt(spanOf(file, word), word.image, keyword),
      });
    }
  }
  for (const at of [index, index - 1]) {
    const joined = joinedNumber(tokens, at);
    if (!joined) continue;
    const { first, last, image } = joined;
    const [from, to] = [tokens[first], tokens[last]];
    if (!from || !to) continue;
    result.push({
      tokens: splice(tokens, first, last - first + 1, { ...from, image }),
      cost: 0.8,
      problem: () => oneNumber({ ...spanOf(file, from), end: spanOf(file, to).end }, image),
    });
  }
  const time = token?.tokenType.name === 'NUMBER' ? clockOf(token.image) : undefined;
  if (token && time !== undefined)
    result.push({
      tokens: splice(tokens, index, 1, retyped(token, 'TIME', time)),
      cost: 0.8,
      problem: () => writeInstead(place, token.image, time),
    });
  if (token && before && /^(?:discount|off|\u6298\u6263|\u6298)$/.test(token.image) && /^\d+(?:\.\d+)?%$/.test(before.image)) {
    const share = exact(before.image.slice(0, -1)).div(100);
    const [paid, taken] = [foldText(share), `${before.image} off`];
    const span = { ...spanOf(file, before), end: place.end };
    if (share.gt(0) && share.lt(1))
      result.push({
        tokens: splice(tokens, index - 1, 2, { ...before, image: token.image === 'off' ? taken : paid }),
        cost: 0.8,
        problem: () => (token.image === 'off' ? oneNumber(span, taken) : discountInWords(span, before.image, paid, offText(share), taken)),
      });
  }
  const next = tokens[index + 1];
  if (
    token &&
    isWord(token) &&
    !TOKEN_TYPES.has(token.image) &&
    before?.startLine !== token.startLine &&
    next?.startLine !== token.startLine
  )
    result.push({ tokens: splice(tokens, index, 1), cost: 1.5, problem: () => alone(place, token.image), lost: [token.image] });
  if (token) {
    const name = token.tokenType.name;
    if (name === 'NUMBER' || name === 'RULE_ID' || name === 'TEXT' || name === 'DATE' || RESERVED.has(name)) {
      const image =
        name === 'TEXT'
          ? token.image.replace(/^["\u201C]+|["\u201D]+$/g, '')
          : name === 'RULE_ID'
            ? token.image.replaceAll('-', '_')
            : token.image;
      result.push({
        tokens: splice(tokens, index, 1, retyped(token, 'ID', image)),
        // Behind the first word of a line a text is rather the label of that.
        cost: name === 'TEXT' && before && firstOfLine(tokens, index) < index - 1 ? 1.2 : name === 'TEXT' ? 2.5 : 1.5,
        problem: () => notAName(place, token),
      });
    }
    if (isWord(token))
      result.push({
        tokens: splice(tokens, index, 1, retyped(token, 'TEXT', `"${token.image}"`)),
        cost: 2,
        problem: () => notAText(place, token.image),
      });
    result.push({
      tokens: splice(tokens, index, 1),
      // The word that a line begins with is rarely too much: something is missing before it.
      cost: name === '{' || name === '}' ? 2.4 : isWord(token) && before && before.startLine !== token.startLine ? 3.6 : 3,
      problem: () => unexpected(place, token.image),
      lost: namesIn([token]),
    });
    if (before)
      result.push({
        tokens: splice(tokens, index - 1, 2, token, before),
        cost: 2.6,
        problem: () => swapped({ ...spanOf(file, before), end: place.end }, before.image, token.image),
      });
  }
  // A name is compared by `is`, a number by size.
  for (const name of new Set(token && isWord(token) ? ['is', ...INSERTABLE] : INSERTABLE)) {
    const cost = name === '}' || name === '{' ? 1.8 : name === 'ID' || name === 'NUMBER' || name === 'TEXT' ? 2 : 2.2;
    if (name === '}') {
      const line = token ? firstOfLine(tokens, index) : index;
      for (const at of new Set([index, line])) {
        const { opener, head } = openBrace(tokens, at);
        if (!opener) continue;
        const last = tokens[at - 1] ?? here;
        const { end } = spanOf(file, last);
        const span: Span = { file, start: end - 1, end };
        result.push({
          tokens: splice(tokens, at, 0, invented('}', tokens[at] ?? here)),
          cost,
          problem: () => unclosed(span, opener, head),
        });
      }
      continue;
    }
    const after = before ? { file, start: spanOf(file, before).end, end: spanOf(file, before).end } : place;
    const span =
      before && token && before.startLine !== token.startLine
        ? spanOf(file, before)
        : before
          ? spanFrom(after, { start: spanOf(file, before).start })
          : place;
    result.push({ tokens: splice(tokens, index, 0, invented(name, here)), cost, problem: () => missing(span, name, before) });
  }
  const earlier = tokens[index - 2];
  const lines = linesUpFrom(tokens, index);
  for (const at of new Set([index, index - 1, ...lines])) result.push(...brokenOffBefore(file, tokens, at));
  for (const at of lines) result.push(...withoutLineBefore(file, tokens, at));
  // `orders 3` is read as the beginning of `top 3% by …`.
  if (before?.tokenType.name === 'NUMBER' && earlier && isWord(earlier)) {
    result.push({
      tokens: splice(tokens, index - 1, 0, invented('>=', before)),
      cost: 2.2,
      problem: () => missing(spanOf(file, earlier), '>=', earlier),
    });
  }
  if (before && earlier && isWord(before)) {
    result.push({
      tokens: splice(tokens, index - 1, 0, invented('NUMBER', before)),
      cost: 2.1,
      problem: () => missing(spanOf(file, earlier), 'NUMBER', earlier),
    });
  }
  // `audience` behind a brace too many begins a declaration: then the misfit is the token after.
  for (const [at, each] of [[index - 1, before] as const, [index - 2, earlier] as const]) {
    if (each?.tokenType.name === '}')
      result.push({ tokens: splice(tokens, at, 1), cost: 2.6, problem: () => unexpected(spanOf(file, each), '}') });
  }
  if (before && before.tokenType.name !== '}') {
    result.push({
      tokens: splice(tokens, index - 1, 1),
      cost: 3.1,
      problem: () => unexpected(spanOf(file, before), before.image),
      lost: namesIn([before]),
    });
  }
  if (token) {
    const line = firstOfLine(tokens, index);
    for (const start of new Set([index, line])) {
      const end = endOfLine(tokens, start);
      if (end - start > 1)
        result.push({
          tokens: splice(tokens, start, end - start),
          cost: 5,
          problem: () => unreadable(place, token.image),
          lost: namesIn(tokens.slice(start, end)),
        });
    }
  }
  return result;
}

/** A word that begins a line may have been taken for what the line above lacks, and the misfit is noticed only further on. */
const LINES_UP = 3;

/** Where the line of a token begins, and lines above it. */
function linesUpFrom(tokens: readonly Token[], index: number): readonly number[] {
  const lines: number[] = [];
  for (
    let at = index < tokens.length ? firstOfLine(tokens, index) : index;
    at > 0 && lines.length < LINES_UP;
    at = firstOfLine(tokens, at - 1)
  )
    lines.push(at);
  return lines;
}

/** A line that breaks off, left out. */
function withoutLineBefore(file: string, tokens: readonly Token[], at: number): Candidate[] {
  const start = firstOfLine(tokens, at - 1);
  const dropped = tokens.slice(start, at);
  const last = dropped.at(-1);
  // Braces stay in balance: a line that opens a block is not dropped without it.
  if (!last || start === 0 || dropped.some(({ image }) => image === '{' || image === '}')) return [];
  return [
    {
      tokens: splice(tokens, start, at - start),
      cost: 3.4,
      problem: () => brokenOff(spanOf(file, last), last.image),
      lost: namesIn(dropped),
      expects: at,
    },
  ];
}

/** Who is writing a property has neither its value nor, often, the end of the block yet: the next line begins with a word that seems to be the value. */
function brokenOffBefore(file: string, tokens: readonly Token[], at: number): Candidate[] {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (!before || !token || (!isWord(token) && token.image !== '}') || before.startLine === token.startLine || !openBrace(tokens, at).opener)
    return [];
  return BROKEN_OFF.flatMap((names) => {
    const values = names.map((name) => invented(name, token));
    const problem = (): Problem => missing(spanOf(file, before), names[0], before);
    // A keyword begins the next property rather than being a name.
    const cost = (TOKEN_TYPES.has(token.image) ? 1.7 : 2.2) + values.length / 10;
    return [
      { tokens: splice(tokens, at, 0, ...values), cost, problem },
      { tokens: splice(tokens, at, 0, ...values, invented('}', token)), cost: cost + 1.5, problem },
    ];
  });
}

interface Choice {
  readonly candidate: Candidate;
  readonly error: number | undefined;
}

/** The candidate after which the parser gets furthest, weighed against how unlikely its slip is. */
function choose(text: string, file: string, tokens: readonly Token[], index: number): Choice | undefined {
  let best: { choice: Choice; score: number } | undefined;
  for (const candidate of candidates(file, tokens, index)) {
    const error = firstMisfit(candidate.tokens);
    const reached = error === undefined ? FAR : error - index - (candidate.tokens.length - tokens.length);
    const gain = error === undefined ? FAR : Math.min(reached, FAR);
    if (gain <= 0 && error !== undefined) continue;
    const score = gain - 2 * candidate.cost;
    if (!best || score > best.score) best = { choice: { candidate, error }, score };
  }
  return best?.choice;
}

/** What a line that breaks off lacks next: the first word or sign with which the parser gets over its end. */
function expected(text: string, file: string, tokens: readonly Token[], index: number): Problem | undefined {
  const before = tokens[index - 1];
  const leadsOn = (each: string): boolean => {
    const error = firstMisfit(splice(tokens, index, 0, invented(each, before)));
    return error === undefined || error > index;
  };
  const first = INSERTABLE.find((each) => each !== '{' && each !== '}' && each !== 'ID' && leadsOn(each));
  // Most words may be names: where any name does, no word is meant.
  const name = first !== undefined && /^[a-z]/.test(first) && leadsOn('ID') ? 'ID' : first;
  return before && name !== undefined ? missing(spanOf(file, before), name, before) : undefined;
}

/** Mends one declaration; `seen` are the lines that already have a message, for what follows from one slip is not told again. */
function repairChunk(
  text: string,
  file: string,
  chunk: readonly Token[],
  seen: Set<number>,
  problems: Problem[],
  lost: string[],
): readonly Token[] {
  let tokens = chunk;
  let error = firstMisfit(tokens);
  let last = -1;
  while (error !== undefined) {
    const choice = problems.length < MOST_SLIPS ? choose(text, file, tokens, error) : undefined;
    const line = (tokens[error] ?? tokens.at(-1))?.startLine ?? 1;
    if (!choice) {
      const token = tokens[error] ?? tokens.at(-1);
      if (token && !seen.has(line)) problems.push(unreadable(spanOf(file, token), token.image));
      lost.push(...namesIn(tokens));
      return [];
    }
    const { expects } = choice.candidate;
    const problem = (expects !== undefined && expected(text, file, tokens, expects)) || choice.candidate.problem();
    const told = lineAt(text, problem.span.start);
    if (!seen.has(told) && !seen.has(line) && told !== last) problems.push(problem);
    seen.add(told);
    last = told;
    lost.push(...(choice.candidate.lost ?? []));
    tokens = choice.candidate.tokens;
    error = choice.error;
  }
  return tokens;
}

/** Mends the tokens of a file that does not parse. `problems` are those of its characters. */
export function repair(text: string, file: string, tokens: readonly Token[], problems: readonly Problem[]): Repaired {
  const quoted = mendQuotes(text, file, tokens);
  const open = quoted.tokens.filter(isUnclosedText);
  const lineOf = ({ span }: Problem): number => lineAt(text, span.start);
  // Where a quote is missing, strange characters are those of the text.
  const quotes = new Set([...quoted.problems.map(lineOf), ...open.map(({ startLine }) => startLine)]);
  const found = [...problems.filter((problem) => !quotes.has(lineOf(problem))), ...quoted.problems];
  const lost: string[] = [];
  // A text that is not closed has its own message, and what it swallowed is not told again.
  const seen = new Set([...found.map(lineOf), ...quotes]);
  const result: Token[] = [];
  for (const chunk of chunksOf(quoted.tokens)) {
    for (const token of repairChunk(text, file, chunk, seen, found, lost)) result.push(token);
  }
  const kept = new Set(result);
  for (const token of open) if (!kept.has(token)) found.push(loneQuote(spanOf(file, token)));
  return { tokens: result, problems: found, lost };
}
