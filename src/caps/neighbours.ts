import type { Sizes } from '../conditions/sizes.js';
import { finished, type Steps } from '../text/steps.js';
import type { Item, Items } from './items.js';
import { meetings, type Drawn } from './meetings.js';
import type { Stretch } from './windows.js';

/** How the items that meet in some window relate to one another; each list without repetitions. */
export interface Neighbours {
  /** Items of different parts are never apart: whatever is met of one part, anything of the other may be met. Parts are numbered from 0. */
  partOf(item: Item): number;
  /** The other items, or for a piece all items but its own, in which all of its members are. */
  around(item: Item): readonly Item[];
  /** The items too large to be apart from it, none within the other. */
  crowdedWith(item: Item): readonly Item[];
}

const NONE: readonly Item[] = [];

/** So many items are compared in one step. */
const STEP = 500;

export function createNeighbours(items: Items, stretches: readonly Stretch[], sizes: Sizes): Neighbours {
  return finished(neighboursInSteps(items, stretches, sizes));
}

/** The same step by step. */
export function* neighboursInSteps(items: Items, stretches: readonly Stretch[], sizes: Sizes): Steps<Neighbours> {
  const [around, crowded] = [createRelation(items.size), createRelation(items.size)];
  const parts = createParts(items.size);
  const members = sizes.members ?? Infinity;

  function compare(a: Item, b: Item): void {
    if (items.apart(a, b)) {
      parts.join(a.index, b.index);
      return;
    }
    const [inner, outer] = [items.inside(a, b), items.inside(b, a)];
    if (inner) around.add(a, b);
    if (outer) around.add(b, a);
    for (const piece of items.pieces(a)) if (items.inside(piece, b)) around.add(piece, b);
    for (const piece of items.pieces(b)) if (items.inside(piece, a)) around.add(piece, a);
    if (!inner && !outer) compareSizes(a, b);
  }

  /** Groups of different moments have only the store in common. */
  function compareSizes(a: Item, b: Item): void {
    const total = items.low(a) + items.low(b);
    if (a.triggered || b.triggered || total === 0 || (total <= members && a.group.moment !== b.group.moment)) return;
    if (sizes.sharedLow([...a.sized, ...b.sized]) <= 0) return;
    crowded.add(a, b);
    crowded.add(b, a);
  }

  const joined = new Set<Drawn>();

  /** All of it in one part, of which one item stands for all. */
  function joinAll(drawn: Drawn): number {
    const { index } = drawn.first;
    if (!joined.has(drawn)) for (const item of drawn.items) parts.join(item.index, index);
    joined.add(drawn);
    return index;
  }

  let left = STEP;
  for (const meeting of meetings(items, stretches, members)) {
    if (left === 0) yield;
    left = left === 0 ? STEP : left - 1;
    if (meeting.kind === 'pair') compare(meeting.a, meeting.b);
    else parts.join(joinAll(meeting.a), joinAll(meeting.b));
  }
  return { partOf: ({ index }) => parts.of(index), around: around.of, crowdedWith: crowded.of };
}

/** Joins numbers below a size into parts. */
function createParts(size: number): { join(a: number, b: number): void; of(a: number): number } {
  const parents = Int32Array.from({ length: size }, (_, index) => index);
  const parentOf = (a: number): number => parents[a] ?? a;
  const of = (a: number): number => {
    let root = a;
    while (parentOf(root) !== root) root = parents[root] = parentOf(parentOf(root));
    return root;
  };
  return {
    join(a, b) {
      parents[of(a)] = of(b);
    },
    of,
  };
}

function createRelation(size: number) {
  const sets = new Array<Set<Item> | undefined>(size).fill(undefined);
  const lists = new Array<readonly Item[] | undefined>(size).fill(undefined);
  return {
    add(from: Item, to: Item): void {
      (sets[from.index] ??= new Set()).add(to);
    },
    of: ({ index }: Item): readonly Item[] => (lists[index] ??= sets[index] ? [...sets[index]] : NONE),
  };
}
