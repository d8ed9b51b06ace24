import { Refusal } from '../refusal.js';

/** `30d`, `2h`, `3mo`: a count and one unit. */
export interface Duration {
  readonly count: number;
  readonly unit: 's' | 'min' | 'h' | 'd' | 'w' | 'mo' | 'y';
}

const SECONDS = { s: 1, min: 60, h: 3_600, d: 86_400, w: 604_800 } as const;

export function readDuration(text: string): Duration {
  const [, count, unit] = /^(\d+)(s|min|h|d|w|mo|y)$/.exec(text) ?? [];
  if (count === undefined) throw new Refusal(`"${text}" is no duration such as 30d, 2h or 3mo.`);
  return { count: Number(count), unit: unit as Duration['unit'] };
}

/** Exact seconds (a day is 24 hours), or calendar months; the two have no exact relation. */
export function measure({ count, unit }: Duration): { readonly seconds: number } | { readonly months: number } {
  if (unit === 'mo') return { months: count };
  if (unit === 'y') return { months: 12 * count };
  return { seconds: count * SECONDS[unit] };
}

/** Whether it counts local days rather than elapsed time where a policy speaks of windows and gaps. */
export function isInDays({ unit }: Duration): boolean {
  return unit !== 's' && unit !== 'min' && unit !== 'h';
}

/** Elapsed time; only for what is written in weeks, days or shorter. */
export function milliseconds(duration: Duration): number {
  const measured = measure(duration);
  if ('months' in measured) throw new Refusal('Months and years have no fixed length.');
  return measured.seconds * 1000;
}
