import type { Prover } from '../conditions/prove.js';
import type { Contact } from './types.js';

/** More bases than this are not compared with one another. */
const MOST_BASES = 500;

/**
 * Contacts in classes no two of which can reach one member: where every audience is drawn from a base, such as a region,
 * and the bases are apart, each base is looked at alone. Otherwise all contacts are one class.
 */
export function separate(contacts: readonly Contact[], prover: Prover): readonly (readonly Contact[])[] {
  const classes = new Map<string, Contact[]>();
  const bases = new Map<string, ReturnType<Prover['base']>>();
  for (const contact of contacts) {
    const base = contact.trigger ? undefined : prover.base(contact.group);
    if (!base) return [contacts];
    const key = prover.identity(base);
    const known = classes.get(key);
    if (known) known.push(contact);
    else {
      classes.set(key, [contact]);
      bases.set(key, base);
    }
    if (classes.size > MOST_BASES) return [contacts];
  }
  const all = [...bases.values()].flatMap((base) => base ?? []);
  for (const [index, base] of all.entries()) {
    for (const other of all.slice(0, index)) if (!prover.disjoint(base, other)) return [contacts];
  }
  return [...classes.values()];
}
