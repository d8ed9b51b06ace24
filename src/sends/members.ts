import type { Analysis, Contact } from '../caps/types.js';
import { audienceGroup } from '../conditions/audience-sizes.js';
import type { Prover } from '../conditions/prove.js';
import type { Group } from '../model/conditions.js';
import { groupBy } from '../text/group-by.js';
import type { Counting } from './caps.js';

/** Contacts as the members of one audience meet them. */
export interface MembersOf {
  /** Whether a member of the audience may be in a group, at the moment of the group. */
  readonly mayBeIn: (group: Group) => boolean;
  /** What a clause counts, for members of the audience only, beside whatever the clause itself is limited to. */
  readonly limit: (analysis: Analysis) => Analysis;
}

/** How the members of an audience relate to a group: it holds only members, or others too. */
type Reach = 'all' | 'some' | 'none';

/** For each of these audiences, what its members meet. */
export function membersOf(
  { contacts, prover }: Pick<Counting, 'contacts' | 'prover'>,
  audiences: Iterable<string>,
): (audience: string) => MembersOf {
  // Kinds become no finer once the audiences have been met.
  for (const audience of audiences) prover.kind(audienceGroup(audience));
  const byKind = groupBy(contacts, ({ group }) => prover.kind(group));
  const apartAbove = apartByBases(prover);

  return (audience) => {
    const known = new Map<number, Reach>();
    const reachOf = (group: Group, kind = prover.kind(group)): Reach => {
      let reach = known.get(kind);
      if (reach === undefined) known.set(kind, (reach = reachBy(prover, apartAbove, group, audience)));
      return reach;
    };
    const reached = new Map<Contact, Reach>();
    for (const [kind, own] of byKind) {
      const reach = own[0] ? reachOf(own[0].group, kind) : 'none';
      if (reach !== 'none') for (const contact of own) reached.set(contact, reach);
    }
    return {
      mayBeIn: (group) => reachOf(group) !== 'none',
      limit: (analysis) => ({
        ...analysis,
        contacts: analysis.contacts.filter((contact) => reached.has(contact)),
        forGroup: (contact) => {
          const outer = analysis.forGroup?.(contact);
          if (reached.get(contact) === 'all') return outer;
          return outer ? { ...outer, where: { kind: 'member-of', audience } } : audienceGroup(audience, contact.group);
        },
      }),
    };
  };
}

function reachBy(prover: Prover, apartAbove: (a: Group, b: Group) => boolean, group: Group, audience: string): Reach {
  const members = audienceGroup(audience, group);
  if (apartAbove(group, members) || prover.disjoint(group, members)) return 'none';
  return prover.within(group, members) ? 'all' : 'some';
}

/** Whether what two groups are drawn from is apart already: asked once for all that is drawn from them. */
function apartByBases(prover: Prover): (a: Group, b: Group) => boolean {
  const known = new Map<string, boolean>();
  const bases = new Map<string, { readonly group: Group; readonly kind: number } | undefined>();
  const baseOf = (group: Group) => {
    const key = prover.identity(group);
    if (!bases.has(key)) {
      const base = prover.base(group);
      bases.set(key, base && { group: base, kind: prover.kind(base) });
    }
    return bases.get(key);
  };
  return (a, b) => {
    const [above, beside] = [baseOf(a), baseOf(b)];
    if (!above || !beside || above.kind === beside.kind) return false;
    const key = `${above.kind} ${beside.kind}`;
    const { moment, momentDay } = above.group;
    const found = known.get(key) ?? prover.disjoint(above.group, { ...beside.group, moment, momentDay });
    known.set(key, found);
    return found;
  };
}
