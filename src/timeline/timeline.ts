import type { Report } from '../diagnostics/problem.js';
import type { Plan } from '../model/plan.js';
import { buildCampaignTimeline } from './campaign-timeline.js';
import { checkEvent } from './check-event.js';
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
  return { zone: plan.zone, campaigns };
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
