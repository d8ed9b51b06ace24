import { exclusionsOf, snapshotGroup } from '../sends/sends.js';
import type { AddressedWave } from '../sends/types.js';
import type { CampaignOffer } from '../pricing/offers.js';
import type { CostInput } from './types.js';

/**
 * The most members a benefit is offered to in a campaign, before consent and holdout; undefined where that is unknown.
 * In a storewide campaign all members. Else the members of the waves that carry it; where an activity or an open post carries it,
 * or nothing does, everybody of the audience step.
 */
export function membersOffered(
  offer: CampaignOffer,
  waves: readonly AddressedWave[],
  { plan, timeline, sizes }: CostInput,
): number | undefined {
  const { campaign } = offer;
  if (campaign.scope?.value === 'storewide') return plan.members?.value;
  const of = timeline.campaigns.get(campaign.name);
  if (!of) return undefined;
  const carriers = waves.filter(({ wave }) => offer.waves.some(({ by }) => by === wave));
  if (offer.activities.length === 0 && carriers.length > 0 && carriers.every(({ open }) => !open)) {
    const exclude = carriers.map((carrier) => carrier.exclude).reduce((common, names) => common.filter((name) => names.includes(name)));
    const union = snapshotGroup(
      plan,
      of,
      carriers.flatMap(({ include }) => include),
      exclude,
    );
    return least(sizes.bounds(union).high, sum(carriers.map(({ bounds }) => bounds.high)));
  }
  const to = (campaign.audience?.to ?? []).map(({ name }) => name);
  if (to.length === 0) return plan.members?.value;
  return sizes.bounds(snapshotGroup(plan, of, to, exclusionsOf(campaign))).high;
}

function sum(highs: readonly (number | undefined)[]): number | undefined {
  return highs.reduce<number | undefined>((total, high) => (total === undefined || high === undefined ? undefined : total + high), 0);
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}
