import { expect, test, vi } from 'vitest';
import type { Condition } from '../../src/model/conditions.js';
import type { ResolvedAudience } from '../../src/model/plan.js';
import { and, attribute, audience, fact, flag, group, is, member, not, or, prover, recency, segments, who } from './plan.js';

/**
 * Conditions made to be hard: the answer may be "may overlap", but it comes, and it comes again the same. Without its
 * bounds the prover would take years; with them each takes well under a second, and a busy machine has this long.
 */
const ALLOWED = 60_000;
vi.setConfig({ testTimeout: 2 * ALLOWED });

function bounded<T>(work: () => T): T {
  const start = performance.now();
  const result = work();
  expect(performance.now() - start).toBeLessThan(ALLOWED);
  return result;
}

/** A repeatable sequence of whole numbers below a bound. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const list = (index: number): Condition => member(`l${index}`);
const lists = (count: number): ResolvedAudience[] =>
  Array.from({ length: count }, (_, index) => audience(`l${index}`, { from: `l${index}` }));

function randomClauses(clauses: number, variables: number, seed: number): Condition {
  const next = sequence(seed);
  const literal = (): Condition => (next(2) === 0 ? list(next(variables)) : not(list(next(variables))));
  return and(...Array.from({ length: clauses }, () => or(literal(), literal(), literal())));
}

test('two thousand clauses', () => {
  for (const variables of [50, 470, 1000]) {
    const condition = randomClauses(2000, variables, variables);
    const answers = [1, 2].map(() => bounded(() => prover(lists(variables)).empty(who(condition))));
    expect(answers[0]).toBe(answers[1]);
  }
});

test('clauses at the hardest density', () => {
  const condition = randomClauses(1065, 250, 7);
  expect(bounded(() => prover(lists(250)).empty(who(condition)))).toBe(false);
});

test('more pigeons than holes', () => {
  const holes = 9;
  const at = (pigeon: number, hole: number): Condition => list(pigeon * holes + hole);
  const pigeons = Array.from({ length: holes + 1 }, (_, pigeon) => pigeon);
  const placed = pigeons.map((pigeon) => or(...Array.from({ length: holes }, (_, hole) => at(pigeon, hole))));
  const apart = pigeons.flatMap((a) =>
    pigeons.filter((b) => b > a).flatMap((b) => Array.from({ length: holes }, (_, hole) => not(and(at(a, hole), at(b, hole))))),
  );
  bounded(() => prover(lists(holes * (holes + 1))).empty(who(and(...placed, ...apart))));
});

test('deep nesting', () => {
  let condition = flag('vip');
  for (let depth = 0; depth < 1500; depth += 1) condition = depth % 2 === 0 ? or(condition, list(depth)) : not(and(condition, list(depth)));
  bounded(() => prover(lists(1500)).disjoint(who(condition), who(not(condition))));
});

test('each audience twice in the next', () => {
  const audiences = lists(200).flatMap((one, index) => {
    const before = index === 0 ? flag('vip') : member(`x${index - 1}`);
    return [one, audience(`x${index}`, { where: or(and(before, list(index)), and(not(before), not(list(index)))) })];
  });
  bounded(() => prover(audiences).disjoint(group('x199'), group('x198')));
});

test('a long chain of bases is followed to its end', () => {
  const chain = Array.from({ length: 3000 }, (_, index) =>
    audience(`x${index}`, { of: index === 0 ? 'everyone' : `x${index - 1}`, where: is(recency, '>', `${index + 1}d`) }),
  );
  const { within, disjoint } = prover(chain);
  bounded(() => {
    expect(within(group('x2999'), group('x0'))).toBe(true);
    expect(disjoint(group('x2999'), who(is(recency, '<', '3000d')))).toBe(true);
    expect(within(group('x0'), group('x2999'))).toBe(false);
  });
});

test('audiences that refer to one another in a circle', () => {
  const { disjoint } = prover([audience('a', { where: not(member('b')) }), audience('b', { where: member('a') })]);
  expect(disjoint(group('a'), group('b'))).toBe(false);
});

test('large segments', () => {
  const points = attribute('points');
  const entries = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`e${index}`, is(points, '<=', index)]));
  const { disjoint, within } = prover(segments('s', { ...entries, rest: undefined }));
  bounded(() => {
    expect(disjoint(group('s.e298'), group('s.e299'))).toBe(true);
    expect(within(group('everyone'), group('s'))).toBe(true);
    expect(within(who(is(points, '=', 7)), group('s.e7'))).toBe(true);
  });
});

test('many facts', () => {
  const all = lists(200);
  const facts = all.flatMap((a, index) => all.slice(index + 1).map((b) => fact('disjoint', a.name, b.name)));
  const { disjoint } = prover(all, facts);
  bounded(() => {
    for (const a of all) for (const b of all) if (a !== b) expect(disjoint(group(a.name), group(b.name))).toBe(true);
  });
});
