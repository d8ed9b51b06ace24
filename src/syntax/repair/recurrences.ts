import { endOf, type Token } from '../token.js';
import { writtenSo } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { retyped, spanOf, splice } from './tokens.js';

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

const typeOf = (word: string): string => (/^\d/.test(word) ? 'NUMBER' : word);
const MOST_WORDS = 5;

/** `daily at 10:00`, `every monday 10:00`, `每周一 10:00`. */
export function recurrences({ file, tokens, index }: Misfit): Candidate[] {
  const found: Candidate[] = [];
  for (let start = Math.max(0, index - 3); start <= index; start += 1) {
    const words: Token[] = [];
    for (let at = start; words.length <= MOST_WORDS; at += 1) {
      const token = tokens[at];
      if (!token || token.startLine !== tokens[start]?.startLine) break;
      if (token.tokenType.name !== 'TIME') {
        words.push(token);
        continue;
      }
      const [first, last] = [words[0], words.at(-1)];
      const said = words.map(({ image }) => image).join(' ');
      const plan = written(said);
      if (first && last && plan !== undefined && plan !== said)
        found.push({
          tokens: splice(tokens, start, words.length, ...plan.split(' ').map((word) => retyped(first, typeOf(word), word, last))),
          cost: 0.8,
          problem: () => writtenSo({ ...spanOf(file, first), end: endOf(last) }, said, plan),
        });
      break;
    }
  }
  return found;
}
