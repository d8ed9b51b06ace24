import type { Prover } from '../conditions/prove.js';
import type { Group } from '../model/conditions.js';
import type { Contact } from './types.js';

/** Longer lists of contacts are not looked through. */
const MOST_CONTACTS = 12;

/** Of a contact's group what one of its audiences contributes. */
export function pieceOf(group: Group, name: string): Group {
  return { ...group, include: [name] };
}

/** The audiences through which contacts may reach one member: one of each entry. An entry that others imply is left out. */
export function audiencesOf(contacts: readonly Contact[], prover: Prover): readonly (readonly string[])[] {
  const chosen: Group[] = [];
  const names = new Set<string>();
  const open: (readonly string[])[] = [];
  for (const { group, trigger } of [...contacts].sort((a, b) => a.group.include.length - b.group.include.length)) {
    const candidates = [...group.include].sort((a, b) => Number(names.has(b)) - Number(names.has(a)));
    const fitting =
      candidates.length === 1
        ? candidates[0]
        : contacts.length > MOST_CONTACTS || trigger
          ? undefined
          : candidates.find((name) => prover.satisfiable([...chosen, pieceOf(group, name)]));
    if (fitting === undefined) {
      open.push(group.include);
      continue;
    }
    if (!trigger) chosen.push(pieceOf(group, fitting));
    names.add(fitting);
  }
  const order = contacts.flatMap(({ group }) => group.include);
  const single = [...names].sort((a, b) => order.indexOf(a) - order.indexOf(b)).map((name) => [name]);
  return distinctEntries([...single, ...open]);
}

/** Without entries that are there already, and those of which another entry is a part. */
export function distinctEntries(entries: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const kept: (readonly string[])[] = [];
  for (const entry of entries.toSorted((a, b) => a.length - b.length)) {
    if (!kept.some((other) => other.every((name) => entry.includes(name)))) kept.push(entry);
  }
  return kept;
}
