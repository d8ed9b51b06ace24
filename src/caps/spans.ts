import type { Day, Duration } from '../model/literals.js';
import type { CalendarUnit, WaveLimit } from '../model/types.js';
import { bucketsIn } from '../model/calendar.js';
import type { DayRange } from '../timeline/types.js';
import type { Contact } from './types.js';

const SECONDS: Readonly<Record<Duration['unit'], number>> = {
  s: 1,
  min: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  mo: 28 * 86_400,
  y: 365 * 86_400,
};
const SHORTEST: Readonly<Record<CalendarUnit, number>> = { day: 1, week: 7, month: 28, quarter: 90, year: 365 };
const DAY = 86_400;

/** A duration in seconds; of months and years the shortest there are. */
export function secondsOf(duration: Duration): number {
  return duration.count * SECONDS[duration.unit];
}

export function daysOf(contact: Contact): DayRange {
  return { from: contact.firstDay, to: contact.lastDay };
}

/** The parts of the contact's days that lie in the ranges; without ranges all of them. */
export function clip(contact: Contact, ranges: readonly DayRange[] | undefined): readonly DayRange[] {
  if (!ranges) return [daysOf(contact)];
  return ranges
    .map(({ from, to }) => ({ from: Math.max(from, contact.firstDay), to: Math.min(to, contact.lastDay) }))
    .filter(({ from, to }) => from <= to);
}

/** The most sends a triggered wave allows itself on the days of a stretch. */
export function mostInDays(limit: Pick<WaveLimit, 'count' | 'window'>, from: Day, to: Day): number {
  const { window, count } = limit;
  switch (window.kind) {
    case 'campaign':
      return count;
    case 'calendar':
      return count * bucketsIn({ from, to }, window.unit).length;
    case 'rolling':
      return count * Math.ceil(((to - from + 1) * DAY) / secondsOf(window.duration));
  }
}

/** The most sends a triggered wave allows itself in any stretch of so many seconds, wherever it lies. */
export function mostInSeconds(limit: Pick<WaveLimit, 'count' | 'window'>, seconds: number): number {
  const { window, count } = limit;
  switch (window.kind) {
    case 'campaign':
      return count;
    case 'calendar':
      return count * (1 + Math.ceil(seconds / (SHORTEST[window.unit] * DAY)));
    case 'rolling':
      return count * Math.ceil(seconds / secondsOf(window.duration));
  }
}
