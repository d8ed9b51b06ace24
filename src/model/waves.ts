import type { Campaign, Ref, Wave, When } from './types.js';

/** A time that members set off: a date of each of them, or something each does. */
export type Trigger = Extract<When, { kind: 'each-date' | 'after-each' }>;

export const isTrigger = (when: When): when is Trigger => when.kind === 'each-date' || when.kind === 'after-each';

/** The waves of both steps that have them, in the order of the steps: `timing`, `followup`. */
export function wavesOf(campaign: Pick<Campaign, 'timing' | 'followup'>): readonly Wave[] {
  return [...(campaign.timing?.waves ?? []), ...(campaign.followup?.waves ?? [])];
}

/** The messages a wave may send: its own, or the variants of its test. */
export function messageRefs({ message, test }: Wave): readonly Ref[] {
  const own = message ? [message] : [];
  return test ? [...own, ...test.variants.map((variant) => variant.message)] : own;
}
