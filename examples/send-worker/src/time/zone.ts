import { Temporal } from 'temporal-polyfill';
import type { Duration } from './durations.js';

/** Milliseconds since 1970, UTC. */
export type Instant = number;
/** Days since 1970-01-01, of the store's calendar. */
export type Day = number;

export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const DAY_MS = 86_400_000;

export function dayOfText(text: string): Day {
  const date = Temporal.PlainDate.from(text, { overflow: 'reject' });
  return Date.UTC(date.year, date.month - 1, date.day) / DAY_MS;
}

export function dateOf(day: Day): Temporal.PlainDate {
  const date = new Date(day * DAY_MS);
  return new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function dayOfDate(date: Temporal.PlainDate): Day {
  return Date.UTC(date.year, date.month - 1, date.day) / DAY_MS;
}

/** `2026-11-03T10:30:00+08:00`; an offset or `Z` is required. */
export function instantOf(text: string): Instant {
  return Temporal.Instant.from(text).epochMilliseconds;
}

/** Moved by whole days, weeks, months or years; months keep the day of the month or take the last there is. */
export function addDays(day: Day, { count, unit }: Duration, sign: 1 | -1): Day {
  const date = dateOf(day);
  switch (unit) {
    case 'd':
      return day + sign * count;
    case 'w':
      return day + sign * 7 * count;
    case 'mo':
      return dayOfDate(date.add({ months: sign * count }));
    case 'y':
      return dayOfDate(date.add({ years: sign * count }));
    default:
      throw new RangeError(`${String(count)}${unit} is less than a day.`);
  }
}

/** The first day of the window of this length that ends on `last`: the earliest from which the length reaches beyond `last`. */
export function windowStart(last: Day, length: Duration): Day {
  let first = addDays(last, length, -1);
  while (addDays(first, length, 1) <= last) first += 1;
  return first;
}

/** The calendar day, week (from Monday), month, quarter or year that holds a day: its first and last day. */
export function calendarUnit(day: Day, unit: CalendarUnit): { readonly from: Day; readonly to: Day } {
  const date = dateOf(day);
  const months = (first: number, length: number): { from: Day; to: Day } => {
    const from = new Temporal.PlainDate(date.year, first, 1);
    return { from: dayOfDate(from), to: dayOfDate(from.add({ months: length })) - 1 };
  };
  switch (unit) {
    case 'day':
      return { from: day, to: day };
    case 'week':
      return { from: day - (date.dayOfWeek - 1), to: day + (7 - date.dayOfWeek) };
    case 'month':
      return months(date.month, 1);
    case 'quarter':
      return months(date.month - ((date.month - 1) % 3), 3);
    case 'year':
      return months(1, 12);
  }
}

/** Local days of one IANA time zone. */
export interface Zone {
  readonly dayOf: (instant: Instant) => Day;
  /** Midnight, or the first moment of the day where the clocks skip it. */
  readonly startOf: (day: Day) => Instant;
}

export function createZone(id: string): Zone {
  const starts = new Map<Day, Instant>();
  function startOf(day: Day): Instant {
    let start = starts.get(day);
    if (start === undefined) starts.set(day, (start = dateOf(day).toZonedDateTime(id).epochMilliseconds));
    return start;
  }
  function dayOf(instant: Instant): Day {
    // The local day is that of UTC, the one before or the one after.
    let day = Math.floor(instant / DAY_MS) + 1;
    while (startOf(day) > instant) day -= 1;
    return day;
  }
  return { dayOf, startOf };
}
