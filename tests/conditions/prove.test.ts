import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/model/conditions.js';
import {
  age,
  aggregate,
  and,
  any,
  attribute,
  audience,
  fact,
  flag,
  group,
  inLast,
  is,
  known,
  last,
  matches,
  member,
  not,
  oneOf,
  or,
  outcome,
  prover,
  recency,
  segments,
  who,
} from './plan.js';

const level = attribute('level');
const city = attribute('city');
const count = aggregate('count', undefined);

/** What is proven of two conditions at one moment. */
function relation(a: Condition, b: Condition): string {
  const { disjoint, within } = prover();
  if (disjoint(who(a), who(b))) return 'disjoint';
  if (within(who(a), who(b))) return within(who(b), who(a)) ? 'equal' : 'within';
  return 'may overlap';
}

describe('one value', () => {
  test.each([
    ['<= 90d, > 90d', is(recency, '<=', '90d'), is(recency, '>', '90d'), 'disjoint'],
    ['<= 90d, >= 90d', is(recency, '<=', '90d'), is(recency, '>=', '90d'), 'may overlap'],
    ['< 90d, >= 90d', is(recency, '<', '90d'), is(recency, '>=', '90d'), 'disjoint'],
    ['<= 90d, <= 180d', is(recency, '<=', '90d'), is(recency, '<=', '180d'), 'within'],
    ['<= 2w, <= 14d', is(recency, '<=', '2w'), is(recency, '<=', '14d'), 'equal'],
    ['<= 12mo, <= 1y', is(recency, '<=', '12mo'), is(recency, '<=', '1y'), 'equal'],
    ['<= 90d, > 3mo: three months have 89 to 92 days', is(recency, '<=', '90d'), is(recency, '>', '3mo'), 'may overlap'],
    ['<= 90d, > 4mo: four months are longer', is(recency, '<=', '90d'), is(recency, '>', '4mo'), 'disjoint'],
    ['<= 2mo, <= 90d', is(recency, '<=', '2mo'), is(recency, '<=', '90d'), 'within'],
    ['<= 3mo, <= 90d', is(recency, '<=', '3mo'), is(recency, '<=', '90d'), 'may overlap'],
    ['<= 1y, > 367d', is(recency, '<=', '1y'), is(recency, '>', '368d'), 'disjoint'],
    ['not (> 90d), is unknown', not(is(recency, '>', '90d')), not(known(recency)), 'may overlap'],
    ['> 90d, is unknown', is(recency, '>', '90d'), not(known(recency)), 'disjoint'],
    ['is not v1, is unknown', is(level, '!=', 'v1'), not(known(level)), 'disjoint'],
    ['v2 .. v4, v1', and(is(level, '>=', 'v2'), is(level, '<=', 'v4')), is(level, '=', 'v1'), 'disjoint'],
    ['v2 .. v4, v2', and(is(level, '>=', 'v2'), is(level, '<=', 'v4')), is(level, '=', 'v2'), 'may overlap'],
    ['v2, v2 .. v4', is(level, '=', 'v2'), and(is(level, '>=', 'v2'), is(level, '<=', 'v4')), 'within'],
    ['> v2, in (v3, v4)', is(level, '>', 'v2'), oneOf(level, 'v3', 'v4'), 'equal'],
    ['count > 2, count < 3', is(count, '>', 2), is(count, '<', 3), 'disjoint'],
    ['count >= 2, count < 3', is(count, '>=', 2), is(count, '<', 3), 'may overlap'],
    ['count < 1, no', is(count, '<', 1), not(any()), 'equal'],
    ['spend > 2, spend < 3: money is dense', is(attribute('spend'), '>', 2), is(attribute('spend'), '<', 3), 'may overlap'],
    ['spend < 0.1, spend >= 0.10', is(attribute('spend'), '<', '0.1'), is(attribute('spend'), '>=', '0.10'), 'disjoint'],
    ['points > 2.5, points < 3', is(attribute('points'), '>', '2.5'), is(attribute('points'), '<', 3), 'disjoint'],
    ['birthday', is(attribute('birthday'), '<', 10), is(attribute('birthday'), '>=', 10), 'disjoint'],
    ['registered in last 30d, age < 60d', inLast(attribute('registered'), '30d'), is(age(attribute('registered')), '<', '60d'), 'within'],
    [
      'age < 30d, in last 30d: a date may lie in the future',
      is(age(attribute('birthday')), '<', '30d'),
      inLast(attribute('birthday'), '30d'),
      'may overlap',
    ],
    ['recency < 30d, in last 30d: records may not', is(recency, '<', '30d'), inLast(aggregate('last', 'at'), '30d'), 'equal'],
    ['flag, not flag', flag('vip'), not(flag('vip')), 'disjoint'],
  ] as const)('%s', (_, a, b, expected) => {
    expect(relation(a, b)).toBe(expected);
  });
});

describe('texts', () => {
  test.each([
    ['is a, is b', is(city, '=', 'a'), is(city, '=', 'b'), 'disjoint'],
    ['is not a, is b', is(city, '=', 'b'), is(city, '!=', 'a'), 'within'],
    ['not in (a, b), is c', is(city, '=', 'c'), not(oneOf(city, 'a', 'b')), 'within'],
    ['is abc, starts with ab', is(city, '=', 'abc'), matches('starts', 'ab'), 'within'],
    ['is abc, starts with b', is(city, '=', 'abc'), matches('starts', 'b'), 'disjoint'],
    ['in (ab, ac), starts with a', oneOf(city, 'ab', 'ac'), matches('starts', 'a'), 'within'],
    ['in (ab, bc), starts with a', oneOf(city, 'ab', 'bc'), matches('starts', 'a'), 'may overlap'],
    ['starts with ab, starts with a', matches('starts', 'ab'), matches('starts', 'a'), 'within'],
    ['starts with ab, starts with b', matches('starts', 'ab'), matches('starts', 'b'), 'disjoint'],
    ['starts with a, ends with b', matches('starts', 'a'), matches('ends', 'b'), 'may overlap'],
    ['ends with abc, contains b', matches('ends', 'abc'), matches('contains', 'b'), 'within'],
    ['starts with a, unknown', matches('starts', 'a'), not(known(city)), 'disjoint'],
    ['not starts with a, unknown', not(known(city)), not(matches('starts', 'a')), 'within'],
    ['is "", contains a', is(city, '=', ''), matches('contains', 'a'), 'disjoint'],
    ['contains "", known', matches('contains', ''), known(city), 'equal'],
  ] as const)('%s', (_, a, b, expected) => {
    expect(relation(a, b)).toBe(expected);
  });
});

describe('aggregates', () => {
  const paid = is(attribute('status', 'order'), '=', 'paid');
  test.each([
    ['same arguments', any({ window: last('90d'), where: paid }), not(any({ window: last('90d'), where: paid })), 'disjoint'],
    ['another filter', any({ window: last('90d'), where: paid }), not(any({ window: last('90d') })), 'disjoint'],
    ['a filter does not tell of none', any({ window: last('90d') }), not(any({ window: last('90d'), where: paid })), 'may overlap'],
    ['a shorter window', any({ window: last('90d') }), any({ window: last('180d') }), 'within'],
    ['2mo within 90d', any({ window: last('2mo') }), any({ window: last('90d') }), 'within'],
    ['3mo, 90d', any({ window: last('3mo') }), any({ window: last('90d') }), 'may overlap'],
    [
      'count in a shorter window',
      is(aggregate('count', undefined, { window: last('30d') }), '>=', 3),
      is(aggregate('count', undefined, { window: last('60d') }), '<', 3),
      'disjoint',
    ],
    ['an order in 90d is a recency below 90d', any({ window: last('90d') }), is(recency, '<', '90d'), 'equal'],
    ['an order in 90d, recency 90d', any({ window: last('90d') }), is(recency, '>=', '90d'), 'disjoint'],
    ['never ordered, recency unknown', not(any()), not(known(recency)), 'equal'],
    ['a paid order in 90d, recency', any({ window: last('90d'), where: paid }), is(recency, '>=', '90d'), 'disjoint'],
    ['sum needs no record', is(aggregate('sum', 'amount'), '<', 5), any(), 'may overlap'],
    ['average needs a record', is(aggregate('average', 'amount'), '<', 5), any(), 'within'],
  ] as const)('%s', (_, a, b, expected) => {
    expect(relation(a, b)).toBe(expected);
  });
});

describe('audiences', () => {
  test('in X and not in X', () => {
    const { disjoint, within } = prover([audience('staff', { from: 'tag' }), audience('old', { where: is(recency, '>', '90d') })]);
    expect(disjoint(who(member('staff')), who(not(member('staff'))))).toBe(true);
    expect(disjoint(who(member('old')), who(is(recency, '<=', '90d')))).toBe(true);
    expect(disjoint(who(member('old')), group('staff'))).toBe(false);
    expect(within(who(member('old')), group('old'))).toBe(true);
  });

  test('entries of segments are disjoint and make up the whole', () => {
    const entries = { recent: is(recency, '<=', '90d'), shallow: is(recency, '<=', '180d'), never: not(known(recency)), lost: undefined };
    const { disjoint, within, empty } = prover([...segments('life', entries), audience('late', { where: is(recency, '>', '180d') })]);
    const names = Object.keys(entries).map((name) => `life.${name}`);
    for (const a of names) for (const b of names) expect(disjoint(group(a), group(b))).toBe(a !== b);
    expect(within(group('everyone'), group('life'))).toBe(true);
    expect(within(group('everyone'), group(names))).toBe(true);
    expect(within(group('everyone'), group(names.slice(1)))).toBe(false);
    expect(within(group('life.lost'), group('late'))).toBe(true);
    expect(disjoint(group('life.shallow'), group('late'))).toBe(true);
    expect(empty(group('life', { exclude: names }))).toBe(true);
    expect(empty(group('life', { exclude: names.slice(1) }))).toBe(false);
  });

  test('bases and except', () => {
    const { disjoint, within } = prover([
      audience('vip', { where: flag('vip') }),
      audience('vip_old', { of: 'vip', where: is(recency, '>', '90d') }),
    ]);
    expect(within(group('vip_old'), group('vip'))).toBe(true);
    expect(within(group('vip'), group('vip_old'))).toBe(false);
    expect(disjoint(group('everyone', { exclude: ['vip'] }), group('vip_old'))).toBe(true);
  });

  test('top P% nests', () => {
    const top = (percent: number): Condition => ({
      kind: 'top',
      percent: attributePercent(percent),
      by: attribute('spend'),
      of: 'everyone',
    });
    expect(relation(top(10), top(20))).toBe('within');
    expect(relation(top(20), not(top(10)))).toBe('may overlap');
    expect(relation(top(10), not(top(20)))).toBe('disjoint');
  });
});

function attributePercent(percent: number) {
  const found = is(
    { kind: 'attribute', entity: 'member', attribute: 'x', fixed: false, type: { kind: 'percent' } },
    '=',
    `${percent / 100}`,
  );
  if (found.kind !== 'compare' || found.right.kind !== 'constant' || found.right.scalar.kind !== 'number') throw new Error('no percent');
  return found.right.scalar.value;
}

describe('facts', () => {
  const lists = ['a', 'b', 'c', 'd'].map((name) => audience(name, { from: name }));

  test('disjoint and within', () => {
    const { disjoint, within } = prover(lists, [fact('disjoint', 'a', 'b'), fact('within', 'c', 'a')]);
    expect(disjoint(group('a'), group('b'))).toBe(true);
    expect(disjoint(group('c'), group('b'))).toBe(true);
    expect(within(group('c'), group('a'))).toBe(true);
    expect(disjoint(group('c'), group('d'))).toBe(false);
    expect(within(group('a'), group('c'))).toBe(false);
  });

  test('overlap at most 0 is disjoint, at most 1 is not', () => {
    const { disjoint } = prover(lists, [fact('overlap', 'a', 'b', 0), fact('overlap', 'a', 'c', 1)]);
    expect(disjoint(group('a'), group('b'))).toBe(true);
    expect(disjoint(group('a'), group('c'))).toBe(false);
  });

  test('act through bases, conditions and what is provably within', () => {
    const old = audience('old', { where: is(recency, '>', '90d') });
    const older = audience('older', { where: is(recency, '>', '200d') });
    const child = audience('child', { of: 'a', where: flag('vip') });
    const { disjoint } = prover([...lists, old, older, child], [fact('disjoint', 'old', 'a')]);
    expect(disjoint(group('older'), group('child'))).toBe(true);
    expect(disjoint(group('older'), who(and(member('a'), flag('vip'))))).toBe(true);
    expect(disjoint(who(is(recency, '>', '80d')), group('child'))).toBe(false);
  });

  test('chains through a value that only facts speak of', () => {
    const high = audience('high', { where: is(attribute('points'), '>=', 5) });
    const low = audience('low', { where: is(attribute('points'), '<', 5) });
    const { disjoint } = prover([...lists, high, low], [fact('within', 'a', 'high'), fact('within', 'b', 'low')]);
    expect(disjoint(group('a'), group('b'))).toBe(true);
    expect(disjoint(group('a'), group('c'))).toBe(false);
  });

  test('hold at every moment, but do not carry from one to another', () => {
    const { disjoint } = prover(lists, [fact('disjoint', 'a', 'b')]);
    const [now, later] = [{ moment: 'now' }, { moment: 'later', momentDay: 20_010 }];
    expect(disjoint(group('a', later), group('b', later))).toBe(true);
    expect(disjoint(group('a', now), group('b', later))).toBe(false);
  });
});

describe('moments', () => {
  const [now, later] = [
    { moment: 'now', momentDay: 20_000 },
    { moment: 'later', momentDay: 20_010 },
  ];
  const paid = is(attribute('status', 'order'), '=', 'paid');
  const bags = is(attribute('category', 'order'), '=', 'bags');

  /** Whether "it" now and "not it" later are known to exclude each other. */
  function comparable(condition: Condition, at = now, then = later): boolean {
    return prover().disjoint(who(condition, at), who(not(condition), then));
  }

  test('what may change is not compared', () => {
    expect(comparable(is(recency, '<=', '90d'))).toBe(false);
    expect(comparable(flag('vip'))).toBe(false);
    expect(comparable(any({ window: last('90d') }))).toBe(false);
    expect(comparable(is(recency, '<=', '90d'), now, now)).toBe(true);
  });

  test('keys and fixed attributes are', () => {
    expect(comparable(is(attribute('id'), '=', 'A1'))).toBe(true);
    expect(comparable(is(attribute('gender'), '=', 'male'))).toBe(true);
  });

  test('closed spans that ended before both moments are', () => {
    expect(comparable(any({ window: { kind: 'during', from: 19_000, to: 19_999 } }))).toBe(true);
    expect(comparable(any({ window: { kind: 'during', from: 19_000, to: 20_000 } }))).toBe(false);
    expect(comparable(any({ window: { kind: 'before', moment: { kind: 'day', day: 20_000 } } }))).toBe(true);
    expect(comparable(any({ window: { kind: 'before', moment: { kind: 'day', day: 20_001 } } }))).toBe(false);
    expect(comparable(any({ window: { kind: 'since', moment: { kind: 'day', day: 19_000 } } }))).toBe(false);
  });

  test('unless they filter on what may change', () => {
    const window = { kind: 'during', from: 19_000, to: 19_100 } as const;
    expect(comparable(any({ window, where: paid }))).toBe(false);
    expect(comparable(any({ window, where: bags }))).toBe(true);
    expect(comparable(any({ window, where: or(bags, flag('vip')) }))).toBe(false);
    expect(comparable(is(aggregate('sum', 'amount', { window }), '>', 100))).toBe(false);
    expect(comparable(is(aggregate('first', 'at', { window }), '>', 19_005))).toBe(true);
  });

  test('lists of other systems may change, an audience with an as-of day may not', () => {
    const { disjoint, within } = prover([
      audience('staff', { from: 'tag' }),
      audience('frozen', { from: 'tag', asOf: 19_900 }),
      audience('both', { of: 'frozen', where: flag('vip') }),
    ]);
    expect(disjoint(group('staff', now), group('everyone', { exclude: ['staff'], ...later }))).toBe(false);
    expect(disjoint(group('frozen', now), group('everyone', { exclude: ['frozen'], ...later }))).toBe(true);
    expect(within(group('both', now), group('frozen', later))).toBe(true);
  });

  test('a settled and an unsettled moment do not meet', () => {
    const window = { kind: 'during', from: 19_000, to: 20_005 } as const;
    expect(comparable(any({ window }))).toBe(false);
    expect(comparable(any({ window }), later, { moment: 'latest', momentDay: 20_020 })).toBe(true);
  });

  test('one prover keeps them apart', () => {
    const { disjoint } = prover();
    const condition = any({ window: { kind: 'during', from: 19_000, to: 20_005 } });
    const days = [20_000, 20_006, 20_020].map((momentDay) => ({ moment: `day ${momentDay}`, momentDay }));
    const found = days.map((a) => days.map((b) => disjoint(who(condition, a), who(not(condition), b))));
    expect(found).toEqual([
      [true, false, false],
      [false, true, true],
      [false, true, true],
    ]);
  });
});

describe('outcomes', () => {
  const at = (sendMoment: string) => ({ sendMoment });

  test('exclude each other at one send only', () => {
    const { disjoint } = prover();
    expect(disjoint(who(outcome('opened'), at('s')), who(not(outcome('opened')), at('s')))).toBe(true);
    expect(disjoint(who(outcome('opened'), at('s')), who(not(outcome('opened')), at('t')))).toBe(false);
    expect(disjoint(who(outcome('opened'), at('s')), who(not(outcome('opened', 'c/v')), at('s')))).toBe(false);
  });

  test('who opened, clicked or replied has received', () => {
    const { within } = prover();
    for (const name of ['opened', 'clicked', 'replied'] as const) expect(within(who(outcome(name)), who(outcome('received')))).toBe(true);
    expect(within(who(outcome('received')), who(outcome('opened')))).toBe(false);
    expect(within(who(outcome('clicked')), who(outcome('opened')))).toBe(false);
  });

  test('orders since a wave are seen at the send', () => {
    const since = any({ window: { kind: 'since', moment: { kind: 'wave', wave: 'c/w' } } });
    const { disjoint } = prover();
    expect(disjoint(who(since, at('s')), who(not(since), at('s')))).toBe(true);
    expect(disjoint(who(since, at('s')), who(not(since), at('t')))).toBe(false);
  });
});

describe('several groups', () => {
  test('three that meet in pairs but not together', () => {
    const pairs = [oneOf(level, 'v1', 'v2'), oneOf(level, 'v2', 'v3'), oneOf(level, 'v1', 'v3')].map((where) => who(where));
    const { disjoint, satisfiable } = prover();
    for (const a of pairs) for (const b of pairs) expect(disjoint(a, b)).toBe(false);
    expect(satisfiable(pairs)).toBe(false);
    expect(satisfiable([...pairs.slice(1), who(flag('vip'))])).toBe(true);
  });
});
