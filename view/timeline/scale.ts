import { scaleUtc, type ScaleTime } from 'd3-scale';
import { utcDay, utcMonday, utcMonth } from 'd3-time';
import type { DaySpan } from '../../src/timeline-view/types.js';

export const ZOOMS = ['month', 'quarter', 'year'] as const;
/** How much time the view holds at once. */
export type Zoom = (typeof ZOOMS)[number];

/** Days in view, and the least width of one in pixels. */
const LENGTHS: Readonly<Record<Zoom, readonly [number, number]>> = { month: [31, 18], quarter: [92, 6], year: [366, 1.6] };

/** A moment of the store's clock as an instant of UTC, in which everything is drawn: `2027-11-03`, `2027-11-03T10:00`. */
export function instantOf(text: string): Date {
  return new Date(`${text.length > 10 ? text : `${text}T00:00`}Z`);
}

export function isoDayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

export interface Scale {
  readonly zoom: Zoom;
  /** Of a day, in pixels. */
  readonly day: number;
  readonly width: number;
  readonly time: ScaleTime<number, number>;
  readonly x: (moment: string) => number;
  /** The day that begins at or before a place. */
  readonly dayAt: (x: number) => string;
}

/** The least width of a day where all are to fit, in pixels. */
const LEAST_FITTING = 0.9;

/** A label behind the last day has so much room, in pixels. */
const TAIL = 130;

/** Whole months around all days, at least as wide as there is room. */
export function scaleOf({ from, to }: DaySpan, zoom: Zoom, room: number): Scale {
  const [days, least] = LENGTHS[zoom];
  const day = Math.max(least, room / days);
  const start = utcMonth.floor(instantOf(from));
  const last = utcDay.offset(instantOf(to), Math.ceil(TAIL / day));
  const end = utcMonth.ceil(new Date(Math.max(last.getTime(), utcDay.offset(start, Math.ceil(room / day)).getTime())));
  return scaleBetween(start, end, zoom, day);
}

/** All days at once, from the beginning of a week, in so many pixels; in more where a day would be narrower than in a view of a year. */
export function fittingScale({ from, to }: DaySpan, width: number): Scale {
  const start = utcMonday.floor(instantOf(from));
  const days = utcDay.count(start, instantOf(to)) + 1;
  const day = Math.max(LEAST_FITTING, (width - TAIL) / days);
  const zoom = day >= LENGTHS.month[1] ? 'month' : day >= LENGTHS.quarter[1] ? 'quarter' : 'year';
  return scaleBetween(start, utcDay.offset(start, Math.max(Math.ceil(width / day), days)), zoom, day);
}

function scaleBetween(start: Date, end: Date, zoom: Zoom, day: number): Scale {
  const width = utcDay.count(start, end) * day;
  const time = scaleUtc([start, end], [0, width]);
  return {
    zoom,
    day,
    width,
    time,
    x: (moment) => time(instantOf(moment)),
    dayAt: (x) => isoDayOf(utcDay.floor(time.invert(Math.max(0, x)))),
  };
}
