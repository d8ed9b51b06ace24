import type { Base, Item, Items } from './items.js';
import type { Stretch } from './windows.js';
import { addTo } from '../text/group-by.js';

/** Items of one window that are drawn from one base; an item without a base is by itself. */
export interface Drawn {
  readonly first: Item;
  readonly items: Item[];
}

/** What may be related: two items, or all of two bases that are apart. */
export type Meeting =
  { readonly kind: 'pair'; readonly a: Item; readonly b: Item } | { readonly kind: 'apart'; readonly a: Drawn; readonly b: Drawn };

/** What is in one window and may be related at all, all of it at least once. */
export function* meetings(items: Items, stretches: readonly Stretch[], members: number): Iterable<Meeting> {
  // Groups of other moments are only related where one of the two is timeless, or large.
  const reaches = (item: Item): boolean => items.timeless(item) || items.low(item) * 2 > members;
  const index = createIndex(items);
  /** The number of the last window an item was in, and of the one in which it was last new, from 1 on. */
  const [seen, met] = [new Int32Array(items.size), new Int32Array(items.size)];
  for (const [at, { entries }] of stretches.entries()) {
    const now = at + 1;
    const present: Item[] = [];
    const [near, far]: [Item[], Item[]] = [[], []];
    for (const { item } of entries) {
      const last = seen[item.index] as number;
      if (last === now) continue;
      seen[item.index] = now;
      present.push(item);
      if (last === 0) index.put(item, reaches(item));
      if (last === now - 1 && last > 0) continue;
      met[item.index] = now;
      (reaches(item) ? far : near).push(item);
    }
    /** Of two that are new the later one is told of. */
    const isTold = (item: Item, other: Item): boolean => other !== item && (met[other.index] !== now || other.index < item.index);
    for (const item of near)
      for (const other of index.near(item)) if (seen[other.index] === now && isTold(item, other)) yield { kind: 'pair', a: item, b: other };
    if (far.length > 0) yield* farMeetings(items, present, far, isTold);
  }
}

function* farMeetings(
  items: Items,
  present: readonly Item[],
  far: readonly Item[],
  isTold: (item: Item, other: Item) => boolean,
): Iterable<Meeting> {
  const all = drawnOf(items, present);
  for (const some of drawnOf(items, far)) {
    for (const others of all) {
      if (items.basesApart(items.base(some.first), items.base(others.first))) yield { kind: 'apart', a: some, b: others };
      else for (const a of some.items) for (const b of others.items) if (isTold(a, b)) yield { kind: 'pair', a, b };
    }
  }
}

function drawnOf(items: Items, some: readonly Item[]): readonly Drawn[] {
  const drawn: Drawn[] = [];
  const byBase = new Map<Base, Drawn>();
  for (const item of some) {
    const base = items.base(item);
    const known = base && byBase.get(base);
    if (known) known.items.push(item);
    else {
      const fresh = { first: item, items: [item] };
      drawn.push(fresh);
      if (base) byBase.set(base, fresh);
    }
  }
  return drawn;
}

/** Finds the items of one moment, of one send, those that are met at most once, and those that reach beyond their moment. */
function createIndex(items: Items): { put(item: Item, reaches: boolean): void; near(item: Item): Iterable<Item> } {
  const [byMoment, bySend] = [new Map<number, Item[]>(), new Map<number, Item[]>()];
  const byOnce = new Map<string, Item[]>();
  const everywhere: Item[] = [];
  return {
    put(item, reaches) {
      const { moment, send } = items.place(item);
      addTo(byMoment, moment, item);
      addTo(bySend, send, item);
      if (item.once !== undefined) addTo(byOnce, item.once, item);
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
