import { utcDay, utcMonday, utcMonth, utcYear, type CountableTimeInterval } from 'd3-time';
import { utcFormat } from 'd3-time-format';
import type { Scale } from './scale.js';
import type { Words } from './words.js';

/** A month or year that has less room in view is not named, in pixels. */
const LEAST_ROOM = 64;
/** Of days that are named one by one. */
export const LEAST_DAY = 18;

/** A browser scrolls to whole pixels: a step that is no further out of view is named still. */
const NEAR = 2;

/** What an axis names between two places: longer spans, and below them the steps within. */
export interface Divisions {
  readonly spans: readonly { readonly start: Date; readonly x: number; readonly name: string }[];
  readonly steps: readonly Date[];
  readonly step: (instant: Date) => string;
  /** Whether a step is named in its middle: it is a whole day. */
  readonly inMiddle: boolean;
}

interface Kinds extends Pick<Divisions, 'step' | 'inMiddle'> {
  readonly long: CountableTimeInterval;
  readonly name: (instant: Date) => string;
  readonly short: CountableTimeInterval;
}

function kindsOf({ zoom, day }: Scale, { year, month, shortMonth }: Words): Kinds {
  if (zoom === 'year') return { long: utcYear, name: year, short: utcMonth, step: shortMonth, inMiddle: false };
  const isDaily = day >= LEAST_DAY;
  return { long: utcMonth, name: month, short: isDaily ? utcDay : utcMonday, step: utcFormat('%-d'), inMiddle: isDaily };
}

export function divisionsOf(scale: Scale, from: number, to: number, words: Words): Divisions {
  const [start, end] = [scale.time.invert(Math.max(0, from)), scale.time.invert(to)];
  const { long, name, short, step, inMiddle } = kindsOf(scale, words);
  const left = (span: Date): number => Math.max(scale.time(span), from);
  const spans = long
    .range(long.floor(start), end)
    .filter((span) => Math.min(to, scale.time(long.offset(span, 1))) - left(span) >= LEAST_ROOM)
    .map((span) => ({ start: span, x: left(span), name: name(span) }));
  return { spans, steps: short.range(short.ceil(scale.time.invert(Math.max(0, from - NEAR))), end), step, inMiddle };
}

/** Where months begin between two places. */
export function monthLines(scale: Scale, from: number, to: number): readonly number[] {
  return utcMonth.range(scale.time.invert(from), scale.time.invert(to)).map((month) => scale.time(month));
}
