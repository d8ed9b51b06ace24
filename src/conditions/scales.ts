import type { Scalar, ValueType } from '../model/conditions.js';
import type { Exact } from '../model/exact.js';
import type { Comparison } from '../model/expressions.js';
import { measureDuration } from './constants.js';
import { range, subtract, type Domain } from './domains.js';

/** Where a constant lies on the scale of a term: `before` it and `after` it; equal where it falls between two neighbours. */
export interface Place {
  readonly before: number;
  readonly after: number;
}

const DENSE_UNITS = 10_000;
const SHARE_UNITS = 100_000_000;

/** Texts by number, the same text always the same; numbers not given out stand for all other texts. */
export interface TextTable {
  numberOf(text: string): number;
  textOf(number: number): string | undefined;
}

export function createTextTable(): TextTable {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      texts.push(text);
      numbers.set(text, texts.length - 1);
      return texts.length - 1;
    },
    textOf: (number) => texts[number],
  };
}

function point(position: number): Place {
  return { before: position, after: position + 1 };
}

/** Nothing where the number is too large or too fine to be told from its neighbours exactly. */
function densePlace(value: Exact, units: number): Place | undefined {
  const scaled = value.mul(units * 2);
  if (scaled.d !== 1n || scaled.n > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return point(Number(scaled.s * scaled.n));
}

function integerPlace(value: Exact): Place | undefined {
  const above = value.ceil();
  if (above.n >= BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const position = Number(above.s * above.n);
  return value.d === 1n ? point(position) : { before: position, after: position };
}

export function sharePlace(share: Exact): Place | undefined {
  return densePlace(share, SHARE_UNITS);
}

/** Seconds and calendar months are both dense. */
export function durationPlace(amount: number): Place {
  return point(amount * 2);
}

/** The place of a constant among values of the type, durations excepted; nothing where it has none that is exact. */
export function placeOf(scalar: Scalar, type: ValueType, texts: TextTable): Place | undefined {
  switch (scalar.kind) {
    case 'number':
      return type.kind === 'integer' ? integerPlace(scalar.value) : densePlace(scalar.value, DENSE_UNITS);
    case 'date':
      return point(scalar.value);
    case 'flag':
      return point(scalar.value ? 1 : 0);
    case 'text':
      return point(texts.numberOf(scalar.value));
    case 'enumeration': {
      const index = type.kind === 'enumeration' ? type.values.indexOf(scalar.value) : -1;
      return index < 0 ? undefined : point(index);
    }
    case 'duration':
      return undefined;
  }
}

/** All values of a type, the unknown one among them. */
export function universeOf(type: ValueType): Domain {
  if (type.kind === 'enumeration') return { unknown: true, cuts: type.values.length > 0 ? [0, type.values.length] : [] };
  if (type.kind === 'flag') return { unknown: true, cuts: [0, 2] };
  if (type.kind === 'text' || type.kind === 'key') return { unknown: true, cuts: [0, Infinity] };
  return { unknown: true, cuts: [-Infinity, Infinity] };
}

/** The known values that stand in the relation to a constant. */
export function valuesWhere(operator: Comparison, place: Place): Domain {
  switch (operator) {
    case '<':
      return range(-Infinity, place.before);
    case '<=':
      return range(-Infinity, place.after);
    case '>':
      return range(place.after, Infinity);
    case '>=':
      return range(place.before, Infinity);
    case '=':
      return range(place.before, place.after);
    case '!=':
      return subtract(range(-Infinity, Infinity), range(place.before, place.after));
  }
}

/** A duration's scale and its place there. */
export function placeDuration(scalar: Scalar & { kind: 'duration' }): { readonly scale: 'seconds' | 'months'; readonly place: Place } {
  const measured = measureDuration(scalar.value);
  if ('months' in measured) return { scale: 'months', place: durationPlace(measured.months) };
  return { scale: 'seconds', place: durationPlace(measured.seconds) };
}
