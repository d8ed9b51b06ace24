import { isoDay } from '../model/calendar.js';
import { decimal, type Exact } from '../model/exact.js';
import { factorText } from '../pricing/factor-text.js';
import type { FloorCase } from '../pricing/floors.js';
import type { ScheduleContext } from './context.js';
import type { PreparedWave } from './sends.js';
import type { ScheduleLoad, SchedulePrice } from './types.js';

/** The loads of the audiences that waves name. */
export function loadsOf({ audienceLoads }: ScheduleContext, waves: readonly PreparedWave[]): readonly ScheduleLoad[] {
  const named = new Set(waves.flatMap(({ wave }) => wave.include));
  return audienceLoads
    .filter(({ audience }) => named.has(audience))
    .map(({ clause, audience, month, windowFrom, windowTo, most, limit }) => ({
      clause,
      audience,
      month,
      window: [isoDay(windowFrom), isoDay(windowTo)],
      most,
      limit,
    }));
}

const fractionText = ({ n, d }: Exact): string => `${n}/${d}`;

/** The lowest price of each kind of products that something is offered for. */
export function pricesOf({ prices }: Pick<ScheduleContext, 'prices'>): readonly SchedulePrice[] {
  const lowest = new Map<string, FloorCase>();
  for (const each of prices) {
    const key = each.sets
      .map(({ name }) => name)
      .sort()
      .join();
    const known = lowest.get(key);
    if (!known || each.lowest.factor.lt(known.lowest.factor)) lowest.set(key, each);
  }
  return [...lowest]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { sets, floor, lowest: found }]) => ({
      products: sets.map(({ name }) => name).sort(),
      factor: factorText(found.factor),
      exact: fractionText(found.factor),
      floor: decimal(floor.factor),
      offers: found.stack.map(({ benefit }) => benefit.name).sort(),
      complete: found.complete,
    }));
}
