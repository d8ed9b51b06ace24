import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Group } from '../../src/model/conditions.js';
import type { ResolvedAudience } from '../../src/model/plan.js';
import type { Fact } from '../../src/model/types.js';
import { AS_OF, conditions, leaves, LISTS, members, MOMENTS } from './arbitraries.js';
import { inAudience, inGroup, type Member, type World } from './oracle.js';
import { audience, byName, fact, prover, segments, who } from './plan.js';

/** No proof may be refuted by a member. Runs: `RUNS=100000 npx vitest run tests/conditions/soundness.test.ts`. */
const numRuns = Number(process.env['RUNS'] ?? 400);

const atNow = { moment: 'now', momentDay: AS_OF };
const population = fc.array(members, { minLength: 40, maxLength: 40 });

function check(groups: readonly Group[], people: readonly Member[], world: World, facts: readonly Fact[] = []): void {
  const audiences = [...world.audiences.values()].filter(({ name }) => name !== 'everyone');
  const { disjoint, within, empty, satisfiable } = prover(audiences, facts);
  const found = people.map((one) => groups.map((group) => inGroup(group, one, world)));
  groups.forEach((a, i) => {
    if (empty(a)) expect(found.some((row) => row[i])).toBe(false);
    groups.forEach((b, j) => {
      if (i !== j && disjoint(a, b)) expect(found.some((row) => row[i] && row[j])).toBe(false);
      if (i !== j && within(a, b)) expect(found.some((row) => row[i] && !row[j])).toBe(false);
    });
  });
  if (!satisfiable(groups)) expect(found.some((row) => row.every(Boolean))).toBe(false);
}

test('conditions at one moment', () => {
  const world: World = { audiences: byName([]), moments: MOMENTS };
  fc.assert(
    fc.property(conditions(leaves), conditions(leaves), conditions(leaves), population, (a, b, c, people) =>
      check(
        [a, b, c].map((where) => who(where, atNow)),
        people,
        world,
      ),
    ),
    { numRuns },
  );
});

test('single leaves against each other, at the bounds', () => {
  const world: World = { audiences: byName([]), moments: MOMENTS };
  fc.assert(
    fc.property(leaves, leaves, population, (a, b, people) =>
      check(
        [a, b].map((where) => who(where, atNow)),
        people,
        world,
      ),
    ),
    { numRuns: numRuns * 5 },
  );
});

const moments = fc.constantFrom(
  { moment: 'now', momentDay: AS_OF },
  { moment: 'noon', momentDay: AS_OF },
  { moment: 'later', momentDay: AS_OF + 40 },
);
const sends = fc.constantFrom({}, { sendMoment: 's' }, { sendMoment: 't' });

test('conditions at different moments', () => {
  const world: World = { audiences: byName([]), moments: MOMENTS };
  const groups = fc.array(
    fc.tuple(conditions(leaves), moments, sends).map(([where, at, send]) => who(where, { ...at, ...send })),
    { minLength: 2, maxLength: 3 },
  );
  fc.assert(
    fc.property(groups, population, (found, people) => check(found, people, world)),
    { numRuns },
  );
});

const lists = LISTS.map((name, index) => audience(name, { from: name, ...(index === 2 && { asOf: AS_OF - 20 }) }));

/** Outcomes may not stand in audiences. */
const lasting = leaves.filter(({ kind }) => kind !== 'outcome');

/** Audiences that build upon one another, and segments. */
const plans: fc.Arbitrary<readonly ResolvedAudience[]> = fc
  .tuple(
    conditions(lasting, LISTS),
    fc.constantFrom('everyone', ...LISTS),
    conditions(lasting, ['a', ...LISTS]),
    fc.boolean(),
    fc.array(conditions(lasting), { minLength: 2, maxLength: 3 }),
  )
  .map(([whereA, baseA, whereB, frozen, entries]) => [
    ...lists,
    audience('a', { of: baseA, where: whereA }),
    audience('b', { of: 'a', where: whereB, ...(frozen && { asOf: AS_OF - 20 }) }),
    ...segments('s', { ...Object.fromEntries(entries.map((where, index) => [`e${index}`, where])), rest: undefined }),
  ]);

const NAMES = ['a', 'b', 's', 's.e0', 's.e1', 's.rest', ...LISTS];

const groupsOf = fc
  .tuple(
    fc.subarray(NAMES, { minLength: 1, maxLength: 2 }),
    fc.subarray(NAMES, { maxLength: 2 }),
    fc.option(conditions(leaves, NAMES), { nil: undefined }),
    moments,
    sends,
  )
  .map(([include, exclude, where, at, send]): Group => ({ include, exclude, ...(where && { where }), ...at, ...send }));

test('audiences, segments, exclusions and facts', () => {
  const facts = fc.array(
    fc
      .tuple(fc.constantFrom<Fact['relation']>('disjoint', 'within'), fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
      .map(([relation, left, right]) => fact(relation, left, right)),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(plans, facts, fc.array(groupsOf, { minLength: 2, maxLength: 3 }), population, (audiences, given, groups, people) => {
      const world: World = { audiences: byName(audiences), moments: MOMENTS };
      const fitting = people.filter((member) => given.every((one) => isTrue(one, member, world)));
      check(groups, fitting, world, given);
    }),
    { numRuns },
  );
});

/** Whether a fact holds of a member at every moment. */
function isTrue({ relation, left, right }: Fact, member: Member, world: World): boolean {
  return Object.keys(MOMENTS).every((moment) => {
    const context = { world, member, moment, send: moment };
    const [a, b] = [inAudience(left.name, context), inAudience(right.name, context)];
    return relation === 'disjoint' ? !(a && b) : !a || b;
  });
}
