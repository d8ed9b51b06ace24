import type { Localized } from '../../diagnostics/diagnostic.js';
import { decimal, exact } from '../../model/exact.js';
import type { Exact } from '../../model/exact.js';
import type { Benefit, BenefitKind } from '../../model/types.js';
import { campaignsByBenefit, allOffers } from '../../pricing/offers.js';
import { effectOf } from '../../pricing/effects.js';
import { foldText } from '../../pricing/factor-text.js';
import { lowestFactor } from '../../pricing/lowest-factor.js';
import { grouped } from '../../text/numbers.js';
import type { Telling } from './telling.js';
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

/** `15% off` of a price factor. */
export function percentOff(factor: Exact): string {
  return `${decimal(exact(1).sub(factor).mul(100).round(2))}% off`;
}

/** What somebody pays at best who has this benefit alone. */
function factorText(telling: Telling, benefit: Benefit): Localized | undefined {
  const effect = effectOf(benefit);
  if (!effect) return undefined;
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
  if (lowest.unbounded.length > 0 && lowest.factor.gte(1)) {
    const amount = effect.kind === 'reduction' ? money(effect.amount, telling) : { en: '', zh: '' };
    return { en: `takes ${amount.en} off any basket`, zh: `任意金额立减 ${amount.zh}` };
  }
  const basket = lowest.basket && money(lowest.basket, telling);
  return {
    en: `lowest price factor ${foldText(lowest.factor)} (${percentOff(lowest.factor)})${basket ? ` on a basket of ${basket.en}` : ''}`,
    zh: `最低相当于 ${foldText(lowest.factor)}${basket ? `（满 ${basket.zh}时）` : ''}`,
  };
}

/** What kind of benefit it is, what it does to the price, how many there are and who offers it. */
export function benefitFacts(telling: Telling, benefit: Benefit): readonly string[] {
  const { analysis, say } = telling;
  const kind = benefit.benefitKind && KINDS[benefit.benefitKind.value];
  const factor = factorText(telling, benefit);
  const on = benefit.on?.map(({ name }) => analysis.plan.products.get(name)?.label?.value ?? name) ?? [];
  const limit = benefit.limit && grouped(benefit.limit.value);
  const campaigns = campaignsByBenefit(allOffers(analysis.plan, analysis.timeline)).get(benefit) ?? [];
  return [
    ...(kind ? [say(kind)] : []),
    ...(factor ? [say(factor)] : []),
    ...(on.length > 0 ? [say({ en: `on ${on.join(', ')}`, zh: `适用于${on.join('、')}` })] : []),
    ...(limit === undefined ? [] : [say({ en: `${limit} in all`, zh: `共 ${limit} 份` })]),
    ...(benefit.perMember ? [say({ en: `${benefit.perMember.value} per member`, zh: `每人 ${benefit.perMember.value} 份` })] : []),
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
