import { budgetsOf } from '../../costs/budgets.js';
import { estimateCampaign } from '../../costs/estimate.js';
import type { MissingCost } from '../../costs/types.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { Span } from '../../text/span.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { channelName, nameOf } from '../words.js';

interface Gap {
  readonly missing: MissingCost;
  readonly budget: Span;
  readonly campaigns: readonly string[];
}

/** Each channel and benefit whose cost nobody knows, once, with the campaigns that need to know it. */
function gapsOf(context: RuleContext): readonly Gap[] {
  const gaps = new Map<string, Gap>();
  for (const campaign of context.plan.campaigns.values()) {
    const [budget] = budgetsOf(context.plan, campaign);
    if (!budget) continue;
    for (const missing of context.ofCampaign(estimateCampaign, campaign).missing) {
      if (missing.kind !== 'cost' && missing.kind !== 'worth') continue;
      const key = `${missing.kind} ${missing.name}`;
      const known = gaps.get(key) ?? { missing, budget: budget.span, campaigns: [] };
      gaps.set(key, { ...known, campaigns: [...new Set([...known.campaigns, campaign.name])] });
    }
  }
  return [...gaps.values()];
}

function describe({ missing }: Gap, plan: ResolvedPlan): Pick<Finding, 'message' | 'help'> {
  const kind = plan.channels.get(missing.name)?.kind ?? 'sms';
  const benefit = plan.benefits.get(missing.name);
  const name: Localized = missing.kind === 'worth' && benefit ? nameOf(benefit) : channelName(plan, missing.name);
  if (missing.kind === 'worth')
    return {
      message: {
        en: `Nobody knows what one ${name.en} costs, so the estimate of the budget leaves it out: it is a lower bound.`,
        zh: `${name.zh}没有写明单件价值，预算估算没有把它算进去，只是下限。`,
      },
      help: { en: `Add \`worth\` to \`${missing.name}\`, such as \`worth 12元\`.`, zh: '请补充 worth，例如 worth 12元。' },
    };
  return {
    message: {
      en: `\`${missing.name}\` is usually paid by the message, but the channel says no \`cost\`: the estimate of the budget leaves it out and is a lower bound.`,
      zh: `${name.zh}一般按量计费，但渠道没有写单价，预算估算没有把它算进去，只是下限。`,
    },
    help: {
      en: `Declare the channel with its cost, such as \`channel ${missing.name} { kind ${kind}  cost 0.05元  … }\`; if it is free, \`cost 0元\`.`,
      zh: `请在渠道声明中写明单价，例如 channel ${missing.name} { kind ${kind}  cost 0.05元 … }；不收费请写 cost 0元。`,
    },
  };
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const gap of gapsOf(context)) {
    yield {
      span: gap.missing.span,
      ...describe(gap, context.plan),
      related: [{ span: gap.budget, message: { en: 'the budget', zh: '预算' } }],
      subjects: gap.campaigns.map((campaign) => ({ campaign })),
    };
  }
}

const plan = (cost: string): string => `channel call "电话" { kind call${cost}  requires call_consent }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "回访" via call to fans, friends { at 2027-03-02 10:00 }
  }
  resources {
    budget 2万元
  }
}
`;

export const unknownCost: Rule = {
  id: 'unknown-cost',
  group: 'resources',
  level: 'info',
  needsWhole: 'project',
  title: { en: 'A budget that does not know all costs', zh: '预算里有未知的费用' },
  why: {
    en: 'A budget is kept only if everything in it has a price. SMS, email, calls, letters and parcels are paid by the piece; gifts and free orders are worth something.',
    zh: '每一项都有价格，预算才守得住。短信、邮件、电话、信件、包裹按件付费，赠品和免单也有成本。',
  },
  configure: {
    en: 'The price is the channel’s `cost` and the benefit’s `worth`. Change the level with `level unknown-cost off`.',
    zh: '价格写在渠道的 cost 和权益的 worth 中。可用 level unknown-cost off 关闭。',
  },
  bad: plan(''),
  good: plan('  cost 0.5元'),
  check,
};
