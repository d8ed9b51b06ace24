import type { Contact } from '../../caps/types.js';
import type { RuleContext } from '../rule.js';
import { subjectOf } from './_words.js';

/**
 * What remains to be told of counted incidents: those that waivers cover as a whole, which `run.ts` holds back, and all others.
 * A waived incident may hide another one, so `find` looks again for what holds a contact that no waiver covers.
 */
export function besideWaived<T extends { readonly contacts: readonly Contact[] }>(
  rule: string,
  { waivers }: RuleContext,
  clause: { readonly hard: boolean },
  find: (mustInclude?: (contact: Contact) => boolean) => readonly T[],
): { readonly waived: readonly T[]; readonly left: readonly T[] } {
  const all = find();
  if (clause.hard || !waivers.mentions(rule)) return { waived: [], left: all };
  const isFree = (contact: Contact): boolean => !contact.past && !waivers.covers(rule, subjectOf(contact));
  const waived = all.filter((finding) => !finding.contacts.some(isFree));
  return { waived, left: waived.length === 0 ? all : find(isFree) };
}
