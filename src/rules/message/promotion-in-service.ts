import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Wave } from '../../model/types.js';
import type { Span } from '../../text/span.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { waveSubject } from '../subjects.js';
import { nameOf } from '../words.js';

const CLASSES: Readonly<Record<'service' | 'transactional', Localized>> = {
  service: { en: 'a service message', zh: '服务类' },
  transactional: { en: 'a transactional message', zh: '交易类' },
};

/** What makes a wave a promotion, and where it says so. */
function promotionIn({ offers, link }: Wave): { readonly what: Localized; readonly span: Span } | undefined {
  const [offer] = offers;
  if (offer && link) return { what: { en: 'offers something and carries a link', zh: '既提供权益又带链接' }, span: offer.span };
  if (offer) return { what: { en: 'offers something', zh: '提供权益' }, span: offer.span };
  return link && { what: { en: 'carries a link', zh: '带有链接' }, span: link.span };
}

function* check({ sends }: RuleContext): Iterable<Finding> {
  for (const { wave, timeline } of sends.waves) {
    const named = wave.class?.value;
    if (!wave.class || (named !== 'service' && named !== 'transactional')) continue;
    const promotion = promotionIn(wave);
    if (!promotion) continue;
    const [name, called] = [nameOf(wave), CLASSES[named]];
    yield {
      span: promotion.span,
      message: {
        en: `${name.en} calls itself ${called.en}, but ${promotion.what.en}: it counts as marketing, in caps and quiet hours too.`,
        zh: `${name.zh}声明为${called.zh}，却${promotion.what.zh}，按营销计入频次上限和免打扰时段。`,
      },
      help: {
        en: 'Take the promotion out, or let the wave be `as marketing`.',
        zh: '请去掉营销内容，或改为 as marketing。',
      },
      related: [{ span: wave.class.span, message: { en: 'what it calls itself', zh: '声明的类别' } }],
      subjects: [waveSubject(timeline)],
    };
  }
}

const plan = (named: string): string => `benefit ship "包邮" free_shipping

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave notice "发货通知" via email to fans {
      at 2027-03-02 10:00
      as ${named}
      offer ship
    }
  }
}
`;

export const promotionInService: Rule = {
  id: 'promotion-in-service',
  group: 'message',
  level: 'warning',
  scope: 'file',
  title: { en: 'Marketing dressed as service', zh: '服务消息里夹带营销' },
  why: {
    en: 'Service messages stand outside of caps and quiet hours because members wait for them; with an offer in them the caps would mean nothing. Carriers treat a notice with an offer or a shop link as marketing, and may block it.',
    zh: '服务消息是会员在等的，所以不受频次和免打扰时段限制；夹带营销，上限就形同虚设。通知里带优惠或店铺链接，运营商也按营销处理，还可能拦截。',
  },
  configure: {
    en: 'The count as marketing is not configurable. Change the level with `level promotion-in-service error`.',
    zh: '按营销计数不可调整。可用 level promotion-in-service error 调整级别。',
  },
  bad: plan('transactional'),
  good: plan('marketing'),
  check,
};
