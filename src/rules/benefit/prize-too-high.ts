import { exact } from '../../model/exact.js';
import { moneyText } from '../../pricing/money-text.js';
import { allOffers, campaignsByBenefit } from '../../pricing/offers.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';
import { targetedExample } from './_example.js';

/** Anti-Unfair Competition Law of the PRC (2019), article 10. */
const MOST = exact(50_000);

function* check({ plan, timeline }: RuleContext): Iterable<Finding> {
  if (plan.currency !== 'CNY') return;
  const most = moneyText(MOST, plan.currency);
  const campaigns = campaignsByBenefit(allOffers(plan, timeline));
  for (const benefit of plan.benefits.values()) {
    if (benefit.benefitKind?.value !== 'lottery') continue;
    for (const { label, worth } of benefit.prizes) {
      if (worth.value.amount.lte(MOST)) continue;
      const amount = moneyText(worth.value.amount, plan.currency);
      yield {
        span: worth.span,
        message: {
          en: `The prize "${label.value}" of ${nameOf(benefit).en} is worth ${amount.en}; by law no lottery prize may be worth more than ${most.en}.`,
          zh: `${nameOf(benefit).zh}的奖品“${label.value}”价值${amount.zh}；依法抽奖式有奖销售的最高奖不得超过${most.zh}。`,
        },
        help: { en: 'Several smaller prizes reach more members, too.', zh: '可改为多个较小的奖品，获奖面也更广。' },
        subjects: (campaigns.get(benefit) ?? []).map((campaign) => ({ campaign })),
      };
    }
  }
}

const lottery = (worth: string): string => `benefit spring_draw "春季抽奖" lottery {
  prize "海岛双人游" 1 worth ${worth}
  prize "电影票" 200 worth 25元
}

${targetedExample('spring_draw')}`;

export const prizeTooHigh: Rule = {
  id: 'prize-too-high',
  group: 'benefit',
  level: 'error',
  locked: true,
  title: { en: 'A lottery prize above the legal limit', zh: '抽奖奖品超过法定上限' },
  why: {
    en: 'Article 10 of the Anti-Unfair Competition Law of China: the highest prize of a lottery tied to sales may not exceed CNY 50,000.',
    zh: '《反不正当竞争法》第十条：抽奖式的有奖销售，最高奖的金额不得超过五万元。',
  },
  configure: {
    en: 'Not configurable: it is law. It holds for stores whose currency is CNY.',
    zh: '不可调整：这是法律规定，适用于以人民币（CNY）计价的店铺。',
  },
  bad: lottery('50_001元'),
  good: lottery('50_000元'),
  check,
};
