import type { WaveTimeline } from '../timeline/types.js';
import type { Subject } from './rule.js';

/** All sends of a wave: a waiver covers them up to the day of the last. */
export function waveSubject({ campaign, wave, occurrences, trigger }: WaveTimeline): Subject {
  const days = occurrences.map(({ day, latest }) => latest?.day ?? day);
  if (trigger) days.push(trigger.until.day);
  return {
    campaign: campaign.name,
    wave: wave.name,
    ...(wave.channel && { channel: wave.channel.name }),
    ...(days.length > 0 && { day: Math.max(...days) }),
  };
}
