import { windowLoads } from '../caps/loads.js';
import { audienceGroup } from '../conditions/audience-sizes.js';
import { clausesOf } from '../model/clauses.js';
import type { Group } from '../model/conditions.js';
import { countedBy } from '../sends/caps.js';
import { membersOf, type MembersOf } from '../sends/members.js';
import type { AddressedWave } from '../sends/types.js';
import { dailyLoads } from './caps.js';
import type { Asked, Planned } from './data.js';
import type { AudienceLoadView, AudienceView } from './types.js';

/** The audiences that these waves are sent to. */
export function audienceViews(planned: Planned, waves: readonly AddressedWave[], { loadsOf = [] }: Asked): readonly AudienceView[] {
  const { plan, sizes } = planned;
  const addressed = waves.map((wave) => ({ id: wave.id, groups: groupsOf(wave, planned) }));
  const names = new Set(waves.filter(({ open }) => !open).flatMap(({ include }) => include));
  const countedFor = membersOf(planned, names);
  return [...names].sort().map((name) => {
    const members = sizes.bounds(audienceGroup(name));
    return {
      name,
      label: plan.audiences.get(name)?.label ?? name,
      ...((members.low > 0 || members.high !== undefined) && { members }),
      ...((loadsOf === 'all' || loadsOf.includes(name)) && { load: loadOf(planned, addressed, countedFor(name)) }),
    };
  });
}

/** A wave with whom it addresses whenever it goes out. */
interface Addressed {
  readonly id: string;
  readonly groups: readonly Group[];
}

/** Waves that are evaluated afresh address another group with each send. */
function groupsOf(wave: AddressedWave, { sends }: Planned): readonly Group[] {
  const { campaign, group, id, timeline } = wave;
  const own = sends.sendsOf(campaign).flatMap((send) => (send.addressed.timeline === timeline ? [send.group] : []));
  const { trigger } = timeline;
  const each = { ...group, moment: `each ${id}`, sendMoment: `each ${id}`, momentDay: trigger?.from.day ?? group.momentDay };
  return trigger || own.length === 0 ? [...own, each] : own;
}

function loadOf(planned: Planned, waves: readonly Addressed[], { mayBeIn, limit }: MembersOf): AudienceLoadView {
  const caps = clausesOf(planned.plan, 'cap').flatMap((active) => {
    const loads = dailyLoads(windowLoads({ ...limit(countedBy(planned, active)), window: active.clause.window }));
    return loads.length === 0 ? [] : [[active.id, loads] as const];
  });
  return { waves: waves.filter(({ groups }) => groups.some(mayBeIn)).map(({ id }) => id), caps: Object.fromEntries(caps) };
}
