import type { ScheduleCondition, ScheduleValue } from 'crm-lang/schedule';
import Fraction from 'fraction.js';
import { unknownKind } from '../refusal.js';
import type { Member, MemberRecord } from '../members/member.js';
import { byBytes } from '../select/order.js';
import { readDuration } from '../time/durations.js';
import { dayOfText, type Instant } from '../time/zone.js';
import { aggregateOf, recordsOf, windowOf } from './aggregate.js';
import { instantOfValue, isWithin, order, readValue, type Known } from './values.js';
import type { World } from './world.js';

/** Who is asked: a member, and inside an aggregate one of the member's records. */
export interface Subject {
  readonly member: Member;
  readonly record?: MemberRecord;
}

export type Predicate = (subject: Subject) => boolean;
type Reader = (subject: Subject) => Known | undefined;

/**
 * A condition as a function over members as they were at `asOf`.
 * Two-valued: a comparison with an unknown value is false, and `not` of it is true.
 */
export function compile(condition: ScheduleCondition, asOf: Instant, world: World): Predicate {
  const { zone } = world;
  switch (condition.kind) {
    case 'everyone':
      return () => true;
    case 'nobody':
      return () => false;
    case 'and': {
      const parts = condition.parts.map((part) => compile(part, asOf, world));
      return (subject) => parts.every((part) => part(subject));
    }
    case 'or': {
      const parts = condition.parts.map((part) => compile(part, asOf, world));
      return (subject) => parts.some((part) => part(subject));
    }
    case 'not': {
      const part = compile(condition.part, asOf, world);
      return (subject) => !part(subject);
    }
    case 'compare': {
      const [left, right] = [read(condition.left, asOf, world), read(condition.right, asOf, world, condition.left)];
      const meets = COMPARISONS[condition.operator];
      return (subject) => {
        const [a, b] = [left(subject), right(subject)];
        const found = a && b && order(a, b, zone);
        return found !== undefined && meets(found);
      };
    }
    case 'flag': {
      const value = read(condition.value, asOf, world);
      return (subject) => {
        const known = value(subject);
        return known?.kind === 'flag' && known.flag;
      };
    }
    case 'one-of': {
      const value = read(condition.value, asOf, world);
      const constants = condition.constants.map((constant) => constantOf(constant, condition.value));
      return (subject) => {
        const known = value(subject);
        return known !== undefined && constants.some((constant) => order(known, constant, zone) === 0);
      };
    }
    case 'known': {
      const value = read(condition.value, asOf, world);
      return (subject) => value(subject) !== undefined;
    }
    case 'text-match': {
      const value = read(condition.value, asOf, world);
      const { match, text } = condition;
      return (subject) => {
        const known = value(subject);
        if (known?.kind !== 'text') return false;
        if (match === 'starts') return known.text.startsWith(text);
        return match === 'ends' ? known.text.endsWith(text) : known.text.includes(text);
      };
    }
    case 'in-last': {
      const value = read(condition.value, asOf, world);
      const duration = readDuration(condition.duration);
      return (subject) => {
        const known = value(subject);
        const instant = known && instantOfValue(known, zone);
        return instant !== undefined && isWithin(instant, duration, asOf, zone);
      };
    }
    case 'exists': {
      const isInWindow = windowOf(condition.window, asOf, world);
      const passes = condition.where && compile(condition.where, asOf, world);
      return ({ member }) => recordsOf(condition.entity, member, isInWindow, (record) => !passes || passes({ member, record })).length > 0;
    }
    case 'member-of': {
      const audience = audienceAt(condition.audience, asOf, world);
      return ({ member }) => audience(member.id);
    }
    case 'top':
      return top(condition, asOf, world);
    case 'outcome':
      return ({ member }) => world.outcome(condition.outcome, condition.target, member);
    default:
      return unknownKind('condition', condition);
  }
}

const COMPARISONS: Readonly<Record<(ScheduleCondition & { kind: 'compare' })['operator'], (order: number) => boolean>> = {
  '=': (found) => found === 0,
  '!=': (found) => found !== 0,
  '<': (found) => found < 0,
  '<=': (found) => found <= 0,
  '>': (found) => found > 0,
  '>=': (found) => found >= 0,
};

/** A constant is read as what it is compared with: `v3` as one of the levels, a date beside a time as a date. */
function constantOf(value: string | number | boolean, beside: ScheduleValue): Known {
  const isDated = beside.type === 'date' || beside.type === 'time';
  const values = 'values' in beside ? beside.values : undefined;
  const known = readValue(isDated ? 'date' : beside.type, values, value, 'A constant of the schedule');
  if (!known) throw new TypeError('A constant is never unknown.');
  return known;
}

function read(value: ScheduleValue, asOf: Instant, world: World, beside?: ScheduleValue): Reader {
  switch (value.kind) {
    case 'constant': {
      const constant = constantOf(value.value, value.type === 'enumeration' ? (beside ?? value) : value);
      return () => constant;
    }
    case 'attribute': {
      const { type, values, entity, attribute } = value;
      return ({ member, record }) => {
        const owner = entity === 'member' ? withId(member) : (record ?? {});
        return readValue(type, values, owner[attribute], `${entity}.${attribute} of ${member.id}`);
      };
    }
    case 'age': {
      const of = read(value.of, asOf, world);
      return (subject) => {
        const known = of(subject);
        const instant = known && instantOfValue(known, world.zone);
        return instant === undefined ? undefined : { kind: 'age', instant, asOf };
      };
    }
    case 'aggregate': {
      const isInWindow = windowOf(value.window, asOf, world);
      const passes = value.where && compile(value.where, asOf, world);
      return ({ member }) =>
        aggregateOf(
          value,
          recordsOf(value.entity, member, isInWindow, (record) => !passes || passes({ member, record })),
          world,
        );
    }
    default:
      return unknownKind('value', value);
  }
}

function withId({ id, attributes }: Member): Member['attributes'] {
  return 'id' in attributes ? attributes : { ...attributes, id };
}

/** Whether the member of an id belongs to an audience at a moment; audiences with an `asOf` of their own have another. */
export function audienceAt(name: string, asOf: Instant, world: World): (id: string) => boolean {
  const audience = world.audiences[name];
  if (!audience) throw new TypeError(`The schedule names the audience ${name}, but does not hold it.`);
  const moment = audience.asOf === null ? asOf : world.zone.startOf(dayOfText(audience.asOf));
  const members = world.members(moment);
  const base = audience.of === null ? undefined : audienceAt(audience.of, moment, world);
  const meets = audience.condition && compile(audience.condition, moment, world);
  const { from } = audience;
  const known = new Map<string, boolean>();
  const decide = (id: string): boolean => {
    const member = members.get(id);
    if (!member || (base && !base(id))) return false;
    if (from !== null && !(member.lists ?? []).includes(from)) return false;
    return !meets || meets({ member });
  };
  return (id) => {
    let found = known.get(id);
    if (found === undefined) known.set(id, (found = decide(id)));
    return found;
  };
}

/** The ⌊percent × members⌋ with the highest value; unknown last, ties by the bytes of the id. */
function top(condition: ScheduleCondition & { kind: 'top' }, asOf: Instant, world: World): Predicate {
  const base = audienceAt(condition.of, asOf, world);
  const value = read(condition.by, asOf, world);
  let chosen: ReadonlySet<string> | undefined;
  return ({ member }) => {
    chosen ??= first();
    return chosen.has(member.id);
  };
  function first(): ReadonlySet<string> {
    const ranked = [...world.members(asOf).values()]
      .filter(({ id }) => base(id))
      .map((one) => ({ id: one.id, value: value({ member: one }) }))
      .sort((a, b) => downwards(a.value, b.value) || byBytes(a.id, b.id));
    const count = new Fraction(condition.percent).mul(ranked.length).div(100).floor().valueOf();
    return new Set(ranked.slice(0, count).map(({ id }) => id));
  }
  function downwards(a: Known | undefined, b: Known | undefined): number {
    if (a && b) return order(b, a, world.zone) ?? 0;
    return Number(a === undefined) - Number(b === undefined);
  }
}
