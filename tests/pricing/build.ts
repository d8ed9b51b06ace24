import { exact } from '../../src/model/exact.js';
import type { Exact } from '../../src/model/exact.js';
import type { Money } from '../../src/model/literals.js';
import type { Benefit, BenefitKind, Located, Products } from '../../src/model/types.js';
import { lowestFactor } from '../../src/pricing/lowest-factor.js';
import type { LowestFactor, PricingInput } from '../../src/pricing/lowest-factor.js';
import { day, declared, located, span } from '../timeline/build.js';

export function yuan(amount: number | string): Located<Money> {
  return located({ amount: exact(amount), currency: 'CNY' });
}

export type BenefitFields = Partial<Omit<Benefit, 'kind' | 'name' | 'benefitKind' | 'stacksWith' | 'on'>> & {
  readonly stacks?: readonly string[];
  readonly on?: readonly string[];
};

export function benefit(name: string, kind: BenefitKind, { stacks, on, ...fields }: BenefitFields = {}): Benefit {
  return {
    ...declared(name),
    kind: 'benefit',
    benefitKind: located(kind),
    prizes: [],
    tiers: [],
    stacksWith: (stacks ?? []).map((other) => ({ name: other, span: span() })),
    ...(on && { on: on.map((set) => ({ name: set, span: span() })) }),
    ...fields,
  };
}

/** `0.88` is 88折. */
export function discount(name: string, price: string, fields: BenefitFields = {}): Benefit {
  return benefit(name, 'discount', { price: located(exact(price)), ...fields });
}

export function coupon(name: string, reduce: number, over?: number, fields: BenefitFields = {}): Benefit {
  return benefit(name, 'coupon', { reduce: yuan(reduce), ...(over !== undefined && { over: yuan(over) }), ...fields });
}

export function productSet(name: string, skus: readonly string[], categories: readonly string[] = []): Products {
  return { ...declared(name), kind: 'products', skus: skus.map(located), categories: categories.map(located) };
}

export interface Case {
  readonly benefits: readonly (Benefit | readonly [Benefit, string])[];
  readonly priceFrom?: number | string;
  readonly products?: Products;
  readonly sets?: readonly Products[];
}

/** A benefit with a text beside it is valid on those days: `2026-11-11 .. 2026-11-12`. */
export function pricing({ benefits, priceFrom, products, sets }: Case): PricingInput {
  return {
    benefits: benefits.map((entry) => {
      if (!('length' in entry)) return { benefit: entry };
      const [from = '', to = from] = entry[1].split(' .. ');
      return { benefit: entry[0], valid: { from: day(from), to: day(to) } };
    }),
    sets: new Map((sets ?? []).map((set) => [set.name, set])),
    ...(products && { products }),
    ...(priceFrom !== undefined && { priceFrom: exact(priceFrom) }),
  };
}

export function lowest(given: Case): LowestFactor {
  return lowestFactor(pricing(given));
}

/** `0.78 = a × b at 300` */
export function summary(found: LowestFactor): string {
  const at = found.basket ? ` at ${text(found.basket)}` : '';
  return `${text(found.factor)} = ${found.stack.map(({ benefit }) => benefit.name).join(' × ') || 'list'}${at}`;
}

/** Exact, as a decimal where it ends. */
export function text(value: Exact): string {
  return value.toString(6);
}
