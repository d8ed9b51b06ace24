import type { ClockTime, Day } from '../model/literals.js';
import type { LocalMoment } from './zone.js';

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
