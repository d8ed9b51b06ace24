import type { ClockTime, Day } from '../model/literals.js';
import type { LocalMoment } from './zone.js';

const DAY_MINUTES = 1440;

/** Clock times `[from, to)`; where `to` is not after `from` the range crosses midnight. */
export interface QuietRange {
  readonly from: ClockTime;
  readonly to: ClockTime;
}

/** Whether a clock time lies in the range: `from` does, `to` does not. */
export function inQuiet(clock: ClockTime, range: QuietRange): boolean {
  return range.from < range.to ? clock >= range.from && clock < range.to : clock >= range.from || clock < range.to;
}

/** The moment at or after the given one at which quiet begins; the given one itself where it is quiet already. */
export function nextQuietStart(day: Day, clock: ClockTime, range: QuietRange): LocalMoment {
  if (inQuiet(clock, range)) return { day, clock };
  return clock <= range.from ? { day, clock: range.from } : { day: day + 1, clock: range.from };
}

/** The first moment at or after the given one that is not quiet; undefined where quiet never ends. */
export function nextQuietEnd(day: Day, clock: ClockTime, range: QuietRange): LocalMoment | undefined {
  if (!inQuiet(clock, range)) return { day, clock };
  const minutes = range.to - range.from;
  if (minutes === 0 || minutes >= DAY_MINUTES) return undefined;
  const next = clock < range.to ? { day, clock: range.to } : { day: day + 1, clock: range.to };
  return next.clock === DAY_MINUTES ? { day: next.day + 1, clock: 0 } : next;
}
