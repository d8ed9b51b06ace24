import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import type { Campaign } from '../../model/types.js';
import { allOffers } from '../../pricing/offers.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';
import { targetedExample } from './_example.js';
import { spanFrom } from '../../text/span.js';

/** Lets the first wave carry it. */
function deliver(campaign: Campaign, name: string): readonly Fix[] {
  const wave = campaign.timing?.waves.find(({ at }) => at.length > 0);
  const last = wave && (wave.offers.at(-1)?.span ?? wave.at.at(-1)?.span);
  if (!wave || !last) return [];
  const title: Localized = { en: `Offer it in ${nameOf(wave).en}`, zh: `由${nameOf(wave).zh}送达` };
  return [
    {
      title,
      safe: false,
      edits: [{ span: spanFrom(last, { start: last.end }), text: wave.offers.length > 0 ? `, ${name}` : `  offer ${name}` }],
    },
  ];
}

function* check({ plan, timeline }: RuleContext): Iterable<Finding> {
  for (const { benefit, campaign, inMethod, waves, activities } of allOffers(plan, timeline)) {
    if (!inMethod || waves.length + activities.length > 0) continue;
    const name = nameOf(benefit);
    yield {
      span: inMethod.span,
      message: {
        en: `${nameOf(campaign).en} offers ${name.en}, but none of its waves or activities brings it to a member.`,
        zh: `${nameOf(campaign).zh}提供${name.zh}，但没有任何波次或活动环节把它送到会员手上。`,
      },
      help: {
        en: `Write \`offer ${benefit.name}\` in the wave that announces it, or in an activity.`,
        zh: `请在通知会员的波次或活动环节中写 offer ${benefit.name}。`,
      },
      fixes: deliver(campaign, benefit.name),
      subjects: [{ campaign: campaign.name }],
    };
  }
}

const gift = (method: string, offer: string): string => `benefit box "随单礼盒" gift { worth 12元 }
benefit ship "包邮" free_shipping

${targetedExample(offer, { method })}`;

export const undeliveredBenefit: Rule = {
  id: 'undelivered-benefit',
  group: 'benefit',
  level: 'warning',
  needsWhole: 'file',
  scope: 'file',
  title: { en: 'A benefit that reaches nobody', zh: '没有送达的权益' },
  why: {
    en: "A benefit is not what stands on a page but what is put into a member's hands: somebody must tell them.",
    zh: '会员权益不是写在页面上，而是送到会员手上：总得有人告诉他们。',
  },
  configure: { en: 'Change its level with `level undelivered-benefit info`.', zh: '可用 level undelivered-benefit info 调整级别。' },
  bad: gift('method { offer box, ship }', 'ship'),
  good: gift('method { offer box, ship }', 'ship, box'),
  check,
};
