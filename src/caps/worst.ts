import { heaviest, type Compatibility, type Heaviest, type Weighted } from './heaviest.js';
import type { Item, Items } from './items.js';
import type { Neighbours } from './neighbours.js';

/** The worst case of a window, that is the heaviest set of items one member may be in. */
export interface Worst {
  /** A bound that no set exceeds, found part by part: whether its parts go together is left open. */
  estimate(items: readonly Weighted[], required?: ReadonlySet<Item>): Heaviest;
  /** The exact worst case, given the estimate. */
  confirm(estimate: Heaviest, items: readonly Weighted[], required?: ReadonlySet<Item>): Heaviest;
}

export function createWorst(items: Items, neighbours: Neighbours): Worst {
  const memo = new Map<string, Heaviest>();
  const compatibility: Compatibility = { apart: (a, b) => neighbours.apartFrom(a).has(b), together: items.together };

  function ofPart(part: readonly Weighted[], required: ReadonlySet<Item> | undefined): Heaviest {
    const [only] = part;
    if (only && part.length === 1)
      return !required || required.has(only.item) ? { weight: only.weight, items: part } : { weight: 0, items: [] };
    const key = part.map(({ item, weight }) => `${item.index}:${weight}${required?.has(item) ? '!' : ''}`).join(' ');
    const known = memo.get(key);
    if (known) return known;
    const found = heaviest(part, compatibility, required);
    memo.set(key, found);
    return found;
  }

  /** Items that are not apart from any of another part can be met whatever is met of that part. */
  function partsOf(weighted: readonly Weighted[]): readonly (readonly Weighted[])[] {
    const left = new Map(weighted.map((one) => [one.item, one]));
    const parts: Weighted[][] = [];
    for (const one of weighted) {
      if (!left.delete(one.item)) continue;
      const part = [one];
      for (const { item } of part) {
        for (const other of neighbours.apartFrom(item)) {
          const next = left.get(other);
          if (!next) continue;
          left.delete(other);
          part.push(next);
        }
      }
      parts.push(part);
    }
    return parts;
  }

  function estimate(weighted: readonly Weighted[], required?: ReadonlySet<Item>): Heaviest {
    const parts = partsOf(weighted);
    const free = parts.map((part) => ofPart(part, undefined));
    if (required && !free.some((one) => one.items.some(({ item }) => required.has(item)))) exchange(parts, free, required);
    if (required && !free.some((one) => one.items.some(({ item }) => required.has(item)))) return { weight: 0, items: [] };
    return { weight: free.reduce((total, one) => total + one.weight, 0), items: free.flatMap((one) => one.items) };
  }

  /** Puts a required item into the part where that costs least. */
  function exchange(parts: readonly (readonly Weighted[])[], free: Heaviest[], required: ReadonlySet<Item>): void {
    let [place, least]: [number, number] = [-1, Infinity];
    const forced = parts.map((part) => (part.some(({ item }) => required.has(item)) ? ofPart(part, required) : undefined));
    forced.forEach((by, at) => {
      if (!by || by.items.length === 0 || free[at]!.weight - by.weight >= least) return;
      [place, least] = [at, free[at]!.weight - by.weight];
    });
    const by = forced[place];
    if (by) free[place] = by;
  }

  function confirm(found: Heaviest, weighted: readonly Weighted[], required?: ReadonlySet<Item>): Heaviest {
    if (found.items.length < 3 || items.together(found.items.map(({ item }) => item))) return found;
    return heaviest(weighted, compatibility, required);
  }

  return { estimate, confirm };
}
