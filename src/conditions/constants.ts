import type { Value, ValueType } from '../model/conditions.js';
import type { Duration } from '../model/literals.js';

const SECONDS: Readonly<Record<Exclude<Duration['unit'], 'mo' | 'y'>, number>> = { s: 1, min: 60, h: 3_600, d: 86_400, w: 604_800 };

/** A duration as exact seconds, or as calendar months; the two have no exact relation. */
export function measureDuration(duration: Duration): { readonly seconds: number } | { readonly months: number } {
  if (duration.unit === 'mo') return { months: duration.count };
  if (duration.unit === 'y') return { months: duration.count * 12 };
  return { seconds: duration.count * SECONDS[duration.unit] };
}

/** Negative, zero or positive as `a` is below, equal to or above `b`; nothing where the two are not comparable constants of the type. */
export function compareConstants(a: Value, b: Value, type: ValueType): number | undefined {
  if (a.kind !== 'constant' || b.kind !== 'constant') return undefined;
  const [x, y] = [a.scalar, b.scalar];
  if (x.kind === 'number' && y.kind === 'number') return x.value.compare(y.value);
  if (x.kind === 'date' && y.kind === 'date') return x.value - y.value;
  if (x.kind === 'flag' && y.kind === 'flag') return Number(x.value) - Number(y.value);
  if (x.kind === 'enumeration' && y.kind === 'enumeration' && type.kind === 'enumeration') {
    return type.values.indexOf(x.value) - type.values.indexOf(y.value);
  }
  if (x.kind === 'duration' && y.kind === 'duration') {
    const [m, n] = [measureDuration(x.value), measureDuration(y.value)];
    if ('months' in m && 'months' in n) return m.months - n.months;
    if ('seconds' in m && 'seconds' in n) return m.seconds - n.seconds;
  }
  return undefined;
}
