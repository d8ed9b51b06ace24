import { budgetsOf } from '../../costs/budgets.js';
import type { Fix } from '../../diagnostics/diagnostic.js';
import type { Plan } from '../../model/plan.js';
import type { Campaign, Formula, ReviewStep } from '../../model/types.js';
import { metricsIn } from '../../resolve/metric-types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';
import { spanFrom } from '../../text/span.js';

/** What a campaign costs, in the metrics of the library. */
const COST = 'cost';

/** Something for each unit of cost: a quotient with the cost below the line. */
function isReturnOnCost(formula: Formula | undefined): boolean {
  if (formula?.kind !== 'binary') return false;
  return (
    (formula.operator === '/' && [...metricsIn(formula.right)].some(({ name }) => name === COST)) ||
    isReturnOnCost(formula.left) ||
    isReturnOnCost(formula.right)
  );
}

function addMetrics(review: ReviewStep, names: readonly string[]): Fix[] {
  if (names.length === 0) return [];
  const last = review.metrics.at(-1)?.span;
  const place = last ? last.end : review.span.end - 1;
  const span = spanFrom(review.span, { start: place, end: place });
  const list = names.join(', ');
  const title = { en: `Review \`${list}\` too`, zh: `复盘加上 ${list}` };
  return [{ title, safe: true, edits: [{ span, text: last ? `, ${list}` : `metrics ${list} ` }] }];
}

function* ofTargets(campaign: Campaign, review: ReviewStep, plan: Plan): Iterable<Finding> {
  const reviewed = new Set(review.metrics.map(({ name }) => name));
  const refs = new Map((campaign.goal?.targets ?? []).map(({ metric }) => [metric.name, metric]));
  const missing = [...refs.values()].filter(({ name }) => plan.metrics.has(name) && !reviewed.has(name));
  for (const [at, ref] of missing.entries()) {
    const metric = plan.metrics.get(ref.name);
    if (!metric) continue;
    const [name, of] = [nameOf(metric), nameOf(campaign)];
    // A review without metrics gets them all at once: they stand in one line.
    const fixed = review.metrics.length > 0 ? [ref.name] : at === 0 ? missing.map((each) => each.name) : [];
    yield {
      span: ref.span,
      message: {
        en: `${name.en} is a goal of ${of.en}, but its review does not look at it: nobody will know whether it was reached.`,
        zh: `${name.zh}是${of.zh}的目标，复盘却没有看它，没人知道是否达成。`,
      },
      related: [{ span: review.keywordSpan, message: { en: 'the review', zh: '复盘' } }],
      fixes: addMetrics(review, fixed),
      subjects: [{ campaign: campaign.name }],
    };
  }
}

/** Where the metrics stand, or where no goal waits to be added first. */
function isListed(campaign: Campaign, review: ReviewStep): boolean {
  return review.metrics.length > 0 || (campaign.goal?.targets ?? []).length === 0;
}

function* check({ plan }: RuleContext): Iterable<Finding> {
  for (const campaign of plan.campaigns.values()) {
    const { review } = campaign;
    // A review that is missing is missing-step where the house asks for one.
    if (!review || review.none) continue;
    yield* ofTargets(campaign, review, plan);
    const [budget] = budgetsOf(plan, campaign);
    const names = [...review.metrics, ...(campaign.goal?.targets ?? []).map(({ metric }) => metric)].map(({ name }) => name);
    if (!budget || names.some((name) => isReturnOnCost(plan.metrics.get(name)?.formula))) continue;
    const of = nameOf(campaign);
    yield {
      span: review.metrics[0]?.span ?? review.keywordSpan,
      message: {
        en: `${of.en} has a budget, but its review has no metric of what came back for the cost, such as \`roi\`.`,
        zh: `${of.zh}有预算，复盘却没有投入产出类的指标，例如 roi。`,
      },
      related: [{ span: budget.span, message: { en: 'the budget', zh: '预算' } }],
      fixes: addMetrics(review, plan.metrics.has('roi') && isListed(campaign, review) ? ['roi'] : []),
      subjects: [{ campaign: campaign.name }],
    };
  }
}

const plan = (metrics: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  goal { purpose "唤醒老友"  repurchase_rate >= 10% }
  review {
    on end + 7d by lead
    metrics ${metrics}
  }
}
`;

export const unmeasuredGoal: Rule = {
  id: 'unmeasured-goal',
  group: 'review',
  level: 'warning',
  needsWhole: 'file',
  scope: 'file',
  title: { en: 'A goal that nobody measures', zh: '没有衡量的目标' },
  why: {
    en: 'A review answers the goals of the plan, or it is a report. And money spent asks what came back: with a budget belongs a return on cost, such as ROI.',
    zh: '复盘要回答计划定下的目标，否则只是流水账。花了预算，还要看产出：应有投入产出比一类的指标。',
  },
  configure: {
    en: 'A return on cost is any metric that divides by `cost`. Change the level with `level unmeasured-goal info`.',
    zh: '公式中除以 cost（费用）的指标都算投入产出类。可用 level unmeasured-goal info 调整级别。',
  },
  bad: plan('sales, orders'),
  good: plan('sales, orders, repurchase_rate'),
  check,
};
