import { isoDay } from '../model/calendar.js';
import { clockText } from '../model/literal-text.js';
import type { DayRange } from '../model/literals.js';
import type { Instant } from '../timeline/types.js';
import type { Zone } from '../timeline/zone.js';
import type { DaySpan } from './types.js';

export const daySpan = ({ from, to }: DayRange): DaySpan => ({ from: isoDay(from), to: isoDay(to) });

/** Wall-clock moments of the store: `2027-11-03T10:00`. */
export function momentsOf(zone: Zone): (instant: Instant) => string {
  return (instant) => {
    const { day, clock } = zone.toLocal(instant);
    return `${isoDay(day)}T${clockText(clock)}`;
  };
}
