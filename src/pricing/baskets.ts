import { ONE, ZERO } from '../model/exact.js';
import type { Exact } from '../model/exact.js';
import type { PriceEffect } from './effects.js';

type Percentage = Extract<PriceEffect, { kind: 'percentage' }>;
type Reduction = Extract<PriceEffect, { kind: 'reduction' }>;

/** The worst basket for a set of effects that hold together. */
export interface WorstBasket<T extends { readonly effect: PriceEffect }> {
  /** Paid share of the list price, 0 .. 1. */
  readonly factor: Exact;
  /** The basket's total at list prices; missing where the factor is the same for every basket. */
  readonly basket?: Exact;
  /** What applies to it: percentages first, then reductions. */
  readonly applied: readonly T[];
}

/**
 * The basket on which effects that may all be combined leave the lowest share of the list price to pay.
 * Percentages multiply, then every reduction whose threshold is met subtracts. Between thresholds the share only rises with the total,
 * so only baskets exactly at a threshold, and the smallest one, need to be looked at. No product costs less than `priceFrom`;
 * where that is unknown only baskets at thresholds are known to exist.
 */
export function worstBasket<T extends { readonly effect: PriceEffect }>(items: readonly T[], priceFrom: Exact | undefined): WorstBasket<T> {
  let worst: WorstBasket<T> = { factor: ONE, applied: [] };
  for (const pieces of pieceCounts(items, priceFrom)) {
    const percentages = items.filter(({ effect }) => effect.kind === 'percentage' && effect.pieces <= pieces);
    const reductions = items.filter(({ effect }) => effect.kind === 'reduction');
    const share = percentages.reduce((product, { effect }) => product.mul((effect as Percentage).factor), ONE);
    const least = priceFrom?.mul(pieces);
    if (share.lt(worst.factor)) worst = { factor: share, applied: percentages };
    for (const basket of candidateTotals(reductions, share, least)) {
      const met = reductions.filter(({ effect }) => isMet(effect as Reduction, basket, share));
      const taken = met.reduce((sum, { effect }) => sum.add((effect as Reduction).amount), ZERO);
      const paid = basket.mul(share).sub(taken);
      const factor = paid.lt(0) ? ZERO : paid.div(basket);
      if (met.length > 0 && factor.lt(worst.factor)) worst = { factor, basket, applied: [...percentages, ...met] };
    }
  }
  return worst;
}

/** How many products the basket holds at least: each count that makes another percentage usable. More pieces make a dearer basket. */
function pieceCounts(items: readonly { readonly effect: PriceEffect }[], priceFrom: Exact | undefined): readonly number[] {
  const counts = items.flatMap(({ effect }) => (effect.kind === 'percentage' ? [effect.pieces] : []));
  return priceFrom ? [...new Set([1, ...counts])] : [Math.max(1, ...counts)];
}

function candidateTotals(
  reductions: readonly { readonly effect: PriceEffect }[],
  share: Exact,
  least: Exact | undefined,
): readonly Exact[] {
  const totals = least ? [least] : [];
  for (const { effect } of reductions) {
    const total = thresholdTotal(effect as Reduction, share);
    if (total && (!least || total.gt(least))) totals.push(total);
  }
  return totals;
}

/** The list total at which a threshold is just met; undefined without one, or where the price is nothing already. */
function thresholdTotal(reduction: Reduction, share: Exact): Exact | undefined {
  if (!reduction.over || reduction.threshold === 'list') return reduction.over;
  return share.equals(0) ? undefined : reduction.over.div(share);
}

function isMet(reduction: Reduction, basket: Exact, share: Exact): boolean {
  if (!reduction.over) return true;
  return (reduction.threshold === 'list' ? basket : basket.mul(share)).gte(reduction.over);
}
