import type { Report } from '../diagnostics/problem.js';
import type { Plan } from '../model/plan.js';
import type { Campaign } from '../model/types.js';
import type { CampaignTimeline, Timeline } from './types.js';
import { createZone } from './zone.js';
import type { Zone } from './zone.js';

/** When everything of the plan happens: all campaigns, in the order of the plan. */
export function buildTimeline(plan: Plan, report: Report): Timeline {
  const zone = createZone(plan.zone);
  const campaigns = new Map<string, CampaignTimeline>();
  for (const campaign of plan.campaigns.values()) campaigns.set(campaign.name, buildCampaignTimeline(plan, campaign, zone, report));
  return { zone: plan.zone, campaigns };
}

/** One campaign alone: depends on the campaign, the plan's events and the zone, and on nothing else of the plan. */
export function buildCampaignTimeline(_plan: Pick<Plan, 'events'>, campaign: Campaign, _zone: Zone, _report: Report): CampaignTimeline {
  return { campaign, phases: new Map(), waves: new Map(), activities: new Map() };
}
