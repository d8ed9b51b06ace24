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

/** What one campaign offers, each benefit once, in the order of the plan: method, activities, waves. Unknown names are left out. */
export function offersOf(plan: OfferPlan, timeline: Timeline, campaign: Campaign): readonly CampaignOffer[] {
  return offersIn(plan, timeline).of(campaign);
}

/** The offers of all campaigns; the same list for as long as the timeline, which belongs to one plan, is. */
export function allOffers(plan: OfferPlan, timeline: Timeline): readonly CampaignOffer[] {
  return offersIn(plan, timeline).all;
}

type OfferPlan = Pick<Plan, 'benefits' | 'events' | 'campaigns'>;

export interface Offers {
  readonly of: (campaign: Campaign) => readonly CampaignOffer[];
  readonly all: readonly CampaignOffer[];
}

const remembered = new WeakMap<Timeline, Offers>();

/** Offers that are already known of a timeline. */
export function keepOffers(timeline: Timeline, offers: Offers): void {
  remembered.set(timeline, offers);
}

function offersIn(plan: OfferPlan, timeline: Timeline): Offers {
  let offers = remembered.get(timeline);
  if (!offers) {
    const of = new Map([...plan.campaigns.values()].map((campaign) => [campaign, collectOffers(campaign, plan, timeline)]));
    remembered.set(timeline, (offers = { of: (campaign) => of.get(campaign) ?? [], all: [...of.values()].flat() }));
  }
  return offers;
}

/** What one campaign offers, worked out. */
export function collectOffers(campaign: Campaign, plan: OfferPlan, timeline: Timeline): readonly CampaignOffer[] {
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

/** Reports days of `valid` that cannot be resolved in a campaign that offers the benefit. */
export function checkValidity(plan: OfferPlan, timeline: Timeline, report: Report): void {
  for (const { benefit, campaign } of allOffers(plan, timeline)) validityOf(benefit, plan, timeline.campaigns.get(campaign.name), report);
}

/** The same for benefits that no campaign offers. */
export function checkUnoffered(
  plan: Pick<OfferPlan, 'benefits' | 'events'>,
  isOffered: (benefit: string) => boolean,
  report: Report,
): void {
  for (const benefit of plan.benefits.values()) if (benefit.valid && !isOffered(benefit.name)) validityOf(benefit, plan, undefined, report);
}
