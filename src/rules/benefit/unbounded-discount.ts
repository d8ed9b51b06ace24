import type { Localized, Related } from '../../diagnostics/diagnostic.js';
import { ONE, type Exact } from '../../model/exact.js';
import type { ActiveClause } from '../../model/plan.js';
import type { Benefit, Products } from '../../model/types.js';
import { factorText, foldText } from '../../pricing/factor-text.js';
import { moneyLiteral, moneyText } from '../../pricing/money-text.js';
import type { CampaignOffer } from '../../pricing/offers.js';
import { effectOf, isLimited } from '../../pricing/effects.js';
import type { Finding, Rule, RuleContext, Subject } from '../rule.js';
import { listOf, nameOf } from '../words.js';
import { targetedExample } from './_example.js';
import { casesOf } from './_cases.js';
import { spanFrom } from '../../text/span.js';

/** A benefit whose lowest price nobody knows. */
interface Open {
  readonly benefit: Benefit;
  /** The highest floor among its products. */
  readonly clause: ActiveClause;
  readonly floor: Exact;
  /** Sets that lack a lowest price. */
  readonly sets: Set<Products>;
  /** Products that no set names are among them. */
  readonly unnamed: boolean;
  readonly offers: Set<CampaignOffer>;
}

function openBenefits({ shared }: RuleContext): { readonly open: readonly Open[]; readonly uncounted: readonly CampaignOffer[] } {
  const open = new Map<string, Open>();
  const uncounted = new Set<CampaignOffer>();
  for (const { clause, floor, sets, input, lowest } of shared(casesOf)) {
    const { unbounded, complete, factor } = lowest;
    if (!complete && factor.gte(floor.factor)) for (const each of input.benefits) for (const offer of each.offers) uncounted.add(offer);
    for (const benefit of unbounded) {
      const known = open.get(benefit.name);
      const of: Open = {
        benefit,
        ...(known?.floor.gte(floor.factor) ? { clause: known.clause, floor: known.floor } : { clause, floor: floor.factor }),
        sets: known?.sets ?? new Set(),
        unnamed: known?.unnamed === true || sets.length === 0,
        offers: known?.offers ?? new Set(),
      };
      for (const set of sets) of.sets.add(set);
      for (const each of input.benefits) if (each.benefit.name === benefit.name) for (const offer of each.offers) of.offers.add(offer);
      open.set(benefit.name, of);
    }
  }
  return { open: [...open.values()], uncounted: [...uncounted] };
}

function subjectsOf(offers: Iterable<CampaignOffer>): readonly Subject[] {
  const campaigns = new Map([...offers].map(({ campaign, valid }) => [campaign.name, valid?.to]));
  return [...campaigns].map(([campaign, day]) => ({ campaign, ...(day !== undefined && { day }) }));
}

/** Any basket of what, and why that is not enough to know. */
function basketOf({ benefit, sets, unnamed }: Open): { readonly of: Localized; readonly lacks: Localized } {
  if (!isLimited(benefit) && unnamed)
    return {
      of: { en: 'any basket', zh: '任何订单' },
      lacks: { en: 'and no lowest price is known of all products', zh: '全部商品的最低价未知' },
    };
  const names = listOf([...sets].map(nameOf));
  return {
    of: { en: `any basket of ${names.en}`, zh: `${names.zh}的订单` },
    lacks: { en: 'whose lowest price is not known', zh: `${names.zh}没有写明最低价` },
  };
}

function adviceOf({ benefit, sets, unnamed }: Open): Localized {
  const coupon = benefit.benefitKind?.value === 'coupon';
  const set = [...sets][0];
  const priced =
    isLimited(benefit) && !unnamed && set
      ? {
          en: `say what the cheapest product costs (\`price from\` in ${nameOf(set).en})`,
          zh: `在${nameOf(set).zh}中写明最低价（price from）`,
        }
      : { en: 'limit it `on` a set of products with `price from`', zh: '用 on 限定到写明最低价（price from）的商品集' };
  return coupon
    ? { en: `Give it a threshold (\`over\`), or ${priced.en}.`, zh: `请设置使用门槛（over），或${priced.zh}。` }
    : { en: `${priced.en.charAt(0).toUpperCase()}${priced.en.slice(1)}.`, zh: `请${priced.zh}。` };
}

function describe(open: Open, currency: string): Finding {
  const { benefit, clause, floor, sets, offers } = open;
  const effect = effectOf(benefit);
  const less = effect?.kind === 'reduction' ? moneyText(effect.amount, currency) : { en: '', zh: '' };
  const name = nameOf(benefit);
  const { of, lacks } = basketOf(open);
  // The smallest basket on which the reduction keeps the floor, in whole units.
  const enough = effect?.kind === 'reduction' && floor.lt(ONE) ? effect.amount.div(ONE.sub(floor)).ceil() : undefined;
  const { reduce } = benefit;
  return {
    span: (benefit.reduce ?? benefit.amount ?? benefit.deposit)?.span ?? benefit.nameSpan,
    message: {
      en: `${name.en} takes ${less.en} off ${of.en}, ${lacks.en}: it cannot be proven that members pay at least ${factorText(floor)} of the list price (${foldText(floor)}).`,
      zh: `${name.zh}对${of.zh}都减${less.zh}，而${lacks.zh}，无法证明到手价不低于${foldText(floor)}。`,
    },
    help: adviceOf(open),
    related: [
      ...[...sets]
        .filter(({ priceFrom }) => !priceFrom)
        .map(({ nameSpan }): Related => ({ span: nameSpan, message: { en: 'has no `price from`', zh: '没有 price from' } })),
      { span: clause.clause.span, message: { en: 'the floor', zh: '价格底线' } },
    ],
    fixes:
      reduce && enough
        ? [
            {
              title: { en: `Set a threshold of ${moneyText(enough, currency).en}`, zh: `设置${moneyText(enough, currency).zh}的使用门槛` },
              safe: false,
              edits: [{ span: spanFrom(reduce.span, { start: reduce.span.end }), text: ` over ${moneyLiteral(enough, reduce.value)}` }],
            },
          ]
        : [],
    subjects: subjectsOf(offers),
    clause,
  };
}

function* check(context: RuleContext): Iterable<Finding> {
  const { open, uncounted } = openBenefits(context);
  for (const each of open) yield describe(each, context.plan.currency);
  const [first] = uncounted;
  if (!first) return;
  yield {
    span: first.ref.span,
    message: {
      en: 'So many benefits stack with each other here that not every combination can be looked at: it cannot be proven that the floor holds. Let fewer of them stack.',
      zh: '这里可互相叠加的权益太多，无法检查所有组合，不能证明到手价不低于底线。请减少可叠加的权益。',
    },
    subjects: subjectsOf(uncounted),
  };
}

const coupon = (over: string): string => `benefit spring_coupon "春季券" coupon { reduce 10元${over} }

${targetedExample('spring_coupon')}`;

export const unboundedDiscount: Rule = {
  id: 'unbounded-discount',
  group: 'benefit',
  needsWhole: 'project',
  level: 'warning',
  title: { en: 'A reduction nobody can measure', zh: '无法核算的减免' },
  why: {
    en: 'Ten yuan off is a trifle on 500 and half the price of 20. Without a threshold or a lowest price the compiler cannot say how little members may pay.',
    zh: '减10元，对500元的订单微不足道，对20元的商品却是半价。没有门槛也没有最低价，就算不出会员最低付多少。',
  },
  configure: {
    en: 'It follows the floors of the policy: without a floor there is nothing to prove. Change its level with `level unbounded-discount error`.',
    zh: '它跟随政策中的价格底线：没有底线就无需证明。可用 level unbounded-discount error 调整级别。',
  },
  bad: coupon(''),
  good: coupon(' over 67元'),
  check,
};
