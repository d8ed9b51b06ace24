import type { Prover } from '../conditions/prove.js';
import type { Group } from '../model/conditions.js';
import type { Contact } from './types.js';

/** Longer lists of contacts are not looked through. */
const MOST_CONTACTS = 12;

/** Of a contact's group what one of its audiences contributes. */
export function pieceOf(group: Group, name: string): Group {
  return { ...group, include: [name] };
}

/** The audiences through which contacts may reach one member, each once; all of them where that is not found out. */
export function audiencesOf(contacts: readonly Contact[], prover: Prover): readonly string[] {
  const chosen: Group[] = [];
  const names = new Set<string>();
  for (const { group, trigger } of [...contacts].sort((a, b) => a.group.include.length - b.group.include.length)) {
    const candidates = [...group.include].sort((a, b) => Number(names.has(b)) - Number(names.has(a)));
    const fitting =
      contacts.length > MOST_CONTACTS || trigger
        ? undefined
        : candidates.find((name) => prover.satisfiable([...chosen, pieceOf(group, name)]));
    if (fitting !== undefined) chosen.push(pieceOf(group, fitting));
    for (const name of fitting === undefined ? candidates : [fitting]) names.add(name);
  }
  const order = contacts.flatMap(({ group }) => group.include);
  return [...names].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}
