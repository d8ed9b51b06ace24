import type { Condition, Scalar, TimeWindow, Value } from '../model/conditions.js';
import { ONE } from '../model/exact.js';
import type { Comparison } from '../model/expressions.js';
import type { ResolvedEntity } from '../model/plan.js';
import { compareConstants } from './constants.js';
import { range, UNKNOWN, type Domain } from './domains.js';
import { and, atom, FALSE, not, or, TRUE, type Formula } from './formulas.js';
import type { Keys } from './keys.js';
import { durationPlace, placeDuration, placeOf, sharePlace, universeOf, valuesWhere, type Place, type TextTable } from './scales.js';
import { createSettling, dependsOnSend, isRecordTime, NEVER } from './settling.js';
import type { AggregateRole, At, Records, Term, Terms } from './terms.js';

export interface CompileInput {
  readonly entities: ReadonlyMap<string, ResolvedEntity>;
  readonly keys: Keys;
  readonly terms: Terms;
  readonly texts: TextTable;
  /** Who belongs to an audience, at a moment. */
  audience(name: string, at: At): Formula;
}

/** Deeper conditions are taken as they are: nothing is concluded from what is inside them. */
const DEEPEST = 400;

const YES_NO: Domain = range(0, 2);
const YES: Domain = range(1, 2);
const MIRRORED: Readonly<Record<Comparison, Comparison>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** The function that turns typed conditions into formulas. */
export function createCompiler(input: CompileInput): (condition: Condition, at: At) => Formula {
  const { entities, keys, terms, texts } = input;
  const settling = createSettling(entities);

  function compile(condition: Condition, at: At, depth: number): Formula {
    if (depth > DEEPEST) return opaque(`deep ${keys.condition(condition)}`, at);
    switch (condition.kind) {
      case 'everyone':
        return TRUE;
      case 'nobody':
        return FALSE;
      case 'and':
        return and(condition.parts.map((part) => compile(part, at, depth + 1)));
      case 'or':
        return or(condition.parts.map((part) => compile(part, at, depth + 1)));
      case 'not':
        return not(compile(condition.part, at, depth + 1));
      case 'compare':
        return compare(condition, at);
      case 'flag':
        return lies(condition.value, YES, at);
      case 'one-of':
        return or(condition.scalars.map((scalar) => constantTest(condition.value, '=', scalar, at, condition)));
      case 'known':
        return not(lies(condition.value, UNKNOWN, at));
      case 'text-match':
        return textMatch(condition, at);
      case 'in-last':
        return inLast(condition, at);
      case 'exists':
        return atom(terms.slot(countTerm(recordsOf(condition), condition), at), range(1, Infinity));
      case 'member-of':
        return input.audience(condition.audience, at);
      case 'top':
        return top(condition, at);
      case 'outcome': {
        const about = { kind: 'outcome', outcome: condition.outcome, target: condition.target } as const;
        const make = (): Omit<Term, 'id' | 'families'> => ({ universe: YES_NO, about, settles: NEVER, atSend: true });
        return atom(terms.slot(terms.intern(`outcome ${condition.outcome} ${condition.target}`, make), at), YES);
      }
    }
  }

  /** A yes or no of which nothing else is known. */
  function opaque(name: string, at: At, settles = NEVER, atSend = false): Formula {
    const term = terms.intern(name, () => ({ universe: YES_NO, about: { kind: 'other' }, settles, atSend }));
    return atom(terms.slot(term, at), YES);
  }

  function opaqueTest(
    condition: Condition & { kind: 'compare' | 'one-of' | 'in-last' | 'top' },
    extra: string,
    value: Value,
    at: At,
  ): Formula {
    return opaque(`test ${keys.condition(condition)} ${extra}`, at, settling.value(value), dependsOnSend(value));
  }

  function recordsOf(source: { readonly entity: string; readonly window?: TimeWindow; readonly where?: Condition }): Records {
    const { entity, window, where } = source;
    return { entity, windowKey: keys.window(window), ...(window && { window }), ...(where && { where: keys.condition(where) }) };
  }

  function countTerm(
    records: Records,
    source: { readonly entity: string; readonly window?: TimeWindow; readonly where?: Condition },
  ): Term {
    return terms.intern(`count ${records.entity} ${records.windowKey} ${records.where ?? ''}`, () => {
      const { entity, window, where } = source;
      const value: Value = {
        kind: 'aggregate',
        function: 'count',
        entity,
        ...(window && { window }),
        ...(where && { where }),
        type: { kind: 'integer' },
      };
      return {
        universe: range(0, Infinity),
        about: { kind: 'count', records },
        settles: settling.value(value),
        atSend: dependsOnSend(value),
      };
    });
  }

  function roleOf(value: Value): AggregateRole | undefined {
    if (value.kind !== 'aggregate' || value.function === 'count') return undefined;
    const time = value.attribute !== undefined && isRecordTime(value.entity, value.attribute, entities);
    return { records: recordsOf(value), function: value.function, time };
  }

  /** The term of a value. An age has three: the date behind it, and two scales on which it is compared. */
  function termOf(value: Value): Term {
    if (value.kind === 'aggregate' && value.function === 'count') return countTerm(recordsOf(value), value);
    if (value.kind === 'age') return termOf(value.of);
    if (value.type.kind === 'duration') return durationTerm(value, 'seconds');
    const key = keys.value(value);
    const aggregate = roleOf(value);
    return terms.intern(`value ${key}`, () => ({
      universe: universeOf(value.type),
      about: { kind: 'value', value: key, ...(aggregate && { aggregate }) },
      settles: settling.value(value),
      atSend: dependsOnSend(value),
    }));
  }

  function durationTerm(value: Value, scale: 'seconds' | 'months'): Term {
    const base = value.kind === 'age' ? value.of : value;
    const key = keys.value(base);
    const aggregate = roleOf(base);
    const past = value.kind === 'age' && aggregate?.time === true;
    return terms.intern(`${scale} ${key}`, () => ({
      universe: past ? { unknown: true, cuts: [0, Infinity] } : { unknown: true, cuts: [-Infinity, Infinity] },
      about: { kind: scale, value: key, ...(aggregate && { aggregate }) },
      settles: settling.value(value),
      atSend: dependsOnSend(value),
    }));
  }

  /** `set` is YES or UNKNOWN. */
  function lies(value: Value, set: Domain, at: At): Formula {
    if (value.kind !== 'constant') return atom(terms.slot(termOf(value), at), set);
    return set === YES && value.scalar.kind === 'flag' && value.scalar.value ? TRUE : FALSE;
  }

  function compare(condition: Condition & { kind: 'compare' }, at: At): Formula {
    const { left, right, operator } = condition;
    if (left.kind === 'constant') {
      if (right.kind !== 'constant') return constantTest(right, MIRRORED[operator], left.scalar, at, condition);
      const order = compareConstants(left, right, left.type);
      return order === undefined ? opaqueTest(condition, '', left, at) : holds(operator, order) ? TRUE : FALSE;
    }
    if (right.kind === 'constant') return constantTest(left, operator, right.scalar, at, condition);
    return compareValues(left, operator, right, at);
  }

  function compareValues(left: Value, operator: Comparison, right: Value, at: At): Formula {
    const [a, b] = [keys.value(left), keys.value(right)];
    if (a === b) return holds(operator, 0) ? not(lies(left, UNKNOWN, at)) : FALSE;
    if (a > b) return compareValues(right, MIRRORED[operator], left, at);
    const term = terms.intern(`comparison ${a} ${b}`, () => ({
      universe: { unknown: true, cuts: [0, 3] },
      about: {
        kind: 'comparison',
        left: keys.value(left.kind === 'age' ? left.of : left),
        right: keys.value(right.kind === 'age' ? right.of : right),
      },
      settles: Math.max(settling.value(left), settling.value(right)),
      atSend: dependsOnSend(left) || dependsOnSend(right),
    }));
    return atom(terms.slot(term, at), valuesWhere(operator, { before: 1, after: 2 }));
  }

  /** Whether a value that is not constant stands in the relation to a constant. */
  function constantTest(
    value: Value,
    operator: Comparison,
    scalar: Scalar,
    at: At,
    source: Condition & { kind: 'compare' | 'one-of' },
  ): Formula {
    if (value.kind === 'constant') {
      const order = compareConstants(value, { kind: 'constant', scalar, type: value.type }, value.type);
      return order === undefined ? opaqueTest(source, '', value, at) : holds(operator, order) ? TRUE : FALSE;
    }
    if (scalar.kind === 'duration') {
      const { scale, place } = placeDuration(scalar);
      if (!Number.isSafeInteger(place.before)) return opaqueTest(source, operator, value, at);
      return atom(terms.slot(durationTerm(value, scale), at), valuesWhere(operator, place));
    }
    const place: Place | undefined = placeOf(scalar, value.type, texts);
    if (!place) return opaqueTest(source, `${operator} ${keys.value({ kind: 'constant', scalar, type: value.type })}`, value, at);
    return atom(terms.slot(termOf(value), at), valuesWhere(operator, place));
  }

  function textMatch(condition: Condition & { kind: 'text-match' }, at: At): Formula {
    const { value, match, text } = condition;
    if (text === '') return not(lies(value, UNKNOWN, at));
    const key = keys.value(value);
    const term = terms.intern(`${match} ${key} ${text}`, () => ({
      universe: YES_NO,
      about: { kind: 'match', value: key, match, text },
      settles: settling.value(value),
      atSend: dependsOnSend(value),
    }));
    return atom(terms.slot(term, at), YES);
  }

  /** (as-of − duration, as-of]: younger than the duration, and not in the future. */
  function inLast(condition: Condition & { kind: 'in-last' }, at: At): Formula {
    const { scale, place } = placeDuration({ kind: 'duration', value: condition.duration });
    const age: Value = { kind: 'age', of: condition.value, type: { kind: 'duration' } };
    if (!Number.isSafeInteger(place.before)) return opaqueTest(condition, '', age, at);
    const young = atom(terms.slot(durationTerm(age, scale), at), valuesWhere('<', place));
    const past = atom(terms.slot(durationTerm(age, 'seconds'), at), valuesWhere('>=', durationPlace(0)));
    return and([young, past]);
  }

  /** The member's rank in the base as a share of it; who is not in the base has none. */
  function top(condition: Condition & { kind: 'top' }, at: At): Formula {
    const base = input.audience(condition.of, at);
    if (condition.percent.gte(ONE)) return base;
    const place = sharePlace(condition.percent);
    if (!place) return and([opaqueTest(condition, '', condition.by, at), base]);
    const term = terms.intern(`top ${condition.of} ${keys.value(condition.by)}`, () => ({
      universe: { unknown: true, cuts: [0, Infinity] },
      about: { kind: 'other' },
      settles: NEVER,
      atSend: dependsOnSend(condition.by),
    }));
    return and([atom(terms.slot(term, at), valuesWhere('<=', place)), base]);
  }

  return (condition, at) => compile(condition, at, 0);
}

function holds(operator: Comparison, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}
