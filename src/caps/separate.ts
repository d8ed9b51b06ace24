import type { Prover } from '../conditions/prove.js';
import type { Group } from '../model/conditions.js';
import type { Contact } from './types.js';
import { addTo } from '../text/group-by.js';

/** More bases than this are not compared with one another. */
const MOST_BASES = 500;

/**
 * Contacts in classes no two of which can reach one member: where every audience is drawn from a base, such as a region,
 * and the bases are apart, each base is looked at alone. Otherwise all contacts are one class.
 */
export function separate(contacts: readonly Contact[], prover: Prover): readonly (readonly Contact[])[] {
  const { baseOf, areApart } = basesOf(prover);
  const classes = new Map<Base, Contact[]>();
  for (const contact of contacts) {
    const base = baseOf(contact);
    if (!base) return [contacts];
    addTo(classes, base, contact);
    if (classes.size > MOST_BASES) return [contacts];
  }
  return areApart([...classes.keys()]) ? [...classes.values()] : [contacts];
}

/** The members a contact's audience is drawn from; the same ones are the same object. */
interface Base {
  readonly group: Group;
  /** Bases that are known to share nobody with it. */
  readonly apart: Set<Base>;
}

interface Bases {
  readonly baseOf: (contact: Contact) => Base | undefined;
  readonly areApart: (bases: readonly Base[]) => boolean;
}

const basesOfProver = new WeakMap<Prover, Bases>();

function basesOf(prover: Prover): Bases {
  let bases = basesOfProver.get(prover);
  if (!bases) basesOfProver.set(prover, (bases = createBases(prover)));
  return bases;
}

function createBases(prover: Prover): Bases {
  const byContact = new WeakMap<Contact, { readonly base: Base | undefined }>();
  const byIdentity = new Map<string, Base>();

  function find({ trigger, group }: Contact): Base | undefined {
    const base = trigger ? undefined : prover.base(group);
    if (!base) return undefined;
    const identity = prover.identity(base);
    const known = byIdentity.get(identity) ?? { group: base, apart: new Set() };
    byIdentity.set(identity, known);
    return known;
  }

  return {
    baseOf(contact) {
      let known = byContact.get(contact);
      if (!known) byContact.set(contact, (known = { base: find(contact) }));
      return known.base;
    },
    areApart(bases) {
      for (const [index, base] of bases.entries()) {
        for (const other of bases.slice(0, index)) {
          if (base.apart.has(other)) continue;
          if (!prover.disjoint(base.group, other.group)) return false;
          base.apart.add(other);
          other.apart.add(base);
        }
      }
      return true;
    },
  };
}
