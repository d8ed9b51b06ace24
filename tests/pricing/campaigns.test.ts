import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { floorCases, floorGround } from '../../src/pricing/floors.js';
import { allOffers } from '../../src/pricing/offers.js';

/*
 * Whole plans against exhaustive enumeration, by other means than the compiler's: every day, every set of benefits
 * that can be used on it and may be combined, every kind of product, baskets at and around each threshold; in fractions
 * of whole numbers.
 */

interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const fraction = (n: number | bigint, d: number | bigint = 1): Fraction => ({ n: BigInt(n), d: BigInt(d) });
const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
const over = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d, d: a.d * b.n });
const minus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
const less = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;
const NOTHING = fraction(0);
const WHOLE = fraction(1);

type Effect =
  | { readonly kind: 'percentage'; readonly factor: Fraction; readonly pieces: number }
  | { readonly kind: 'reduction'; readonly amount: Fraction; readonly threshold?: Fraction; readonly after: boolean };

/** A benefit as the plan writes it, and what it means. */
interface Kind {
  readonly text: string;
  readonly effect: Effect;
}

const factors = fc.constantFrom(95, 92, 90, 88, 85, 80);
const percentage = (factor: Fraction, pieces = 1): Effect => ({ kind: 'percentage', factor, pieces });
const kinds: fc.Arbitrary<Kind> = fc.oneof(
  fc.record({ factor: factors, pieces: fc.constantFrom(1, 2, 3) }).map(({ factor, pieces }): Kind => ({
    text: `discount { price ${factor}折${pieces > 1 ? ` from ${pieces} pieces` : ''}`,
    effect: percentage(fraction(factor, 100), pieces),
  })),
  fc
    .record({ reduce: fc.integer({ min: 1, max: 60 }), over: fc.constantFrom(undefined, 100, 199, 200, 300), after: fc.boolean() })
    .map(({ reduce, over: threshold, after }): Kind => ({
      text: `coupon { reduce ${reduce}元${threshold === undefined ? '' : ` over ${threshold}元  threshold ${after ? 'after discount' : 'on list'}`}`,
      effect: { kind: 'reduction', amount: fraction(reduce), ...(threshold !== undefined && { threshold: fraction(threshold) }), after },
    })),
  fc.integer({ min: 1, max: 20 }).map((amount): Kind => ({
    text: `red_packet { amount ${amount}元`,
    effect: { kind: 'reduction', amount: fraction(amount), after: false },
  })),
  factors.map((factor): Kind => ({
    text: `tiered_price { from 1 97折  from 100 ${factor}折`,
    effect: percentage(fraction(factor, 100)),
  })),
  fc.constantFrom(1, 5, 10).map((share): Kind => ({
    text: `points { times 2  pay up to ${share}%`,
    effect: percentage(fraction(100 - share, 100)),
  })),
  fc.record({ deposit: fc.integer({ min: 1, max: 20 }), more: fc.integer({ min: 1, max: 30 }) }).map(({ deposit, more }): Kind => ({
    text: `presale { deposit ${deposit}元 counts ${deposit + more}元`,
    effect: { kind: 'reduction', amount: fraction(more), after: false },
  })),
);

const days = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 4 })).map(([from, more]) => ({ from, to: from + more }));
type Days = typeof days extends fc.Arbitrary<infer T> ? T : never;

interface Shop {
  readonly benefits: readonly { readonly kind: Kind; readonly on: 'all' | 'left' | 'right' | 'both'; readonly valid?: Days }[];
  readonly stacks: readonly boolean[];
  readonly campaigns: readonly { readonly runs: Days; readonly offers: readonly boolean[] }[];
  readonly prices: { readonly left: number; readonly right: number };
  readonly floors: { readonly left: number; readonly right: number };
}

const COUNT = 5;
const shops: fc.Arbitrary<Shop> = fc.record({
  benefits: fc.array(
    fc
      .record({
        kind: kinds,
        on: fc.constantFrom('all' as const, 'all' as const, 'left' as const, 'right' as const, 'both' as const),
        valid: fc.option(days, { nil: undefined }),
      })
      .map(({ valid, ...rest }) => ({ ...rest, ...(valid && { valid }) })),
    { minLength: COUNT, maxLength: COUNT },
  ),
  stacks: fc.array(fc.boolean(), { minLength: COUNT ** 2, maxLength: COUNT ** 2 }),
  campaigns: fc.array(fc.record({ runs: days, offers: fc.array(fc.boolean(), { minLength: COUNT, maxLength: COUNT }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  prices: fc.record({ left: fc.integer({ min: 5, max: 250 }), right: fc.integer({ min: 5, max: 250 }) }),
  floors: fc.record({ left: factors, right: factors }),
});

const dates = ({ from, to }: Days): string => [from, to].map((day) => `2027-01-${String(day).padStart(2, '0')}`).join(' .. ');
const ON = { all: '', left: '  on left', right: '  on right', both: '  on left, right' };

function planText({ benefits, stacks, campaigns, prices, floors }: Shop): string {
  return [
    'store demo { timezone "Asia/Shanghai"  currency CNY  members 1_000 }',
    `policy house { floor ${floors.left}折 on left  floor ${floors.right}折 on right }`,
    `products left { sku "A", "B"  price from ${prices.left}元 }`,
    `products right { sku "B", "C"  price from ${prices.right}元 }`,
    ...benefits.map(({ kind, on, valid }, index) => {
      const others = benefits.flatMap((_, other) => (other !== index && stacks[index * COUNT + other] ? [`b${other}`] : []));
      return `benefit b${index} ${kind.text}${ON[on]}${valid ? `  valid ${dates(valid)}` : ''}${others.length > 0 ? `  stacks with ${others.join(', ')}` : ''} }`;
    }),
    ...campaigns.map(({ runs, offers }, index) => {
      const offered = offers.flatMap((is, benefit) => (is ? [`b${benefit}`] : []));
      return `campaign c${index} { scope targeted  runs ${dates(runs)}${offered.length > 0 ? `  method { offer ${offered.join(', ')} }` : ''} }`;
    }),
  ].join('\n');
}

/** The least share of the list price that benefits leave which are all used, on any basket. */
function leastShare(effects: readonly Effect[], priceFrom: number): Fraction {
  let pieces = 1;
  let share = WHOLE;
  let taken = NOTHING;
  for (const effect of effects) {
    if (effect.kind === 'percentage') {
      pieces = Math.max(pieces, effect.pieces);
      share = times(share, effect.factor);
    } else taken = minus(taken, minus(NOTHING, effect.amount));
  }
  const smallest = fraction(pieces * priceFrom);
  const totals = [smallest, fraction(1_000), fraction(100_000)];
  for (const effect of effects) {
    if (effect.kind !== 'reduction' || !effect.threshold) continue;
    const exactly = effect.after ? over(effect.threshold, share) : effect.threshold;
    for (const fen of [-1, 0, 1, 100]) totals.push(minus(exactly, fraction(-fen, 100)));
  }
  let least = WHOLE;
  for (const total of totals) {
    if (less(total, smallest)) continue;
    const met = effects.every(
      (effect) => effect.kind === 'percentage' || !effect.threshold || !less(effect.after ? times(total, share) : total, effect.threshold),
    );
    if (!met) continue;
    const paid = minus(times(total, share), taken);
    const factor = less(paid, NOTHING) ? NOTHING : over(paid, total);
    if (less(factor, least)) least = factor;
  }
  return least;
}

/** The least share for the products of each floor. */
function enumerate({ benefits, stacks, campaigns, prices, floors }: Shop): { readonly left: Fraction; readonly right: Fraction } {
  const least = { left: WHOLE, right: WHOLE };
  const products = [
    { sets: ['left'], price: prices.left, floor: 'left' as const },
    {
      sets: ['left', 'right'],
      price: Math.max(prices.left, prices.right),
      floor: floors.right > floors.left ? ('right' as const) : ('left' as const),
    },
    { sets: ['right'], price: prices.right, floor: 'right' as const },
  ];
  const permitted = (a: number, b: number): boolean => a === b || stacks[a * COUNT + b] === true || stacks[b * COUNT + a] === true;
  for (let day = 1; day <= 13; day += 1) {
    const usable = benefits.map(({ valid }, index) =>
      campaigns.some(({ runs, offers }) => offers[index] === true && (valid ?? runs).from <= day && day <= (valid ?? runs).to),
    );
    for (const { sets, price, floor } of products) {
      for (let chosen = 1; chosen < 2 ** COUNT; chosen += 1) {
        const indexes = benefits.flatMap((_, index) => (chosen & (1 << index) ? [index] : []));
        const allowed = indexes.every((a) => {
          const on = benefits[a]?.on ?? 'all';
          return usable[a] && (on === 'all' || on === 'both' || sets.includes(on)) && indexes.every((b) => permitted(a, b));
        });
        if (!allowed) continue;
        const found = leastShare(
          indexes.flatMap((index) => benefits[index]?.kind.effect ?? []),
          price,
        );
        if (less(found, least[floor])) least[floor] = found;
      }
    }
  }
  return least;
}

function reduced({ n, d }: Fraction): string {
  let [a, b] = [n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${n / a}/${d / a}`;
}

test('the worst price over campaigns, days, stacks and baskets is that of exhaustive enumeration', () => {
  let below = 0;
  fc.assert(
    fc.property(shops, (shop) => {
      const { plan, timeline, diagnostics } = analyse([{ path: 'plan.crm', text: planText(shop) }]);
      expect(diagnostics.filter(({ rule }) => rule === 'syntax-error' || rule === 'type-mismatch' || rule === 'unknown-name')).toEqual([]);
      const expected = enumerate(shop);
      const found = { left: WHOLE, right: WHOLE };
      for (const { floor, lowest } of floorCases(floorGround(plan), allOffers(plan, timeline))) {
        const side = floor.on[0]?.name === 'left' ? 'left' : 'right';
        const factor: Fraction = { n: lowest.factor.s * lowest.factor.n, d: lowest.factor.d };
        expect(lowest.complete).toBe(true);
        if (less(factor, found[side])) found[side] = factor;
      }
      expect([reduced(found.left), reduced(found.right)]).toEqual([reduced(expected.left), reduced(expected.right)]);
      const tooLow = less(expected.left, fraction(shop.floors.left, 100)) || less(expected.right, fraction(shop.floors.right, 100));
      expect(diagnostics.some(({ rule }) => rule === 'discount-below-floor')).toBe(tooLow);
      if (tooLow) below += 1;
    }),
    { numRuns: 400 },
  );
  // Plans of both kinds come up.
  expect(below).toBeGreaterThan(40);
  expect(below).toBeLessThan(400);
});

describe('exactly the floor is allowed', () => {
  const told = (offer: string, floor = '85折'): boolean => {
    const text = `store demo { timezone "Asia/Shanghai"  currency CNY  members 1_000 }
policy house { floor ${floor} }
${offer}
campaign a { scope targeted  runs 2027-01-01 .. 2027-01-05  method { offer x } }
campaign b { scope targeted  runs 2027-01-05 .. 2027-01-09  method { offer y } }`;
    return analyse([{ path: 'plan.crm', text }]).diagnostics.some(({ rule }) => rule === 'discount-below-floor');
  };

  test.each([
    ['0.85, a coupon', 'benefit x coupon { reduce 30元 over 200元 }\nbenefit y gift', false],
    ['0.8492…', 'benefit x coupon { reduce 30元 over 199元 }\nbenefit y gift', true],
    [
      '0.85 of two campaigns that share a day',
      'benefit x discount { price 95折  stacks with y }\nbenefit y coupon { reduce 60元 over 600元 }',
      false,
    ],
    ['less by a fen', 'benefit x discount { price 95折  stacks with y }\nbenefit y coupon { reduce 60.01元 over 600元 }', true],
    [
      'apart by a day',
      'benefit x discount { price 95折  stacks with y  valid 2027-01-04 }\nbenefit y coupon { reduce 90元 over 600元 }',
      false,
    ],
  ])('%s', (_, benefits, expected) => {
    expect(told(benefits)).toBe(expected);
  });
});
