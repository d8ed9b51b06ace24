import { Temporal } from 'temporal-polyfill';
import type { ClockTime, Day } from '../model/literals.js';
import type { Instant, ZonedMoment } from './types.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From 1970 to 2100 no zone changes its offset twice within 6.9 days (the closest: Asia/Gaza, October 2040), so equal offsets at both ends hold in between. */
const BLOCK = 3 * DAY;
/** Offsets lie between -12 and +14 hours, and a zone that crosses the date line jumps by 24. */
const REACH = 15 * HOUR;

/** A wall-clock reading without a zone. */
export interface LocalMoment {
  readonly day: Day;
  readonly clock: ClockTime;
}

export type ZonedResult =
  /** `ambiguous`: the reading happens twice; `moment` is the earlier. */
  | { readonly kind: 'ok'; readonly moment: ZonedMoment; readonly ambiguous: boolean }
  /** The clocks jump over the reading, from `from` to `to`. */
  | { readonly kind: 'skipped'; readonly from: LocalMoment; readonly to: LocalMoment };

/** Conversions between wall-clock time and instants in one time zone; remembers offsets, so keep and share it. */
export interface Zone {
  readonly id: string;
  /** `clock` may be 1440: the start of the next day. The moment keeps day and clock as given. */
  readonly toInstant: (day: Day, clock: ClockTime) => ZonedResult;
  /** As `toInstant`; a skipped reading becomes the first moment after the jump. For bounds, not for sends. */
  readonly nearest: (day: Day, clock: ClockTime) => ZonedMoment;
  /** The clock is that of the minute the instant lies in. */
  readonly toLocal: (instant: Instant) => ZonedMoment;
}

const FIXED = /^(?:etc\/(?!utc$).*|gmt.*|uct|universal|zulu|greenwich|est|mst|hst|[+-].*)$/i;

/** The usual spelling of an IANA zone; undefined for what is none and for fixed offsets (`+08:00`, `Etc/GMT-8`, `EST`), save `UTC`. */
export function zoneId(id: string): string | undefined {
  if (FIXED.test(id)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id).timeZoneId;
  } catch {
    return undefined;
  }
}

/** Whether a text names an IANA zone in its usual spelling, and no fixed offset. */
export function isZone(id: string): boolean {
  return zoneId(id) === id;
}

/** `id` must be a valid zone (see `zoneId`); throws a RangeError otherwise. */
export function createZone(id: string): Zone {
  const offsetAt = rememberedOffsets(id);

  function toInstant(day: Day, clock: ClockTime): ZonedResult {
    const local = day * DAY + clock * MINUTE;
    const before = offsetAt(local - REACH);
    const after = offsetAt(local + REACH);
    if (before === after) return ok(before, false);
    const early = offsetAt(local - before) === before;
    const late = offsetAt(local - after) === after;
    if (early || late) return ok(early ? before : after, early && late);
    const jump = firstChange(local - REACH, local + REACH, offsetAt);
    return { kind: 'skipped', from: localMoment(jump + before), to: localMoment(jump + after) };

    function ok(offset: number, ambiguous: boolean): ZonedResult {
      return { kind: 'ok', ambiguous, moment: { day, clock, instant: local - offset, offset: offset / MINUTE } };
    }
  }

  function nearest(day: Day, clock: ClockTime): ZonedMoment {
    const result = toInstant(day, clock);
    return result.kind === 'ok' ? result.moment : nearest(result.to.day, result.to.clock);
  }

  function toLocal(instant: Instant): ZonedMoment {
    const offset = offsetAt(instant);
    return { ...localMoment(instant + offset), instant, offset: offset / MINUTE };
  }

  return { id, toInstant, nearest, toLocal };
}

/** Milliseconds east of UTC at an instant; asks for the zone's data once for each block of days and again only around changes. */
function rememberedOffsets(id: string): (instant: Instant) => number {
  const starts = new Map<number, number>();
  const changes = new Map<number, Instant>();

  function probe(instant: Instant): number {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(id).offsetNanoseconds / 1_000_000;
  }

  function offsetAtStart(block: number): number {
    return remembered(starts, block, () => probe(block * BLOCK));
  }

  return (instant) => {
    const block = Math.floor(instant / BLOCK);
    const before = offsetAtStart(block);
    const after = offsetAtStart(block + 1);
    if (before === after) return before;
    const change = remembered(changes, block, () => firstChange(block * BLOCK, (block + 1) * BLOCK, probe));
    return instant < change ? before : after;
  };
}

function remembered(memory: Map<number, number>, key: number, compute: () => number): number {
  let value = memory.get(key);
  if (value === undefined) {
    value = compute();
    memory.set(key, value);
  }
  return value;
}

/** The first whole second in (low, high] at which the offset differs from that at `low`. */
function firstChange(low: Instant, high: Instant, offsetAt: (instant: Instant) => number): Instant {
  const before = offsetAt(low);
  let same = Math.floor(low / SECOND);
  let changed = Math.ceil(high / SECOND);
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetAt(middle * SECOND) === before) same = middle;
    else changed = middle;
  }
  return changed * SECOND;
}

function localMoment(local: number): LocalMoment {
  const day = Math.floor(local / DAY);
  return { day, clock: Math.floor((local - day * DAY) / MINUTE) };
}
