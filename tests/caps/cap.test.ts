import { describe, expect, test } from 'vitest';
import { analyseCap } from '../../src/caps/cap.js';
import type { CapAnalysis, CapFinding } from '../../src/caps/types.js';
import { fact, segments, attribute, is, audience } from '../conditions/plan.js';
import { day, ground, groupOf, list, send } from './plan.js';

const MONTH = { kind: 'calendar', unit: 'month' } as const;
const rolling = (count: number, unit: 'd' | 'w' | 'h' | 'mo' = 'd') => ({ kind: 'rolling', duration: { count, unit } }) as const;

const two = ground([list('a', 300), list('b', 200)]);

/** Findings in one line each. */
function lines(analysis: CapAnalysis): readonly string[] {
  return analyseCap(analysis).map(line);
}

function line({ verdict, count, limit, contacts, audiences, atLeast, atMost }: CapFinding): string {
  const waves = contacts.map(({ id }) => id).join(', ');
  return `${verdict} ${count} > ${limit}: ${waves} (${audiences.map((one) => one.join(' or ')).join(', ')}) ${atLeast}..${atMost ?? '?'}`;
}

describe('windows', () => {
  const analysis = (window: CapAnalysis['window'], limit: number, days: readonly (string | readonly [string, string])[]): CapAnalysis => ({
    ...two,
    limit,
    window,
    contacts: days.map((one, index) =>
      typeof one === 'string' ? send(`w${index}`, ['a'], one) : send(`w${index}`, ['a'], one[0], { until: one[1] }),
    ),
  });
  const isOver = (...input: Parameters<typeof analysis>): boolean => analyseCap(analysis(...input)).length > 0;

  test('rolling days are consecutive local days', () => {
    expect(isOver(rolling(30), 1, ['2026-01-01', '2026-01-30'])).toBe(true);
    expect(isOver(rolling(30), 1, ['2026-01-01', '2026-01-31'])).toBe(false);
    expect(isOver(rolling(1, 'w'), 1, ['2026-01-01', '2026-01-07'])).toBe(true);
    expect(isOver(rolling(1, 'w'), 1, ['2026-01-01', '2026-01-08'])).toBe(false);
    expect(isOver(rolling(1, 'mo'), 1, ['2026-01-31', '2026-02-27'])).toBe(true);
    expect(isOver(rolling(1, 'mo'), 1, ['2026-01-31', '2026-02-28'])).toBe(false);
  });

  test('a spread send counts once in every window it touches', () => {
    expect(isOver(rolling(7), 1, [['2026-01-01', '2026-01-05'], '2026-01-11'])).toBe(true);
    expect(isOver(rolling(7), 1, [['2026-01-01', '2026-01-05'], '2026-01-12'])).toBe(false);
    expect(isOver(MONTH, 1, [['2026-01-30', '2026-02-02'], '2026-02-20'])).toBe(true);
    expect(isOver(MONTH, 1, [['2026-01-30', '2026-02-02']])).toBe(false);
  });

  test('calendar months, weeks from Monday, quarters', () => {
    expect(isOver(MONTH, 1, ['2026-01-31', '2026-02-01'])).toBe(false);
    expect(isOver(MONTH, 1, ['2026-01-01', '2026-01-31'])).toBe(true);
    expect(isOver({ kind: 'calendar', unit: 'week' }, 1, ['2026-11-15', '2026-11-16'])).toBe(false);
    expect(isOver({ kind: 'calendar', unit: 'week' }, 1, ['2026-11-16', '2026-11-22'])).toBe(true);
    expect(isOver({ kind: 'calendar', unit: 'quarter' }, 1, ['2026-03-31', '2026-04-01'])).toBe(false);
    expect(isOver({ kind: 'calendar', unit: 'quarter' }, 1, ['2026-01-01', '2026-03-31'])).toBe(true);
  });

  test('hours are half-open spans of elapsed time', () => {
    const at = (hour: number) => [send('x', ['a'], '2026-01-01', { hour: 10 }), send('y', ['a'], '2026-01-01', { hour })];
    expect(analyseCap({ ...two, limit: 1, window: rolling(3, 'h'), contacts: at(13) })).toHaveLength(0);
    expect(analyseCap({ ...two, limit: 1, window: rolling(3, 'h'), contacts: at(12.99) })).toHaveLength(1);
  });

  test('per campaign', () => {
    const contacts = [send('c/x', ['a'], '2026-01-01'), send('c/y', ['a'], '2026-09-01'), send('d/x', ['a'], '2026-01-01')];
    expect(lines({ ...two, limit: 1, window: { kind: 'campaign' }, contacts })).toEqual([
      'violated 2 > 1: c/x/2026-01-01, c/y/2026-09-01 (a) 300..300',
    ]);
  });

  test('during: only those days count', () => {
    const during = [{ from: day('2026-11-01'), to: day('2026-11-30') }];
    const contacts = [
      send('x', ['a'], '2026-10-31', { until: '2026-11-01' }),
      send('y', ['a'], '2026-11-30'),
      send('z', ['a'], '2026-12-01'),
    ];
    expect(lines({ ...two, limit: 1, window: rolling(60), during, contacts })).toEqual([
      'violated 2 > 1: c/x/2026-10-31, c/y/2026-11-30 (a) 300..300',
    ]);
    expect(lines({ ...two, limit: 2, window: rolling(60), during, contacts })).toEqual([]);
  });

  test('the window found is the one that is worst', () => {
    const contacts = ['2026-01-01', '2026-01-10', '2026-01-12', '2026-01-14'].map((one, index) => send(`w${index}`, ['a'], one));
    const [finding] = analyseCap({ ...two, limit: 1, window: rolling(7), contacts });
    expect(finding).toMatchObject({ count: 3, windowFrom: day('2026-01-08'), windowTo: day('2026-01-14') });
  });
});

describe('who', () => {
  const month = (contacts: CapAnalysis['contacts'], limit = 1) => ({ limit, window: MONTH, contacts });

  test('the same audience is violated, two that may overlap are possible, disjoint ones are safe', () => {
    const same = [send('x', ['a'], '2026-01-01'), send('y', ['a'], '2026-01-09')];
    const other = [send('x', ['a'], '2026-01-01'), send('y', ['b'], '2026-01-09')];
    expect(lines({ ...two, ...month(same) })).toEqual(['violated 2 > 1: c/x/2026-01-01, c/y/2026-01-09 (a) 300..300']);
    expect(lines({ ...two, ...month(other) })).toEqual(['possible 2 > 1: c/x/2026-01-01, c/y/2026-01-09 (a, b) 0..200']);
    const apart = ground([list('a', 300), list('b', 200)], [fact('disjoint', 'a', 'b')]);
    expect(lines({ ...apart, ...month(other) })).toEqual([]);
  });

  test('a fact bounds the overlap', () => {
    const some = ground([list('a', 300), list('b', 200)], [fact('overlap', 'a', 'b', 9)]);
    expect(lines({ ...some, ...month([send('x', ['a'], '2026-01-01'), send('y', ['b'], '2026-01-09')]) })).toEqual([
      'possible 2 > 1: c/x/2026-01-01, c/y/2026-01-09 (a, b) 0..9',
    ]);
  });

  test('nested, or too large to be apart', () => {
    const nested = ground([list('a', 300), list('b', 200, 'a')]);
    expect(lines({ ...nested, ...month([send('x', ['a'], '2026-01-01'), send('y', ['b'], '2026-01-09')]) })).toEqual([
      'violated 2 > 1: c/x/2026-01-01, c/y/2026-01-09 (b) 200..200',
    ]);
    const large = ground([list('a', 600), list('b', 500)]);
    expect(lines({ ...large, ...month([send('x', ['a'], '2026-01-01'), send('y', ['b'], '2026-01-09')]) })).toEqual([
      'violated 2 > 1: c/x/2026-01-01, c/y/2026-01-09 (a, b) 100..500',
    ]);
  });

  test('three that cannot all meet', () => {
    const level = attribute('level');
    const groups = [
      ['v1', 'v2'],
      ['v2', 'v3'],
      ['v1', 'v3'],
    ].map((values, index) => audience(`g${index}`, { where: { kind: 'or', parts: values.map((value) => is(level, '=', value)) } }));
    const contacts = groups.map(({ name }) => send(name, [name], '2026-01-01'));
    expect(lines({ ...ground(groups), ...month(contacts, 2) })).toEqual([]);
    expect(analyseCap({ ...ground(groups), ...month(contacts, 1) })).toMatchObject([{ verdict: 'possible', count: 2 }]);
  });

  test('entries of segments share nobody at one moment, but at two they may', () => {
    const life = segments('s', { low: is(attribute('points'), '<', 5), high: undefined });
    const contacts = [send('c/x', ['s.low'], '2026-01-01'), send('c/y', ['s.high'], '2026-01-02')];
    expect(lines({ ...ground(life), ...month(contacts) })).toEqual([]);
    const later = contacts.map((one, index) => ({ ...one, group: { ...one.group, moment: `m${index}` } }));
    expect(analyseCap({ ...ground(life), ...month(later) })).toMatchObject([{ verdict: 'possible', count: 2 }]);
  });

  test('a clause for an audience counts who may belong to it', () => {
    const parts = ground([list('a', 300), list('b', 200), list('lost', 100)], [fact('disjoint', 'b', 'lost')]);
    const contacts = [send('x', ['a'], '2026-01-01'), send('y', ['a'], '2026-01-02'), send('z', ['b'], '2026-01-03')];
    const forGroup = () => groupOf(['lost'], 'c');
    expect(lines({ ...parts, ...month(contacts), forGroup })).toEqual(['possible 2 > 1: c/x/2026-01-01, c/y/2026-01-02 (a) 0..100']);
    expect(lines({ ...parts, ...month(contacts, 2), forGroup })).toEqual([]);
  });

  test('violated comes before possible, and no wave is in two findings', () => {
    const contacts = [
      send('x', ['a'], '2026-01-01'),
      send('y', ['a'], '2026-01-02'),
      ...['b', 'c', 'd', 'e'].map((name) => send(name, [name], '2026-01-03')),
      send('z', ['a'], '2026-05-01'),
      send('x', ['a'], '2026-05-02'),
    ];
    const many = ground(['a', 'b', 'c', 'd', 'e'].map((name) => list(name, 10)));
    expect(lines({ ...many, ...month(contacts) })).toEqual([
      'violated 2 > 1: c/x/2026-01-01, c/y/2026-01-02 (a) 10..30',
      'possible 4 > 1: c/b/2026-01-03, c/c/2026-01-03, c/d/2026-01-03, c/e/2026-01-03 (b, c, d, e) 0..30',
    ]);
  });

  test('only sets with a wanted contact are reported', () => {
    const contacts = [send('x', ['a'], '2026-01-01'), send('y', ['a'], '2026-01-02'), send('z', ['b'], '2026-01-03')];
    const mustInclude = ({ wave }: { readonly wave: string }) => wave === 'c/z';
    expect(lines({ ...two, ...month(contacts), mustInclude })).toEqual([
      'possible 3 > 1: c/x/2026-01-01, c/y/2026-01-02, c/z/2026-01-03 (a, b) 0..200',
    ]);
  });
});

describe('triggered waves', () => {
  const trigger = (count: number, window: CapAnalysis['window'], from: string, until: string) =>
    send('t', ['b'], from, { until, trigger: { count, window } });

  test('count the most their own limit allows, and prove nothing', () => {
    const contacts = [trigger(1, rolling(7), '2026-01-01', '2026-03-31')];
    expect(lines({ ...two, limit: 4, window: rolling(30), contacts })).toEqual(['possible 5 > 4: c/t/2026-01-01 (b) 0..200']);
    expect(lines({ ...two, limit: 5, window: rolling(30), contacts })).toEqual([]);
    expect(lines({ ...two, limit: 4, window: rolling(28), contacts })).toEqual([]);
  });

  test('only in the part of the window in which they are live', () => {
    const contacts = [trigger(1, rolling(7), '2026-01-01', '2026-01-14'), send('x', ['a'], '2026-02-09')];
    expect(lines({ ...two, limit: 2, window: rolling(30), contacts })).toEqual([]);
    expect(analyseCap({ ...two, limit: 2, window: rolling(40), contacts })).toMatchObject([{ count: 3 }]);
  });

  test('calendar limits count the calendar units a window touches', () => {
    const contacts = [trigger(1, MONTH, '2026-01-01', '2026-03-31')];
    expect(analyseCap({ ...two, limit: 1, window: rolling(30), contacts })).toMatchObject([{ count: 3, verdict: 'possible' }]);
    expect(analyseCap({ ...two, limit: 1, window: MONTH, contacts })).toEqual([]);
    expect(analyseCap({ ...two, limit: 1, window: { kind: 'campaign' }, contacts })).toMatchObject([{ count: 3 }]);
  });

  test('a part of them per campaign', () => {
    expect(
      analyseCap({ ...two, limit: 1, window: rolling(30), contacts: [trigger(1, { kind: 'campaign' }, '2026-01-01', '2026-03-31')] }),
    ).toEqual([]);
  });
});
