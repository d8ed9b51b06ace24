import type { Report } from '../diagnostics/problem.js';
import type { Plan } from '../model/plan.js';
import type { Activity, Benefit, Campaign, Ref, Wave } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
import { resolveRange } from '../timeline/days.js';
import type { CampaignTimeline, DayRange, Timeline } from '../timeline/types.js';

/** A wave or activity that brings a benefit to members, with the place where it says so. */
export interface Carrier<T> {
  readonly by: T;
  readonly ref: Ref;
}

/** A benefit as one campaign offers it. */
export interface CampaignOffer {
  readonly benefit: Benefit;
  readonly campaign: Campaign;
  /** Where the `method` step offers it. */
  readonly inMethod?: Ref;
  readonly waves: readonly Carrier<Wave>[];
  readonly activities: readonly Carrier<Activity>[];
  /** The first place where the campaign names it. */
  readonly ref: Ref;
  /** When it can be used: its `valid`, without one the runs of the campaign. Missing where its days cannot be resolved (reported). */
  readonly valid?: DayRange;
}

/** What a campaign offers, each benefit once, in the order of the plan: method, activities, waves. Unknown names are left out. */
export function offersOf(plan: Pick<Plan, 'benefits' | 'events'>, timeline: Timeline, campaign: Campaign): readonly CampaignOffer[] {
  const found = new Map<
    string,
    { inMethod?: Ref; readonly waves: Carrier<Wave>[]; readonly activities: Carrier<Activity>[]; readonly ref: Ref }
  >();
  const entry = (ref: Ref) => {
    const known = found.get(ref.name) ?? { waves: [], activities: [], ref };
    found.set(ref.name, known);
    return known;
  };
  for (const ref of campaign.method?.offers ?? []) entry(ref).inMethod ??= ref;
  for (const by of campaign.method?.activities ?? []) for (const ref of by.offers) entry(ref).activities.push({ by, ref });
  for (const by of wavesOf(campaign)) {
    for (const ref of by.offers) entry(ref).waves.push({ by, ref });
  }
  const of = timeline.campaigns.get(campaign.name);
  return [...found.entries()].flatMap(([name, places]): CampaignOffer[] => {
    const benefit = plan.benefits.get(name);
    if (!benefit) return [];
    const valid = benefit.valid ? validityOf(benefit, plan, of, () => undefined) : of?.runs;
    return [{ ...places, benefit, campaign, ...(valid && { valid }) }];
  });
}

const remembered = new WeakMap<Timeline, readonly CampaignOffer[]>();

/** The offers of all campaigns; remembered for as long as the timeline, which belongs to one plan, is. */
export function allOffers(plan: Pick<Plan, 'benefits' | 'events' | 'campaigns'>, timeline: Timeline): readonly CampaignOffer[] {
  let offers = remembered.get(timeline);
  if (!offers) remembered.set(timeline, (offers = [...plan.campaigns.values()].flatMap((campaign) => offersOf(plan, timeline, campaign))));
  return offers;
}

/** Names of the campaigns that offer each benefit. */
export function campaignsByBenefit(offers: readonly CampaignOffer[]): ReadonlyMap<Benefit, readonly string[]> {
  const found = new Map<Benefit, string[]>();
  for (const { benefit, campaign } of offers) {
    const names = found.get(benefit);
    if (names) names.push(campaign.name);
    else found.set(benefit, [campaign.name]);
  }
  return found;
}

/** The days of a benefit's own `valid`, as a campaign that offers it understands `start` and `end`; an event needs its year. */
function validityOf(
  { valid }: Benefit,
  { events }: Pick<Plan, 'events'>,
  timeline: CampaignTimeline | undefined,
  report: Report,
): DayRange | undefined {
  return valid && resolveRange(valid.from, valid.to, { events, eventNeedsYear: true, ...(timeline && { timeline }) }, report);
}

/** Reports days of `valid` that cannot be resolved: in each campaign that offers the benefit, or by themselves where none does. */
export function checkValidity(plan: Pick<Plan, 'benefits' | 'events' | 'campaigns'>, timeline: Timeline, report: Report): void {
  const offered = new Set<Benefit>();
  for (const { benefit, campaign } of allOffers(plan, timeline)) {
    offered.add(benefit);
    validityOf(benefit, plan, timeline.campaigns.get(campaign.name), report);
  }
  for (const benefit of plan.benefits.values()) if (!offered.has(benefit)) validityOf(benefit, plan, undefined, report);
}
