import type { Localized } from '../diagnostics/diagnostic.js';
import { decimal } from '../model/exact.js';
import type { Exact } from '../model/exact.js';
import type { Money } from '../model/literals.js';
import { grouped } from '../text/numbers.js';

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', JPY: '¥', USD: '$', EUR: '€', GBP: '£' };

/** An amount for people: `¥1,300.00` and `1,300.00元`; at least `digits` places, more only where the amount needs them. */
export function moneyText(amount: Exact, currency: string, digits = 0): Localized {
  const text = grouped(decimal(amount, digits));
  const sign = SIGNS[currency];
  const en = sign === undefined ? `${text} ${currency}` : text.startsWith('-') ? `-${sign}${text.slice(1)}` : sign + text;
  return { en, zh: currency === 'CNY' ? `${text}元` : en };
}

/** An amount as a plan writes it, in the notation of an amount already there: `400元`, `24_144元`, `¥400`, `400USD`. */
export function moneyLiteral(amount: Exact, like: Money): string {
  const text = amount.gte(10_000) ? grouped(decimal(amount), '_') : decimal(amount);
  if (like.currency === 'CNY') return `${text}元`;
  return /^[A-Z]{3}$/.test(like.currency) ? text + like.currency : like.currency + text;
}
