import { isoDay } from '../model/calendar.js';
import type { Day } from '../model/literals.js';
import { clockText } from '../model/literal-text.js';
import { twoDigits } from '../text/numbers.js';
import type { DayRange, Instant } from '../timeline/types.js';
import type { Zone } from '../timeline/zone.js';
import type { DateTime, DayRangeText } from './types.js';

/** `2026-11-03T10:30:00+08:00` in the store's zone. */
export function dateTimeOf(instant: Instant, zone: Zone): DateTime {
  const { day, clock, offset } = zone.toLocal(instant);
  const seconds = Math.floor((((instant % 60_000) + 60_000) % 60_000) / 1000);
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(offset);
  return `${isoDay(day)}T${clockText(clock)}:${twoDigits(seconds)}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(Math.floor(minutes % 60))}`;
}

/** `2026-11-03T02:30:00Z` */
export function utcOf(instant: Instant): DateTime {
  return new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The start of a day. */
export function startOfDay(day: Day, zone: Zone): DateTime {
  return dateTimeOf(zone.nearest(day, 0).instant, zone);
}

export function rangeOf(range: DayRange): DayRangeText {
  return [isoDay(range.from), isoDay(range.to)];
}
