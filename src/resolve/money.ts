import type { Report } from '../diagnostics/problem.js';
import type { Plan } from '../model/plan.js';
import type { FileModel } from '../model/types.js';

/** Signs that several currencies share. */
const SIGNS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    '\u00A5': ['CNY', 'JPY'],
    $: ['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'MXN'],
    '\u20AC': ['EUR'],
    '\u00A3': ['GBP'],
  }),
);

const DIGITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    CNY: 2,
    USD: 2,
    EUR: 2,
    GBP: 2,
    HKD: 2,
    TWD: 2,
    SGD: 2,
    AUD: 2,
    CAD: 2,
    NZD: 2,
    MYR: 2,
    THB: 2,
    JPY: 0,
    KRW: 0,
    VND: 0,
    KWD: 3,
  }),
);

/** Decimal places of a currency's minor unit, ISO 4217; undefined where there is no such currency. */
export function currencyDigits(code: string): number | undefined {
  const known = DIGITS.get(code);
  if (known !== undefined) return known;
  if (!/^[A-Z]{3}$/.test(code) || !Intl.supportedValuesOf('currency').includes(code)) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits;
}

/** Whether an amount in a currency, or with a sign that several share, may be in that of the store. */
export function fitsCurrency(written: string, currency: string): boolean {
  return written === currency || SIGNS.get(written)?.includes(currency) === true;
}

/** Every amount must be in the store's currency, with no more than its minor digits. */
export function checkMoney(files: readonly FileModel[], plan: Pick<Plan, 'currency' | 'currencyDigits' | 'store'>, report: Report): void {
  for (const file of files) {
    for (const { money, digits, fine, span } of file.money) {
      const fits = fitsCurrency(money.currency, plan.currency);
      if (!fits) {
        report({
          rule: 'type-mismatch',
          span,
          message: {
            en: `This amount is in ${money.currency}, but the store's currency is ${plan.currency}.`,
            zh: `这里的金额单位是${money.currency}，而店铺的货币是${plan.currency}。`,
          },
          ...(plan.store?.currency && {
            related: [{ span: plan.store.currency.span, message: { en: 'the currency of the store', zh: '店铺的货币' } }],
          }),
        });
      } else if (!fine && digits > plan.currencyDigits) {
        report({
          rule: 'invalid-literal',
          span,
          message: {
            en: `${plan.currency} has ${plan.currencyDigits} digits after the point; here are ${digits}. Only a channel's \`cost\` may have more.`,
            zh: `${plan.currency}最多${plan.currencyDigits}位小数，这里有${digits}位。只有渠道的 cost 可以更多。`,
          },
        });
      }
    }
  }
}
