import { exact, ONE, type Exact } from '../model/exact.js';
import type { Benefit, Located } from '../model/types.js';
import type { Money } from '../model/literals.js';
import { effectOf } from './effects.js';
import { lowestFactor } from './lowest-factor.js';
import type { LowestFactor, Offered, PricingInput } from './lowest-factor.js';

/** The highest threshold that is proposed, in whole units of the currency. */
const MOST_THRESHOLD = 1_000_000;

/** Up to three ways to keep a floor, each enough by itself; a way is missing where it would not be enough. */
export interface WaysOut {
  /** The benefit stacks with nothing any more; `factor` is the lowest one then. */
  readonly exclude?: { readonly benefit: Benefit; readonly factor: Exact };
  /** The smallest whole threshold of the coupon that keeps the floor; above its present one, or new. */
  readonly raise?: { readonly benefit: Benefit; readonly threshold: Exact };
  /** The largest whole amount of the coupon or red packet that keeps the floor, at least 1. */
  readonly lower?: { readonly benefit: Benefit; readonly amount: Exact };
  /** Where nothing is subtracted: the lowest price in whole per cent, of the deepest discount, that keeps the floor. */
  readonly price?: { readonly benefit: Benefit; readonly factor: Exact };
}

/** The benefit of a stack that a way out changes: its largest reduction; of percentages alone the deepest. */
export function culpritOf(found: LowestFactor): Benefit | undefined {
  return (largestReduction(found) ?? deepestPercentage(found))?.benefit;
}

/** Ways out for a factor found below its floor. The largest reduction of the stack is changed; of percentages alone, the one whose exclusion helps most. */
export function waysOut(input: PricingInput, found: LowestFactor, floor: Exact): WaysOut {
  if (!found.complete) return {};
  const reduction = largestReduction(found);
  const exclude = bestExclusion(input, reduction ? [reduction] : found.stack, found, floor);
  const raise = reduction && raised(input, reduction, floor);
  const lower = reduction && lowered(input, reduction, floor);
  const price = reduction ? undefined : dearer(input, deepestPercentage(found), floor);
  return { ...(exclude && { exclude }), ...(raise && { raise }), ...(lower && { lower }), ...(price && { price }) };
}

function largestReduction(found: LowestFactor): Offered | undefined {
  let best: Offered | undefined;
  let most = exact(0);
  for (const offered of found.stack) {
    const effect = effectOf(offered.benefit);
    if (effect?.kind !== 'reduction' || effect.amount.lte(most)) continue;
    most = effect.amount;
    best = offered;
  }
  return best;
}

function deepestPercentage(found: LowestFactor): Offered | undefined {
  let best: Offered | undefined;
  let least = exact(2);
  for (const offered of found.stack) {
    const effect = effectOf(offered.benefit);
    if (effect?.kind !== 'percentage' || effect.factor.gte(least)) continue;
    least = effect.factor;
    best = offered;
  }
  return best;
}

/** Only a discount has one price to raise. */
function dearer(input: PricingInput, offered: Offered | undefined, floor: Exact): WaysOut['price'] {
  const price = offered?.benefit.benefitKind?.value === 'discount' ? offered.benefit.price : undefined;
  if (!offered || !price) return undefined;
  const { benefit } = offered;
  const present = Number(price.value.mul(100).floor().toString());
  const keeps = (percent: number): boolean => keepsFloor(input, { ...benefit, price: { ...price, value: exact(percent, 100) } }, floor);
  const percent = smallest({ from: present + 1, to: 99, guess: ceiling(floor.mul(100)) }, keeps);
  return percent === undefined ? undefined : { benefit, factor: exact(percent, 100) };
}

function bestExclusion(input: PricingInput, choices: readonly Offered[], found: LowestFactor, floor: Exact): WaysOut['exclude'] {
  if (found.stack.length < 2) return undefined;
  let best: WaysOut['exclude'];
  for (const { benefit } of choices) {
    const { factor } = lowestFactor(exclusive(input, benefit));
    if (factor.gte(floor) && (!best || factor.gt(best.factor))) best = { benefit, factor };
  }
  return best;
}

function exclusive(input: PricingInput, { name }: Benefit): PricingInput {
  const benefits = input.benefits.map((offered) => {
    const stacksWith = offered.benefit.name === name ? [] : offered.benefit.stacksWith.filter((other) => other.name !== name);
    return { ...offered, benefit: { ...offered.benefit, stacksWith } };
  });
  return { ...input, benefits };
}

function raised(input: PricingInput, { benefit }: Offered, floor: Exact): WaysOut['raise'] {
  const { reduce } = benefit;
  if (benefit.benefitKind?.value !== 'coupon' || !reduce) return undefined;
  const present = Number((benefit.over?.value.amount ?? exact(0)).floor().toString());
  const keeps = (threshold: number): boolean => keepsFloor(input, { ...benefit, over: money(benefit.over ?? reduce, threshold) }, floor);
  const guess = floor.lt(ONE) ? ceiling(reduce.value.amount.div(ONE.sub(floor))) : MOST_THRESHOLD;
  const threshold = smallest({ from: present + 1, to: MOST_THRESHOLD, guess }, keeps);
  return threshold === undefined ? undefined : { benefit, threshold: exact(threshold) };
}

function lowered(input: PricingInput, { benefit }: Offered, floor: Exact): WaysOut['lower'] {
  const key = benefit.benefitKind?.value === 'coupon' ? 'reduce' : 'amount';
  const present = benefit[key];
  if (!present) return undefined;
  const most = ceiling(present.value.amount) - 1;
  const breaks = (cut: number): boolean => keepsFloor(input, { ...benefit, [key]: money(present, most - cut) }, floor);
  const alone = (benefit.over?.value.amount ?? exact(0)).mul(ONE.sub(floor)).floor();
  const cut = smallest({ from: 0, to: most - 1, guess: most - Number(alone.toString()) }, breaks);
  return cut === undefined ? undefined : { benefit, amount: exact(most - cut) };
}

function keepsFloor(input: PricingInput, changed: Benefit, floor: Exact): boolean {
  const benefits = input.benefits.map((offered) => (offered.benefit.name === changed.name ? { ...offered, benefit: changed } : offered));
  return lowestFactor({ ...input, benefits }).factor.gte(floor);
}

function ceiling(value: Exact): number {
  return Number(value.ceil().toString());
}

function money(like: Located<Money>, amount: number): Located<Money> {
  return { ...like, value: { ...like.value, amount: exact(amount) } };
}

/** A range of whole numbers, and where in it the answer is if no other benefit stacks. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly guess: number;
}

/** The smallest number of a range for which a property holds that, once it holds, holds for all larger ones. */
function smallest({ from, to, guess }: Range, holds: (value: number) => boolean): number | undefined {
  let [low, high] = [from - 1, to + 1];
  for (const near of [guess, guess - 1]) {
    if (near <= low || near >= high) continue;
    if (holds(near)) high = near;
    else low = near;
  }
  if (high > to) {
    if (low >= to || !holds(to)) return undefined;
    high = to;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
