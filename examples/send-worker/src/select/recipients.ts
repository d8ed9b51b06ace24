import type { AddressedMembers, Schedule, ScheduleCampaign, ScheduleHoldout } from 'crm-lang/schedule';
import Fraction from 'fraction.js';
import { audienceAt, compile } from '../conditions/compile.js';
import type { World } from '../conditions/world.js';
import { instantOf, type Instant } from '../time/zone.js';
import { inOrder } from './order.js';

type Campaign = Pick<ScheduleCampaign, 'name' | 'asOf' | 'audience'>;

/** Whom a send addresses, after the holdout, before consent: in the order of its batches. */
export function recipientsOf(
  audience: AddressedMembers,
  batch: Schedule['sends'][number]['batch'],
  campaign: Campaign,
  world: World,
): readonly string[] {
  const asOf = instantOf(audience.asOf);
  const addressed = [...addressedBy(audience, asOf, world)];
  const held = audience.holdout ? heldOut(audience.holdout, campaign, world) : new Set<string>();
  return inOrder(
    batch?.salt ?? campaign.name,
    addressed.filter((id) => !held.has(id)),
  );
}

function* addressedBy({ include, exclude, where }: Omit<AddressedMembers, 'asOf'>, asOf: Instant, world: World): Iterable<string> {
  const included = include.map((name) => audienceAt(name, asOf, world));
  const excluded = exclude.map((name) => audienceAt(name, asOf, world));
  const meets = where && compile(where, asOf, world);
  for (const member of world.members(asOf).values()) {
    const { id } = member;
    if (included.some((audience) => audience(id)) && !excluded.some((audience) => audience(id)) && (!meets || meets({ member }))) yield id;
  }
}

/** The ⌊percent × size⌋ members of the named audience, or of the campaign's, with the lowest hash: at the campaign's snapshot. */
export function heldOut(holdout: ScheduleHoldout, campaign: Campaign, world: World): ReadonlySet<string> {
  const of: Omit<AddressedMembers, 'asOf'> = {
    include: holdout.of === null ? (campaign.audience?.include ?? []) : [holdout.of],
    exclude: holdout.of === null ? (campaign.audience?.exclude ?? []).flatMap(({ audiences }) => audiences) : [],
    require: [],
    where: null,
    holdout: null,
  };
  const ordered = inOrder(holdout.salt, addressedBy(of, instantOf(campaign.asOf), world));
  const count = new Fraction(String(holdout.percent)).mul(ordered.length).div(100).floor();
  return new Set(ordered.slice(0, count.valueOf()));
}

/** The places of a batch among the recipients, from (included) to (excluded); one send without batches has them all. */
export function placesOf(batch: Schedule['sends'][number]['batch'], recipients: number): { readonly from: number; readonly to: number } {
  if (!batch) return { from: 0, to: recipients };
  const from = Math.min(recipients, (batch.index - 1) * batch.limit);
  return { from, to: Math.min(recipients, from + batch.limit) };
}
