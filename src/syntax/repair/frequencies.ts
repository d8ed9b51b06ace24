import { isDurationUnit, unitMeant } from '../literals/numbers.js';
import { endOf, type Token } from '../token.js';
import { writtenSo } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { instead, spanOf, splice } from './tokens.js';

// How often something may happen, in everyday words.

const PER = /^(?:per|every|each|in|within|a|an|\/|\u6bcf)$/;
const CALENDAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    day: 'day',
    week: 'week',
    month: 'month',
    year: 'year',
    天: 'day',
    日: 'day',
    周: 'week',
    月: 'month',
    年: 'year',
  }),
);

/** The ways a period may be written behind a count. */
function periods(period: Token): readonly (readonly string[])[] {
  if (period.tokenType.name === 'NUMBER')
    return [
      ['per', 'rolling', period.image],
      ['per', period.image],
      ['every', period.image],
      ['in', 'last', period.image],
    ];
  const meant = unitMeant(period.image) ?? '';
  const unit = isDurationUnit(meant) ? meant : undefined;
  const calendar = CALENDAR.get(period.image);
  return [...(calendar === undefined ? [] : [['per', 'calendar', calendar]]), ...(unit === undefined ? [] : [['per', `1${unit}`]])];
}

/** A limit per month may be one of calendar months or of any 30 days; a rate per second is one thing. */
const isSure = ([word, period = '']: readonly string[]): boolean => word === 'in' || /^1\D/.test(period);

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
      tokens: splice(tokens, at, 2, ...instead(sign, period, words)),
      cost: 0.9,
      problem: () => writtenSo(span, said, [...(isGlued ? [count.image] : []), ...words].join(' '), isSure(words)),
    }));
  });
}

const CHINESE = new RegExp('^(?:每人)?每?(?:(\\d+)天|([天日周月年]))(?:内)?(?:最多|至多|不超过)?(\\d+)[次条封]?$', 'u');

/** `每月3次`, `30天内最多3次`. */
export function chinesePeriods({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1].flatMap((at) => {
    const token = tokens[at];
    const [, days, unit = '', count = ''] = CHINESE.exec(token?.image ?? '') ?? [];
    if (!token || count === '') return [];
    const words = [count, 'per', ...(days === undefined ? ['calendar', CALENDAR.get(unit) ?? ''] : ['rolling', `${days}d`])];
    return {
      tokens: splice(tokens, at, 1, ...instead(token, token, words)),
      cost: 0.8,
      problem: () => writtenSo(spanOf(file, token), token.image, words.join(' '), false),
    };
  });
}
