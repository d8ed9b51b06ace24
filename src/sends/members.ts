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

/** For each of these audiences, what its members meet; each is worked out once. */
export function membersOf(
  { contacts, prover }: Pick<Counting, 'contacts' | 'prover'>,
  audiences: Iterable<string>,
): (audience: string) => MembersOf {
  // Kinds become no finer once the audiences have been met.
  for (const audience of audiences) prover.kind(audienceGroup(audience));
  const byKind = groupBy(contacts, ({ group }) => prover.kind(group));
  const { baseOf, areApart } = basesOf(prover);

  const members = (audience: string): MembersOf => {
    const base = baseOf(audienceGroup(audience));
    const known = new Map<number, Reach>();
    const reachOf = (group: Group, kind = prover.kind(group)): Reach => {
      let reach = known.get(kind);
      if (reach === undefined) known.set(kind, (reach = areApart(baseOf(group), base) ? 'none' : reachBy(prover, group, audience)));
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

  const found = new Map<string, MembersOf>();
  return (audience) => {
    const known = found.get(audience) ?? members(audience);
    found.set(audience, known);
    return known;
  };
}

function reachBy(prover: Prover, group: Group, audience: string): Reach {
  const members = audienceGroup(audience, group);
  if (prover.disjoint(group, members)) return 'none';
  return prover.within(group, members) ? 'all' : 'some';
}

/** What a group is drawn from; the same base is the same object. */
interface Base {
  readonly group: Group;
  /** Those that it has been compared with. */
  readonly apart: Map<Base, boolean>;
}

interface Bases {
  readonly baseOf: (group: Group) => Base | undefined;
  /** Whether nobody is in both, at one moment: then nobody is in what is drawn from them. */
  readonly areApart: (a: Base | undefined, b: Base | undefined) => boolean;
}

function basesOf(prover: Prover): Bases {
  const byKind = new Map<number, Base>();
  const byGroup = new WeakMap<Group, { readonly base: Base | undefined }>();

  function find(group: Group): Base | undefined {
    const drawn = prover.base(group);
    if (!drawn) return undefined;
    const kind = prover.kind(drawn);
    const base = byKind.get(kind) ?? { group: drawn, apart: new Map() };
    byKind.set(kind, base);
    return base;
  }

  return {
    baseOf: (group) => {
      const known = byGroup.get(group) ?? { base: find(group) };
      byGroup.set(group, known);
      return known.base;
    },
    areApart: (a, b) => {
      if (!a || !b || a === b) return false;
      let apart = a.apart.get(b);
      if (apart === undefined) {
        const { moment, momentDay } = a.group;
        a.apart.set(b, (apart = prover.disjoint(a.group, { ...b.group, moment, momentDay })));
      }
      return apart;
    },
  };
}
