import type { Report } from '../diagnostics/problem.js';
import type { Event, EventDays } from '../model/types.js';
import { daysInMonth, firstOfMonth, dayOf, partsOf, rangesMeet, weekdayOf } from '../model/calendar.js';
import { monthDayText } from '../model/literal-text.js';
import { lunarDay } from './lunar.js';
import type { DayRange } from './types.js';

/** An occurrence that a year should have; without days where the calendar lacks one of its ends. */
interface Candidate {
  /** For messages: `2027`, or the lunar year beginning in 2027. */
  readonly year: number;
  readonly range?: DayRange;
}

/**
 * The occurrences of an event that share a day with the range, first to last.
 * An occurrence the calendar lacks (02-29 in 2027, lunar 12-30 in a month of 29 days) is reported as `impossible-time` and left out;
 * months without the day of an `every month day` event are left out silently (`checkEvent` reports the event).
 */
export function occurrencesOf(event: Event, range: DayRange, report?: Report): readonly DayRange[] {
  const days = event.on;
  if (!days || range.from > range.to) return [];
  const occurrences: DayRange[] = [];
  for (const candidate of candidates(days, range)) {
    if (!candidate.range) report?.(missingDay(event, days, candidate.year));
    else if (rangesMeet(candidate.range, range)) occurrences.push(candidate.range);
  }
  return occurrences;
}

function candidates(days: EventDays, range: DayRange): Iterable<Candidate> {
  switch (days.kind) {
    case 'once':
      return [{ year: partsOf(days.from).year, range: { from: days.from, to: days.to } }];
    case 'yearly':
      return yearly(days, range);
    case 'lunar':
      return lunar(days, range);
    case 'month-day':
      return monthly(days, range);
    case 'nth-weekday':
      return nthWeekday(days, range);
    case 'week':
      return weekly(days, range);
  }
}

type Days<K extends EventDays['kind']> = Extract<EventDays, { kind: K }>;

function* yearly(days: Days<'yearly'>, range: DayRange): Iterable<Candidate> {
  const wraps = isBefore(days.to, days.from) ? 1 : 0;
  for (let year = partsOf(range.from).year - wraps; year <= partsOf(range.to).year; year += 1) {
    if (!rangesMeet(roughly(days, year, wraps), range)) continue;
    yield candidate(year, dayOf(year, days.from.month, days.from.day), dayOf(year + wraps, days.to.month, days.to.day));
  }
}

/** The days an occurrence would have if every month had 31; tells whether a missing one would have been needed. */
function roughly(days: Days<'yearly'>, year: number, wraps: number): DayRange {
  return {
    from: firstOfMonth(year, days.from.month) + days.from.day - 1,
    to: firstOfMonth(year + wraps, days.to.month) + days.to.day - 1,
  };
}

/** A lunar year begins in January or February of its Gregorian year and may run into the February after. */
function* lunar(days: Days<'lunar'>, range: DayRange): Iterable<Candidate> {
  const wraps = isBefore(days.to, days.from) ? 1 : 0;
  for (let year = partsOf(range.from).year - 1 - wraps; year <= partsOf(range.to).year; year += 1) {
    const from = lunarDay(year, days.from.month, days.from.day);
    const to = lunarDay(year + wraps, days.to.month, days.to.day);
    if (from === undefined || to === undefined) {
      const near = {
        from: lunarDay(year, days.from.month, Math.min(days.from.day, 29)),
        to: lunarDay(year + wraps, days.to.month, Math.min(days.to.day, 29)),
      };
      if (near.from === undefined || near.to === undefined || !rangesMeet({ from: near.from, to: near.to + 1 }, range)) continue;
    }
    yield candidate(year, from, to);
  }
}

function* monthly(days: Days<'month-day'>, range: DayRange): Iterable<Candidate> {
  for (const first of monthsOf(range)) {
    const day = dayInMonth(first, days.day, days.overflow);
    if (day !== undefined) yield { year: partsOf(day).year, range: { from: day, to: day } };
  }
}

/** The day of a month (given by its first) that `every month day N` names; undefined where the month lacks it and is to be skipped. */
export function dayInMonth(first: number, day: number | 'last', overflow: 'last' | 'skip' | undefined): number | undefined {
  const { year, month } = partsOf(first);
  const most = daysInMonth(year, month);
  if (day === 'last') return first + most - 1;
  if (day <= most) return first + day - 1;
  return overflow === 'last' ? first + most - 1 : undefined;
}

/** The first day of each month that touches the range. */
export function* monthsOf(range: DayRange): Iterable<number> {
  const { year, month } = partsOf(range.from);
  for (let count = 0; ; count += 1) {
    const first = firstOfMonth(year, month + count);
    if (first > range.to) return;
    yield first;
  }
}

function* nthWeekday(days: Days<'nth-weekday'>, range: DayRange): Iterable<Candidate> {
  for (let year = partsOf(range.from).year; year <= partsOf(range.to).year; year += 1) {
    const first = firstOfMonth(year, days.month);
    const last = first + daysInMonth(year, days.month) - 1;
    const earliest = first + ((days.weekday - weekdayOf(first) + 7) % 7);
    const latest = last - ((weekdayOf(last) - days.weekday + 7) % 7);
    const wanted = days.nth === 'last' ? latest : earliest + 7 * (days.nth - 1);
    const day = wanted <= last ? wanted : days.overflow === 'last' ? latest : undefined;
    if (day !== undefined) yield { year, range: { from: day, to: day } };
  }
}

function* weekly(days: Days<'week'>, range: DayRange): Iterable<Candidate> {
  for (let day = range.from; day <= range.to; day += 1) {
    if (days.weekdays.includes(weekdayOf(day))) yield { year: partsOf(day).year, range: { from: day, to: day } };
  }
}

function candidate(year: number, from: number | undefined, to: number | undefined): Candidate {
  return from === undefined || to === undefined ? { year } : { year, range: { from, to } };
}

function isBefore(a: { month: number; day: number }, b: { month: number; day: number }): boolean {
  return a.month !== b.month ? a.month < b.month : a.day < b.day;
}

function missingDay(event: Event, days: EventDays, year: number): Parameters<Report>[0] {
  const span = days.span;
  if (days.kind === 'lunar') {
    const ends = [days.from, days.to].filter((end) => end.day === 30).map(monthDayText);
    const text = [...new Set(ends)].join(', ');
    return {
      rule: 'impossible-time',
      span,
      message: {
        en: `Event \`${event.name}\` needs lunar ${text}, but in the lunar year that begins in ${year} that month has 29 days. Write day 29, or a date for that year.`,
        zh: `事件“${event.name}”需要农历 ${text}，但 ${year} 年开始的农历年里该月只有 29 天。请改为 29 日，或直接写当年的日期。`,
      },
    };
  }
  return {
    rule: 'impossible-time',
    span,
    message: {
      en: `Event \`${event.name}\` falls on 02-29, which ${year} does not have. Write 02-28 or 03-01.`,
      zh: `事件“${event.name}”落在 02-29，而 ${year} 年没有这一天。请改为 02-28 或 03-01。`,
    },
  };
}
