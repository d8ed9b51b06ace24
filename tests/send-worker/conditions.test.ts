import fc from 'fast-check';
import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { compile } from '../../examples/send-worker/src/conditions/compile.js';
import type { World } from '../../examples/send-worker/src/conditions/world.js';
import type { Member } from '../../examples/send-worker/src/members/member.js';
import { createZone } from '../../examples/send-worker/src/time/zone.js';
import { isoDay } from '../../src/model/calendar.js';
import type { Condition } from '../../src/model/conditions.js';
import { conditionOf } from '../../src/schedule/conditions.js';
import type { ScheduleCondition, ScheduleValue } from '../../src/schedule/types.js';
import { AS_OF, conditions, leaves, LISTS, members, MOMENTS } from '../conditions/arbitraries.js';
import { holds, type Member as Plain, type World as PlainWorld } from '../conditions/oracle.js';
import { audience, byName } from '../conditions/plan.js';

/*
 * The worker evaluates a condition of a schedule as the compiler means it: tests/conditions/oracle.ts says that meaning
 * a second time, naively, and proofs are held against it, too.
 */

const numRuns = Number(process.env['RUNS'] ?? 2_000);
const NOON = (MOMENTS.noon as number) * 1000;

const day = (value: unknown): string | undefined => (typeof value === 'number' ? isoDay(value) : undefined);

/** A member of the oracle as a line of the worker's directory, at noon. */
function memberOf({ attributes, fixed, lists, outcomes, orders }: Plain, id: string): Member {
  const { registered, birthday, ...rest } = { ...attributes.noon, ...fixed };
  return {
    id,
    attributes: { ...rest, registered: day(registered), birthday: day(birthday) },
    lists: [...(lists.noon ?? [])],
    records: {
      order: orders.map(({ at, amount, status, category }) => ({
        at: new Date(at * 1000).toISOString(),
        amount,
        status: status.noon,
        category,
      })),
    },
    outcomes: Object.fromEntries(['received', 'opened', 'clicked'].map((name) => [name, outcomes.noon?.has(`${name} c/w`) ? ['c/w'] : []])),
  };
}

/** A date beside a time is a constant of type date, as the compiler types it; the arbitraries give it the type of the other side. */
function retyped(condition: Condition): Condition {
  const isTime = (value: unknown): boolean => (value as { readonly type?: { readonly kind: string } }).type?.kind === 'time';
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null || value instanceof Fraction) return value;
    if ('kind' in value && value.kind === 'constant' && isTime(value)) return { ...value, type: { kind: 'date' } };
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each)]));
  };
  return copy(condition) as Condition;
}

function worldOf(people: readonly Member[], audiences: World['audiences'] = {}): World {
  const all = new Map(people.map((one) => [one.id, one]));
  return {
    zone: createZone('UTC'),
    audiences,
    members: () => all,
    outcome: (outcome, target, { outcomes }) => (outcomes?.[outcome] ?? []).includes(target),
    sentAt: () => undefined,
  };
}

test('conditions mean what the compiler means', () => {
  const lists = LISTS.map((name) => audience(name, { from: name }));
  const plain: PlainWorld = { audiences: byName(lists), moments: MOMENTS };
  const base = { label: '', size: [0, null], condition: null, asOf: null } as const;
  const audiences: World['audiences'] = {
    everyone: { ...base, of: null, from: null, condition: { kind: 'everyone' } },
    ...Object.fromEntries(LISTS.map((name) => [name, { ...base, of: 'everyone', from: name }])),
  };
  fc.assert(
    fc.property(conditions(leaves, LISTS).map(retyped), fc.array(members, { minLength: 8, maxLength: 8 }), (condition, people) => {
      const written = JSON.parse(JSON.stringify(conditionOf(condition))) as ScheduleCondition;
      const directory = people.map((one, index) => memberOf(one, `m${index}`));
      const predicate = compile(written, NOON, worldOf(directory, audiences));
      const found = directory.map((member) => predicate({ member }));
      const meant = people.map((member) => holds(condition, { world: plain, member, moment: 'noon', send: 'noon' }));
      expect(found, JSON.stringify(written)).toEqual(meant);
    }),
    { numRuns },
  );
});

const attribute = (type: ScheduleValue['type'], name: string): ScheduleValue => ({
  kind: 'attribute',
  type,
  entity: 'member',
  attribute: name,
});

const constant = (type: ScheduleValue['type'], value: string | number): ScheduleValue => ({ kind: 'constant', type, value });

function isTrue(condition: ScheduleCondition, attributes: Member['attributes'], zone = 'UTC', asOf = NOON): boolean {
  const member: Member = { id: 'm', attributes };
  return compile(condition, asOf, { ...worldOf([member]), zone: createZone(zone) })({ member });
}

test('what is unknown makes every comparison false, and only `not` turns that round', () => {
  const isNot: ScheduleCondition = { kind: 'compare', operator: '!=', left: attribute('text', 'city'), right: constant('text', 'Rome') };
  const is: ScheduleCondition = { ...isNot, operator: '=' };
  expect(isTrue(isNot, {})).toBe(false);
  expect(isTrue({ kind: 'not', part: is }, {})).toBe(true);
  expect(isTrue(isNot, { city: 'Paris' })).toBe(true);
});

test('money is exact', () => {
  const sum: ScheduleCondition = { kind: 'compare', operator: '<=', left: attribute('money', 'spend'), right: constant('money', '0.3') };
  expect(isTrue(sum, { spend: '0.3' })).toBe(true);
  expect(isTrue(sum, { spend: '0.30000000000000000001' })).toBe(false);
});

test('dates are those of the store, months those of the calendar', () => {
  const aMonth: ScheduleCondition = {
    kind: 'compare',
    operator: '<=',
    left: { kind: 'age', type: 'duration', of: attribute('date', 'registered') },
    right: constant('duration', '1mo'),
  };
  // The last day of February in Shanghai, still the day before in UTC.
  const asOf = Date.parse('2027-02-27T16:30:00Z');
  expect(isTrue(aMonth, { registered: '2027-01-28' }, 'Asia/Shanghai', asOf)).toBe(true);
  expect(isTrue(aMonth, { registered: '2027-01-27' }, 'Asia/Shanghai', asOf)).toBe(false);
  expect(isTrue(aMonth, { registered: '2027-01-27' }, 'UTC', asOf)).toBe(true);
});

test('`top` takes the highest, unknown last, ties by the bytes of the id', () => {
  const people: Member[] = [
    { id: 'b', attributes: { points: 5 } },
    { id: 'a', attributes: { points: 5 } },
    { id: 'c', attributes: { points: 9 } },
    { id: 'd', attributes: {} },
    { id: 'e', attributes: { points: 1 } },
  ];
  const everyone = { label: '', size: [5, 5], of: null, from: null, condition: { kind: 'everyone' }, asOf: null } as const;
  const chosen = (percent: string): readonly string[] => {
    const condition: ScheduleCondition = { kind: 'top', percent, by: attribute('integer', 'points'), of: 'everyone' };
    const predicate = compile(condition, AS_OF, worldOf(people, { everyone }));
    return people.filter((member) => predicate({ member })).map(({ id }) => id);
  };
  expect(chosen('40')).toEqual(['a', 'c']);
  expect(chosen('59')).toEqual(['a', 'c']);
  expect(chosen('60')).toEqual(['b', 'a', 'c']);
  expect(chosen('80')).toEqual(['b', 'a', 'c', 'e']);
});

test('a value that does not fit its type is refused, not taken as unknown', () => {
  const flag: ScheduleCondition = { kind: 'flag', value: attribute('flag', 'staff') };
  expect(() => isTrue(flag, { staff: 'perhaps' })).toThrow('member.staff of m is "perhaps", which is no flag.');
});
