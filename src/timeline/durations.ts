import type { Duration, DurationUnit } from '../model/literals.js';

const MILLISECONDS: Readonly<Record<DurationUnit, number>> = {
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  mo: 31 * 86_400_000,
  y: 366 * 86_400_000,
};

/** Elapsed milliseconds of a duration: a day is 24 h; a month counts 31 days and a year 366, the most they can have. */
export function milliseconds(duration: Duration): number {
  return duration.count * MILLISECONDS[duration.unit];
}
