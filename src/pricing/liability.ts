import { ONE, ZERO, exact } from '../model/exact.js';
import type { Exact } from '../model/exact.js';
import type { Benefit } from '../model/types.js';

/** What a benefit costs the store: for each redemption, or altogether however many take part. Amounts in the store's currency. */
export interface Worth {
  readonly per: 'redemption' | 'benefit';
  readonly amount: Exact;
}

/**
 * The worth of a benefit for budgets; undefined where the plan does not say (percentages, points, shipping, and benefits that lack their numbers).
 * Early access costs nothing.
 */
export function worthOf(benefit: Benefit): Worth | undefined {
  switch (benefit.benefitKind?.value) {
    case 'coupon':
      return each(benefit.reduce?.value.amount);
    case 'red_packet':
      return each(benefit.amount?.value.amount);
    case 'gift':
      return each(benefit.worth?.value.amount);
    case 'presale':
      return each(benefit.deposit && benefit.counts?.value.amount.sub(benefit.deposit.value.amount));
    case 'lottery':
      return benefit.prizes.length === 0 ? undefined : whole(prizeSum(benefit));
    case 'free_order':
      return benefit.worth && benefit.winners && whole(benefit.worth.value.amount.mul(benefit.winners.value));
    case 'early_access':
      return whole(ZERO);
    default:
      return undefined;
  }
}

/**
 * The most a benefit can cost when offered to `recipients` members (infinite where unknown, if it has a limit): min(limit, recipients × per member) × worth × redeemed.
 * Without `per member` one each, without `redeemed` all. Lotteries and free orders cost their prizes, whoever takes part.
 */
export function liabilityOf(benefit: Benefit, recipients: number): Exact | undefined {
  const worth = worthOf(benefit);
  if (!worth || worth.per === 'benefit') return worth?.amount;
  const issued = Math.min(benefit.limit?.value ?? Infinity, recipients * (benefit.perMember?.value ?? 1));
  return worth.amount.mul(exact(issued)).mul(benefit.redeemed?.value ?? ONE);
}

function prizeSum(benefit: Benefit): Exact {
  return benefit.prizes.reduce((sum, prize) => sum.add(prize.worth.value.amount.mul(prize.count)), ZERO);
}

function each(amount: Exact | undefined): Worth | undefined {
  return amount && { per: 'redemption', amount };
}

function whole(amount: Exact): Worth {
  return { per: 'benefit', amount };
}
