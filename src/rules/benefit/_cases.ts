import { floorCases, floorGround, type FloorCase, type FloorGround } from '../../pricing/floors.js';
import { allOffers, campaignsByBenefit } from '../../pricing/offers.js';
import type { Benefit } from '../../model/types.js';
import type { RuleContext, Subject } from '../rule.js';

const groundOf = ({ plan }: RuleContext): FloorGround | undefined => floorGround(plan);

/** Every price of the project that has a floor to keep. */
export const casesOf = ({ plan, timeline, shared }: RuleContext): readonly FloorCase[] =>
  floorCases(shared(groundOf), allOffers(plan, timeline));

const campaignsOf = ({ plan, timeline }: RuleContext): ReturnType<typeof campaignsByBenefit> =>
  campaignsByBenefit(allOffers(plan, timeline));

/** The campaigns that offer a benefit, as what a waiver has to cover. */
export function offerersOf({ shared }: RuleContext, benefit: Benefit): readonly Subject[] {
  return (shared(campaignsOf).get(benefit) ?? []).map((campaign) => ({ campaign }));
}
