import type { Bounds } from '../model/conditions.js';
import { decimal } from '../model/exact.js';
import type { Campaign, Wave } from '../model/types.js';
import { clockText, durationText as durationOf } from '../model/literal-text.js';
import { costOfSend } from '../costs/message-cost.js';
import { bansOfWave, deadlineOf } from '../sends/deadline.js';
import { bansOf, isBound } from '../sends/quiet.js';
import { snapshotGroup } from '../sends/sends.js';
import type { AddressedWave, Send } from '../sends/types.js';
import { batchStarts } from '../timeline/dispatch.js';
import { resolveRange } from '../timeline/days.js';
import type { DayRange, Occurrence } from '../timeline/types.js';
import { conditionOf } from './conditions.js';
import type { ScheduleContext } from './context.js';
import { boundsOf, moneyText, percentNumber, windowText } from './declarations.js';
import { dateTimeOf, rangeOf, startOfDay, utcOf } from './times.js';
import type {
  AddressedMembers,
  ScheduleGuard,
  ScheduleHoldout,
  ScheduleSend,
  ScheduleTest,
  ScheduleTrigger,
  ScheduleWave,
  SendCost,
} from './types.js';
import { literalText } from './literals.js';
import { isTrigger } from '../model/waves.js';

/** A send system refuses when more members than this share of the upper bound turn up. */
const SIZE_GUARD = 1.2;
const HOLD_AT_MOST = '24h';
/** In the place of a moment: attributes are evaluated whenever it sends. */
const EACH_SEND = 'each send';

export function holdoutOf(campaign: Campaign): ScheduleHoldout | null {
  const holdout = campaign.audience?.holdout;
  return holdout ? { percent: percentNumber(holdout.percent), of: holdout.of?.name ?? null, salt: campaign.name } : null;
}

/**
 * Bounds after the holdout. The held-out members are ⌊percent × size⌋ of the step's audience (or of the named one);
 * how many of them a wave would have reached is only known when it addresses exactly that audience.
 */
export function afterHoldout(context: ScheduleContext, wave: AddressedWave): Bounds {
  const { holdout, to } = wave.campaign.audience ?? {};
  const { low, high } = wave.bounds;
  if (!holdout) return wave.bounds;
  const names = holdout.of ? [holdout.of.name] : (to ?? []).map((ref) => ref.name);
  const held = (size: number): number => Number(holdout.percent.mul(size).floor().n);
  const of = snapshotGroup(context.plan, wave.campaignTimeline, names, holdout.of ? [] : wave.exclude);
  const exactly =
    wave.condition === undefined && sameNames(of.include, wave.include) && (holdout.of === undefined || wave.exclude.length === 0);
  if (exactly) return { low: low - held(low), ...(high !== undefined && { high: high - held(high) }) };
  const most = context.sizes.bounds(of).high;
  return { low: most === undefined ? 0 : Math.max(0, low - held(most)), ...(high !== undefined && { high }) };
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

function membersOf(context: ScheduleContext, wave: AddressedWave, asOf: string): AddressedMembers | null {
  if (wave.open) return null;
  return {
    include: wave.include,
    exclude: wave.exclude,
    require: wave.channel?.requires ?? [],
    where: wave.condition ? conditionOf(wave.condition) : null,
    asOf,
    holdout: holdoutOf(wave.campaign),
  };
}

function guardsOf(context: ScheduleContext, wave: AddressedWave, batchHigh: number | undefined): readonly ScheduleGuard[] {
  const loads = context.loads.get(wave.id) ?? [];
  const guards: ScheduleGuard[] = loads.flatMap(({ clause, limit, verdict, skipped }): ScheduleGuard[] => {
    if (skipped) return [{ clause, verdict: 'skip', max: limit }];
    return verdict === 'possible' ? [{ clause, verdict, max: limit }] : [];
  });
  for (const each of context.unproven.get(wave.id) ?? []) {
    const { clause } = each;
    if (each.kind === 'gap') guards.push({ clause, verdict: 'possible', least: durationOf(each.least) });
    else guards.push({ clause, verdict: 'possible', max: each.over, members: each.members });
  }
  if (batchHigh !== undefined && !wave.open) guards.push({ clause: 'size', max: Math.ceil(batchHigh * SIZE_GUARD - 1e-9) });
  return guards;
}

function costOf(context: ScheduleContext, wave: AddressedWave, recipients: number | undefined): SendCost | null {
  const cost = costOfSend(context.plan, wave);
  if (!cost) return null;
  return {
    unit: decimal(cost.unit),
    parts: cost.parts,
    most: recipients === undefined ? null : moneyText(cost.unit.mul(cost.parts).mul(recipients), context.plan),
  };
}

function testOf(wave: Wave): ScheduleTest | null {
  if (!wave.test) return null;
  return {
    variants: wave.test.variants.map((variant) => ({
      name: variant.name.value,
      percent: percentNumber(variant.share),
      message: variant.message.name,
    })),
    winner: wave.test.winner ? { metric: wave.test.winner.metric.name, after: durationOf(wave.test.winner.after) } : null,
  };
}

/** Who confirms a send until when; a channel may want every send confirmed, by nobody in particular. */
function confirmOf(context: ScheduleContext, wave: AddressedWave, occurrence?: Occurrence): ScheduleSend['confirm'] {
  const { confirm } = wave.wave;
  if (!confirm) return wave.channel?.declaration.confirm?.value === true ? { by: null, until: null } : false;
  return { by: confirm.by?.name ?? null, until: occurrence?.confirmed ? dateTimeOf(occurrence.confirmed.instant, context.zone) : null };
}

/** The last day on which every offer of a wave that ends is still valid. */
function validUntil(context: ScheduleContext, wave: AddressedWave): number | undefined {
  const ends = wave.wave.offers.flatMap((ref) => {
    const valid = context.plan.benefits.get(ref.name)?.valid;
    const days: DayRange | undefined =
      valid && resolveRange(valid.from, valid.to, { events: context.plan.events, timeline: wave.campaignTimeline }, () => undefined);
    return days ? [days.to] : [];
  });
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** The common facts of a wave, made once for all its sends. */
export interface PreparedWave {
  readonly wave: AddressedWave;
  readonly bans: ReturnType<typeof bansOfWave>;
  readonly recipients: Bounds;
  readonly valid: number | undefined;
}

export function prepareWave(context: ScheduleContext, wave: AddressedWave): PreparedWave {
  return { wave, bans: bansOfWave(context.plan, wave), recipients: afterHoldout(context, wave), valid: validUntil(context, wave) };
}

function notAfterOf(context: ScheduleContext, prepared: PreparedWave, send: Send): string | null {
  const instants = [
    deadlineOf(send, prepared.bans, context.zone)?.instant,
    prepared.valid === undefined ? undefined : context.zone.nearest(prepared.valid + 1, 0).instant,
  ].filter((instant) => instant !== undefined);
  return instants.length > 0 ? dateTimeOf(Math.min(...instants), context.zone) : null;
}

/** The share of a batch in the recipients: batches fill up one after the other. */
function batchBounds(bounds: Bounds, index: number, limit: number): Bounds {
  const part = (size: number): number => Math.max(0, Math.min(limit, size - index * limit));
  return { low: part(bounds.low), ...(bounds.high !== undefined && { high: part(bounds.high) }) };
}

/** The batches of one send, each an entry of the schedule. */
export function* scheduleSend(
  context: ScheduleContext,
  prepared: PreparedWave,
  send: Send,
): Iterable<ScheduleSend & { readonly instant: number }> {
  const { wave: addressed, recipients } = prepared;
  const { wave, campaign, channel, timeline } = addressed;
  const { zone } = context;
  const asOf = timeline.fresh ? dateTimeOf(send.occurrence.instant, zone) : startOfDay(addressed.group.momentDay, zone);
  const starts = batchStarts(send.dispatch);
  const notAfter = notAfterOf(context, prepared, send);
  const gate = wave.gate;
  for (const [index, instant] of starts.entries()) {
    const limit = wave.split?.size.value;
    const bounds = limit === undefined ? recipients : batchBounds(recipients, index, limit);
    yield {
      instant,
      id: `${send.id}/${index + 1}`,
      campaign: campaign.name,
      wave: wave.name,
      step: wave.step,
      class: addressed.class,
      channel: channel?.name ?? '',
      at: dateTimeOf(instant, zone),
      utc: utcOf(instant),
      notAfter,
      audience: membersOf(context, addressed, asOf),
      batch:
        limit === undefined ? null : { index: index + 1, of: starts.length, limit, salt: campaign.name, order: 'sha256(salt, member id)' },
      recipients: addressed.open ? null : boundsOf(bounds),
      message: wave.message?.name ?? null,
      test: testOf(wave),
      offers: wave.offers.map((ref) => ref.name),
      link: wave.link?.value ?? null,
      confirm: confirmOf(context, addressed, send.occurrence),
      gate:
        gate && send.occurrence.latest
          ? {
              metric: gate.metric.name,
              operator: gate.operator,
              value: literalText(gate.value.value, context.plan),
              until: dateTimeOf(send.occurrence.latest.instant, zone),
              then: gate.then,
            }
          : null,
      guards: guardsOf(context, addressed, bounds.high),
      cost: costOf(context, addressed, addressed.open ? undefined : bounds.high),
      source: context.place(wave.nameSpan),
    };
  }
}

export function scheduleWave(context: ScheduleContext, prepared: PreparedWave): ScheduleWave {
  const { wave: addressed, recipients } = prepared;
  const asOf = addressed.timeline.fresh ? EACH_SEND : startOfDay(addressed.group.momentDay, context.zone);
  const cost = costOf(
    context,
    addressed,
    recipients.high === undefined || addressed.open ? undefined : recipients.high * addressed.timeline.occurrences.length,
  );
  return {
    id: addressed.id,
    campaign: addressed.campaign.name,
    wave: addressed.wave.name,
    label: addressed.wave.label?.value ?? addressed.wave.name,
    channel: addressed.channel?.name ?? '',
    audience: membersOf(context, addressed, asOf),
    occurrences: addressed.timeline.occurrences.length,
    members: addressed.open ? null : boundsOf(addressed.bounds),
    recipients: addressed.open ? null : boundsOf(recipients),
    loads: (context.loads.get(addressed.id) ?? [])
      .filter(({ skipped }) => !skipped)
      .map(({ clause, most, limit, verdict }) => ({ clause, most, limit, verdict })),
    cost: addressed.timeline.trigger ? null : (cost?.most ?? null),
    source: context.place(addressed.wave.nameSpan),
  };
}

export function scheduleTrigger(context: ScheduleContext, prepared: PreparedWave): ScheduleTrigger | undefined {
  const { wave: addressed } = prepared;
  const { wave, campaign, channel } = addressed;
  const { trigger } = addressed.timeline;
  const when = wave.at.find(isTrigger);
  if (!trigger || !when) return undefined;
  const { zone } = context;
  const live = addressed.campaignTimeline.runs ?? { from: trigger.from.day, to: trigger.until.day };
  const bans = channel && isBound(addressed) ? bansOf(context.plan, channel, { from: trigger.from.day, to: trigger.until.day }) : [];
  const quiet = bans.flatMap((ban) =>
    ban.kind === 'quiet'
      ? [{ from: clockText(ban.range.from), to: clockText(ban.range.to), days: ban.days ? ban.days.map(rangeOf) : null }]
      : [],
  );
  const blackouts = bans.flatMap((ban) => (ban.kind === 'blackout' ? ban.days.map(rangeOf) : []));
  return {
    id: addressed.id,
    campaign: campaign.name,
    wave: wave.name,
    step: wave.step,
    class: addressed.class,
    channel: channel?.name ?? '',
    on:
      when.kind === 'after-each'
        ? {
            each: when.entity.name,
            delay: durationOf(when.delay),
            condition: addressed.triggerCondition ? conditionOf(addressed.triggerCondition) : null,
          }
        : {
            date: when.attribute.name,
            shift: when.offset ? `${when.offset.sign < 0 ? '-' : '+'}${durationOf(when.offset.duration)}` : null,
            time: clockText(when.time?.value ?? 0),
          },
    live: { from: startOfDay(live.from, zone), until: startOfDay(live.to + 1, zone) },
    audience: membersOf(context, addressed, EACH_SEND),
    limit: wave.limit ? { count: wave.limit.count, window: windowText(wave.limit.window) } : null,
    skipWhenCapped: wave.skipWhenCapped !== undefined,
    holdAtMost: HOLD_AT_MOST,
    quiet,
    blackouts,
    message: wave.message?.name ?? null,
    offers: wave.offers.map((ref) => ref.name),
    link: wave.link?.value ?? null,
    confirm: confirmOf(context, addressed),
    guards: guardsOf(context, addressed, undefined),
    cost: costOf(context, addressed, undefined),
    source: context.place(wave.nameSpan),
  };
}
