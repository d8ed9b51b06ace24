import { estimateCampaign, estimatePlan } from '../../costs/estimate.js';
import type { CostItem, Estimate } from '../../costs/types.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Exact } from '../../model/exact.js';
import type { Money } from '../../model/literals.js';
import type { Plan } from '../../model/plan.js';
import type { Declared, Located } from '../../model/types.js';
import { moneyLiteral, moneyText } from '../../pricing/money-text.js';
import type { Finding, Rule, RuleContext, Subject } from '../rule.js';
import { nameOf, plural } from '../words.js';

const SHOWN = 3;

/** In a plan of several campaigns each item says whose it is. */
function itemText({ label, amount }: CostItem, text: (amount: Exact) => Localized, whose: Localized | undefined): Localized {
  // A sum given by hand has no arithmetic.
  const [en, zh] = label.en.includes('×') ? [' = ', ' = '] : [' ', ''];
  return {
    en: (whose ? `${whose.en}, ` : '') + label.en + en + text(amount).en,
    zh: (whose ? `${whose.zh}的` : '') + label.zh + zh + text(amount).zh,
  };
}

function describe(of: Declared, budget: Located<Money>, estimate: Estimate, plan: Plan, subjects: readonly Subject[]): Finding {
  const text = (amount: Exact): Localized => moneyText(amount.ceil(plan.currencyDigits), plan.currency, plan.currencyDigits);
  const name = nameOf(of);
  const [total, allowed, over] = [text(estimate.total), text(budget.value.amount), text(estimate.total.sub(budget.value.amount))];
  const largest = estimate.items.slice(0, SHOWN);
  const whose = ({ campaign }: CostItem): Localized | undefined => {
    const owner = of.name === campaign ? undefined : plan.campaigns.get(campaign);
    return owner && nameOf(owner);
  };
  const shown = largest.map((item) => itemText(item, text, whose(item)));
  const rest = estimate.items.length - shown.length;
  const more = estimate.complete
    ? { en: '', zh: '' }
    : { en: ' Not everything has a cost yet, so it may be more.', zh: '还有项目没有写明费用，实际可能更高。' };
  const enough = estimate.total.ceil(plan.currencyDigits);
  return {
    span: budget.span,
    message: {
      en: `${name.en} may cost ${total.en}, ${over.en} more than its budget of ${allowed.en}.${more.en}`,
      zh: `${name.zh}预计最多花费${total.zh}，超出预算${allowed.zh}共${over.zh}。${more.zh}`,
    },
    help: {
      en: `The largest items: ${shown.map(({ en }) => en).join('; ')}${rest > 0 ? `; and ${plural(rest, 'smaller one')}` : ''}. Address fewer members, limit what is issued, or raise the budget.`,
      zh: `主要项目：${shown.map(({ zh }) => zh).join('；')}${rest > 0 ? `；另有${rest}项较小的` : ''}。请缩小人群、限制发放数量，或提高预算。`,
    },
    related: largest.map((item) => ({ span: item.span, message: text(item.amount) })),
    fixes: [
      {
        title: { en: `Raise the budget to ${total.en}`, zh: `预算提高到${total.zh}` },
        safe: false,
        edits: [{ span: budget.span, text: moneyLiteral(enough, budget.value) }],
      },
    ],
    subjects,
  };
}

function* check(context: RuleContext): Iterable<Finding> {
  const { plan } = context;
  for (const campaign of plan.campaigns.values()) {
    const budget = campaign.resources?.budget;
    if (!budget) continue;
    const estimate = context.ofCampaign(estimateCampaign, campaign);
    if (estimate.total.gt(budget.value.amount)) yield describe(campaign, budget, estimate, plan, [{ campaign: campaign.name }]);
  }
  for (const shared of plan.plans.values()) {
    if (!shared.budget) continue;
    const estimate = estimatePlan(context, shared, (campaign) => context.ofCampaign(estimateCampaign, campaign));
    const subjects = shared.campaigns.map(({ name }) => ({ campaign: name }));
    if (estimate.total.gt(shared.budget.value.amount)) yield describe(shared, shared.budget, estimate, plan, subjects);
  }
}

const budget = (amount: string): string => `benefit ship "包邮" free_shipping

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  audience { to fans, friends }
  timing {
    wave hello "问候" via email to fans { at 2027-03-02 10:00  offer ship }
    wave thanks "致谢" via email to friends { at 2027-03-03 10:00 }
  }
  resources {
    budget ${amount}
    cost "拍摄" 1_000元
  }
}
`;

export const overBudget: Rule = {
  id: 'over-budget',
  group: 'resources',
  level: 'error',
  title: { en: 'It costs more than there is', zh: '超出预算' },
  why: {
    en: 'The budget decides what can be done. Counted is the most it can cost: every message to the largest size of its audience, every benefit that may be issued as far as it is expected to be redeemed, and all costs.',
    zh: '预算决定能做什么。这里按最多计算：每条信息按人群上限，每项权益按可能发放的数量和预计使用率，再加上各项费用。',
  },
  configure: {
    en: 'The budget stands in the campaign or its `plan`. Change the level with `level over-budget warning`.',
    zh: '预算写在活动或年度计划（plan）中。可用 level over-budget warning 调整级别。',
  },
  bad: budget('1_071.99元'),
  good: budget('1_072元'),
  check,
};
