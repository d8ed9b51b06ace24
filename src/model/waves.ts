import type { Campaign, Wave } from './types.js';

/** The waves of both steps that have them, in the order of the steps: `timing`, `followup`. */
export function wavesOf(campaign: Pick<Campaign, 'timing' | 'followup'>): readonly Wave[] {
  return [...(campaign.timing?.waves ?? []), ...(campaign.followup?.waves ?? [])];
}
