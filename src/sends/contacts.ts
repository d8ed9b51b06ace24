import type { Contact } from '../caps/types.js';
import type { Zone } from '../timeline/zone.js';
import type { AddressedWave, Send, Sends } from './types.js';

/** Quiet hours hold a triggered send for at most this long; then it is dropped. */
const LONGEST_HOLD = 24 * 3_600_000;

export function contactOfSend(send: Send, zone: Zone): Contact {
  const { addressed, occurrence } = send;
  const last = Math.max(occurrence.instant, send.end - 1);
  return {
    id: send.id,
    wave: addressed.id,
    campaign: addressed.campaign.name,
    channel: addressed.channel?.name ?? '',
    group: send.group,
    firstDay: occurrence.day,
    lastDay: zone.toLocal(last).day,
    start: occurrence.instant,
    end: last,
  };
}

/** A triggered wave as one contact over all the days it is live; it stands for as many sends as its own limit allows. */
export function contactOfTrigger(wave: AddressedWave, zone: Zone): Contact | undefined {
  const { trigger } = wave.timeline;
  const { limit } = wave.wave;
  // A wave without a limit is reported by unlimited-trigger; one that skips at the cap counts as nothing.
  if (!trigger || !limit || wave.wave.skipWhenCapped) return undefined;
  const end = trigger.until.instant + LONGEST_HOLD;
  return {
    id: wave.id,
    wave: wave.id,
    campaign: wave.campaign.name,
    channel: wave.channel?.name ?? '',
    group: { ...wave.group, moment: `each ${wave.id}`, sendMoment: `each ${wave.id}`, momentDay: trigger.from.day },
    firstDay: trigger.from.day,
    lastDay: zone.toLocal(end).day,
    start: trigger.from.instant,
    end,
    trigger: limit,
  };
}

/** What counts in caps, gaps and shares: sends of marketing and care on personal channels, over all campaigns. */
export function contactsOf(sends: Sends, zone: Zone): readonly Contact[] {
  return [
    ...sends.sends.filter((send) => send.addressed.counted).map((send) => contactOfSend(send, zone)),
    ...sends.triggered.filter((wave) => wave.counted).flatMap((wave) => contactOfTrigger(wave, zone) ?? []),
  ];
}
