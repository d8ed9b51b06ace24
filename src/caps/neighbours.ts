import type { Item, Items } from './items.js';
import type { Stretch } from './windows.js';

/** How the items that meet in some window relate to one another. */
export interface Neighbours {
  /** The items no member of which is in the item. */
  apartFrom(item: Item): ReadonlySet<Item>;
  /** The other items, or for a piece all items but its own, in which all of its members are. */
  around(item: Item): ReadonlySet<Item>;
}

const NONE: ReadonlySet<Item> = new Set();

export function createNeighbours(items: Items, stretches: readonly Stretch[]): Neighbours {
  const apart = new Map<Item, Set<Item>>();
  const around = new Map<Item, Set<Item>>();
  const add = (relation: Map<Item, Set<Item>>, from: Item, to: Item): void => {
    const found = relation.get(from);
    if (found) found.add(to);
    else relation.set(from, new Set([to]));
  };

  function compare(a: Item, b: Item): void {
    if (items.apart(a, b)) {
      add(apart, a, b);
      add(apart, b, a);
      return;
    }
    for (const part of [a, ...items.pieces(a)]) if (items.inside(part, b)) add(around, part, b);
    for (const part of [b, ...items.pieces(b)]) if (items.inside(part, a)) add(around, part, a);
  }

  let before = new Set<Item>();
  for (const { entries } of stretches) {
    const present = [...new Set(entries.flatMap(({ contact }) => items.of(contact) ?? []))];
    present.forEach((item, index) => {
      if (before.has(item)) return;
      // Pairs of two new items are met once, from the earlier one.
      present.forEach((other, place) => {
        if (place > index || (place < index && before.has(other))) compare(item, other);
      });
    });
    before = new Set(present);
  }
  return { apartFrom: (item) => apart.get(item) ?? NONE, around: (item) => around.get(item) ?? NONE };
}
