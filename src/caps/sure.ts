import { distinctEntries } from './audiences.js';
import type { Sizes } from '../conditions/sizes.js';
import type { Weighted } from './heaviest.js';
import type { Item, Items } from './items.js';
import type { Neighbours } from './neighbours.js';

/** A set of items that at least `low` members surely share. */
export interface Sure {
  readonly weight: number;
  readonly items: readonly Weighted[];
  readonly low: number;
  /** These members are in each entry, through one of the audiences it names. */
  readonly audiences: readonly (readonly string[])[];
}

/** The sets that must share members are looked for among so many combinations of large groups. */
const MOST_COMBINATIONS = 500;

/**
 * The heaviest set above the limit that some members must all be in: one group and those around it, or groups too large to be apart.
 * `low` of the result is the most members that are surely above the limit in one such set.
 * Triggered waves never prove anything.
 */
export function createSure(items: Items, neighbours: Neighbours, sizes: Sizes) {
  /** Weights of what is present; everything else is 0. */
  const weights = new Float64Array(items.size);

  return (weighted: readonly Weighted[], limit: number, required?: ReadonlySet<Item>): Sure | undefined => {
    const certain = weighted.filter(({ item }) => !item.triggered);
    if (certain.reduce((total, { weight }) => total + weight, 0) <= limit) return undefined;
    for (const { item, weight } of certain) weights[item.index] = weight;
    const found = find(certain, limit, required);
    for (const { item } of certain) weights[item.index] = 0;
    return found;
  };

  function find(certain: readonly Weighted[], limit: number, required: ReadonlySet<Item> | undefined): Sure | undefined {
    let best: Sure | undefined;
    let most = 0;

    /** `inner` is the piece of the first chosen item that is meant. */
    function consider(chosen: readonly Item[], low: number, inner?: Item): void {
      const cores = inner ? [inner] : chosen;
      if (low <= 0 || heaviestAround(chosen, cores) <= limit) return;
      const closed = closure(chosen, cores);
      const weight = closed.reduce((total, one) => total + one.weight, 0);
      if (weight <= limit || (required && !closed.some(({ item }) => required.has(item)))) return;
      most = Math.max(most, low);
      if (!best || weight > best.weight || (weight === best.weight && low > best.low))
        best = { weight, items: closed, low, audiences: namesOf(cores) };
    }

    /** A bound on the weight of the closure. */
    function heaviestAround(chosen: readonly Item[], cores: readonly Item[]): number {
      let total = 0;
      for (const item of chosen) total += weights[item.index] ?? 0;
      for (const item of cores) for (const other of neighbours.around(item)) total += weights[other.index] ?? 0;
      return total;
    }

    /** The items themselves and all present ones around them; of those that are met at most once together, one. */
    function closure(chosen: readonly Item[], cores: readonly Item[]): readonly Weighted[] {
      const found = new Map<Item, Weighted>();
      const once = new Set<string>();
      const add = (item: Item): void => {
        const weight = weights[item.index] ?? 0;
        if (weight === 0 || found.has(item) || (item.once !== undefined && once.has(item.once))) return;
        if (item.once !== undefined) once.add(item.once);
        found.set(item, { item, weight });
      };
      chosen.forEach(add);
      for (const item of cores) neighbours.around(item).forEach(add);
      return [...found.values()];
    }

    for (const { item } of certain) {
      consider([item], items.low(item));
      for (const piece of items.pieces(item)) consider([item], items.low(piece), piece);
    }
    combine(certain, weights, neighbours, sizes, consider);
    return best && { ...best, low: most };
  }
}

function namesOf(cores: readonly Item[]): readonly (readonly string[])[] {
  return distinctEntries(cores.map(({ group }) => group.include));
}

/** Calls back with combinations of two or more present groups, none within another, that are too large to be apart. */
function combine(
  certain: readonly Weighted[],
  weights: Float64Array,
  neighbours: Neighbours,
  sizes: Sizes,
  consider: (cores: readonly Item[], low: number) => void,
): void {
  let combinations = 0;
  const extend = (chosen: readonly Item[], candidates: readonly Item[]): void => {
    candidates.forEach((next, index) => {
      combinations += 1;
      if (combinations > MOST_COMBINATIONS) return;
      const grown = [...chosen, next];
      const low = sizes.sharedLow(grown.flatMap(({ sized }) => sized));
      if (low <= 0) return;
      consider(grown, low);
      const following = neighbours.crowdedWith(next);
      extend(
        grown,
        candidates.slice(index + 1).filter((other) => following.includes(other)),
      );
    });
  };
  for (const { item } of certain) {
    const partners = neighbours.crowdedWith(item);
    if (partners.length > 0)
      extend(
        [item],
        partners.filter(({ index }) => index > item.index && (weights[index] ?? 0) > 0),
      );
  }
}
