import type { Value, ValueType } from '../model/conditions.js';
import { exact } from '../model/exact.js';
import type { Literal } from '../model/literals.js';

const NUMERIC: ReadonlySet<ValueType['kind']> = new Set(['integer', 'number']);
const TEXTUAL: ReadonlySet<ValueType['kind']> = new Set(['text', 'key']);
const DATED: ReadonlySet<ValueType['kind']> = new Set(['date', 'time']);
const UNORDERED: ReadonlySet<ValueType['kind']> = new Set(['text', 'key', 'flag']);

/** Values of the two types can be compared: a time counts as its date, a whole number as a number. */
export function comparable(a: ValueType, b: ValueType): boolean {
  if (a.kind === 'enumeration' && b.kind === 'enumeration') return a.name === b.name;
  if (a.kind === b.kind) return true;
  return [NUMERIC, TEXTUAL, DATED].some((family) => family.has(a.kind) && family.has(b.kind));
}

export function isOrdered(type: ValueType): boolean {
  return !UNORDERED.has(type.kind);
}

export function isDated(type: ValueType): boolean {
  return DATED.has(type.kind);
}

export function isTextual(type: ValueType): boolean {
  return TEXTUAL.has(type.kind);
}

export function isNumeric(type: ValueType): boolean {
  return NUMERIC.has(type.kind) || type.kind === 'money' || type.kind === 'percent';
}

/** A literal as a constant; none for price factors, times of day and month-days, which no member or record has. */
export function constantOf(literal: Literal): (Value & { kind: 'constant' }) | undefined {
  switch (literal.kind) {
    case 'integer':
      return { kind: 'constant', scalar: { kind: 'number', of: 'integer', value: exact(literal.value) }, type: { kind: 'integer' } };
    case 'number':
    case 'percent':
      return { kind: 'constant', scalar: { kind: 'number', of: literal.kind, value: literal.value }, type: { kind: literal.kind } };
    case 'money':
      return { kind: 'constant', scalar: { kind: 'number', of: 'money', value: literal.value.amount }, type: { kind: 'money' } };
    case 'duration':
      return { kind: 'constant', scalar: { kind: 'duration', value: literal.value }, type: { kind: 'duration' } };
    case 'date':
      return { kind: 'constant', scalar: { kind: 'date', value: literal.value }, type: { kind: 'date' } };
    case 'text':
      return { kind: 'constant', scalar: { kind: 'text', value: literal.value }, type: { kind: 'text' } };
    case 'flag':
      return { kind: 'constant', scalar: { kind: 'flag', value: literal.value }, type: { kind: 'flag' } };
    case 'factor':
    case 'clock':
    case 'month-day':
      return undefined;
  }
}
