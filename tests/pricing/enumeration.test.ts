import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exact } from '../../src/model/exact.js';
import type { Benefit } from '../../src/model/types.js';
import { permitsStack } from '../../src/pricing/lowest-factor.js';
import { located } from '../timeline/build.js';
import { coupon, discount, lowest } from './build.js';

/** Shares of a half, two thirds and four fifths; with thresholds that are multiples of 64 every basket that just meets one is a whole number. */
const SHARES = [
  [1, 2],
  [2, 3],
  [4, 5],
] as const;

type Plain =
  | { readonly kind: 'percentage'; readonly share: (typeof SHARES)[number]; readonly pieces: number }
  | { readonly kind: 'reduction'; readonly amount: number; readonly over?: number; readonly after: boolean };

const plain: fc.Arbitrary<Plain> = fc.oneof(
  fc.record({ kind: fc.constant('percentage' as const), share: fc.constantFrom(...SHARES), pieces: fc.constantFrom(1, 1, 2, 3) }),
  fc
    .record({
      kind: fc.constant('reduction' as const),
      amount: fc.integer({ min: 1, max: 40 }),
      over: fc.constantFrom(undefined, 64, 128, 192),
      after: fc.boolean(),
    })
    .map(({ over, ...rest }) => ({ ...rest, ...(over !== undefined && { over }) })),
);

const shop = fc.array(plain, { minLength: 1, maxLength: 5 }).chain((effects) =>
  fc.record({
    effects: fc.constant(effects),
    stacks: fc.array(fc.boolean(), { minLength: effects.length ** 2, maxLength: effects.length ** 2 }),
    priceFrom: fc.integer({ min: 1, max: 150 }),
  }),
);

function asBenefit(effect: Plain, index: number, stacks: readonly string[]): Benefit {
  const name = `b${index}`;
  if (effect.kind === 'reduction')
    return coupon(name, effect.amount, effect.over, { stacks, threshold: located(effect.after ? 'after discount' : 'list') });
  const [numerator, denominator] = effect.share;
  return discount(name, '1', { price: located(exact(numerator, denominator)), fromPieces: located(effect.pieces), stacks });
}

/** The lowest share over every set of benefits that may stack, and every whole basket, as numerator and denominator. */
function enumerate(effects: readonly Plain[], permitted: (a: number, b: number) => boolean, priceFrom: number): readonly [number, number] {
  let best: readonly [number, number] = [1, 1];
  for (let set = 1; set < 2 ** effects.length; set += 1) {
    const chosen = effects.flatMap((_, index) => (set & (1 << index) ? [index] : []));
    if (chosen.some((a) => chosen.some((b) => a < b && !permitted(a, b)))) continue;
    let [paid, list, taken, pieces] = [1, 1, 0, 1];
    for (const index of chosen) {
      const effect = effects[index];
      if (effect?.kind === 'percentage') {
        paid *= effect.share[0];
        list *= effect.share[1];
        pieces = Math.max(pieces, effect.pieces);
      } else taken += effect?.amount ?? 0;
    }
    for (let basket = pieces * priceFrom; basket <= 192 * 32; basket += 1) {
      const usable = chosen.every((index) => {
        const effect = effects[index];
        if (effect?.kind !== 'reduction' || effect.over === undefined) return true;
        return effect.after ? basket * paid >= effect.over * list : basket >= effect.over;
      });
      const share = [Math.max(0, basket * paid - taken * list), basket * list] as const;
      if (usable && share[0] * best[1] < best[0] * share[1]) best = share;
    }
  }
  return best;
}

test('the lowest factor is that of exhaustive enumeration', () => {
  fc.assert(
    fc.property(shop, ({ effects, stacks, priceFrom }) => {
      const benefits = effects.map((effect, index) =>
        asBenefit(
          effect,
          index,
          effects.flatMap((_, other) => (stacks[index * effects.length + other] ? [`b${other}`] : [])),
        ),
      );
      const permitted = (a: number, b: number): boolean => {
        const [first, second] = [benefits[a], benefits[b]];
        return first !== undefined && second !== undefined && permitsStack(first, second);
      };
      const [numerator, denominator] = enumerate(effects, permitted, priceFrom);
      expect(lowest({ benefits, priceFrom }).factor.toFraction()).toBe(exact(numerator, denominator).toFraction());
    }),
    { numRuns: 300 },
  );
});
