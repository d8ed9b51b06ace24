import { clauseOf } from '../../model/clauses.js';
import { moneyText } from '../../pricing/money-text.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { clauseOrigin, isOfPack, nameOf } from '../words.js';
import { targetedExample } from './_example.js';
import { offerersOf } from './_cases.js';

function* check(context: RuleContext): Iterable<Finding> {
  const { plan } = context;
  const active = clauseOf(plan, 'prize');
  const limit = active?.clause.limit;
  if (!active || !limit) return;
  const most = moneyText(limit.amount, plan.currency);
  const origin = clauseOrigin(plan, active, 'limit');
  const isLaw = isOfPack(plan, active);
  for (const benefit of plan.benefits.values()) {
    if (benefit.benefitKind?.value !== 'lottery') continue;
    for (const { label, worth } of benefit.prizes) {
      if (worth.value.amount.lte(limit.amount)) continue;
      const amount = moneyText(worth.value.amount, plan.currency);
      yield {
        span: worth.span,
        message: {
          en: `The prize "${label.value}" of ${nameOf(benefit).en} is worth ${amount.en}; ${isLaw ? 'by law no lottery prize may be' : 'the house allows no lottery prize'} worth more than ${most.en}.`,
          zh: `${nameOf(benefit).zh}的奖品“${label.value}”价值${amount.zh}；${isLaw ? '依法' : '政策规定'}抽奖式有奖销售的最高奖不得超过${most.zh}。`,
        },
        help: { en: 'Several smaller prizes reach more members, too.', zh: '可改为多个较小的奖品，获奖面也更广。' },
        related: [{ span: active.clause.span, message: origin }],
        subjects: offerersOf(context, benefit),
        clause: active,
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
  scope: 'file',
  title: { en: 'A lottery prize above the legal limit', zh: '抽奖奖品超过法定上限' },
  why: {
    en: 'Article 10 of the Anti-Unfair Competition Law of China: the highest prize of a lottery tied to sales may not exceed CNY 50,000.',
    zh: '《反不正当竞争法》第十条：抽奖式的有奖销售，最高奖的金额不得超过五万元。',
  },
  configure: {
    en: 'The number stands in the built-in pack `china_law` and holds for every store whose currency is CNY, whatever its policy extends. A policy may set a lower one, `prize at most 1万元`; its level cannot be lowered, nor can it be waived. When the law changes, declare the pack again with `as of` and `source`.',
    zh: '上限写在内置规则包 china_law 里，对所有以人民币（CNY）计价的店铺生效，与政策继承什么无关。政策可以写得更低，如 prize at most 1万元；级别不能调低，也不能豁免。法律修改后，请连同 as of 和 source 重新声明该规则包。',
  },
  bad: lottery('50_001元'),
  good: lottery('50_000元'),
  check,
};
