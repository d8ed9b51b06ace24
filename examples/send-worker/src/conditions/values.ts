import type { ScheduleType } from 'crm-lang/schedule';
import Fraction from 'fraction.js';
import { Refusal } from '../refusal.js';
import { measure, readDuration, type Duration } from '../time/durations.js';
import { addDays, dayOfText, instantOf, type Day, type Instant, type Zone } from '../time/zone.js';
import type { Raw } from '../members/member.js';

/** A typed value that is known. Unknown is `undefined`. */
export type Known =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: Fraction }
  | { readonly kind: 'flag'; readonly flag: boolean }
  | { readonly kind: 'date'; readonly day: Day }
  | { readonly kind: 'time'; readonly instant: Instant }
  | { readonly kind: 'duration'; readonly duration: Duration }
  /** How long ago an instant is, seen from `asOf`. */
  | { readonly kind: 'age'; readonly instant: Instant; readonly asOf: Instant }
  | { readonly kind: 'enumeration'; readonly rank: number };

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** Reads a value of a file or a constant of the schedule. What does not fit its type is refused, never taken as unknown. */
export function readValue(type: ScheduleType, values: readonly string[] | undefined, raw: Raw, what: string): Known | undefined {
  if (raw === undefined || raw === null) return undefined;
  const text = String(raw);
  switch (type) {
    case 'key':
    case 'text':
      return { kind: 'text', text };
    case 'integer':
    case 'number':
    case 'money':
    case 'percent':
      if (!/^-?\d+(\.\d+)?$/.test(text)) break;
      return { kind: 'number', number: new Fraction(text) };
    case 'flag': {
      const flag = FLAGS[text];
      if (flag === undefined) break;
      return { kind: 'flag', flag };
    }
    case 'date':
      if (!/^\d{4}-\d\d-\d\d$/.test(text)) break;
      return { kind: 'date', day: dayOfText(text) };
    case 'time':
      return { kind: 'time', instant: instantOf(text) };
    case 'duration':
      return { kind: 'duration', duration: readDuration(text) };
    case 'enumeration': {
      const rank = values?.indexOf(text) ?? -1;
      if (rank < 0) break;
      return { kind: 'enumeration', rank };
    }
  }
  throw new Refusal(`${what} is ${JSON.stringify(raw)}, which is no ${type}${values ? ` of ${values.join(', ')}` : ''}.`);
}

/** The instant of a date (its start) or time. */
export function instantOfValue(value: Known, zone: Zone): Instant | undefined {
  if (value.kind === 'date') return zone.startOf(value.day);
  return value.kind === 'time' ? value.instant : undefined;
}

/** Negative, zero, positive; nothing where the two cannot be compared exactly: then every comparison is false. */
export function order(a: Known, b: Known, zone: Zone): number | undefined {
  if (a.kind === 'number' && b.kind === 'number') return a.number.compare(b.number);
  if (a.kind === 'enumeration' && b.kind === 'enumeration') return a.rank - b.rank;
  if (a.kind === 'flag' && b.kind === 'flag') return Number(a.flag) - Number(b.flag);
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text ? 0 : a.text < b.text ? -1 : 1;
  const [x, y] = [dayOfValue(a, zone), dayOfValue(b, zone)];
  if (x !== undefined && y !== undefined) return x - y;
  return orderOfLengths(a, b, zone);
}

/** A time compares as the day it lies on. */
function dayOfValue(value: Known, zone: Zone): Day | undefined {
  if (value.kind === 'date') return value.day;
  return value.kind === 'time' ? zone.dayOf(value.instant) : undefined;
}

function orderOfLengths(a: Known, b: Known, zone: Zone): number | undefined {
  if (a.kind === 'age' && b.kind === 'age') return b.instant - a.instant;
  if (a.kind === 'duration' && b.kind === 'age') {
    const mirrored = orderOfLengths(b, a, zone);
    return mirrored === undefined ? undefined : -mirrored;
  }
  if (b.kind !== 'duration') return undefined;
  const right = measure(b.duration);
  if (a.kind === 'age') {
    if ('seconds' in right) return a.asOf - a.instant - right.seconds * 1000;
    // Months: whether the day lies before, on or after the day so many months before.
    return monthsBefore(zone.dayOf(a.asOf), right.months) - zone.dayOf(a.instant);
  }
  if (a.kind !== 'duration') return undefined;
  const left = measure(a.duration);
  if ('seconds' in left && 'seconds' in right) return left.seconds - right.seconds;
  return 'months' in left && 'months' in right ? left.months - right.months : undefined;
}

export function monthsBefore(day: Day, months: number): Day {
  return addDays(day, { count: months, unit: 'mo' }, -1);
}

/** Whether an instant lies in (as-of − duration, as-of]; months and years count whole local days. */
export function isWithin(instant: Instant, duration: Duration, asOf: Instant, zone: Zone): boolean {
  if (instant > asOf) return false;
  const measured = measure(duration);
  if ('seconds' in measured) return instant > asOf - measured.seconds * 1000;
  return zone.dayOf(instant) > monthsBefore(zone.dayOf(asOf), measured.months);
}
