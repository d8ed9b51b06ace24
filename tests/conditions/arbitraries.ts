import fc from 'fast-check';
import type { Condition, TimeWindow, Value } from '../../src/model/conditions.js';
import { age, aggregate, and, any, attribute, flag, inLast, is, known, last, matches, member, not, oneOf, or, outcome } from './plan.js';
import type { Member, Order, Plain } from './oracle.js';

export const AS_OF = 20_513; // 2026-02-29 is no day: 1 March 2026
const DAY = 86_400;
export const MOMENTS: Readonly<Record<string, number>> = {
  now: AS_OF * DAY,
  noon: AS_OF * DAY + 43_200,
  later: (AS_OF + 40) * DAY,
  [`day ${AS_OF - 20}`]: (AS_OF - 20) * DAY,
};
export const MOMENT_NAMES = Object.keys(MOMENTS);
export const LISTS = ['tag_a', 'tag_b', 'tag_c'];
const SENDS = [...MOMENT_NAMES, 's', 't'];

const DURATIONS = ['1d', '24h', '28d', '30d', '31d', '4w', '59d', '62d', '63d', '1mo', '2mo', '3mo', '1y', '12mo', '365d', '370d'];
const durations = fc.constantFrom(...DURATIONS);
const operators = fc.constantFrom<(Condition & { kind: 'compare' })['operator']>('=', '!=', '<', '<=', '>', '>=');
const days = fc.integer({ min: AS_OF - 70, max: AS_OF + 45 });
const TEXTS = ['', 'a', 'ab', 'ba', 'b', 'abc'];

const windows: fc.Arbitrary<TimeWindow> = fc.oneof(
  durations.map(last),
  fc.tuple(days, fc.nat(30)).map(([from, length]): TimeWindow => ({ kind: 'during', from, to: from + length })),
  days.map((day): TimeWindow => ({ kind: 'before', moment: { kind: 'day', day } })),
  days.map((day): TimeWindow => ({ kind: 'since', moment: { kind: 'day', day } })),
);

const filters: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom('unpaid', 'paid').map((status) => is(attribute('status', 'order'), '=', status)),
  fc.constantFrom('bags', 'shoes').map((category) => is(attribute('category', 'order'), '=', category)),
);

const records = fc.record({ window: windows, where: filters }, { requiredKeys: [] });

const datedValues: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(attribute('registered')),
  fc.constant(aggregate('last', 'at')),
  records.map((options) => aggregate('last', 'at', options)),
  records.map((options) => aggregate('first', 'at', options)),
);

export const leaves: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(operators, fc.constantFrom('v1', 'v2', 'v3', 'v4'))
      .map(([operator, value]) => is(attribute('level'), operator, value)),
  },
  { weight: 2, arbitrary: fc.subarray(['v1', 'v2', 'v3', 'v4'], { minLength: 1 }).map((values) => oneOf(attribute('level'), ...values)) },
  {
    weight: 3,
    arbitrary: fc.tuple(operators, fc.integer({ min: 0, max: 3 })).map(([operator, value]) => is(attribute('points'), operator, value)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(operators, fc.constantFrom('0.5', '1', '1.5')).map(([operator, value]) => is(attribute('spend'), operator, value)),
  },
  { weight: 2, arbitrary: fc.constantFrom('vip', 'sms_consent').map(flag) },
  { weight: 2, arbitrary: fc.constantFrom('female', 'male').map((value) => is(attribute('gender'), '=', value)) },
  { weight: 2, arbitrary: fc.constantFrom('level', 'points', 'city', 'registered').map((name) => known(attribute(name))) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('=' as const, '!=' as const), fc.constantFrom(...TEXTS))
      .map(([operator, text]) => is(attribute('city'), operator, text)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('starts' as const, 'contains' as const, 'ends' as const), fc.constantFrom(...TEXTS))
      .map(([match, text]) => matches(match, text)),
  },
  { weight: 4, arbitrary: fc.tuple(operators, durations, datedValues).map(([operator, text, value]) => is(age(value), operator, text)) },
  { weight: 2, arbitrary: fc.tuple(durations, datedValues).map(([text, value]) => inLast(value, text)) },
  { weight: 2, arbitrary: fc.tuple(operators, days, datedValues).map(([operator, day, value]) => is(value, operator, day)) },
  { weight: 3, arbitrary: records.map(any) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(operators, fc.integer({ min: 0, max: 2 }), records)
      .map(([operator, value, options]) => is(aggregate('count', undefined, options), operator, value)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(operators, fc.constantFrom('sum' as const, 'average' as const, 'min' as const), records)
      .map(([operator, name, options]) => is(aggregate(name, 'amount', options), operator, 2)),
  },
  { weight: 1, arbitrary: records.map((options) => known(aggregate('last', 'status', options))) },
  {
    weight: 1,
    arbitrary: operators.map((operator): Condition => ({
      kind: 'compare',
      operator,
      left: attribute('birthday'),
      right: attribute('registered'),
    })),
  },
  { weight: 2, arbitrary: fc.constantFrom('received' as const, 'opened' as const, 'clicked' as const).map((name) => outcome(name)) },
);

/** Conditions over the leaves and over membership of the named audiences. */
export function conditions(leaf: fc.Arbitrary<Condition>, audiences: readonly string[] = []): fc.Arbitrary<Condition> {
  const all =
    audiences.length > 0
      ? fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: fc.constantFrom(...audiences).map(member) })
      : leaf;
  return fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      all,
      fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((parts) => and(...parts)),
      fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((parts) => or(...parts)),
      tie('node').map(not),
    ),
  })).node;
}

const unknownOr = (arbitrary: fc.Arbitrary<Plain>): fc.Arbitrary<Plain> =>
  fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) });

/** Days and times around the bounds that conditions are made of. */
const nearDays = fc
  .tuple(
    fc.constantFrom(AS_OF, AS_OF + 40, AS_OF - 20),
    fc.constantFrom(0, 1, 28, 29, 30, 31, 32, 59, 60, 61, 62, 63, 89, 90, 92, 364, 365, 366, 370),
    fc.integer({ min: -1, max: 1 }),
  )
  .map(([base, ago, off]) => base - ago + off);

const attributes = fc.record({
  level: unknownOr(fc.constantFrom('v1', 'v2', 'v3', 'v4')),
  points: unknownOr(fc.integer({ min: -1, max: 4 })),
  spend: unknownOr(fc.constantFrom(0, 0.5, 0.75, 1, 1.25, 1.5, 2)),
  vip: unknownOr(fc.boolean()),
  sms_consent: unknownOr(fc.boolean()),
  city: unknownOr(fc.constantFrom(...TEXTS, 'c')),
  registered: unknownOr(nearDays),
  birthday: unknownOr(nearDays),
});

function perMoment<T>(names: readonly string[], arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.record(Object.fromEntries(names.map((name) => [name, arbitrary])));
}

const orders: fc.Arbitrary<Order> = fc.record({
  at: fc.tuple(nearDays, fc.constantFrom(0, 1, 43_200, 86_399)).map(([day, second]) => day * DAY + second),
  amount: unknownOr(fc.constantFrom(0, 1, 2, 3)),
  status: perMoment(MOMENT_NAMES, unknownOr(fc.constantFrom('unpaid', 'paid', 'refunded'))),
  category: unknownOr(fc.constantFrom('bags', 'shoes', 'hats')),
});

const outcomes = fc
  .subarray(['opened c/w', 'clicked c/w', 'received c/w'])
  .map((found) => new Set(found.length > 0 ? [...found, 'received c/w'] : []));

export const members: fc.Arbitrary<Member> = fc.record({
  attributes: perMoment(MOMENT_NAMES, attributes),
  fixed: fc.record({ gender: unknownOr(fc.constantFrom('female', 'male')) }),
  lists: perMoment(
    MOMENT_NAMES,
    fc.subarray(LISTS).map((found) => new Set(found)),
  ),
  outcomes: perMoment(SENDS, outcomes),
  orders: fc.array(orders, { maxLength: 3 }),
});
