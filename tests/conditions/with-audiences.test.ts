import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createProver, type Prover } from '../../src/conditions/prove.js';
import type { Group } from '../../src/model/conditions.js';
import type { ResolvedAudience } from '../../src/model/plan.js';
import { AS_OF, conditions, leaves } from './arbitraries.js';
import { attribute, audience, ENTITIES, fact, group, is } from './plan.js';

/** Each is drawn from, or defined by, some of those before it. */
const NAMES = ['a', 'b', 'c', 'd', 'e'];

const definitions = (index: number): fc.Arbitrary<ResolvedAudience> => {
  const [name = '', earlier] = [NAMES[index], NAMES.slice(0, index)];
  return fc
    .record({
      where: conditions(leaves, earlier),
      of: fc.constantFrom('everyone', ...earlier),
      asOf: fc.constantFrom(undefined, undefined, undefined, AS_OF - 20),
    })
    .map(({ where, of, asOf }) => audience(name, { where, of, ...(asOf !== undefined && { asOf }) }));
};

/** Those that never change: proofs are begun anew once as many have changed as there are. */
const OTHERS = ['everyone', ...Array.from({ length: 20 }, (_, index) => `other_${index}`)].map((name) => audience(name));

const changes = fc
  .nat(NAMES.length - 1)
  .chain((index) =>
    fc.oneof(
      { weight: 5, arbitrary: definitions(index).map((now) => ({ index, now })) },
      { weight: 1, arbitrary: fc.constant({ index, now: undefined }) },
    ),
  );

const GROUPS: readonly Group[] = NAMES.flatMap((name) => [
  group(name, { moment: 'now', momentDay: AS_OF }),
  group([name, 'a'], { exclude: ['c'], moment: 'now', momentDay: AS_OF, sendMoment: 's' }),
  group('everyone', { where: { kind: 'member-of', audience: name }, moment: 'later', momentDay: AS_OF + 40 }),
]);

function answers({ disjoint, within, empty, satisfiable, timeless }: Prover): readonly unknown[] {
  return GROUPS.flatMap((a, index) => [
    empty(a),
    timeless(a),
    ...GROUPS.map((b) => [disjoint(a, b), within(a, b)]),
    satisfiable([a, ...GROUPS.slice(index + 1, index + 3)]),
  ]);
}

test('a prover over other audiences proves what a new one does', () => {
  fc.assert(
    fc.property(
      fc.tuple(...NAMES.map((_, index) => definitions(index))),
      fc.array(changes, { minLength: 1, maxLength: 6 }),
      fc.constantFrom([], [fact('disjoint', 'a', 'b')]),
      (first, later, facts) => {
        const now: (ResolvedAudience | undefined)[] = [...first];
        const input = () => ({
          audiences: new Map([...OTHERS, ...now].flatMap((each) => (each ? [[each.name, each] as const] : []))),
          facts,
          entities: ENTITIES,
        });
        let kept = createProver(input());
        answers(kept);
        for (const change of later) {
          now[change.index] = change.now;
          kept = kept.withAudiences(input().audiences);
          expect(answers(kept)).toEqual(answers(createProver(input())));
        }
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 30) },
  );
});

test('what was proven of an audience ends with its definition, and with that of what it is made of', () => {
  const vip = audience('vip', { where: is(attribute('level'), '>=', 'v3') });
  const old = audience('old', { where: is(attribute('points'), '>', 5), of: 'vip' });
  const low = audience('low', { where: is(attribute('level'), '=', 'v1') });
  const given = (vips: ResolvedAudience) => new Map([...OTHERS, vips, old, low].map((each) => [each.name, each]));
  const before = createProver({ audiences: given(vip), facts: [], entities: ENTITIES });
  expect(before.disjoint(group('old'), group('low'))).toBe(true);
  const after = before.withAudiences(given(audience('vip', { where: is(attribute('level'), '>=', 'v1') })));
  expect(after.disjoint(group('old'), group('low'))).toBe(false);
  expect(before.disjoint(group('old'), group('low'))).toBe(true);
});
