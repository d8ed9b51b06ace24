import type { Locale } from '../diagnostics/diagnostic.js';
import { plannedTasks } from '../schedule/tasks.js';
import type { CampaignTimeline } from '../timeline/types.js';
import { campaignCost } from './costs.js';
import type { Planned } from './data.js';
import { named, type PlaceOf } from './places.js';
import { daySpan, momentsOf } from './times.js';
import type { ActivityView, CampaignView, DeadlineView, FindingView, PhaseView } from './types.js';

/** What a campaign is besides its waves. */
export function campaignView(
  planned: Planned,
  timeline: CampaignTimeline,
  findings: readonly FindingView[],
  locale: Locale,
  placeOf: PlaceOf,
): CampaignView {
  const { campaign, runs, phases, activities } = timeline;
  const momentOf = momentsOf(planned.timeline.zone);
  const phaseViews = (campaign.timing?.phases ?? []).flatMap((phase): readonly PhaseView[] => {
    const range = phases.get(phase.name);
    return range ? [{ ...named(phase, placeOf), ...daySpan(range) }] : [];
  });
  const activityViews = [...activities.values()].map(({ activity, occurrences, ends }): ActivityView => ({
    ...named(activity, placeOf),
    times: occurrences.map((start, at) => ({ start: momentOf(start.instant), end: momentOf((ends[at] ?? start).instant) })),
  }));
  return {
    ...named(campaign, placeOf),
    ...(runs && { runs: daySpan(runs) }),
    phases: phaseViews,
    activities: activityViews,
    deadlines: deadlinesOf(planned, timeline, placeOf),
    cost: campaignCost(planned, campaign, locale),
    findings,
  };
}

/** The tasks of the schedule with an end; activities have their own times. */
function deadlinesOf({ plan, timeline: { zone } }: Planned, timeline: CampaignTimeline, placeOf: PlaceOf): readonly DeadlineView[] {
  const deadlines: DeadlineView[] = [];
  for (const { kind, label, by, due, span } of plannedTasks({ plan, zone }, timeline)) {
    if (kind === 'activity' || due === undefined || due === null) continue;
    const role = by === null ? undefined : (plan.roles.get(by)?.label?.value ?? by);
    // The clock of the store without its offset.
    deadlines.push({ kind, label, ...(role !== undefined && { by: role }), on: due.slice(0, 16), at: placeOf(span) });
  }
  return deadlines.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
