import { membersOffered } from '../../costs/audience-of-offer.js';
import type { Benefit, BenefitKind } from '../../model/types.js';
import { allOffers, type CampaignOffer } from '../../pricing/offers.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { countText, nameOf, plural } from '../words.js';
import { targetedExample } from './_example.js';

/** Benefits that not everybody is meant to get. */
const DRAWN: ReadonlySet<BenefitKind | undefined> = new Set(['lottery', 'free_order']);

interface Short {
  readonly offer: CampaignOffer;
  readonly members: number;
}

function* check(context: RuleContext): Iterable<Finding> {
  const largest = new Map<Benefit, Short>();
  for (const offer of allOffers(context.plan, context.timeline)) {
    const { benefit, campaign } = offer;
    if (!benefit.limit || DRAWN.has(benefit.benefitKind?.value)) continue;
    const members = membersOffered(offer, context.sends.wavesOf(campaign), context);
    if (members !== undefined && members > (largest.get(benefit)?.members ?? benefit.limit.value)) largest.set(benefit, { offer, members });
  }
  for (const [benefit, { offer, members }] of largest) {
    const { limit } = benefit;
    if (!limit) continue;
    const [name, campaign] = [nameOf(benefit), nameOf(offer.campaign)];
    yield {
      span: limit.span,
      message: {
        en: `There are ${countText(limit.value)} of ${name.en}, but ${campaign.en} offers it to up to ${plural(members, 'member')}: ${countText(members - limit.value)} may go without.`,
        zh: `${name.zh}限量${countText(limit.value)}份，而${campaign.zh}最多面向${countText(members)}人，可能有${countText(members - limit.value)}人领不到。`,
      },
      help: {
        en: 'Say in the copy that supply is limited, offer it to fewer members, or raise `limit`.',
        zh: '请在文案中写明数量有限，或缩小人群，或提高 limit。',
      },
      related: [{ span: offer.ref.span, message: { en: 'offered here', zh: '在此提供' } }],
      subjects: [{ campaign: offer.campaign.name }],
    };
  }
}

const coupon = (limit: string): string => `benefit spring_coupon "满400减40" coupon {
  reduce 40元 over 400元
  limit ${limit}
}

${targetedExample('spring_coupon')}`;

export const shortSupply: Rule = {
  id: 'short-supply',
  group: 'benefit',
  needsWhole: 'project',
  level: 'info',
  scope: 'file',
  title: { en: 'Fewer benefits than members who hear of them', zh: '权益数量少于通知人数' },
  why: {
    en: 'Who is told of a coupon and finds it gone is worse off than who was never told. Where scarcity is meant, the copy should say so.',
    zh: '收到通知却领不到券，比没收到通知更让人失望。如果有意限量，文案应当写明。',
  },
  configure: {
    en: 'Change its level with `level short-supply warning`, or end it with `level short-supply off`.',
    zh: '可用 level short-supply warning 调整级别，或用 level short-supply off 关闭。',
  },
  bad: coupon('9_999'),
  good: coupon('10_000'),
  check,
};
