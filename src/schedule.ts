import type { Analysis } from './compiler.js';
import { estimateCampaign } from './costs/estimate.js';
import { floorCases, floorGround } from './pricing/floors.js';
import { allOffers } from './pricing/offers.js';
import { compileSchedule } from './schedule/compile.js';
import { sourcePlaces } from './schedule/context.js';
import type { Schedule, ScheduleFilter } from './schedule/types.js';
import { audienceLoads } from './sends/audience-loads.js';
import { capLoads } from './sends/caps.js';
import { unprovenOf } from './sends/possible.js';
import type { Source } from './text/source.js';

/** The schedule of a project that was analysed without an error, or the part of it that a filter leaves; the sources give the lines. */
export function scheduleOf(
  analysis: Analysis,
  sources: readonly Source[],
  compiler: string,
  filter: ScheduleFilter | null = null,
): Schedule {
  const { plan, timeline, sends, sizes, contacts, prover } = analysis;
  const estimates = new Map(
    [...plan.campaigns.values()].map((campaign) => [campaign.name, estimateCampaign({ plan, timeline, sends, sizes }, campaign)]),
  );
  const counting = { plan, contacts, prover, sizes };
  const loads = capLoads(counting, sends);
  const prices = floorCases(floorGround(plan), allOffers(plan, timeline));
  const unproven = unprovenOf(counting);
  return compileSchedule(
    {
      plan,
      timeline,
      sends,
      sizes,
      zone: timeline.zone,
      loads,
      audienceLoads: audienceLoads(counting),
      prices,
      unproven,
      estimates,
      place: sourcePlaces(sources),
    },
    compiler,
    filter,
  );
}
