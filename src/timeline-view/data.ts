import type { Contact } from '../caps/types.js';
import type { Prover } from '../conditions/prove.js';
import type { Sizes } from '../conditions/sizes.js';
import { localize, type Diagnostic, type Locale } from '../diagnostics/diagnostic.js';
import { isoDay } from '../model/calendar.js';
import type { Day, DayRange } from '../model/literals.js';
import { clockText } from '../model/literal-text.js';
import type { Declared } from '../model/types.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import { channelName } from '../rules/words.js';
import type { AddressedWave, Sends } from '../sends/types.js';
import { lineStarts, positionAt } from '../text/source.js';
import type { Span } from '../text/span.js';
import type { CampaignTimeline, Instant, Timeline } from '../timeline/types.js';
import { capViews } from './caps.js';
import { findingsOfWaves } from './findings.js';
import type { ActivityView, CampaignView, ChannelView, DaySpan, PhaseView, Place, TimelineView, WaveView } from './types.js';

/** What the timeline is made of: an analysis. */
export interface Planned {
  readonly plan: ResolvedPlan;
  readonly timeline: Timeline;
  readonly sends: Sends;
  readonly contacts: readonly Contact[];
  readonly prover: Prover;
  readonly sizes: Sizes;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Asked {
  readonly locale: Locale;
  readonly today?: Day;
  /** The text of a file, also of the built-in library. */
  readonly textOf: (file: string) => string | undefined;
}

export type PlaceOf = (span: Span) => Place;

/** Lines of each file are counted once. */
function placesIn(textOf: Asked['textOf']): PlaceOf {
  const starts = new Map<string, readonly number[]>();
  return ({ file, start, end }) => {
    const lines = starts.get(file) ?? lineStarts(textOf(file) ?? '');
    starts.set(file, lines);
    return { file, ...positionAt(lines, start), length: end - start };
  };
}

const daySpan = ({ from, to }: DayRange): DaySpan => ({ from: isoDay(from), to: isoDay(to) });

function named({ name, label, nameSpan }: Declared, placeOf: PlaceOf): { name: string; label: string; at: Place } {
  return { name, label: label?.value ?? name, at: placeOf(nameSpan) };
}

/** The timeline of a project; see `TimelineView` for what it says. */
export function timelineView(planned: Planned, asked: Asked): TimelineView {
  const { timeline, sends } = planned;
  const placeOf = placesIn(asked.textOf);
  const momentOf = (instant: Instant): string => {
    const { day, clock } = timeline.zone.toLocal(instant);
    return `${isoDay(day)}T${clockText(clock)}`;
  };
  const findings = findingsOfWaves(sends.waves, planned.diagnostics, asked.locale);
  const waves = [...timeline.campaigns.values()]
    .flatMap(({ campaign }) => sends.wavesOf(campaign))
    .map((wave) => ({ ...waveView(wave, planned, placeOf, momentOf), findings: findings.get(wave) ?? [] }));
  const campaigns = [...timeline.campaigns.values()].map((campaign) => campaignView(campaign, placeOf, momentOf));
  const days = daysOf(campaigns, waves);
  return {
    format: 1,
    timezone: timeline.zone.id,
    ...(asked.today !== undefined && { today: isoDay(asked.today) }),
    ...(days && { days }),
    channels: channelViews(planned, asked.locale),
    campaigns: campaigns.sort((a, b) => order(a.runs?.from ?? '~', b.runs?.from ?? '~') || order(a.name, b.name)),
    waves,
    caps: capViews(planned, asked, placeOf),
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function channelViews({ sends, plan }: Planned, locale: Locale): readonly ChannelView[] {
  const used = new Set(sends.waves.flatMap(({ channel }) => channel?.name ?? []));
  return [...used].sort(order).map((name) => ({ name, label: localize(channelName(plan, name), locale) }));
}

function campaignView(
  { campaign, runs, phases, activities }: CampaignTimeline,
  placeOf: PlaceOf,
  momentOf: (instant: Instant) => string,
): CampaignView {
  const phaseViews = (campaign.timing?.phases ?? []).flatMap((phase): readonly PhaseView[] => {
    const range = phases.get(phase.name);
    return range ? [{ ...named(phase, placeOf), ...daySpan(range) }] : [];
  });
  const activityViews = [...activities.values()].map(({ activity, occurrences, ends }): ActivityView => ({
    ...named(activity, placeOf),
    times: occurrences.map((start, at) => ({ start: momentOf(start.instant), end: momentOf((ends[at] ?? start).instant) })),
  }));
  return { ...named(campaign, placeOf), ...(runs && { runs: daySpan(runs) }), phases: phaseViews, activities: activityViews };
}

function waveView(
  addressed: AddressedWave,
  { sends }: Planned,
  placeOf: PlaceOf,
  momentOf: (instant: Instant) => string,
): Omit<WaveView, 'findings'> {
  const { id, wave, campaign, channel, timeline, open, bounds } = addressed;
  const { trigger } = timeline;
  const own = sends.sendsOf(campaign).filter((send) => send.addressed.timeline === timeline);
  return {
    id,
    campaign: campaign.name,
    ...named(wave, placeOf),
    ...(channel && { channel: channel.name }),
    ...(!open && (bounds.low > 0 || bounds.high !== undefined) && { members: bounds }),
    sends: own.map((send) => ({ id: send.id, start: momentOf(send.occurrence.instant), end: momentOf(send.end) })),
    ...(trigger && { live: { start: momentOf(trigger.from.instant), end: momentOf(trigger.until.instant) } }),
  };
}

function daysOf(campaigns: readonly CampaignView[], waves: readonly Omit<WaveView, 'findings'>[]): DaySpan | undefined {
  const moments = [
    ...waves.flatMap(({ sends, live }) => [...sends, ...(live ? [live] : [])]),
    ...campaigns.flatMap(({ activities }) => activities.flatMap(({ times }) => times)),
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
