import { endOf } from '../token.js';
import { writtenSo } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { instead, spanOf, splice } from './tokens.js';

// Sends that come again, in everyday words.

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const CHINESE_WEEKDAYS = '一二三四五六日天';

const DAILY = /^(?:at )?(?:(?:every|each) day|everyday|daily|\u6bcf\u5929|\u6bcf\u65e5)(?: at)?$/i;
const WEEKLY = /^(?:at )?(?:every|each|on)(?: week)? (mon|tue|wed|thu|fri|sat|sun)[a-z]*(?: at)?$/i;
const CHINESE_WEEKLY = new RegExp(`^(?:at )?每(?:周|星期)([${CHINESE_WEEKDAYS}])(?: at)?$`, 'u');
const INTERVAL = /^(?:at )?(?:every|each) (\d+) ?(d|w|day|week)s?(?: at)?$/i;

/** The words before the time, as plans write them. */
function written(phrase: string): string | undefined {
  if (DAILY.test(phrase)) return 'at every day';
  const weekday = WEEKLY.exec(phrase)?.[1]?.toLowerCase();
  if (weekday !== undefined) return `at every week ${weekday}`;
  const chinese = CHINESE_WEEKLY.exec(phrase)?.[1];
  if (chinese !== undefined) return `at every week ${WEEKDAYS[Math.min(6, CHINESE_WEEKDAYS.indexOf(chinese))] ?? ''}`;
  const [, count, unit = ''] = INTERVAL.exec(phrase) ?? [];
  return count === undefined ? undefined : `at every ${count}${unit.charAt(0).toLowerCase()}`;
}

const MOST_WORDS = 5;

/** `daily at 10:00`, `every monday 10:00`, `每周一 10:00`. */
export function recurrences({ file, tokens, index }: Misfit): Candidate[] {
  return [index - 3, index - 2, index - 1, index].flatMap((start) => {
    const first = tokens[start];
    const length = first ? tokens.slice(start, start + MOST_WORDS + 1).findIndex(({ tokenType }) => tokenType.name === 'TIME') : -1;
    const last = tokens[start + length - 1];
    if (!first || !last || length < 1 || tokens[start + length]?.startLine !== first.startLine) return [];
    const said = tokens
      .slice(start, start + length)
      .map(({ image }) => image)
      .join(' ');
    const plan = written(said);
    if (plan === undefined || plan === said) return [];
    return {
      tokens: splice(tokens, start, length, ...instead(first, last, plan.split(' '))),
      cost: 0.8,
      problem: () => writtenSo({ ...spanOf(file, first), end: endOf(last) }, said, plan),
    };
  });
}
