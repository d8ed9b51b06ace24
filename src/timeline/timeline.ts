import type { Report } from '../diagnostics/problem.js';
import { isoDay } from '../model/calendar.js';
import type { Plan } from '../model/plan.js';
import type { PlanBudget } from '../model/types.js';
import { buildCampaignTimeline } from './campaign-timeline.js';
import { checkEvent } from './check-event.js';
import { resolveRange } from './days.js';
import type { CampaignTimeline, Timeline } from './types.js';
import { createZone } from './zone.js';

export { buildCampaignTimeline } from './campaign-timeline.js';
export { resolvePolicyEvents } from './event-choice.js';

/** When everything of the plan happens: all campaigns, in the order of the plan. `plan.zone` must be a valid zone. */
export function buildTimeline(plan: Plan, report: Report): Timeline {
  const zone = createZone(plan.zone);
  const once = reportOnce(report);
  checkEvents(plan, once);
  const campaigns = new Map<string, CampaignTimeline>();
  for (const campaign of plan.campaigns.values()) campaigns.set(campaign.name, buildCampaignTimeline(plan, campaign, zone, once));
  for (const budget of plan.plans.values()) checkPlan(budget, plan, campaigns, once);
  return { zone, campaigns };
}

/** A plan runs forwards, and its campaigns lie within it: else its budget would pay for what is not in it. */
export function checkPlan(budget: PlanBudget, plan: Plan, campaigns: ReadonlyMap<string, CampaignTimeline>, report: Report): void {
  const runs = budget.runs && resolveRange(budget.runs.from, budget.runs.to, { events: plan.events }, report);
  if (!runs) return;
  for (const ref of budget.campaigns) {
    const own = campaigns.get(ref.name)?.runs;
    if (!own || (own.from >= runs.from && own.to <= runs.to)) continue;
    report({
      rule: 'impossible-time',
      span: ref.span,
      message: {
        en: `\`${ref.name}\` runs ${isoDay(own.from)} .. ${isoDay(own.to)}, but the plan \`${budget.name}\` only ${isoDay(runs.from)} .. ${isoDay(runs.to)}. Change one of them.`,
        zh: `“${ref.name}”的时间是${isoDay(own.from)} .. ${isoDay(own.to)}，超出了计划“${budget.name}”的${isoDay(runs.from)} .. ${isoDay(runs.to)}。请修改其中之一。`,
      },
    });
  }
}

/** Reports events whose days do not exist in every month or year, used or not. */
export function checkEvents(plan: Pick<Plan, 'events'>, report: Report): void {
  for (const event of plan.events.values()) checkEvent(event, report);
}

/** Passes on each problem once: several campaigns may find the same one in a shared event. */
export function reportOnce(report: Report): Report {
  const seen = new Set<string>();
  return (problem) => {
    const key = `${problem.rule}\n${problem.span.file}\n${problem.span.start}\n${problem.span.end}\n${problem.message.en}`;
    if (seen.has(key)) return;
    seen.add(key);
    report(problem);
  };
}
