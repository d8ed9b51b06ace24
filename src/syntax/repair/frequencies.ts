import { unitMeant } from '../literals/numbers.js';
import { endOf, type Token } from '../token.js';
import { writtenSo } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { retyped, spanOf, splice } from './tokens.js';

// How often something may happen, in everyday words.

const PER = /^(?:per|every|each|in|within|a|an|\/|\u6bcf)$/;
const CALENDAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    day: 'day',
    week: 'week',
    month: 'month',
    year: 'year',
    '\u5929': 'day',
    '\u65e5': 'day',
    '\u5468': 'week',
    '\u6708': 'month',
    '\u5e74': 'year',
  }),
);

/** The ways a period may be written behind a count. */
function periods(period: Token): readonly (readonly string[])[] {
  if (period.tokenType.name === 'NUMBER')
    return [
      ['per', 'rolling', period.image],
      ['per', period.image],
      ['every', period.image],
    ];
  const unit = unitMeant(period.image);
  const calendar = CALENDAR.get(period.image);
  return [
    ...(calendar === undefined ? [] : [['per', 'calendar', calendar]]),
    ...(unit === undefined || unit === '' ? [] : [['per', `1${unit}`]]),
  ];
}

const typeOf = (image: string): string => (/^\d/.test(image) ? 'NUMBER' : /^(?:per|rolling|calendar|every)$/.test(image) ? image : 'ID');

/** `3 every 30d`, `50/s`, `3 per month`. */
export function wordedPeriods({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1].flatMap((at) => {
    const [count, sign, period] = [tokens[at - 1], tokens[at], tokens[at + 1]];
    if (!count || !sign || !period || !PER.test(sign.image) || sign.startLine !== period.startLine) return [];
    // `3/month` is one word.
    const isGlued = endOf(count) === sign.startOffset;
    const from = isGlued ? count : sign;
    const said = isGlued ? `${count.image}${sign.image}${period.image}` : `${sign.image} ${period.image}`;
    const span = { ...spanOf(file, from), end: endOf(period) };
    return periods(period).map((words) => ({
      tokens: splice(tokens, at, 2, ...words.map((word) => retyped(sign, typeOf(word), word, period))),
      cost: 0.9,
      problem: () => writtenSo(span, said, [...(isGlued ? [count.image] : []), ...words].join(' '), false),
    }));
  });
}

const CHINESE =
  /^(?:\u6bcf\u4eba)?\u6bcf?(?:(\d+)\u5929|([\u5929\u65e5\u5468\u6708\u5e74]))(?:\u5185)?(?:\u6700\u591a|\u81f3\u591a|\u4e0d\u8d85\u8fc7)?(\d+)[\u6b21\u6761\u5c01]?$/u;

/** `每月3次`, `30天内最多3次`. */
export function chinesePeriods({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1].flatMap((at) => {
    const token = tokens[at];
    const [, days, unit = '', count = ''] = CHINESE.exec(token?.image ?? '') ?? [];
    if (!token || count === '') return [];
    const words = [count, 'per', ...(days === undefined ? ['calendar', CALENDAR.get(unit) ?? ''] : ['rolling', `${days}d`])];
    return {
      tokens: splice(tokens, at, 1, ...words.map((word) => retyped(token, typeOf(word), word))),
      cost: 0.8,
      problem: () => writtenSo(spanOf(file, token), token.image, words.join(' '), false),
    };
  });
}
