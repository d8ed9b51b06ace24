import type { Sizes } from '../conditions/sizes.js';
import type { Weighted } from './heaviest.js';
import type { Item, Items } from './items.js';
import type { Neighbours } from './neighbours.js';

/** A set of items that at least `low` members surely share. */
export interface Sure {
  readonly weight: number;
  readonly items: readonly Weighted[];
  readonly low: number;
  /** Names of the audiences whose members these are. */
  readonly audiences: readonly string[];
}

/** The sets that must share members are looked for among so many combinations of large groups. */
const MOST_COMBINATIONS = 500;

/**
 * The heaviest set above the limit that some members must all be in: one group and those around it, or groups too large to be apart.
 * `low` of the result is the most members that are surely above the limit in one such set.
 * Triggered waves never prove anything.
 */
export function createSure(items: Items, neighbours: Neighbours, sizes: Sizes) {
  const shared = new Map<string, number>();

  function sharedLow(cores: readonly Item[]): number {
    const key = cores.map(({ index }) => index).join(' ');
    const known = shared.get(key);
    if (known !== undefined) return known;
    const low = cores.some((a, i) => cores.slice(i + 1).some((b) => neighbours.apartFrom(a).has(b)))
      ? 0
      : sizes.sharedLow(cores.flatMap(({ sized }) => sized));
    shared.set(key, low);
    return low;
  }

  return (weighted: readonly Weighted[], limit: number, required?: ReadonlySet<Item>): Sure | undefined => {
    const certain = weighted.filter(({ item }) => !item.triggered);
    if (certain.reduce((total, { weight }) => total + weight, 0) <= limit) return undefined;
    const present = new Map(certain.map((one) => [one.item, one]));
    const cores = certain.map(({ item }) => item).filter((item) => items.low(item) > 0);
    let best: Sure | undefined;
    let most = 0;

    /** `inner` is the piece of a chosen item that is meant. */
    function consider(chosen: readonly Item[], low: number, inner?: Item): void {
      const closed = closure(chosen, inner ? [inner] : chosen);
      const weight = closed.reduce((total, one) => total + one.weight, 0);
      if (weight <= limit || (required && !closed.some(({ item }) => required.has(item)))) return;
      most = Math.max(most, low);
      if (!best || weight > best.weight || (weight === best.weight && low > best.low))
        best = { weight, items: closed, low, audiences: namesOf(inner ? [inner] : chosen) };
    }

    /** The items themselves and all present ones around them; of those that are met at most once together, one. */
    function closure(chosen: readonly Item[], members: readonly Item[]): readonly Weighted[] {
      const found = new Set<Weighted>();
      const once = new Set<string>();
      const add = (item: Item): void => {
        const one = present.get(item);
        if (!one || found.has(one) || (item.once !== undefined && once.has(item.once))) return;
        if (item.once !== undefined) once.add(item.once);
        found.add(one);
      };
      chosen.forEach(add);
      for (const item of members) neighbours.around(item).forEach(add);
      return [...found];
    }

    for (const { item } of certain) {
      for (const piece of items.pieces(item)) if (items.low(piece) > 0) consider([item], items.low(piece), piece);
    }
    for (const item of cores) consider([item], items.low(item));
    combine(cores, items, neighbours, sizes.members ?? Infinity, sharedLow, consider);
    return best && { ...best, low: most };
  };
}

function namesOf(cores: readonly Item[]): readonly string[] {
  return [...new Set(cores.flatMap(({ group }) => group.include))];
}

/** Calls back with every combination of two or more groups, none within another, that are too large to be apart. */
function combine(
  cores: readonly Item[],
  items: Items,
  neighbours: Neighbours,
  members: number,
  sharedLow: (cores: readonly Item[]) => number,
  consider: (cores: readonly Item[], low: number) => void,
): void {
  const bySize = [...cores].sort((a, b) => items.low(b) - items.low(a) || a.index - b.index);
  const partners = new Map<Item, Item[]>();
  const meet = (a: Item, b: Item): void => {
    if (neighbours.around(a).has(b) || neighbours.around(b).has(a) || sharedLow([a, b]) <= 0) return;
    partners.get(a)?.push(b) ?? partners.set(a, [b]);
  };
  const moments = new Map<string, number>();
  for (const { group } of bySize) moments.set(group.moment, (moments.get(group.moment) ?? 0) + 1);
  bySize.forEach((a, index) => {
    const alone = moments.get(a.group.moment) === 1;
    for (const b of bySize.slice(index + 1)) {
      // Groups of different moments have only the store in common.
      const large = items.low(a) + items.low(b) > members;
      if (!large && alone) break;
      if (large || a.group.moment === b.group.moment) meet(a, b);
    }
  });
  let combinations = 0;
  const extend = (chosen: readonly Item[], candidates: readonly Item[]): void => {
    candidates.forEach((next, index) => {
      combinations += 1;
      if (combinations > MOST_COMBINATIONS) return;
      const grown = [...chosen, next];
      const low = sharedLow(grown);
      if (low <= 0) return;
      consider(grown, low);
      const following = partners.get(next) ?? [];
      extend(
        grown,
        candidates.slice(index + 1).filter((other) => following.includes(other)),
      );
    });
  };
  for (const [first, others] of partners) extend([first], others);
}
