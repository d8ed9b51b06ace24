import { describe, expect, test } from 'vitest';
import { findContradictoryFacts } from '../../src/conditions/facts.js';
import { createSizes, type Sizes } from '../../src/conditions/sizes.js';
import type { ResolvedAudience } from '../../src/model/plan.js';
import type { Fact } from '../../src/model/types.js';
import { audience, byName, fact, flag, group, is, known, member, not, outcome, prover, recency, segments, who } from './plan.js';

const MEMBERS = 1000;

function sizes(audiences: readonly ResolvedAudience[], facts: readonly Fact[] = [], members = MEMBERS): Sizes {
  return createSizes({ audiences: byName(audiences), facts, members, prover: prover(audiences, facts) });
}

const list = (name: string, size?: number | readonly [number, number], of = 'everyone'): ResolvedAudience =>
  audience(name, { from: name, of, ...(size !== undefined && { size }) });

describe('one audience', () => {
  test('everyone is the store', () => {
    expect(sizes([]).bounds(group('everyone'))).toEqual({ low: 1000, high: 1000 });
    expect(sizes([audience('all')]).bounds(group('all'))).toEqual({ low: 1000, high: 1000 });
    expect(createSizes({ audiences: byName([]), facts: [], prover: prover() }).bounds(group('everyone'))).toEqual({ low: 0 });
  });

  test('without a size nothing but the store bounds it: its high is unknown', () => {
    expect(sizes([list('a')]).bounds(group('a'))).toEqual({ low: 0 });
  });

  test('its base bounds it, or what it provably lies within', () => {
    const base = list('base', [80, 120]);
    expect(sizes([base, list('a', undefined, 'base')]).bounds(group('a'))).toEqual({ low: 0, high: 120 });
    expect(sizes([base, list('a')], [fact('within', 'a', 'base')]).bounds(group('a'))).toEqual({ low: 0, high: 120 });
    const late = audience('late', { where: is(recency, '>', '90d'), size: 300 });
    expect(sizes([late, audience('later', { where: is(recency, '>', '180d') })]).bounds(group('later'))).toEqual({ low: 0, high: 300 });
  });

  test('it is at least as large as what provably lies within it', () => {
    const inner = list('inner', 70, 'outer');
    expect(sizes([list('outer'), inner]).bounds(group('outer'))).toEqual({ low: 70 });
  });

  test('nobody where its condition cannot hold', () => {
    expect(sizes([list('a', 50)]).bounds(group('a', { where: not(member('a')) }))).toEqual({ low: 0, high: 0 });
  });
});

describe('segments', () => {
  const entries = { recent: is(recency, '<=', '90d'), old: known(recency), never: undefined };

  test('the whole is the sum, the rest what is left of the base', () => {
    const { bounds } = sizes(segments('life', entries, { recent: 300, old: 500 }));
    expect(bounds(group('life.never'))).toEqual({ low: 200, high: 200 });
    expect(bounds(group('life'))).toEqual({ low: 1000, high: 1000 });
    expect(bounds(group(['life.recent', 'life.old']))).toEqual({ low: 800, high: 800 });
  });

  test('nothing is derived from entries of unknown size', () => {
    const { bounds } = sizes(segments('life', entries, { recent: 300 }));
    expect(bounds(group('life.never'))).toEqual({ low: 0 });
  });
});

describe('unions', () => {
  test('at least the largest, at most the sum or the base', () => {
    expect(sizes([list('a', 300), list('b', [200, 250])]).bounds(group(['a', 'b']))).toEqual({ low: 300, high: 550 });
    expect(sizes([list('a', 700), list('b', 600)]).bounds(group(['a', 'b']))).toEqual({ low: 700, high: 1000 });
    const base = list('base', 400);
    expect(sizes([base, list('a', 300, 'base'), list('b', 200, 'base')]).bounds(group(['a', 'b']))).toEqual({ low: 300, high: 400 });
  });

  test('disjoint ones add up', () => {
    const facts = [fact('disjoint', 'a', 'b')];
    expect(sizes([list('a', 300), list('b', [200, 250])], facts).bounds(group(['a', 'b']))).toEqual({ low: 500, high: 550 });
  });

  test('one within the others adds nothing', () => {
    expect(sizes([list('a', 300), list('b', 100, 'a')]).bounds(group(['a', 'b']))).toEqual({ low: 300, high: 300 });
  });
});

describe('except and where', () => {
  test('at least what is left if all of it is taken away', () => {
    const all = [list('a', [300, 320]), list('b', [80, 100])];
    expect(sizes(all).bounds(group('a', { exclude: ['b'] }))).toEqual({ low: 200, high: 320 });
    expect(sizes(all, [fact('disjoint', 'a', 'b')]).bounds(group('a', { exclude: ['b'] }))).toEqual({ low: 300, high: 320 });
    expect(sizes(all, [fact('overlap', 'a', 'b', 10)]).bounds(group('a', { exclude: ['b'] }))).toEqual({ low: 290, high: 320 });
    expect(sizes([list('a', 300), list('b')]).bounds(group('a', { exclude: ['b'] }))).toEqual({ low: 0, high: 300 });
    expect(sizes([list('staff', 300)]).bounds(group('everyone', { exclude: ['staff'] }))).toEqual({ low: 700, high: 1000 });
  });

  test('a condition of the wave may leave nobody', () => {
    expect(sizes([list('a', 300)]).bounds(group('a', { where: outcome('opened') }))).toEqual({ low: 0, high: 300 });
  });
});

describe('overlaps', () => {
  const all = [list('a', 700), list('b', [600, 650]), list('c', 800), list('d', 100, 'a')];

  test('too large to be apart', () => {
    const { overlapBounds } = sizes(all);
    expect(overlapBounds([group('a'), group('b')])).toEqual({ low: 300, high: 650 });
    expect(overlapBounds([group('a'), group('b'), group('c')])).toEqual({ low: 100, high: 650 });
    expect(overlapBounds([group('a'), group('b', { moment: 'n' })])).toEqual({ low: 300, high: 650 });
  });

  test('nested, disjoint, or bounded by a fact', () => {
    expect(sizes(all).overlapBounds([group('a'), group('d')])).toEqual({ low: 100, high: 100 });
    expect(sizes(all, [fact('disjoint', 'b', 'd')]).overlapBounds([group('a'), group('d'), group('b')])).toEqual({ low: 0, high: 0 });
    expect(sizes(all, [fact('overlap', 'a', 'b', 310)]).overlapBounds([group('a'), group('b')])).toEqual({ low: 300, high: 310 });
    expect(sizes(all, [fact('overlap', 'a', 'b', 40)]).overlapBounds([group('d'), group('b')])).toEqual({ low: 0, high: 40 });
  });

  test('a fact speaks of one moment', () => {
    const { overlapBounds } = sizes(all, [fact('overlap', 'a', 'b', 310)]);
    expect(overlapBounds([group('a'), group('b', { moment: 'n' })])).toEqual({ low: 300, high: 650 });
  });

  test('a common base counts where it is seen at one moment', () => {
    const { overlapBounds } = sizes([list('base', 100), list('a', 70, 'base'), list('b', 60, 'base')]);
    expect(overlapBounds([group('a'), group('b')])).toEqual({ low: 30, high: 60 });
    expect(overlapBounds([group('a'), group('b', { moment: 'n' })])).toEqual({ low: 0, high: 60 });
  });

  test('the same audience at two moments may have changed', () => {
    const { overlapBounds } = sizes(all);
    expect(overlapBounds([group('d'), group('d', { moment: 'n' })])).toEqual({ low: 0, high: 100 });
    expect(overlapBounds([group('d'), group('d')])).toEqual({ low: 100, high: 100 });
  });
});

describe('contradictory facts', () => {
  function found(audiences: readonly ResolvedAudience[], facts: readonly Fact[], members = MEMBERS): readonly string[] {
    const input = { audiences: byName(audiences), facts, members, prover: prover(audiences, facts) };
    return findContradictoryFacts({ ...input, sizes: createSizes(input) }).map(({ message }) => message.en);
  }
  const vip = audience('vip', { where: flag('vip'), size: 100 });

  test('none where sizes fit', () => {
    expect(found([list('a', 500), list('b', 500), vip], [fact('disjoint', 'a', 'b'), fact('within', 'vip', 'a')])).toEqual([]);
    expect(found([list('a', 0), audience('c', { of: 'a', size: 0 })], [fact('disjoint', 'a', 'c')])).toEqual([]);
  });

  test('disjoint, but within', () => {
    expect(found([vip, list('c', 20, 'vip')], [fact('disjoint', 'vip', 'c')])).toEqual([
      '"c" is within "vip": they share at least 20 members, so they cannot be disjoint.',
    ]);
  });

  test('disjoint, but too large', () => {
    expect(found([list('a', 500), list('b', 501)], [fact('disjoint', 'a', 'b')])).toEqual([
      '"a" and "b" are too large to be apart: they share at least 1 members, so they cannot be disjoint.',
    ]);
    expect(found([list('a', 600), list('b', 501)], [fact('overlap', 'a', 'b', 100)])).toEqual([
      '"a" and "b" are too large to be apart: they share at least 101 members, not at most 100.',
    ]);
  });

  test('within, but larger or apart', () => {
    expect(found([list('a', 500), list('b', 499)], [fact('within', 'a', 'b')])).toEqual([
      '"a" has at least 500 members and "b" at most 499, so the one cannot be within the other.',
    ]);
    expect(found([vip, audience('c', { where: not(flag('vip')), size: 500 })], [fact('within', 'vip', 'c')])).toEqual([
      '"vip" and "c" share nobody, so "vip" with at least 100 members cannot be within "c".',
    ]);
  });

  test('facts that contradict one another', () => {
    const lists = [list('a', 10), list('b', 20)];
    expect(found(lists, [fact('within', 'a', 'b'), fact('disjoint', 'a', 'b')])).toEqual([
      'Together with the other facts this leaves nobody in "a", which has at least 10 members.',
    ]);
  });
});

test('who lies in none is nobody', () => {
  expect(sizes([]).bounds(who({ kind: 'nobody' }))).toEqual({ low: 0, high: 0 });
});
