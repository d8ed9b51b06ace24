import type { Sizes } from '../conditions/sizes.js';
import { sameItems } from '../text/same-items.js';
import type { Steps } from '../text/steps.js';
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

/** Asks the classes one after the other, step by step, where what is found is remembered for `askClasses`. */
export function* askEachClass<A extends Counted>(
  analysis: A,
  question: readonly unknown[],
  find: (analysis: A) => Steps<unknown>,
): Iterable<void> {
  if (!isRemembered(analysis)) return;
  for (const contacts of separate(analysis.contacts, analysis.prover)) {
    const own = { ...analysis, contacts };
    const place = placeOf(own, question);
    if (place && !place.known) place.remember(yield* find(own));
    yield;
  }
}

const isRemembered = ({ mustInclude, forGroup }: Counted): boolean => !mustInclude && !forGroup;

function askAgain<A extends Counted, T>(analysis: A, question: readonly unknown[], find: (analysis: A) => T): T {
  const place = isRemembered(analysis) ? placeOf(analysis, question) : undefined;
  if (!place) return find(analysis);
  if (place.known) return place.known.found as T;
  const found = find(analysis);
  place.remember(found);
  return found;
}

/** Where what is found in a class of contacts is remembered; nowhere if there are none. */
interface Place {
  /** What was found in the same contacts before. */
  readonly known: Known | undefined;
  remember(found: unknown): void;
}

function placeOf({ contacts, sizes, during, once }: Counted, question: readonly unknown[]): Place | undefined {
  const [first] = contacts;
  if (!first) return undefined;
  const asked = JSON.stringify([...question, during, once?.(first)]);
  const ofSizes = remembered.get(sizes) ?? new Map<string, WeakMap<Contact, Known>>();
  remembered.set(sizes, ofSizes);
  const byFirst = ofSizes.get(asked) ?? new WeakMap<Contact, Known>();
  ofSizes.set(asked, byFirst);
  const before = byFirst.get(first);
  return {
    known: before && sameItems(before.contacts, contacts) ? before : undefined,
    remember: (found) => byFirst.set(first, { contacts, found }),
  };
}
