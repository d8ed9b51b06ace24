import type { Problem, Report } from '../diagnostics/problem.js';
import type { Plan } from '../model/plan.js';
import type { Activity, Campaign, DayForm, Phase, Ref, Wave, When } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
import { addDuration, isDayDuration } from '../model/calendar.js';
import { withConfirmations } from './confirmations.js';
import { resolveDay, resolveRange } from './days.js';
import type { DayScope } from './days.js';
import { milliseconds } from './durations.js';
import { withGate } from './gates.js';
import { campaignParts } from './names.js';
import type { CampaignPart } from './names.js';
import { MOST_OCCURRENCES, scheduleOf } from './occurrences.js';
import type { Placing } from './occurrences.js';
import { dependencyOrder } from './order.js';
import type { CycleStep } from './order.js';
import { resolveRuns } from './runs.js';
import type { ActivityTimeline, CampaignTimeline, DayRange, WaveTimeline, ZonedMoment } from './types.js';
import type { Zone } from './zone.js';

/**
 * When one campaign happens. Depends on the campaign, the plan's events and entities, and the zone alone, so it can be kept while those stay.
 * Phases, waves and activities that cannot be resolved are reported and left out; what depends on them is left out silently.
 */
export function buildCampaignTimeline(
  plan: Pick<Plan, 'events' | 'entities'>,
  campaign: Campaign,
  zone: Zone,
  report: Report,
): CampaignTimeline {
  const parts = campaignParts(campaign);
  const runs = campaign.runs && resolveRuns(campaign.runs, plan.events, parts, report);
  const phases = new Map<string, DayRange>();
  const waves = new Map<string, WaveTimeline>();
  const activities = new Map<string, ActivityTimeline>();
  const scope: DayScope = { events: plan.events, timeline: { campaign, ...(runs && { runs }), phases, waves, activities } };
  const placing: Placing = { entities: plan.entities, zone, report, room: { left: MOST_OCCURRENCES } };

  const { order, cycles } = dependencyOrder(parts.keys(), (name) => referencesOf(parts.get(name), plan.events));
  for (const cycle of cycles) report(cyclic(cycle, parts));
  for (const name of order) {
    const part = parts.get(name);
    const own: DayScope = { ...scope, waiting: () => dependentsOf(name, parts, plan.events) };
    if (part?.kind === 'phase') setIfKnown(phases, name, phaseDays(part.declaration, own, report));
    if (part?.kind === 'wave') waves.set(name, waveTimeline(campaign, part.declaration, own, placing));
    if (part?.kind === 'activity') activities.set(name, activityTimeline(campaign, part.declaration, own, placing));
  }
  for (const [name, wave] of waves) waves.set(name, withConfirmations(withGate(wave, scope, zone, report), scope, zone, report));

  for (const { until } of [...campaign.waives, ...wavesOf(campaign).flatMap((wave) => wave.waives)])
    if (until) resolveDay(until, scope, 'last', report);

  const asOf = campaign.audience?.asOf ? resolveDay(campaign.audience.asOf, scope, 'first', report) : runs?.from;
  const review = campaign.review?.on && resolveDay(campaign.review.on, scope, 'first', report);
  return {
    campaign,
    ...(runs && { runs }),
    ...(asOf !== undefined && { asOf }),
    phases: declared(phases, parts),
    waves: declared(waves, parts),
    activities: declared(activities, parts),
    ...(review !== undefined && { review }),
  };
}

function phaseDays(phase: Phase, scope: DayScope, report: Report): DayRange | undefined {
  return resolveRange(phase.from, phase.to, scope, report);
}

function waveTimeline(campaign: Campaign, wave: Wave, scope: DayScope, placing: Placing): WaveTimeline {
  const schedule = scheduleOf(wave.at, { value: wave.name, span: wave.nameSpan }, scope, placing);
  return { campaign, wave, id: `${campaign.name}/${wave.name}`, ...schedule, fresh: wave.at.some((when) => when.kind !== 'at') };
}

function activityTimeline(campaign: Campaign, activity: Activity, scope: DayScope, placing: Placing): ActivityTimeline {
  const fixed = activity.at.filter(isFixed);
  for (const when of activity.at) if (!isFixed(when)) placing.report(activityPerMember(activity, when));
  const { occurrences } = scheduleOf(fixed, { value: activity.name, span: activity.nameSpan }, scope, placing);
  const ends = occurrences.map((occurrence) => endOf(occurrence, activity, placing.zone));
  return { activity, id: `${campaign.name}/${activity.name}`, occurrences, ends };
}

function isFixed(when: When): boolean {
  return when.kind === 'at' || when.kind === 'every';
}

/** Days and longer end at the same time of day; an end that daylight saving skips is the moment after. */
function endOf(start: ZonedMoment, activity: Activity, zone: Zone): ZonedMoment {
  const length = activity.for?.value;
  if (!length) return { day: start.day, clock: start.clock, instant: start.instant, offset: start.offset };
  if (isDayDuration(length)) return zone.nearest(addDuration(start.day, length, 1), start.clock);
  return zone.toLocal(start.instant + milliseconds(length));
}

/** References to other parts of the campaign. A name that is an event's as well is left to `resolveName`, which reports it as ambiguous. */
function referencesOf(part: CampaignPart | undefined, events: Plan['events']): readonly Ref[] | undefined {
  if (!part) return undefined;
  const forms = part.kind === 'phase' ? [part.declaration.from, part.declaration.to] : part.declaration.at.flatMap(daysIn);
  return forms.flatMap(({ anchor }) => (anchor.kind === 'name' && !anchor.year && !events.has(anchor.ref.name) ? [anchor.ref] : []));
}

/** A phase, wave or activity and all that depends on it, directly or not, by name. */
export function dependentsOf(name: string, parts: ReadonlyMap<string, CampaignPart>, events: Plan['events']): ReadonlySet<string> {
  const found = new Set([name]);
  for (const known of found) {
    for (const [other, part] of parts) if (referencesOf(part, events)?.some((ref) => ref.name === known)) found.add(other);
  }
  return found;
}

function daysIn(when: When): readonly DayForm[] {
  if (when.kind === 'at') return [when.day];
  return when.kind === 'every' ? [when.from, when.until].filter((form) => form !== undefined) : [];
}

function setIfKnown<T>(map: Map<string, T>, name: string, value: T | undefined): void {
  if (value !== undefined) map.set(name, value);
}

/** The same entries in the order of declaration. */
function declared<T>(map: ReadonlyMap<string, T>, parts: ReadonlyMap<string, unknown>): ReadonlyMap<string, T> {
  const ordered = new Map<string, T>();
  for (const name of parts.keys()) setIfKnown(ordered, name, map.get(name));
  return ordered;
}

function cyclic(cycle: readonly CycleStep[], parts: ReadonlyMap<string, CampaignPart>): Problem {
  const names = [...cycle.map(({ name }) => name), cycle[0]?.name ?? ''];
  const first = cycle[0]?.ref;
  const chain = names.map((name) => `\`${name}\``).join(' → ');
  return {
    rule: 'cyclic-reference',
    span: first?.span ?? { file: '', start: 0, end: 0 },
    message: {
      en: `These wait for each other: ${chain}. Give one of them a date, or make it relative to something else.`,
      zh: `它们互相等待：${names.map((name) => `“${name}”`).join(' → ')}。请给其中一个写明日期，或改为相对于其他内容。`,
    },
    related: cycle.slice(1).flatMap(({ name, ref }) => {
      const target = parts.get(ref.name);
      return target
        ? [{ span: ref.span, message: { en: `\`${name}\` depends on \`${ref.name}\`.`, zh: `“${name}”取决于“${ref.name}”。` } }]
        : [];
    }),
  };
}

function activityPerMember(activity: Activity, when: When): Problem {
  return {
    rule: 'invalid-literal',
    span: when.span,
    message: {
      en: `\`${activity.name}\` is an activity, and an activity happens at set times; \`each\` is for waves. Write a date or \`every …\`.`,
      zh: `“${activity.name}”是活动环节，须在确定的时间进行；“each”只用于波次。请写日期或“every …”。`,
    },
  };
}
