import type { Localized } from '../../diagnostics/diagnostic.js';
import { decimal, exact, type Exact } from '../../model/exact.js';
import { durationText } from '../../model/literal-text.js';
import type { Benefit, Prize, PriceTier } from '../../model/types.js';
import { foldText } from '../../pricing/factor-text.js';
import { durationZh } from '../../timeline/words.js';
import { grouped, plural } from '../../text/numbers.js';
import type { Telling } from './telling.js';
import { money } from './waves.js';

/** `15% off` of a price factor. */
export function percentOff(factor: Exact): string {
  return `${decimal(exact(1).sub(factor).mul(100).round(2))}% off`;
}

const percent = (share: Exact): string => `${decimal(share.mul(100))}%`;

function prizeText({ label, count, worth }: Prize, telling: Telling): Localized {
  const each = money(worth.value.amount, telling);
  return {
    en: `${grouped(count)} × ${label.value}, worth ${each.en} each`,
    zh: `${label.value} ${grouped(count)} 份，每份价值 ${each.zh}`,
  };
}

const tierText = ({ from, price: { value } }: PriceTier): Localized => ({
  en: `from ${plural(from, 'buyer')} on ${foldText(value)} (${percentOff(value)})`,
  zh: `满 ${grouped(from)} 人 ${foldText(value)}`,
});

function reductionText({ reduce, over, threshold }: Benefit, telling: Telling): readonly Localized[] {
  if (!reduce) return [];
  const off = money(reduce.value.amount, telling);
  if (!over) return [{ en: `${off.en} off`, zh: `立减 ${off.zh}` }];
  const least = money(over.value.amount, telling);
  const after = threshold?.value === 'after discount';
  return [
    {
      en: `${off.en} off from ${least.en} on${after ? ', counted after discounts' : ''}`,
      zh: `满 ${least.zh}减 ${off.zh}${after ? '，门槛按折后金额计算' : ''}`,
    },
  ];
}

/** What a benefit gives to whom, in words, without what that does to the price. */
export function benefitTerms(benefit: Benefit, telling: Telling): readonly Localized[] {
  const { fromPieces, amount, worth, winners, times, payUpTo, deposit, counts, opens } = benefit;
  const [value, given] = [worth && money(worth.value.amount, telling), amount && money(amount.value.amount, telling)];
  const [paid, counted] = [deposit && money(deposit.value.amount, telling), counts && money(counts.value.amount, telling)];
  const won = winners && grouped(winners.value);
  return [
    ...(fromPieces ? [{ en: `from ${plural(fromPieces.value, 'piece')} on`, zh: `满 ${fromPieces.value} 件` }] : []),
    ...reductionText(benefit, telling),
    ...(given ? [given] : []),
    ...(value && won === undefined ? [{ en: `worth ${value.en}`, zh: `价值 ${value.zh}` }] : []),
    ...(value && won !== undefined
      ? [{ en: `${won} orders for free, worth ${value.en} each`, zh: `免 ${won} 单，每单价值 ${value.zh}` }]
      : []),
    ...(times ? [{ en: `${times.value} times the points`, zh: `${times.value} 倍积分` }] : []),
    ...(payUpTo ? [{ en: `points pay up to ${percent(payUpTo.value)} of the price`, zh: `积分最多抵 ${percent(payUpTo.value)}` }] : []),
    ...benefit.prizes.map((prize) => prizeText(prize, telling)),
    ...benefit.tiers.map(tierText),
    ...(paid && counted ? [{ en: `a deposit of ${paid.en} counts as ${counted.en}`, zh: `定金 ${paid.zh}抵 ${counted.zh}` }] : []),
    ...(opens
      ? [
          {
            en: `opens ${durationText(opens.before)} before \`${opens.phase.name}\` of each campaign that offers it`,
            zh: `各活动的“${opens.phase.name}”前 ${durationZh(opens.before)}开放`,
          },
        ]
      : []),
  ];
}
