import { windowLoads, type WindowLoad } from '../caps/loads.js';
import type { Analysis, Contact } from '../caps/types.js';
import type { Prover } from '../conditions/prove.js';
import { isoDay } from '../model/calendar.js';
import type { Group } from '../model/conditions.js';
import { groupBy } from '../text/group-by.js';
import { countedBy, type Counting } from './caps.js';

/** How much one member of an audience may get of what a cap counts, in the worst window that ends in a month. */
export interface AudienceLoad extends WindowLoad {
  /** `cap/sms/rolling-30d` */
  readonly clause: string;
  readonly limit: number;
  readonly audience: string;
  /** `2027-11`, of the last day of the window. */
  readonly month: string;
}

/**
 * The loads of every cap for every audience that a counted wave names, month by month, in the order of clause, audience and month.
 * Exact as findings are: what all campaigns send to a member of the audience, whichever audience they reach the member through.
 */
export function audienceLoads(counting: Counting): readonly AudienceLoad[] {
  const touching = reaches(counting, namedBy(counting.contacts));
  const caps = counting.plan.clauses.filter(({ clause }) => clause.kind === 'cap').sort((a, b) => (a.id < b.id ? -1 : 1));
  return caps.flatMap((active) => {
    const { clause, id } = active;
    if (clause.kind !== 'cap') return [];
    const counted = countedBy(counting, active);
    return [...namedBy(counted.contacts)].sort().flatMap((audience) => {
      const of = touching.get(audience);
      const contacts = counted.contacts.filter((contact) => of?.has(contact));
      const loads = windowLoads({ ...limitedTo(counted, audience, of), contacts, window: clause.window }).filter(({ most }) => most > 0);
      return [...groupBy(loads, ({ windowTo }) => isoDay(windowTo).slice(0, 7))]
        .map(([month, own]) => ({
          clause: id,
          limit: clause.limit,
          audience,
          month,
          ...own.reduce((worst, each) => (each.most > worst.most ? each : worst)),
        }))
        .sort((a, b) => (a.month < b.month ? -1 : 1));
    });
  });
}

/** The audiences that planned contacts name. */
function namedBy(contacts: readonly Contact[]): ReadonlySet<string> {
  return new Set(contacts.flatMap(({ group, past }) => (past ? [] : group.include)));
}

/** How the members of an audience relate to a group of contacts. */
type Reach = 'all' | 'some';

/** Of each audience the contacts that may reach a member of it, and whether all that they reach are members of it. */
function reaches({ contacts, prover }: Counting, audiences: ReadonlySet<string>): ReadonlyMap<string, ReadonlyMap<Contact, Reach>> {
  const byKind = [...groupBy(contacts, ({ group }) => prover.kind(group)).values()];
  const apartAbove = apartByBases(prover);
  return new Map(
    [...audiences].map((audience) => {
      const reached = new Map<Contact, Reach>();
      for (const own of byKind) {
        const group = own[0]?.group;
        const members = group && at(group, audience);
        if (!members || apartAbove(group, members) || prover.disjoint(group, members)) continue;
        const reach = prover.within(group, members) ? 'all' : 'some';
        for (const contact of own) reached.set(contact, reach);
      }
      return [audience, reached];
    }),
  );
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
    const found =
      known.get(key) ?? prover.disjoint(above.group, { ...beside.group, moment: above.group.moment, momentDay: above.group.momentDay });
    known.set(key, found);
    return found;
  };
}

/** An audience at the moment of a group. */
function at({ moment, momentDay }: Group, audience: string): Group {
  return { include: [audience], exclude: [], moment, momentDay };
}

/** The analysis for members of an audience only, beside whatever the clause itself is limited to. */
function limitedTo(analysis: Analysis, audience: string, reached: ReadonlyMap<Contact, Reach> | undefined): Analysis {
  const { forGroup } = analysis;
  return {
    ...analysis,
    forGroup: (contact) => {
      const outer = forGroup?.(contact);
      if (reached?.get(contact) === 'all') return outer;
      return outer ? { ...outer, where: { kind: 'member-of', audience } } : at(contact.group, audience);
    },
  };
}
