import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findContradictoryFacts } from '../../src/conditions/facts.js';
import { createSizes } from '../../src/conditions/sizes.js';
import { audience, byName, fact, group, prover } from './plan.js';

/** Bounds against small stores of which every member is known. */
const numRuns = Number(process.env['RUNS'] ?? 400);

const NAMES = ['a', 'b', 'c', 'd'];

const stores = fc.record({
  /** The lists each member is on; `d` is drawn from `a`. */
  people: fc
    .array(fc.subarray(NAMES), { minLength: 1, maxLength: 12 })
    .map((all) => all.map((on) => on.filter((name) => name !== 'd' || on.includes('a')))),
  slack: fc.integer({ min: 0, max: 2 }),
  unsized: fc.subarray(NAMES, { maxLength: 2 }),
  known: fc.boolean(),
});

const groups = fc.array(fc.tuple(fc.subarray(NAMES, { minLength: 1 }), fc.subarray(NAMES, { maxLength: 2 })), {
  minLength: 1,
  maxLength: 3,
});

test('bounds hold what they bound, and true facts contradict nothing', () => {
  fc.assert(
    fc.property(stores, groups, ({ people, slack, unsized, known }, chosen) => {
      const count = (passes: (on: readonly string[]) => boolean): number => people.filter(passes).length;
      const audiences = NAMES.map((name) => {
        const size = count((on) => on.includes(name));
        const bounds: readonly [number, number] = [Math.max(0, size - slack), size + slack];
        return audience(name, { from: name, ...(name === 'd' && { of: 'a' }), ...(!unsized.includes(name) && { size: bounds }) });
      });
      const facts = NAMES.flatMap((x) =>
        NAMES.filter((y) => y !== x).flatMap((y) => {
          const both = count((on) => on.includes(x) && on.includes(y));
          if (both === 0) return [fact('disjoint', x, y)];
          return both === count((on) => on.includes(x)) ? [fact('within', x, y)] : [fact('overlap', x, y, both)];
        }),
      );
      const input = { audiences: byName(audiences), facts, ...(known && { members: people.length }), prover: prover(audiences, facts) };
      const sizes = createSizes(input);
      const isIn = (on: readonly string[], [include, exclude]: readonly (readonly string[])[]): boolean =>
        include?.some((name) => on.includes(name)) === true && exclude?.some((name) => on.includes(name)) === false;
      for (const one of chosen) {
        const real = count((on) => isIn(on, one));
        const { low, high } = sizes.bounds(group(one[0], { exclude: one[1] }));
        expect(low).toBeLessThanOrEqual(real);
        expect(high ?? Infinity).toBeGreaterThanOrEqual(real);
      }
      const shared = count((on) => chosen.every((one) => isIn(on, one)));
      const { low, high } = sizes.overlapBounds(chosen.map(([include, exclude]) => group(include, { exclude })));
      expect(low).toBeLessThanOrEqual(shared);
      expect(high ?? Infinity).toBeGreaterThanOrEqual(shared);
      expect(findContradictoryFacts({ ...input, sizes })).toEqual([]);
    }),
    { numRuns },
  );
});
