import { describe, expect, test } from 'vitest';
import { analyseCap } from '../../src/caps/cap.js';
import { analyseShare } from '../../src/caps/share.js';
import { audience, fact, segments, attribute, is, member, or } from '../conditions/plan.js';
import { day, ground, list, send } from './plan.js';

const CAMPAIGN = { kind: 'campaign' } as const;

/** The Double 11 plan of an old-customer team: nine groups that share nobody, and the buyers of the last presale within two of them. */
const SIZES = {
  d11_only: 28_000,
  d11_every: 12_000,
  unpaid: 26_000,
  recent_hi: 22_000,
  recent_multi: 30_000,
  shallow: 29_500,
  deep_hi: 24_000,
  lost: 18_000,
  vip_hi: 10_000,
};
const NAMES = Object.keys(SIZES);
const apart = NAMES.flatMap((a, index) => NAMES.slice(index + 1).map((b) => fact('disjoint', a, b)));
const d11 = audience('d11', { where: or(member('d11_only'), member('d11_every')) });
const double11 = ground(
  [...Object.entries(SIZES).map(([name, size]) => list(name, size)), d11, list('last_presale', 15_000)],
  [...apart, fact('within', 'last_presale', 'd11')],
  500_000,
);

const sends = [
  send('presale', ['last_presale', 'vip_hi'], '2027-10-20'),
  send('first', ['d11_only', 'd11_every', 'recent_hi', 'recent_multi', 'shallow', 'unpaid', 'vip_hi'], '2027-11-03'),
  send('last', ['d11_only', 'd11_every', 'unpaid', 'shallow', 'deep_hi', 'lost'], '2027-11-10'),
];
const extra = send('extra', ['d11_every'], '2027-11-06');

describe('the Double 11 plan', () => {
  test('105,500 members get more than one message', () => {
    expect(analyseShare({ ...double11, contacts: sends, over: 1, window: CAMPAIGN })).toMatchObject([{ low: 105_500, high: 105_500 }]);
  });

  test('as segments, without a fact for each pair', () => {
    const points = attribute('points');
    const entries = Object.fromEntries(NAMES.map((name, index) => [name, index === NAMES.length - 1 ? undefined : is(points, '=', index)]));
    const named = (name: string): string => (name === 'last_presale' ? name : `s.${name}`);
    const pair = audience('pair', { where: or(member('s.d11_only'), member('s.d11_every')) });
    const plan = ground(
      [...segments('s', entries, SIZES), pair, list('last_presale', 15_000)],
      [fact('within', 'last_presale', 'pair')],
      500_000,
    );
    const contacts = sends.map((one) => ({ ...one, group: { ...one.group, include: one.group.include.map(named) } }));
    expect(analyseShare({ ...plan, contacts, over: 1, window: CAMPAIGN })).toMatchObject([{ low: 105_500, high: 105_500 }]);
  });

  test('three at most in the campaign, two in November', () => {
    const november = [{ from: day('2027-11-01'), to: day('2027-11-30') }];
    expect(analyseCap({ ...double11, contacts: sends, limit: 3, window: CAMPAIGN })).toEqual([]);
    expect(analyseCap({ ...double11, contacts: sends, limit: 2, window: CAMPAIGN })).toMatchObject([
      { verdict: 'violated', count: 3, audiences: [['last_presale']], atLeast: 15_000, atMost: 15_000 },
    ]);
    expect(analyseCap({ ...double11, contacts: sends, limit: 2, window: { kind: 'calendar', unit: 'month' }, during: november })).toEqual(
      [],
    );
  });

  test('one more message to those who bought every year', () => {
    const contacts = [...sends, extra];
    const november = [{ from: day('2027-11-01'), to: day('2027-11-30') }];
    expect(analyseCap({ ...double11, contacts, limit: 2, window: { kind: 'calendar', unit: 'month' }, during: november })).toMatchObject([
      { verdict: 'violated', count: 3, audiences: [['d11_every']], atLeast: 12_000, atMost: 12_000 },
    ]);
    expect(analyseCap({ ...double11, contacts, limit: 3, window: CAMPAIGN })).toMatchObject([
      { verdict: 'possible', count: 4, atMost: 12_000 },
    ]);
  });
});

describe('bounds', () => {
  const share = (plan: ReturnType<typeof ground>, ...contacts: readonly ReturnType<typeof send>[]) =>
    analyseShare({ ...plan, contacts, over: 1, window: CAMPAIGN }).map(({ low, high }) => [low, high]);

  test('none where all are apart', () => {
    const plan = ground([list('a', 300), list('b', 200)], [fact('disjoint', 'a', 'b')]);
    expect(share(plan, send('x', ['a'], '2026-01-01'), send('y', ['b'], '2026-01-02'))).toEqual([]);
  });

  test('the smaller of two that may overlap, or what a fact allows', () => {
    const contacts = [send('x', ['a'], '2026-01-01'), send('y', ['b'], '2026-01-02')] as const;
    expect(share(ground([list('a', 300), list('b', 200)]), ...contacts)).toEqual([[0, 200]]);
    expect(share(ground([list('a', 300), list('b', 200)], [fact('overlap', 'a', 'b', 7)]), ...contacts)).toEqual([[0, 7]]);
    expect(share(ground([list('a', 700), list('b', 600)]), ...contacts)).toEqual([[300, 600]]);
    expect(share(ground([list('a', 700), list('b')]), ...contacts)).toEqual([[0, 700]]);
    expect(share(ground([list('a'), list('b')]), ...contacts)).toEqual([[0, 1000]]);
  });

  test('a condition of the wave may leave nobody', () => {
    const plan = ground([list('a', 300)]);
    const where = { kind: 'flag', value: attribute('vip') } as const;
    const narrowed = send('y', ['a'], '2026-01-02');
    expect(share(plan, send('x', ['a'], '2026-01-01'), { ...narrowed, group: { ...narrowed.group, where } })).toEqual([[0, 300]]);
  });
});
