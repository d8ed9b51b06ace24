import { describe, expect, test } from 'vitest';
import { analyseDiscounts } from '../../src/caps/discounts.js';
import { analyseGap } from '../../src/caps/gap.js';
import type { Contact } from '../../src/caps/types.js';
import { fact } from '../conditions/plan.js';
import { ground, list, send } from './plan.js';

const two = ground([list('a', 300), list('b', 200)]);
const days = (count: number) => ({ count, unit: 'd' }) as const;

function lines(contacts: readonly Contact[], gap: Parameters<typeof analyseGap>[0]['gap'], plan = two): readonly string[] {
  return analyseGap({ ...plan, contacts, gap }).map(
    ({ verdict, contacts: [first, second], distance, atLeast, atMost }) =>
      `${verdict} ${distance}: ${first.id}, ${second.id} ${atLeast}..${atMost ?? '?'}`,
  );
}

describe('gaps', () => {
  test('count the difference of local dates', () => {
    const at = (day: string, hour: number) => [send('x', ['a'], '2026-01-01', { hour: 23 }), send('y', ['a'], day, { hour })];
    expect(lines(at('2026-01-03', 23), days(3))).toEqual(['violated 2: c/x/2026-01-01, c/y/2026-01-03 300..300']);
    expect(lines(at('2026-01-04', 1), days(3))).toEqual([]);
  });

  test('hours count elapsed time', () => {
    const at = (hour: number) => [send('x', ['a'], '2026-01-01', { hour: 10 }), send('y', ['a'], '2026-01-01', { hour })];
    expect(lines(at(11), { count: 2, unit: 'h' })).toEqual(['violated 3600000: c/x/2026-01-01, c/y/2026-01-01 300..300']);
    expect(lines(at(12), { count: 2, unit: 'h' })).toEqual([]);
  });

  test('the closest moments of a spread send', () => {
    const contacts = [send('x', ['a'], '2026-01-01', { until: '2026-01-03' }), send('y', ['a'], '2026-01-05')];
    expect(lines(contacts, days(3))).toEqual(['violated 2: c/x/2026-01-01, c/y/2026-01-05 300..300']);
    expect(lines(contacts, days(2))).toEqual([]);
  });

  test('one finding for each later wave, the worst', () => {
    const contacts = [send('x', ['b'], '2026-01-01'), send('y', ['a'], '2026-01-02'), send('z', ['a'], '2026-01-03')];
    expect(lines(contacts, days(3))).toEqual([
      'violated 1: c/y/2026-01-02, c/z/2026-01-03 300..300',
      'possible 1: c/x/2026-01-01, c/y/2026-01-02 0..200',
    ]);
    expect(lines(contacts, days(3), ground([list('a', 300), list('b', 200)], [fact('disjoint', 'a', 'b')]))).toHaveLength(1);
  });

  test('a triggered wave may come too close to others, and to itself', () => {
    const trigger = (count: number, window: NonNullable<Contact['trigger']>['window']) =>
      send('t', ['a'], '2026-01-01', { until: '2026-01-31', trigger: { count, window } });
    const weekly = trigger(1, { kind: 'rolling', duration: { count: 7, unit: 'd' } });
    expect(lines([weekly, send('x', ['a'], '2026-02-02')], days(3))).toEqual(['possible 2: c/t/2026-01-01, c/x/2026-02-02 0..300']);
    expect(lines([weekly], days(7))).toEqual([]);
    expect(lines([weekly], days(8))).toEqual(['possible 7: c/t/2026-01-01, c/t/2026-01-01 0..300']);
    expect(lines([trigger(2, { kind: 'campaign' })], days(3))).toEqual(['possible 0: c/t/2026-01-01, c/t/2026-01-01 0..300']);
    expect(lines([trigger(1, { kind: 'campaign' })], days(3))).toEqual([]);
    expect(lines([trigger(1, { kind: 'calendar', unit: 'week' })], days(3))).toEqual(['possible 1: c/t/2026-01-01, c/t/2026-01-01 0..300']);
  });
});

describe('discounts', () => {
  const window = { kind: 'calendar', unit: 'month' } as const;

  test('a member meets a campaign once, however many of its sends reach him', () => {
    const one = [send('c/x', ['a'], '2026-01-01'), send('c/y', ['a'], '2026-01-05'), send('c/z', ['b'], '2026-01-09')];
    expect(analyseDiscounts({ ...two, contacts: one, limit: 1, window })).toEqual([]);
    const other = [...one, send('d/x', ['a'], '2026-01-20'), send('e/x', ['b'], '2026-02-01')];
    const later = other.map((contact) => ({ ...contact, group: { ...contact.group, moment: 'm' } }));
    expect(analyseDiscounts({ ...two, contacts: later, limit: 1, window })).toMatchObject([
      { verdict: 'violated', count: 2, contacts: [{ id: 'c/x/2026-01-01' }, { id: 'd/x/2026-01-20' }], atLeast: 300 },
    ]);
  });

  test('everyone meets a storewide one', () => {
    const contacts = [send('c/x', ['everyone'], '2026-01-01'), send('d/x', ['b'], '2026-01-20')];
    expect(analyseDiscounts({ ...two, contacts, limit: 1, window })).toMatchObject([{ verdict: 'violated', count: 2, atLeast: 200 }]);
  });
});
