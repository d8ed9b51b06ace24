import { ONE } from '../model/exact.js';
import type { Exact } from '../model/exact.js';
import type { Benefit, Products } from '../model/types.js';
import { rangesMeet } from '../model/calendar.js';
import type { DayRange } from '../timeline/types.js';
import { worstBasket } from './baskets.js';
import type { WorstBasket } from './baskets.js';
import { effectOf } from './effects.js';
import type { PriceEffect } from './effects.js';
import { largestStacks } from './stacks.js';

/** A benefit as a campaign offers it. The same benefit offered twice (by two campaigns) never stacks with itself. */
export interface Offered {
  readonly benefit: Benefit;
  /** When it can be used; missing where that is unknown: at any time. */
  readonly valid?: DayRange;
  /** Name of the campaign. */
  readonly campaign?: string;
}

export interface PricingInput {
  readonly benefits: readonly Offered[];
  /** Whose price is asked for; missing for products that no set names: only benefits without `on` reach them. */
  readonly products?: Products;
  /** All sets of the plan, to know what `on` means. */
  readonly sets: ReadonlyMap<string, Products>;
  /** Lowest list price of the products, above 0; missing where it is unknown. */
  readonly priceFrom?: Exact;
}

export interface ArithmeticStep {
  readonly benefit: Benefit;
  readonly kind: PriceEffect['kind'];
  /** Price of the basket before and after the step; with no basket, shares of the list price. */
  readonly before: Exact;
  readonly after: Exact;
  /** Share of the list price left after the step. */
  readonly factor: Exact;
}

export interface LowestFactor {
  /** The lowest share of the list price somebody can pay: 1 where nothing reduces it, never below 0. */
  readonly factor: Exact;
  /** The benefits that reach it together, percentages first. */
  readonly stack: readonly Offered[];
  readonly steps: readonly ArithmeticStep[];
  /** List total of the basket on which it is reached; missing where every basket gives it. */
  readonly basket?: Exact;
  /** Reductions without a threshold where no lowest price is known: a small enough basket would pay less than any bound. */
  readonly unbounded: readonly Benefit[];
  /** False where there are too many permitted stacks to look at; the true factor may be lower then. */
  readonly complete: boolean;
}

interface Candidate {
  readonly offered: Offered;
  readonly effect: PriceEffect;
  /** Where the benefit applies; missing for everywhere. */
  readonly places?: ReadonlySet<string>;
}

/** The lowest price factor over all permitted stacks valid at one moment, and all baskets. */
export function lowestFactor(input: PricingInput): LowestFactor {
  const candidates = candidatesOf(input);
  let worst: WorstBasket<Candidate> = { factor: ONE, applied: [] };
  let complete = true;
  for (const reachable of perPlace(candidates, input.products)) {
    const whole = largestStacks(
      reachable.length,
      (a, b) => compatible(reachable[a], reachable[b]),
      (stack) => {
        const found = worstBasket(pick(reachable, stack), input.priceFrom);
        if (isWorse(found, worst)) worst = found;
      },
    );
    complete = complete && whole;
  }
  const unbounded = input.priceFrom ? [] : candidates.filter(({ effect }) => effect.kind === 'reduction' && !effect.over);
  return {
    factor: worst.factor,
    stack: worst.applied.map(({ offered }) => offered),
    steps: stepsOf(worst),
    ...(worst.basket && { basket: worst.basket }),
    unbounded: [...new Set(unbounded.map(({ offered }) => offered.benefit))],
    complete,
  };
}

function isWorse(a: WorstBasket<Candidate>, b: WorstBasket<Candidate>): boolean {
  return a.factor.lt(b.factor) || (a.factor.equals(b.factor) && a.applied.length > 0 && a.applied.length < b.applied.length);
}

function candidatesOf({ benefits, products, sets }: PricingInput): readonly Candidate[] {
  const own = products && placesOf(products);
  return benefits.flatMap((offered): Candidate[] => {
    const effect = effectOf(offered.benefit);
    if (!effect) return [];
    const on = offered.benefit.on;
    if (!on || on.length === 0) return [{ offered, effect }];
    const places = new Set(on.flatMap(({ name }) => [...placesOf(sets.get(name))]));
    return own && [...own].some((place) => places.has(place)) ? [{ offered, effect, places }] : [];
  });
}

/** The products of a set as far as they are told apart: its SKUs and categories, or the set itself. Different SKUs and categories are different products. */
function placesOf(products: Products | undefined): ReadonlySet<string> {
  if (!products) return new Set();
  const places = [...products.skus.map(({ value }) => `sku ${value}`), ...products.categories.map(({ value }) => `category ${value}`)];
  return new Set(places.length > 0 ? places : [`set ${products.name}`]);
}

/** For each product of the set the benefits that reach it; equal lists once. */
function perPlace(candidates: readonly Candidate[], products: Products | undefined): readonly (readonly Candidate[])[] {
  const lists = new Map<string, readonly Candidate[]>();
  for (const place of products ? placesOf(products) : ['']) {
    const reachable = candidates.filter(({ places }) => !places || places.has(place));
    lists.set(reachable.map((candidate) => candidates.indexOf(candidate)).join(), reachable);
  }
  return [...lists.values()];
}

function compatible(a: Candidate | undefined, b: Candidate | undefined): boolean {
  if (!a || !b) return false;
  if (!permitsStack(a.offered.benefit, b.offered.benefit)) return false;
  const { valid } = a.offered;
  return !valid || !b.offered.valid || rangesMeet(valid, b.offered.valid);
}

/** Whether one of two benefits says that it stacks with the other; never with itself. */
export function permitsStack(a: Benefit, b: Benefit): boolean {
  if (a.name === b.name) return false;
  return a.stacksWith.some(({ name }) => name === b.name) || b.stacksWith.some(({ name }) => name === a.name);
}

function pick<T>(items: readonly T[], indexes: readonly number[]): readonly T[] {
  return indexes
    .slice()
    .sort((a, b) => a - b)
    .flatMap((index) => items[index] ?? []);
}

function stepsOf({ applied, basket }: WorstBasket<Candidate>): readonly ArithmeticStep[] {
  const list = basket ?? ONE;
  let before = list;
  return applied.map(({ offered, effect }) => {
    const reduced = effect.kind === 'percentage' ? before.mul(effect.factor) : before.sub(effect.amount);
    const after = reduced.lt(0) ? reduced.mul(0) : reduced;
    const step: ArithmeticStep = { benefit: offered.benefit, kind: effect.kind, before, after, factor: after.div(list) };
    before = after;
    return step;
  });
}
