import { twoDigits } from '../text/numbers.js';
import type { Day, DayRange, Duration, Weekday } from './literals.js';
import type { CalendarUnit } from './types.js';

const MS_PER_DAY = 86_400_000;

export interface DateParts {
  readonly year: number;
  /** 1 .. 12 */
  readonly month: number;
  /** 1 .. 31 */
  readonly day: number;
}

/** A calendar stretch with its name: `2026-11-03`, `2026-W46`, `2026-11`, `2026-Q4`, `2026`. */
export interface Bucket extends DayRange {
  readonly key: string;
}

/** The day of a date of the years 100 .. 9999; undefined where there is no such date. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / MS_PER_DAY : undefined;
}

export function partsOf(day: Day): DateParts {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `YYYY-MM-DD` */
export function isoDay(day: Day): string {
  const { year, month, day: dayOfMonth } = partsOf(day);
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

export function weekdayOf(day: Day): Weekday {
  return (modulo(day + 3, 7) + 1) as Weekday;
}

/** 28 .. 31 */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether a duration counts whole days, so that a day can be moved by it. */
export function isDayDuration(duration: Duration): boolean {
  return duration.unit !== 's' && duration.unit !== 'min' && duration.unit !== 'h';
}

/** The length of a duration written in days or weeks. */
export function lengthInDays({ count, unit }: Duration): number {
  return count * (unit === 'w' ? 7 : 1);
}

/**
 * The day moved by a duration. Months and years keep the day of the month, or take the last one there is:
 * 2026-01-31 + 1mo is 2026-02-28. Units below a day do not move it.
 */
export function addDuration(day: Day, duration: Duration, sign: 1 | -1): Day {
  const count = duration.count * sign;
  switch (duration.unit) {
    case 's':
    case 'min':
    case 'h':
      return day;
    case 'd':
      return day + count;
    case 'w':
      return day + 7 * count;
    case 'mo':
      return addMonths(day, count);
    case 'y':
      return addMonths(day, 12 * count);
  }
}

/** The calendar day, week (from Monday), month, quarter or year that a day lies in. */
export function bucketOf(day: Day, unit: CalendarUnit): Bucket {
  const { year, month } = partsOf(day);
  switch (unit) {
    case 'day':
      return { key: isoDay(day), from: day, to: day };
    case 'week':
      return weekOf(day);
    case 'month':
      return { key: `${year}-${twoDigits(month)}`, ...months(year, month, 1) };
    case 'quarter': {
      const quarter = Math.ceil(month / 3);
      return { key: `${year}-Q${quarter}`, ...months(year, 3 * quarter - 2, 3) };
    }
    case 'year':
      return { key: `${year}`, ...months(year, 1, 12) };
  }
}

/** All calendar stretches that touch a range, in order. */
export function bucketsIn(range: DayRange, unit: CalendarUnit): readonly Bucket[] {
  const buckets: Bucket[] = [];
  for (let day = range.from; day <= range.to;) {
    const bucket = bucketOf(day, unit);
    buckets.push(bucket);
    day = bucket.to + 1;
  }
  return buckets;
}

/** Whether two ranges share a day. */
export function rangesMeet(a: DayRange, b: DayRange): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** The first day of a month, where months beyond 12 or below 1 run on into other years. */
export function firstOfMonth(year: number, month: number): Day {
  return Date.UTC(year, month - 1, 1) / MS_PER_DAY;
}

function addMonths(day: Day, count: number): Day {
  const parts = partsOf(day);
  const first = firstOfMonth(parts.year, parts.month + count);
  const { year, month } = partsOf(first);
  return first + Math.min(parts.day, daysInMonth(year, month)) - 1;
}

/** ISO 8601: a week belongs to the year that its Thursday lies in. */
function weekOf(day: Day): Bucket {
  const monday = day - (weekdayOf(day) - 1);
  const { year } = partsOf(monday + 3);
  const week = Math.floor((monday + 3 - firstOfMonth(year, 1)) / 7) + 1;
  return { key: `${year}-W${twoDigits(week)}`, from: monday, to: monday + 6 };
}

function months(year: number, month: number, count: number): DayRange {
  return { from: firstOfMonth(year, month), to: firstOfMonth(year, month + count) - 1 };
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
