import type { Day } from '../model/literals.js';
import type { Campaign, Wave } from '../model/types.js';
import type { WaveTimeline } from '../timeline/types.js';
import type { Subject } from './rule.js';

interface Place {
  readonly campaign: Campaign;
  readonly wave: Wave;
}

/** A wave, on whatever day. */
export function placeSubject({ campaign, wave }: Place): Subject {
  return { campaign: campaign.name, wave: wave.name, ...(wave.channel && { channel: wave.channel.name }) };
}

/** Some sends of a wave, each on its day. */
export function sendSubjects(place: Place, sends: readonly { readonly day: Day }[]): readonly Subject[] {
  return sends.map(({ day }) => ({ ...placeSubject(place), day }));
}

/** All sends of a wave: a waiver covers them up to the day of the last. */
export function waveSubject({ campaign, wave, occurrences, trigger }: WaveTimeline): Subject {
  const days = occurrences.map(({ day, latest }) => latest?.day ?? day);
  if (trigger) days.push(trigger.until.day);
  return { ...placeSubject({ campaign, wave }), ...(days.length > 0 && { day: Math.max(...days) }) };
}
