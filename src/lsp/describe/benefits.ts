import type { Localized } from '../../diagnostics/diagnostic.js';
import { decimal } from '../../model/exact.js';
import type { Benefit, BenefitKind } from '../../model/types.js';
import { campaignsByBenefit, allOffers } from '../../pricing/offers.js';
import { effectOf } from '../../pricing/effects.js';
import { foldText } from '../../pricing/factor-text.js';
import { lowestFactor } from '../../pricing/lowest-factor.js';
import { grouped } from '../../text/numbers.js';
import { resolveRange } from '../../timeline/days.js';
import { benefitTerms, percentOff } from './benefit-terms.js';
import type { Telling } from './telling.js';
import { rangeWords } from './times.js';
import { money } from './waves.js';

const KINDS: Readonly<Record<BenefitKind, Localized>> = {
  discount: { en: 'discount', zh: '折扣' },
  coupon: { en: 'coupon', zh: '优惠券' },
  red_packet: { en: 'red packet', zh: '红包' },
  free_shipping: { en: 'free shipping', zh: '包邮' },
  gift: { en: 'gift', zh: '赠品' },
  points: { en: 'points', zh: '积分' },
  lottery: { en: 'lottery', zh: '抽奖' },
  free_order: { en: 'free order', zh: '免单' },
  tiered_price: { en: 'tiered price', zh: '阶梯价' },
  presale: { en: 'presale', zh: '预售' },
  early_access: { en: 'early access', zh: '提前购' },
};

/** What somebody pays at best who has this benefit alone. */
function factorText(telling: Telling, benefit: Benefit): Localized | undefined {
  if (!effectOf(benefit)) return undefined;
  const { plan } = telling.analysis;
  const [on] = benefit.on ?? [];
  const products = on && plan.products.get(on.name);
  const priceFrom = products?.priceFrom?.value.amount;
  const lowest = lowestFactor({
    benefits: [{ benefit }],
    sets: plan.products,
    ...(products && { products }),
    ...(priceFrom && { priceFrom }),
  });
  if (lowest.unbounded.length > 0 && lowest.factor.gte(1))
    return { en: 'for any basket, so there is no lowest price factor', zh: '任意金额可用，因此没有最低折扣' };
  const basket = lowest.basket && money(lowest.basket, telling);
  return {
    en: `lowest price factor ${foldText(lowest.factor)} (${percentOff(lowest.factor)})${basket ? ` on a basket of ${basket.en}` : ''}`,
    zh: `最低相当于 ${foldText(lowest.factor)}${basket ? `（满 ${basket.zh}时）` : ''}`,
  };
}

/** With what it may be used together: what it says, and what others say of it. */
function stackingText({ analysis: { plan } }: Telling, { name, stacksWith }: Benefit): Localized {
  const others = [...plan.benefits.values()].filter((other) => other.stacksWith.some((ref) => ref.name === name));
  const all = [...new Set([...stacksWith, ...others].map((each) => each.name))].filter((other) => other !== name);
  if (all.length === 0) return { en: 'stacks with nothing', zh: '不与其他权益叠加' };
  const labels = all.map((other) => plan.benefits.get(other)?.label?.value ?? other);
  return {
    en: `stacks with ${all.map((other) => `\`${other}\``).join(', ')}`,
    zh: `可与${labels.map((label) => `“${label}”`).join('、')}叠加`,
  };
}

/** When it can be used, where it says so. */
function validText({ analysis: { plan } }: Telling, { valid }: Benefit): Localized | undefined {
  const days = valid && resolveRange(valid.from, valid.to, { events: plan.events }, () => undefined);
  const text = days && rangeWords(days);
  return text && { en: `valid ${text.en}`, zh: `有效期 ${text.zh}` };
}

/** What kind of benefit it is, what it gives and does to the price, how many there are and who offers it. */
export function benefitFacts(telling: Telling, benefit: Benefit): readonly string[] {
  const { analysis, say } = telling;
  const kind = benefit.benefitKind && KINDS[benefit.benefitKind.value];
  const factor = factorText(telling, benefit);
  const on = benefit.on?.map(({ name }) => analysis.plan.products.get(name)?.label?.value ?? name) ?? [];
  const limit = benefit.limit && grouped(benefit.limit.value);
  const valid = validText(telling, benefit);
  const redeemed = benefit.redeemed && `${decimal(benefit.redeemed.value.mul(100))}%`;
  const campaigns = campaignsByBenefit(allOffers(analysis.plan, analysis.timeline)).get(benefit) ?? [];
  return [
    ...(kind ? [say(kind)] : []),
    ...benefitTerms(benefit, telling).map(say),
    ...(factor ? [say(factor)] : []),
    ...(on.length > 0 ? [say({ en: `on ${on.join(', ')}`, zh: `适用于${on.join('、')}` })] : []),
    ...(limit === undefined ? [] : [say({ en: `${limit} in all`, zh: `共 ${limit} 份` })]),
    ...(benefit.perMember ? [say({ en: `${benefit.perMember.value} per member`, zh: `每人 ${benefit.perMember.value} 份` })] : []),
    ...(valid ? [say(valid)] : []),
    say(stackingText(telling, benefit)),
    ...(redeemed === undefined ? [] : [say({ en: `${redeemed} expected to be redeemed`, zh: `预计核销 ${redeemed}` })]),
    ...(campaigns.length > 0
      ? [
          say({
            en: `offered by ${campaigns.join(', ')}`,
            zh: `用于${campaigns.map((name) => analysis.plan.campaigns.get(name)?.label?.value ?? name).join('、')}`,
          }),
        ]
      : []),
  ];
}
