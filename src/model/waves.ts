import type { Campaign, Ref, Wave } from './types.js';

/** The waves of both steps that have them, in the order of the steps: `timing`, `followup`. */
export function wavesOf(campaign: Pick<Campaign, 'timing' | 'followup'>): readonly Wave[] {
  return [...(campaign.timing?.waves ?? []), ...(campaign.followup?.waves ?? [])];
}

/** The messages a wave may send: its own, or the variants of its test. */
export function messageRefs({ message, test }: Wave): readonly Ref[] {
  const own = message ? [message] : [];
  return test ? [...own, ...test.variants.map((variant) => variant.message)] : own;
}
