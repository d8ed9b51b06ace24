import type { Sizes } from '../conditions/sizes.js';
import { sameItems } from '../text/same-items.js';
import { separate } from './separate.js';
import type { Analysis, CapAnalysis, Contact } from './types.js';

type Counted = Analysis & Pick<CapAnalysis, 'mustInclude' | 'once'>;

interface Known {
  readonly contacts: readonly Contact[];
  readonly found: unknown;
}

/** By sizes, by what is asked, by the first contact of a class. */
const remembered = new WeakMap<Sizes, Map<string, WeakMap<Contact, Known>>>();

/**
 * Asks of each class of contacts by itself; no member gets contacts of two classes. What was found in the same contacts before
 * is found in them again. `question` tells all that `find` looks at besides the contacts.
 */
export function askClasses<A extends Counted, T>(analysis: A, question: readonly unknown[], find: (analysis: A) => T): readonly T[] {
  return separate(analysis.contacts, analysis.prover).map((contacts) => askAgain({ ...analysis, contacts }, question, find));
}

/** Asks the classes one after the other, where what is found is remembered for `askClasses`. */
export function* askEachClass<A extends Counted>(
  analysis: A,
  question: readonly unknown[],
  find: (analysis: A) => unknown,
): Iterable<void> {
  if (!isRemembered(analysis)) return;
  for (const contacts of separate(analysis.contacts, analysis.prover)) {
    askAgain({ ...analysis, contacts }, question, find);
    yield;
  }
}

const isRemembered = ({ mustInclude, forGroup }: Counted): boolean => !mustInclude && !forGroup;

function askAgain<A extends Counted, T>(analysis: A, question: readonly unknown[], find: (analysis: A) => T): T {
  const { contacts, sizes, during, once } = analysis;
  const [first] = contacts;
  if (!first || !isRemembered(analysis)) return find(analysis);
  const asked = JSON.stringify([...question, during, once?.(first)]);
  const ofSizes = remembered.get(sizes) ?? new Map<string, WeakMap<Contact, Known>>();
  remembered.set(sizes, ofSizes);
  const known = ofSizes.get(asked) ?? new WeakMap<Contact, Known>();
  ofSizes.set(asked, known);
  const before = known.get(first);
  if (before && sameItems(before.contacts, contacts)) return before.found as T;
  const found = find(analysis);
  known.set(first, { contacts, found });
  return found;
}
