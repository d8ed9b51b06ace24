import type { Sizes } from '../conditions/sizes.js';
import type { Item, Items } from './items.js';
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

export function createNeighbours(items: Items, stretches: readonly Stretch[], sizes: Sizes): Neighbours {
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

  for (const [item, other] of meetings(items, stretches, members)) compare(item, other);
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

/** Pairs of items that are in one window and may be related at all, each at least once. */
function* meetings(items: Items, stretches: readonly Stretch[], members: number): Iterable<readonly [Item, Item]> {
  // Groups of other moments are only related where one of the two is timeless, or large.
  const reaches = (item: Item): boolean => items.timeless(item) || items.low(item) * 2 > members;
  const index = createIndex(items);
  /** The number of the last window an item was in, from 1 on. */
  const seen = new Int32Array(items.size);
  for (const [at, { entries }] of stretches.entries()) {
    const now = at + 1;
    const present: Item[] = [];
    const fresh: Item[] = [];
    for (const { item } of entries) {
      const last = seen[item.index] as number;
      if (last === now) continue;
      seen[item.index] = now;
      present.push(item);
      if (last === 0) index.put(item, reaches(item));
      if (last < now - 1 || last === 0) fresh.push(item);
    }
    const met = new Set<Item>();
    for (const item of fresh) {
      met.add(item);
      const others = reaches(item) ? present : index.near(item);
      for (const other of others) if (seen[other.index] === now && !met.has(other)) yield [item, other];
    }
  }
}

/** Finds the items of one moment, of one send, those that are met at most once, and those that reach beyond their moment. */
function createIndex(items: Items): { put(item: Item, reaches: boolean): void; near(item: Item): Iterable<Item> } {
  const [byMoment, bySend] = [new Map<number, Item[]>(), new Map<number, Item[]>()];
  const byOnce = new Map<string, Item[]>();
  const everywhere: Item[] = [];
  const push = <K>(map: Map<K, Item[]>, key: K, item: Item): void => {
    const found = map.get(key);
    if (found) found.push(item);
    else map.set(key, [item]);
  };
  return {
    put(item, reaches) {
      const { moment, send } = items.place(item);
      push(byMoment, moment, item);
      push(bySend, send, item);
      if (item.once !== undefined) push(byOnce, item.once, item);
      if (reaches) everywhere.push(item);
    },
    *near(item) {
      const { moment, send } = items.place(item);
      yield* byMoment.get(moment) ?? [];
      yield* bySend.get(send) ?? [];
      if (item.once !== undefined) yield* byOnce.get(item.once) ?? [];
      yield* everywhere;
    },
  };
}
