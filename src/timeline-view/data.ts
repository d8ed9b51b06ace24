import type { Contact } from '../caps/types.js';
import type { Prover } from '../conditions/prove.js';
import type { Sizes } from '../conditions/sizes.js';
import { localize, type Diagnostic, type Locale } from '../diagnostics/diagnostic.js';
import { isoDay } from '../model/calendar.js';
import type { Day } from '../model/literals.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import type { RunResult } from '../rules/run.js';
import { channelName } from '../rules/words.js';
import type { AddressedWave, Sends } from '../sends/types.js';
import type { Timeline } from '../timeline/types.js';
import { audienceViews } from './audiences.js';
import { campaignView } from './campaigns.js';
import { capViews } from './caps.js';
import { budgetViews } from './costs.js';
import { placedFindings } from './findings.js';
import { named, placesIn, type PlaceOf } from './places.js';
import { momentsOf } from './times.js';
import type { CampaignView, ChannelView, DaySpan, TimelineView, WaveView } from './types.js';

/** What the timeline is made of: an analysis. */
export interface Planned {
  readonly plan: ResolvedPlan;
  readonly timeline: Timeline;
  readonly sends: Sends;
  readonly contacts: readonly Contact[];
  readonly prover: Prover;
  readonly sizes: Sizes;
  readonly diagnostics: readonly Diagnostic[];
  readonly waived: RunResult['waived'];
}

export interface Asked {
  readonly locale: Locale;
  readonly today?: Day;
  /** The text of a file, also of the built-in library. */
  readonly textOf: (file: string) => string | undefined;
  /** Names of audiences whose loads are wanted; without it none. Each takes about as long as a cap of the whole plan does. */
  readonly loadsOf?: 'all' | readonly string[];
  /** Names of the campaigns to show, with what was found in them; without it all. Caps count every campaign all the same. */
  readonly campaigns?: readonly string[];
}

/** The timeline of a project; see `TimelineView` for what it says. */
export function timelineView(planned: Planned, asked: Asked): TimelineView {
  const { plan, timeline, sends } = planned;
  const { locale, today } = asked;
  const placeOf = placesIn(asked.textOf);
  const findings = placedFindings(planned, locale, placeOf);
  const wanted = [...timeline.campaigns.values()].filter(({ campaign }) => asked.campaigns?.includes(campaign.name) ?? true);
  const addressed = wanted.flatMap(({ campaign }) => sends.wavesOf(campaign));
  const waves = addressed.map((wave) => ({ ...waveView(wave, planned, placeOf), findings: findings.ofWave(wave) }));
  const campaigns = wanted.map((each) => campaignView(planned, each, findings.ofCampaign(each.campaign), locale, placeOf));
  const days = daysOf(campaigns, waves);
  return {
    format: 1,
    title: plan.store?.label?.value ?? plan.store?.name ?? '',
    timezone: timeline.zone.id,
    ...(today !== undefined && { today: isoDay(today) }),
    ...(days && { days }),
    channels: channelViews(plan, addressed, locale),
    audiences: audienceViews(planned, addressed, asked),
    campaigns: campaigns.sort((a, b) => order(a.runs?.from ?? '~', b.runs?.from ?? '~') || order(a.name, b.name)),
    budgets: budgetViews(planned, locale, placeOf).filter((budget) =>
      budget.campaigns.some((name) => asked.campaigns?.includes(name) ?? true),
    ),
    waves,
    caps: capViews(planned, asked, findings, placeOf),
    findings: asked.campaigns ? [...new Set([...campaigns, ...waves].flatMap((each) => each.findings))] : findings.all,
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function channelViews(plan: ResolvedPlan, waves: readonly AddressedWave[], locale: Locale): readonly ChannelView[] {
  const used = new Set(waves.flatMap(({ channel }) => channel?.name ?? []));
  return [...used].sort(order).map((name) => ({ name, label: localize(channelName(plan, name), locale) }));
}

function waveView(addressed: AddressedWave, { sends, timeline: { zone } }: Planned, placeOf: PlaceOf): Omit<WaveView, 'findings'> {
  const { id, wave, campaign, channel, timeline, open, bounds, include } = addressed;
  const { trigger } = timeline;
  const momentOf = momentsOf(zone);
  const own = sends.sendsOf(campaign).filter((send) => send.addressed.timeline === timeline);
  return {
    id,
    campaign: campaign.name,
    ...named(wave, placeOf),
    ...(channel && { channel: channel.name }),
    audiences: open ? [] : include,
    ...(!open && (bounds.low > 0 || bounds.high !== undefined) && { members: bounds }),
    sends: own.map((send) => ({ id: send.id, start: momentOf(send.occurrence.instant), end: momentOf(send.end) })),
    ...(trigger && { live: { start: momentOf(trigger.from.instant), end: momentOf(trigger.until.instant) } }),
  };
}

function daysOf(campaigns: readonly CampaignView[], waves: readonly Omit<WaveView, 'findings'>[]): DaySpan | undefined {
  const moments = [
    ...waves.flatMap(({ sends, live }) => [...sends, ...(live ? [live] : [])]),
    ...campaigns.flatMap(({ activities, deadlines }) => [
      ...activities.flatMap(({ times }) => times),
      ...deadlines.map(({ on }) => ({ start: on, end: on })),
    ]),
  ];
  const spans = [
    ...campaigns.flatMap(({ runs, phases }) => [...(runs ? [runs] : []), ...phases]),
    ...moments.map(({ start, end }) => ({ from: start.slice(0, 10), to: end.slice(0, 10) })),
  ];
  const [first, ...rest] = spans;
  if (!first) return undefined;
  return rest.reduce<DaySpan>((all, { from, to }) => ({ from: from < all.from ? from : all.from, to: to > all.to ? to : all.to }), {
    from: first.from,
    to: first.to,
  });
}
