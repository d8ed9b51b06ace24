import { checkCondition } from '../conditions/check.js';
import type { Environment } from '../conditions/environment.js';
import type { Sizes } from '../conditions/sizes.js';
import type { Report } from '../diagnostics/problem.js';
import type { Condition, Group } from '../model/conditions.js';
import type { Plan } from '../model/plan.js';
import type { Campaign, Wave, WaveClass } from '../model/types.js';
import { messageRefs } from '../model/waves.js';
import { groupBy } from '../text/group-by.js';
import { busyStretches, dispatchOf, jobsOf, sharedEnd, type Busy, type Dispatch, type Job } from '../timeline/dispatch.js';
import type { CampaignTimeline, Instant, Occurrence, Timeline, WaveTimeline } from '../timeline/types.js';
import { waveEnvironment } from './environment.js';
import type { AddressedWave, Send, Sends } from './types.js';

/** Names in an audience step's `except`, those with a reason too. */
export function exclusionsOf(campaign: Campaign): readonly string[] {
  return (campaign.audience?.except ?? []).flatMap((exclusion) => exclusion.audiences.map((ref) => ref.name));
}

const known = (plan: Plan, names: readonly string[]): readonly string[] => [...new Set(names.filter((name) => plan.audiences.has(name)))];

/** Names of audiences at the campaign's snapshot; the group of a step or wave. */
export function snapshotGroup(
  plan: Plan,
  timeline: CampaignTimeline,
  include: readonly string[],
  exclude: readonly string[],
  condition?: Condition,
): Group {
  const day = timeline.asOf ?? timeline.runs?.from ?? 0;
  return {
    include: known(plan, include),
    exclude: known(plan, exclude),
    ...(condition && { where: condition }),
    moment: `day ${String(day)}`,
    momentDay: day,
  };
}

function groupAt(base: Group, timeline: WaveTimeline, occurrence: Occurrence): Group {
  const sendMoment = `at ${String(occurrence.instant)}`;
  if (!timeline.fresh) return { ...base, sendMoment };
  return { ...base, moment: sendMoment, sendMoment, momentDay: occurrence.day };
}

function triggerConditionOf(wave: Wave, env: Environment, report: Report): Condition | undefined {
  for (const when of wave.at) {
    if (when.kind === 'after-each' && when.where)
      return checkCondition(when.where, { ...env, record: when.entity.name, outcomes: false }, report);
  }
  return undefined;
}

/** What a wave counts as, whatever it calls itself: who offers or links in a service message is marketing. */
function classOf(wave: Wave): WaveClass {
  const named = wave.class?.value ?? 'marketing';
  const promotes = wave.offers.length > 0 || wave.link !== undefined;
  return promotes && (named === 'service' || named === 'transactional') ? 'marketing' : named;
}

function addressed(
  plan: Plan,
  env: Environment,
  of: CampaignTimeline,
  timeline: WaveTimeline,
  sizes: Sizes,
  report: Report,
): AddressedWave {
  const { wave, campaign } = timeline;
  const channel = wave.channel && plan.channels.get(wave.channel.name);
  const condition = wave.where && checkCondition(wave.where, env, report);
  const triggerCondition = triggerConditionOf(wave, env, report);
  const open = wave.to.length === 0;
  const messageClass = classOf(wave);
  const include = open ? ['everyone'] : wave.to.map((ref) => ref.name);
  const exclude = [...wave.except.map((ref) => ref.name), ...exclusionsOf(campaign)];
  const group = snapshotGroup(plan, of, include, exclude, condition);
  return {
    id: timeline.id,
    campaign,
    wave,
    timeline,
    campaignTimeline: of,
    ...(channel && { channel }),
    class: messageClass,
    counted: channel?.personal === true && !open && (messageClass === 'marketing' || messageClass === 'care'),
    open,
    include: group.include,
    exclude: group.exclude,
    ...(condition && { condition }),
    ...(triggerCondition && { triggerCondition }),
    group,
    bounds: sizes.bounds(group),
  };
}

function dispatchOfWave(wave: AddressedWave): (start: number) => Dispatch {
  const { split } = wave.wave;
  const input = {
    ...(wave.bounds.high !== undefined && !wave.open && { recipients: wave.bounds.high }),
    ...(wave.channel?.declaration.rate && { rate: wave.channel.declaration.rate }),
    ...(split && { split: { size: split.size.value, ...(split.every && { every: split.every }) } }),
  };
  return (start) => dispatchOf(input, start);
}

/** A send of unknown place in its gate: it may start last at the gate's end. */
function gateDelay(occurrence: Occurrence): number {
  return occurrence.latest ? occurrence.latest.instant - occurrence.instant : 0;
}

/** A send before it is known how long it shares the rate of its channel. */
export type Draft = Omit<Send, 'end'>;

/** What channels have to send, by channel; a channel that is unknown is the empty name. */
export type Jobs = ReadonlyMap<string, readonly Job[]>;

const channelOf = ({ addressed: { channel } }: Draft): string => channel?.name ?? '';

export function jobsByChannel(drafts: readonly Draft[]): Jobs {
  const lists = groupBy(drafts, channelOf);
  return new Map([...lists].map(([channel, own]) => [channel, own.flatMap(({ dispatch }) => jobsOf(dispatch))]));
}

/** When each channel sends without a pause. */
export function busyByChannel(all: Iterable<Jobs>): ReadonlyMap<string, readonly Busy[]> {
  const lists = groupBy(
    [...all].flatMap((jobs) => [...jobs]),
    ([channel]) => channel,
  );
  return new Map([...lists].map(([channel, own]) => [channel, busyStretches(own.flatMap(([, jobs]) => jobs))]));
}

/** The end of a send among all that its channel has to send. */
export function endOf(draft: Draft, busy: Pick<ReadonlyMap<string, readonly Busy[]>, 'get'>): Instant {
  return sharedEnd(draft.dispatch, busy.get(channelOf(draft)) ?? []) + gateDelay(draft.occurrence);
}

/** By instant, then id: the order of every list of sends. */
export function sortSends(sends: readonly Send[]): readonly Send[] {
  return [...sends].sort((a, b) => a.occurrence.instant - b.occurrence.instant || (a.id < b.id ? -1 : 1));
}

export interface CampaignSends {
  readonly waves: readonly AddressedWave[];
  readonly drafts: readonly Draft[];
}

/** Who gets what when in one campaign. */
export function campaignSends(
  plan: Plan,
  timeline: Timeline,
  campaign: CampaignTimeline,
  environment: Environment,
  sizes: Sizes,
  report: Report,
): CampaignSends {
  const waves: AddressedWave[] = [];
  const drafts: Draft[] = [];
  for (const waveTimeline of campaign.waves.values()) {
    const env = waveEnvironment(environment, plan, timeline, campaign, waveTimeline);
    const wave = addressed(plan, env, campaign, waveTimeline, sizes, report);
    waves.push(wave);
    const dispatch = dispatchOfWave(wave);
    for (const occurrence of waveTimeline.occurrences) {
      drafts.push({
        id: `${wave.id}/${occurrence.key}`,
        addressed: wave,
        occurrence,
        group: groupAt(wave.group, waveTimeline, occurrence),
        dispatch: dispatch(occurrence.instant),
      });
    }
  }
  return { waves, drafts };
}

/** Waves by the names of the messages they may send. */
export function wavesByMessage(waves: readonly AddressedWave[]): ReadonlyMap<string, readonly AddressedWave[]> {
  const users = new Map<string, AddressedWave[]>();
  for (const addressed of waves) {
    for (const { name } of messageRefs(addressed.wave)) {
      const known = users.get(name);
      if (!known) users.set(name, [addressed]);
      else if (known.at(-1) !== addressed) known.push(addressed);
    }
  }
  return users;
}

/** Who gets what when: every wave with its members, every send with its dispatch. */
export function buildSends(plan: Plan, timeline: Timeline, environment: Environment, sizes: Sizes, report: Report): Sends {
  const campaigns = [...timeline.campaigns.values()].map((campaign) => campaignSends(plan, timeline, campaign, environment, sizes, report));
  const waves = campaigns.flatMap((campaign) => campaign.waves);
  const drafts = campaigns.flatMap((campaign) => campaign.drafts);
  const busy = busyByChannel([jobsByChannel(drafts)]);
  const sends = sortSends(drafts.map((draft) => ({ ...draft, end: endOf(draft, busy) })));
  const byId = new Map(waves.map((wave) => [wave.id, wave]));
  const wavesOf = groupBy(waves, (wave) => wave.campaign);
  const sendsOf = groupBy(sends, (send) => send.addressed.campaign);
  const byMessage = wavesByMessage(waves);
  return {
    waves,
    sends,
    triggered: waves.filter((wave) => wave.timeline.trigger),
    wave: (id) => byId.get(id),
    wavesOf: (campaign) => wavesOf.get(campaign) ?? [],
    sendsOf: (campaign) => sendsOf.get(campaign) ?? [],
    wavesWith: (message) => byMessage.get(message) ?? [],
  };
}
