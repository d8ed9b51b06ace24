import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition, Group } from '../../src/model/conditions.js';
import type { ResolvedAudience } from '../../src/model/plan.js';
import type { Fact } from '../../src/model/types.js';
import { conditions } from './arbitraries.js';
import { inAudience, inGroup, type Member, type Plain, type World } from './oracle.js';
import { aggregate, any, attribute, audience, byName, fact, flag, is, known, not, oneOf, outcome, prover, segments } from './plan.js';

/** Where every kind of member can be listed, what is true of all of them must be proven. Runs: `RUNS=20000 npx vitest run …`. */
const numRuns = Number(process.env['RUNS'] ?? 150);

const LISTS = ['tag_a', 'tag_b'];
const LEVELS: readonly Plain[] = ['v1', 'v2', 'v3', 'v4', undefined];
const POINTS: readonly Plain[] = [0, 1, 2, 3, undefined];
const OUTCOMES = [[], ['received c/w'], ['received c/w', 'opened c/w']];

/** One member of each kind that the leaves below can tell apart. */
const universe: readonly Member[] = LEVELS.flatMap((level) =>
  POINTS.flatMap((points) =>
    [true, false, undefined].flatMap((vip) =>
      [0, 1, 2].flatMap((orders) =>
        [[], ['tag_a'], ['tag_b'], LISTS].flatMap((lists) =>
          OUTCOMES.map((outcomes) => ({
            attributes: { now: { level, points, vip } },
            fixed: {},
            lists: { now: new Set(lists) },
            outcomes: { now: new Set(outcomes) },
            orders: Array.from({ length: orders }, () => ({ at: 0, amount: 1, status: { now: 'paid' }, category: 'bags' })),
          })),
        ),
      ),
    ),
  ),
);

const operators = fc.constantFrom<(Condition & { kind: 'compare' })['operator']>('=', '!=', '<', '<=', '>', '>=');

/** The bounds are such that each range holds one of the values above. */
const leaves: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(operators, fc.constantFrom('v1', 'v2', 'v3', 'v4')).map(([operator, value]) => is(attribute('level'), operator, value)),
  fc.subarray(['v1', 'v2', 'v3', 'v4'], { minLength: 1 }).map((values) => oneOf(attribute('level'), ...values)),
  fc
    .tuple(fc.constantFrom('<=' as const, '>' as const), fc.constantFrom('0.5', '1.5', '2.5'))
    .map(([operator, value]) => is(attribute('points'), operator, value)),
  fc.constantFrom(1, 2).map((value) => is(attribute('points'), '=', value)),
  fc.constant(flag('vip')),
  fc.constantFrom('level', 'points', 'vip').map((name) => known(attribute(name))),
  fc
    .tuple(fc.constantFrom('<' as const, '>=' as const), fc.constantFrom(1, 2))
    .map(([operator, value]) => is(aggregate('count', undefined), operator, value)),
  fc.constantFrom(any(), not(any())),
);

const NAMES = ['a', 'b', 's', 's.e0', 's.e1', 's.rest', ...LISTS];

const plans: fc.Arbitrary<readonly ResolvedAudience[]> = fc
  .tuple(
    conditions(leaves, LISTS),
    fc.constantFrom('everyone', ...LISTS),
    conditions(leaves, ['a', ...LISTS]),
    fc.array(conditions(leaves), { minLength: 2, maxLength: 2 }),
  )
  .map(([whereA, baseA, whereB, entries]) => [
    ...LISTS.map((name) => audience(name, { from: name })),
    audience('a', { of: baseA, where: whereA }),
    audience('b', { of: 'a', where: whereB }),
    ...segments('s', { ...Object.fromEntries(entries.map((where, index) => [`e${index}`, where])), rest: undefined }),
  ]);

const outcomes = fc.constantFrom(outcome('received'), outcome('opened'));
const groups: fc.Arbitrary<Group> = fc
  .tuple(
    fc.subarray(NAMES, { minLength: 1, maxLength: 3 }),
    fc.subarray(NAMES, { maxLength: 2 }),
    fc.option(conditions(fc.oneof(leaves, outcomes), NAMES), { nil: undefined }),
  )
  .map(([include, exclude, where]): Group => ({ include, exclude, ...(where && { where }), moment: 'now', momentDay: 20_000 }));

const facts = fc.array(
  fc
    .tuple(fc.constantFrom<Fact['relation']>('disjoint', 'within'), fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
    .map(([relation, left, right]) => fact(relation, left, right)),
  { maxLength: 3 },
);

function fits({ relation, left, right }: Fact, member: Member, world: World): boolean {
  const context = { world, member, moment: 'now', send: 'now' };
  const [a, b] = [inAudience(left.name, context), inAudience(right.name, context)];
  return relation === 'disjoint' ? !(a && b) : !a || b;
}

test('what holds of all members is proven, and nothing else', () => {
  fc.assert(
    fc.property(plans, facts, groups, groups, groups, (audiences, given, a, b, c) => {
      const world: World = { audiences: byName(audiences), moments: { now: 20_000 * 86_400 } };
      const people = universe.filter((member) => given.every((one) => fits(one, member, world)));
      // Facts that leave nobody contradict one another; that is reported, and nothing is expected of proofs.
      fc.pre(people.length > 0);
      const { disjoint, within, empty, satisfiable } = prover(audiences, given);
      const found = people.map((member) => [a, b, c].map((group) => inGroup(group, member, world)) as [boolean, boolean, boolean]);
      expect({ disjoint: disjoint(a, b), within: within(a, b), empty: empty(c), satisfiable: satisfiable([a, b, c]) }).toEqual({
        disjoint: !found.some(([x, y]) => x && y),
        within: !found.some(([x, y]) => x && !y),
        empty: !found.some(([, , z]) => z),
        satisfiable: found.some(([x, y, z]) => x && y && z),
      });
    }),
    { numRuns },
  );
});
