import { dayOf } from '../model/calendar.js';
import type { Day } from '../model/literals.js';
import type { Instant } from './types.js';
import type { Zone } from './zone.js';

/** A time as somebody states it: a whole local day, or one instant. */
export interface StatedTime {
  readonly day: Day;
  readonly start: Instant;
  /** The last instant of it. */
  readonly end: Instant;
}

/**
 * `2026-11-01`, `2026-11-01 10:00` (in the zone) or `2026-11-01T10:00+08:00`.
 * Undefined for what is no day of the calendar, or a time that the clocks of the zone jump over.
 */
export function readMoment(text: string, zone: Zone): StatedTime | undefined {
  if (/(?:Z|[+-]\d{2}:\d{2})$/.test(text) && text.length > 10) {
    const instant = Date.parse(text.replace(' ', 'T'));
    return Number.isNaN(instant) ? undefined : { day: zone.toLocal(instant).day, start: instant, end: instant };
  }
  const [year = 0, month = 0, date = 0, hour, minute = 0] = text.split(/[-T :]/).map(Number);
  const day = dayOf(year, month, date);
  if (day === undefined) return undefined;
  const local = zone.toInstant(day, (hour ?? 0) * 60 + minute);
  if (local.kind !== 'ok') return undefined;
  const { instant } = local.moment;
  return { day, start: instant, end: hour === undefined ? zone.nearest(day + 1, 0).instant - 1 : instant };
}
