import type { Condition, Scalar, TimeWindow, Value } from '../model/conditions.js';
import { measureDuration } from './constants.js';
import { numberOf } from '../text/number-of.js';

/** Equal numbers for values, conditions or windows that are written alike; conjunctions and lists in any order. */
export interface Keys {
  readonly value: (value: Value) => number;
  readonly condition: (condition: Condition) => number;
  readonly window: (window: TimeWindow | undefined) => number;
}

/** Nested keys stand for themselves by number, so that shared parts are not spelt out again and again. */
export function createKeys(): Keys {
  const numbers = new Map<string, number>();
  const values = new WeakMap<Value, number>();
  const conditions = new WeakMap<Condition, number>();

  const number = (text: string): number => numberOf(numbers, text);

  function memoised<T extends object>(memo: WeakMap<T, number>, item: T, spell: (item: T) => string): number {
    const known = memo.get(item);
    if (known !== undefined) return known;
    const fresh = number(spell(item));
    memo.set(item, fresh);
    return fresh;
  }

  const keys: Keys = {
    value: (value) => memoised(values, value, spellValue),
    condition: (condition) => memoised(conditions, condition, spellCondition),
    window: (window) => number(`window ${window ? spellWindow(window) : ''}`),
  };

  function spellValue(value: Value): string {
    switch (value.kind) {
      case 'attribute':
        return `attribute ${value.entity}.${value.attribute}`;
      case 'constant':
        return `constant ${value.type.kind} ${spellScalar(value.scalar)}`;
      case 'age':
        return `age ${keys.value(value.of)}`;
      case 'aggregate': {
        const where = value.where ? keys.condition(value.where) : '';
        return `${value.function} ${value.entity}.${value.attribute ?? ''} ${keys.window(value.window)} ${where}`;
      }
    }
  }

  function spellCondition(condition: Condition): string {
    switch (condition.kind) {
      case 'everyone':
      case 'nobody':
        return condition.kind;
      case 'and':
      case 'or':
        return `${condition.kind} ${distinct(condition.parts.map(keys.condition))}`;
      case 'not':
        return `not ${keys.condition(condition.part)}`;
      case 'compare':
        return `${condition.operator} ${keys.value(condition.left)} ${keys.value(condition.right)}`;
      case 'flag':
      case 'known':
        return `${condition.kind} ${keys.value(condition.value)}`;
      case 'one-of':
        return `one-of ${keys.value(condition.value)} ${distinct(condition.scalars.map((scalar) => number(spellScalar(scalar))))}`;
      case 'text-match':
        return `${condition.match} ${keys.value(condition.value)} ${condition.text}`;
      case 'in-last':
        return `in-last ${keys.value(condition.value)} ${spellDuration(condition)}`;
      case 'exists':
        return `exists ${condition.entity} ${keys.window(condition.window)} ${condition.where ? keys.condition(condition.where) : ''}`;
      case 'member-of':
        return `member-of ${condition.audience}`;
      case 'top':
        return `top ${condition.percent.toFraction()} ${keys.value(condition.by)} ${condition.of}`;
      case 'outcome':
        return `${condition.outcome} ${condition.target}`;
    }
  }

  return keys;
}

function distinct(numbers: readonly number[]): string {
  return [...new Set(numbers)].sort((a, b) => a - b).join(' ');
}

function spellScalar(scalar: Scalar): string {
  if (scalar.kind === 'number') return `${scalar.kind} ${scalar.value.toFraction()}`;
  if (scalar.kind === 'duration') return `duration ${spellDuration({ duration: scalar.value })}`;
  return `${scalar.kind} ${scalar.value}`;
}

function spellDuration({ duration }: { readonly duration: Parameters<typeof measureDuration>[0] }): string {
  const measured = measureDuration(duration);
  return 'months' in measured ? `${measured.months}mo` : `${measured.seconds}s`;
}

function spellWindow(window: TimeWindow): string {
  switch (window.kind) {
    case 'last':
      return `last ${spellDuration(window)}`;
    case 'during':
      return `during ${window.from} ${window.to}`;
    case 'before':
    case 'since':
      return `${window.kind} ${window.moment.kind === 'wave' ? window.moment.wave : window.moment.day}`;
  }
}
