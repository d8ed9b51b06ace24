import { ZERO, exact } from '../model/exact.js';
import type { Exact } from '../model/exact.js';
import type { Plan } from '../model/plan.js';
import type { ChannelKind, Message } from '../model/types.js';
import { messageRefs } from '../model/waves.js';
import type { AddressedWave } from '../sends/types.js';
import { longestText, smsLength } from './sms-parts.js';
import { mostSends } from './triggered-sends.js';
import type { MissingCost } from './types.js';

/** Channels somebody charges for by the message. */
export const PAID_KINDS: ReadonlySet<ChannelKind> = new Set(['sms', 'email', 'call', 'mail', 'parcel']);

/** What the messages of a wave cost at most. */
export interface MessageCost {
  /** Of one part; zero for channels that cost nothing. */
  readonly unit: Exact;
  /** SMS parts of the longest message of the wave; 1 on other channels. */
  readonly parts: number;
  /** The most members of one send, before consent and holdout; missing where unknown. */
  readonly recipients?: number;
  /** How often one member may get it: its sends, or what the limit of a triggered wave allows. Missing without a limit. */
  readonly times?: number;
  /** unit × parts × recipients × times; what is missing counts as nothing. */
  readonly amount: Exact;
  readonly missing: readonly MissingCost['kind'][];
}

/** What one message of a wave costs, by its parts; undefined on a channel that declares no cost. */
export function costOfSend(plan: Plan, wave: AddressedWave): Pick<MessageCost, 'unit' | 'parts'> | undefined {
  const unit = wave.channel?.declaration.cost?.value.amount;
  return unit && { unit, parts: partsOfWave(wave, plan) };
}

/** The cost of a wave. A post without named audiences goes to nobody in particular and costs nothing by the message. */
export function messageCost(wave: AddressedWave, plan: Plan): MessageCost {
  const cost = costOfSend(plan, wave);
  const { unit, parts } = cost ?? { unit: ZERO, parts: 1 };
  const paid = wave.channel !== undefined && PAID_KINDS.has(wave.channel.kind);
  if (wave.open || (!cost && !paid) || cost?.unit.equals(0)) return { unit, parts, amount: ZERO, missing: [] };
  const recipients = wave.bounds.high;
  const times = timesOf(wave);
  const missing = [!cost && 'cost', recipients === undefined && 'size', times === undefined && 'limit'] as const;
  return {
    unit,
    parts,
    ...(recipients !== undefined && { recipients }),
    ...(times !== undefined && { times }),
    amount: unit
      .mul(parts)
      .mul(exact(recipients ?? 0))
      .mul(times ?? 0),
    missing: missing.filter((kind) => kind !== false),
  };
}

function timesOf({ timeline, wave, campaignTimeline }: AddressedWave): number | undefined {
  if (!timeline.trigger) return timeline.occurrences.length;
  if (!wave.limit || !campaignTimeline.runs) return undefined;
  return timeline.occurrences.length + mostSends(wave.limit, campaignTimeline.runs);
}

function partsOfWave(addressed: AddressedWave, plan: Plan): number {
  if (addressed.channel?.kind !== 'sms') return 1;
  return Math.max(1, ...messagesOf(addressed, plan).map((message) => smsPartsOf(message, addressed, plan)));
}

/** The messages a wave may send: its own, or the variants of its test. */
export function messagesOf({ wave }: AddressedWave, plan: Pick<Plan, 'messages'>): readonly Message[] {
  return messageRefs(wave).flatMap(({ name }) => plan.messages.get(name) ?? []);
}

/** SMS parts of a message in a wave, at the longest values of its placeholders; without a text one. */
export function smsPartsOf(message: Message, { wave }: Pick<AddressedWave, 'wave'>, plan: Plan): number {
  return message.text
    ? smsLength(
        longestText(
          message.text,
          placeholdersOf(
            wave.offers.map(({ name }) => name),
            plan,
          ),
        ),
      ).parts
    : 1;
}

/** What placeholders stand for where these benefits are offered. */
export function placeholdersOf(offers: readonly string[], plan: Plan): Parameters<typeof longestText>[1] {
  return {
    attributes: plan.entities.get('member')?.attributes ?? new Map(),
    offers: offers.map((name) => plan.benefits.get(name)?.label?.value ?? name),
    store: plan.store?.label?.value ?? plan.store?.name ?? '',
  };
}
