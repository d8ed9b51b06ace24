import type { Day } from '../model/literals.js';
import type { Campaign, Waive, Wave } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import { resolveDay } from '../timeline/days.js';
import type { Timeline } from '../timeline/types.js';
import type { Subject, Waivers } from './rule.js';

/** A waiver with where it stands and when it ends. */
export interface StandingWaiver {
  readonly waive: Waive;
  readonly campaign: Campaign;
  /** Missing for a waiver of the whole campaign. */
  readonly wave?: Wave;
  /** Its last day; a waiver whose end is missing or unknown covers nothing. */
  readonly until?: Day;
  /** Names of the channels it is limited to: a kind's word is all channels of that kind. */
  readonly channels: readonly string[];
}

export function standingWaivers(plan: ResolvedPlan, timeline: Timeline): readonly StandingWaiver[] {
  return [...plan.campaigns.values()].flatMap((campaign) => waiversOfCampaign(plan, timeline, campaign));
}

/** The waivers of one campaign and its waves. */
export function waiversOfCampaign(plan: ResolvedPlan, timeline: Timeline, campaign: Campaign): readonly StandingWaiver[] {
  const found: StandingWaiver[] = [];
  const waves = wavesOf(campaign);
  for (const [wave, waives] of [[undefined, campaign.waives] as const, ...waves.map((each) => [each, each.waives] as const)]) {
    for (const waive of waives) {
      const around = timeline.campaigns.get(campaign.name);
      const until =
        waive.until && resolveDay(waive.until, { events: plan.events, ...(around && { timeline: around }) }, 'last', () => undefined);
      const channels = waive.on.flatMap((ref) =>
        [...plan.channels.values()]
          .filter((channel) => channel.name === ref.name || channel.kind === ref.name)
          .map((channel) => channel.name),
      );
      found.push({ waive, campaign, ...(wave && { wave }), ...(until !== undefined && { until }), channels });
    }
  }
  return found;
}

/** Whether the waiver speaks of a place, on whatever day. */
export function namesSubject(waiver: StandingWaiver, rule: string, subject: Subject): boolean {
  if (waiver.waive.rule.name !== rule || waiver.campaign.name !== subject.campaign) return false;
  if (waiver.wave && waiver.wave.name !== subject.wave) return false;
  return waiver.waive.on.length === 0 || (subject.channel !== undefined && waiver.channels.includes(subject.channel));
}

export function coversSubject(waiver: StandingWaiver, rule: string, subject: Subject): boolean {
  if (!namesSubject(waiver, rule, subject)) return false;
  return waiver.until !== undefined && (subject.day === undefined || subject.day <= waiver.until);
}

export function waiversOf(standing: readonly StandingWaiver[]): Waivers {
  return {
    covers: (rule, subject) => standing.some((waiver) => coversSubject(waiver, rule, subject)),
    mentions: (rule) => standing.some((waiver) => waiver.waive.rule.name === rule),
  };
}
