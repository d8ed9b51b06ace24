import { ONE, exact } from '../model/exact.js';
import type { Exact } from '../model/exact.js';
import type { Benefit } from '../model/types.js';

/** A benefit that holds `on` some products only. */
export function isLimited({ on }: Benefit): boolean {
  return on !== undefined && on.length > 0;
}

/** What a benefit does to the price of a basket. */
export type PriceEffect =
  /** The basket costs `factor` of what it did, if it holds at least `pieces` products. */
  | { readonly kind: 'percentage'; readonly factor: Exact; readonly pieces: number }
  /** `amount` is taken off, once; `over` is the basket total it needs, at list prices or after percentages. Without it any basket will do. */
  | { readonly kind: 'reduction'; readonly amount: Exact; readonly over?: Exact; readonly threshold: 'list' | 'after discount' };

/**
 * The effect of a benefit on the price; undefined for benefits that leave it alone (gifts, points earned, lotteries, free orders, shipping,
 * early access) and for those that lack their numbers, which is reported elsewhere. Of a tiered price the lowest tier counts.
 */
export function effectOf(benefit: Benefit): PriceEffect | undefined {
  let known = effects.get(benefit);
  if (!known) effects.set(benefit, (known = { effect: findEffect(benefit) }));
  return known.effect;
}

const effects = new WeakMap<Benefit, { readonly effect: PriceEffect | undefined }>();

function findEffect(benefit: Benefit): PriceEffect | undefined {
  switch (benefit.benefitKind?.value) {
    case 'discount':
      return benefit.price && percentage(benefit.price.value, benefit.fromPieces?.value);
    case 'tiered_price':
      return lowestTier(benefit);
    case 'points':
      return benefit.payUpTo && percentage(ONE.sub(benefit.payUpTo.value));
    case 'coupon':
      return benefit.reduce && reduction(benefit.reduce.value.amount, benefit.over?.value.amount, benefit.threshold?.value);
    case 'red_packet':
      return benefit.amount && reduction(benefit.amount.value.amount);
    case 'presale':
      return benefit.deposit && benefit.counts && reduction(benefit.counts.value.amount.sub(benefit.deposit.value.amount));
    default:
      return undefined;
  }
}

function lowestTier(benefit: Benefit): PriceEffect | undefined {
  const prices = benefit.tiers.map(({ price }) => price.value);
  if (prices.length === 0) return undefined;
  return percentage(prices.reduce((least, price) => (price.lt(least) ? price : least)));
}

function percentage(factor: Exact, pieces = 1): PriceEffect {
  return { kind: 'percentage', factor: factor.lt(0) ? exact(0) : factor, pieces };
}

function reduction(amount: Exact, over?: Exact, threshold: 'list' | 'after discount' = 'list'): PriceEffect | undefined {
  if (amount.lte(0)) return undefined;
  return { kind: 'reduction', amount, threshold, ...(over?.gt(0) && { over }) };
}
