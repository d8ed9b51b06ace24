import { windowLoads } from '../caps/loads.js';
import type { Analysis } from '../caps/types.js';
import { audienceGroup } from '../conditions/audience-sizes.js';
import type { Condition, Group } from '../model/conditions.js';
import { countedBy } from '../sends/caps.js';
import type { AddressedWave } from '../sends/types.js';
import { dailyLoads } from './caps.js';
import type { Asked, Planned } from './data.js';
import type { AudienceLoadView, AudienceView } from './types.js';

/** The audiences that these waves are sent to. */
export function audienceViews(planned: Planned, waves: readonly AddressedWave[], { loadsOf = [] }: Asked): readonly AudienceView[] {
  const { plan, sizes } = planned;
  const addressed = waves.map((wave) => ({ id: wave.id, groups: groupsOf(wave, planned) }));
  const names = new Set(waves.filter(({ open }) => !open).flatMap(({ include }) => include));
  return [...names].sort().map((name) => {
    const members = sizes.bounds(audienceGroup(name));
    return {
      name,
      label: plan.audiences.get(name)?.label ?? name,
      ...((members.low > 0 || members.high !== undefined) && { members }),
      ...((loadsOf === 'all' || loadsOf.includes(name)) && { load: loadOf(name, planned, addressed) }),
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

function loadOf(name: string, planned: Planned, waves: readonly Addressed[]): AudienceLoadView {
  const { plan, prover, sizes } = planned;
  const reaches = reachOf(name, planned);
  const contacts = planned.contacts.filter(({ group }) => reaches(group));
  const caps = plan.clauses.flatMap((active) => {
    const { clause } = active;
    if (clause.kind !== 'cap') return [];
    const counted = limitedTo(name, countedBy({ plan, prover, sizes, contacts }, active), clause.for?.name);
    const loads = dailyLoads(windowLoads({ ...counted, window: clause.window }));
    return loads.length === 0 ? [] : [[active.id, loads] as const];
  });
  return { waves: waves.filter(({ groups }) => groups.some(reaches)).map(({ id }) => id), caps: Object.fromEntries(caps) };
}

/** Whether a member of an audience may be in a group at its moment. That is the same for all groups of one kind. */
function reachOf(name: string, { prover }: Planned): (group: Group) => boolean {
  // Kinds become no finer once the audience has been met.
  prover.kind(audienceGroup(name));
  const known = new Map<number, boolean>();
  return (group) => {
    const kind = prover.kind(group);
    let reached = known.get(kind);
    if (reached === undefined) known.set(kind, (reached = !prover.disjoint(group, audienceGroup(name, group))));
    return reached;
  };
}

/** What a clause counts for members of an audience; they must belong to the clause's own audience, too. */
function limitedTo(name: string, analysis: Analysis, own: string | undefined): Analysis {
  const where: Condition | undefined = analysis.forGroup && own !== undefined ? { kind: 'member-of', audience: own } : undefined;
  return { ...analysis, forGroup: ({ group }) => ({ ...audienceGroup(name, group), ...(where && { where }) }) };
}
