import { LunarDay, LunarMonth } from 'tyme4ts';
import type { Day } from '../model/literals.js';
import { dayOf } from '../model/calendar.js';

const known = new Map<string, Day | undefined>();

/**
 * The day of a date in the Chinese lunar calendar; of a leap month's number, in the regular month.
 * `lunarYear` is the Gregorian year in which that lunar year begins. Undefined where the month lacks the day
 * (most have 29 or 30 days, by year), and outside the years 1000 .. 9000.
 */
export function lunarDay(lunarYear: number, month: number, day: number): Day | undefined {
  const key = `${lunarYear}-${month}-${day}`;
  if (!known.has(key)) known.set(key, compute(lunarYear, month, day));
  return known.get(key);
}

function compute(lunarYear: number, month: number, day: number): Day | undefined {
  if (lunarYear < 1000 || lunarYear > 9000 || month < 1 || month > 12 || day < 1) return undefined;
  if (day > LunarMonth.fromYm(lunarYear, month).getDayCount()) return undefined;
  const solar = LunarDay.fromYmd(lunarYear, month, day).getSolarDay();
  return dayOf(solar.getYear(), solar.getMonth(), solar.getDay());
}
