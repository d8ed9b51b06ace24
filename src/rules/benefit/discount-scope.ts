import type { Prover } from '../../conditions/prove.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Condition, Group, Value } from '../../model/conditions.js';
import type { Exact } from '../../model/exact.js';
import type { Benefit, BenefitKind, Campaign, Ref } from '../../model/types.js';
import { factorText, foldText } from '../../pricing/factor-text.js';
import { effectOf, isLimited } from '../../pricing/effects.js';
import { lowestFactor } from '../../pricing/lowest-factor.js';
import { offersOf, type CampaignOffer } from '../../pricing/offers.js';
import type { AddressedWave } from '../../sends/types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { listOf, nameOf } from '../words.js';

const CHEAPER: ReadonlySet<BenefitKind | undefined> = new Set(['discount', 'tiered_price']);
const EXTRAS: ReadonlySet<BenefitKind | undefined> = new Set(['gift', 'free_shipping', 'points', 'early_access']);

const kindOf = (benefit: Benefit): BenefitKind | undefined => benefit.benefitKind?.value;

/** A storewide campaign with lower prices: for all products, or with nothing more for those who bought before. One finding for each campaign. */
function* storewide(campaign: Campaign, offers: readonly CampaignOffer[]): Iterable<Finding> {
  const lower = offers.filter(({ benefit }) => CHEAPER.has(kindOf(benefit)));
  const unlimited = lower.filter(({ benefit }) => !isLimited(benefit));
  const lacksExtra = !offers.some(({ benefit }) => EXTRAS.has(kindOf(benefit)));
  const [first] = unlimited.length > 0 ? unlimited : lower;
  if (!first || (unlimited.length === 0 && !lacksExtra)) return;
  const names = listOf((unlimited.length > 0 ? unlimited : lower).map(({ benefit }) => nameOf(benefit)));
  const of = nameOf(campaign);
  const everywhere = {
    en: `${of.en} is storewide and ${names.en} lowers the price of every product, regular ones too.`,
    zh: `${of.zh}面向全店，${names.zh}对所有商品打折，包括常规款。`,
  };
  const alike = {
    en: `${of.en} lowers prices storewide and gives returning members nothing more.`,
    zh: `${of.zh}全场折扣，但老客户没有额外权益。`,
  };
  const also = { en: ' Returning members get nothing more.', zh: '老客户也没有额外权益。' };
  const limit = { en: 'Limit it `on` the products meant for it, such as traffic items.', zh: '请用 on 限定到适合打折的商品，例如引流款。' };
  const extra = {
    en: 'Offer returning members something more: free shipping, a gift in the parcel, points or early access.',
    zh: '请给老客户增加包邮、随单礼品、积分或提前购等权益。',
  };
  const join = (a: Localized, b: Localized): Localized => ({ en: a.en + b.en, zh: a.zh + b.zh });
  yield {
    span: first.ref.span,
    message: unlimited.length === 0 ? alike : lacksExtra ? join(everywhere, also) : everywhere,
    help: unlimited.length === 0 ? extra : lacksExtra ? { en: `${limit.en} ${extra.en}`, zh: limit.zh + extra.zh } : limit,
    related: [{ span: first.benefit.nameSpan, message: { en: 'the discount', zh: '该折扣' } }],
    subjects: [{ campaign: campaign.name }],
  };
}

/** The levels the members of a group can have, as places in the order of levels, low to high; undefined where some may have none. */
function levelsOf(group: Group, level: Value & { readonly kind: 'attribute' }, prover: Prover): readonly number[] | undefined {
  if (level.type.kind !== 'enumeration') return undefined;
  const canMeet = (condition: Condition): boolean =>
    !prover.empty({ ...group, where: group.where ? { kind: 'and', parts: [group.where, condition] } : condition });
  if (canMeet({ kind: 'not', part: { kind: 'known', value: level } })) return undefined;
  return level.type.values.flatMap((value, place) =>
    canMeet({
      kind: 'compare',
      operator: '=',
      left: level,
      right: { kind: 'constant', scalar: { kind: 'enumeration', value }, type: level.type },
    })
      ? [place]
      : [],
  );
}

interface Tier {
  readonly wave: AddressedWave;
  readonly lowest: number;
  readonly highest: number;
  readonly offered: readonly { readonly offer: CampaignOffer; readonly ref: Ref }[];
}

/** Waves with set members whose levels are known, and what each offers. */
function tiersOf(waves: readonly AddressedWave[], offers: readonly CampaignOffer[], { plan, prover }: RuleContext): readonly Tier[] {
  const attribute = plan.entities.get('member')?.attributes.get('level');
  if (attribute?.type.kind !== 'enumeration') return [];
  const level: Value & { readonly kind: 'attribute' } = {
    kind: 'attribute',
    entity: 'member',
    attribute: 'level',
    fixed: attribute.fixed,
    type: attribute.type,
  };
  return waves.flatMap((wave): Tier[] => {
    if (wave.open) return [];
    const levels = levelsOf(wave.group, level, prover);
    if (!levels || levels.length === 0) return [];
    const offered = offers.flatMap((offer) => offer.waves.flatMap(({ by, ref }) => (by === wave.wave ? [{ offer, ref }] : [])));
    return [{ wave, lowest: Math.min(...levels), highest: Math.max(...levels), offered }];
  });
}

/** What may reach a member of a wave: all but what only other waves carry, to members that are provably not in it. */
function reaching(tier: Tier, waves: readonly AddressedWave[], offers: readonly CampaignOffer[], prover: Prover): readonly CampaignOffer[] {
  return offers.filter(({ waves: carriers, activities }) => {
    if (activities.length > 0 || carriers.length === 0) return true;
    return carriers.some(({ by }) => {
      const other = waves.find(({ wave }) => wave === by);
      return !other || other.open || other === tier.wave || !prover.disjoint(other.group, tier.wave.group);
    });
  });
}

/** The lowest price of some products among offers; of products no set names where the benefit asked for is not limited. */
function priceOf(offers: readonly CampaignOffer[], of: Benefit, { plan }: RuleContext): Exact | undefined {
  const sets = (of.on ?? []).flatMap(({ name }) => plan.products.get(name) ?? []);
  if (sets.length > 1) return undefined;
  const [products] = sets;
  const priceFrom = products?.priceFrom?.value.amount;
  const found = lowestFactor({
    benefits: offers.map(({ benefit, valid }) => ({ benefit, ...(valid && { valid }) })),
    sets: plan.products,
    ...(products && { products }),
    ...(priceFrom?.gt(0) && { priceFrom }),
  });
  return found.complete && found.unbounded.length === 0 ? found.factor : undefined;
}

/** Waves to a higher level whose members pay more than those of a lower one. */
function* inverted(
  campaign: Campaign,
  waves: readonly AddressedWave[],
  offers: readonly CampaignOffer[],
  context: RuleContext,
): Iterable<Finding> {
  if (!offers.some(({ benefit, waves: carriers }) => carriers.length > 0 && effectOf(benefit))) return;
  const priced = waves.filter(({ wave }) =>
    offers.some(({ benefit, waves: carriers }) => effectOf(benefit) && carriers.some(({ by }) => by === wave)),
  );
  // Of those that get less than a higher level there are none where whoever is offered a price may have any level.
  if (tiersOf(priced, offers, context).length === 0) return;
  const tiers = tiersOf(waves, offers, context);
  const prices = new Map<CampaignOffer, Exact | undefined>();
  const priceAlone = (offer: CampaignOffer): Exact | undefined => {
    if (!prices.has(offer)) prices.set(offer, priceOf([offer], offer.benefit, context));
    return prices.get(offer);
  };
  for (const high of tiers) {
    const reached = reaching(high, waves, offers, context.prover);
    let worst:
      { readonly low: Tier; readonly ref: Ref; readonly benefit: Benefit; readonly paid: Exact; readonly instead: Exact } | undefined;
    for (const low of tiers) {
      if (low.highest >= high.lowest) continue;
      for (const { offer, ref } of low.offered) {
        const paid = priceAlone(offer);
        const instead = priceOf(reached, offer.benefit, context);
        if (!paid || !instead || paid.gte(instead) || (worst && worst.paid.lte(paid))) continue;
        worst = { low, ref, benefit: offer.benefit, paid, instead };
      }
    }
    if (!worst) continue;
    const { low, ref, benefit, paid, instead } = worst;
    const own = high.offered.find(({ offer }) => effectOf(offer.benefit));
    const rest = instead.gte(1)
      ? { en: 'the full price', zh: '只能按原价购买' }
      : { en: `at best ${factorText(instead)} (${foldText(instead)})`, zh: `最低只能享${foldText(instead)}` };
    const [higher, lower, name] = [nameOf(high.wave.wave), nameOf(low.wave.wave), nameOf(benefit)];
    yield {
      span: own?.ref.span ?? high.wave.wave.nameSpan,
      message: {
        en: `Members of a higher level get less: with ${name.en} those of ${lower.en} pay ${factorText(paid)} of the list price (${foldText(paid)}), those of ${higher.en} ${rest.en}.`,
        zh: `等级高的会员优惠反而更小：${lower.zh}的会员凭${name.zh}可享${foldText(paid)}，而${higher.zh}的会员${rest.zh}。`,
      },
      help: { en: `Offer ${name.en} or something better to the higher level, too.`, zh: `请给高等级会员同样的${name.zh}，或更好的优惠。` },
      related: [{ span: ref.span, message: { en: 'what the lower level gets', zh: '低等级会员的优惠' } }],
      subjects: [high.wave, low.wave].map(({ wave, channel }) => ({
        campaign: campaign.name,
        wave: wave.name,
        ...(channel && { channel: channel.name }),
      })),
    };
  }
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const campaign of context.plan.campaigns.values()) {
    const offers = offersOf(context.plan, context.timeline, campaign);
    if (campaign.scope?.value === 'storewide') yield* storewide(campaign, offers);
    yield* inverted(campaign, context.sends.wavesOf(campaign), offers, context);
  }
}

const sale = (on: string): string => `products bestsellers "引流款" { sku "B1001", "B1002"  price from 99元 }
benefit spring_price "春季95折" discount { price 95折${on} }
benefit box "随单礼盒" gift { worth 12元 }

campaign spring "春季" {
  scope storewide
  runs 2027-03-01 .. 2027-03-31
  audience { to everyone }
  timing {
    wave notice "公告" via shop { at 2027-03-01 10:00  offer spring_price, box }
  }
  method {
    offer spring_price, box
    activity launch "上新" new_arrival { at 2027-03-01 10:00  products bestsellers  by lead }
  }
}
`;

export const discountScope: Rule = {
  id: 'discount-scope',
  group: 'benefit',
  level: 'warning',
  scope: 'file',
  title: { en: 'Discounts for the wrong products or members', zh: '折扣给错了商品或会员' },
  why: {
    en: 'Only some traffic items suit a discount; a shop whose regular items are always reduced loses trust. Where the whole store is reduced, those who bought before deserve something more, and a higher level never less than a lower one.',
    zh: '只有部分引流款适合打折，常规款经常打折会失去品牌信任。如果全场折扣，老客户应有包邮或随单礼品等额外权益；等级高的会员不应比等级低的优惠更少。',
  },
  configure: {
    en: 'Change its level with `level discount-scope info`. It looks at the attribute `level` of `member`, low to high.',
    zh: '可用 level discount-scope info 调整级别。会员等级以 member 的 level 属性为准，由低到高。',
  },
  bad: sale(''),
  good: sale('  on bestsellers'),
  check,
};
