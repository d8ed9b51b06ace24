import { groupBy } from '../text/group-by.js';
import { heaviest, mostOf, type Heaviest, type Weighted } from './heaviest.js';
import type { Item, Items } from './items.js';
import type { Neighbours } from './neighbours.js';

/** Items of one part, not none. */
type Part = readonly Weighted[];

/** The worst case of a window, that is the heaviest set of items one member may be in. */
export interface Worst {
  /** Items by part (see `Neighbours`). */
  split(items: readonly Weighted[]): readonly Part[];
  /** A bound that is quickly found, above the estimate's. */
  bound(parts: readonly Part[]): number;
  /** A bound that no set exceeds, found part by part: whether its parts go together is left open. */
  estimate(parts: readonly Part[], required?: ReadonlySet<Item>): Heaviest;
  /** The exact worst case, given the estimate. */
  confirm(estimate: Heaviest, items: readonly Weighted[], required?: ReadonlySet<Item>): Heaviest;
}

const NOTHING: Heaviest = { weight: 0, items: [] };

export function createWorst(items: Items, neighbours: Neighbours): Worst {
  const memo = new Map<string, Heaviest>();
  /** What each part came to last: from window to window most stay as they are. */
  const latest = new Map<number, { readonly part: Part; readonly found: Heaviest }>();

  function ofFreePart(part: Part): Heaviest {
    const number = part[0] ? neighbours.partOf(part[0].item) : -1;
    const known = latest.get(number);
    if (known && isSame(known.part, part)) return known.found;
    const found = ofPart(part);
    latest.set(number, { part, found });
    return found;
  }

  /** Bounds of parts, by what they held last. */
  const bounds = new Map<number, { readonly part: Part; readonly bound: number }>();

  function boundOf(part: Part): number {
    const [first] = part;
    if (!first) return 0;
    const number = neighbours.partOf(first.item);
    const exact = latest.get(number);
    if (exact && isSame(exact.part, part)) return exact.found.weight;
    const known = bounds.get(number);
    if (known && isSame(known.part, part)) return known.bound;
    const bound = part.length === 1 ? first.weight : mostOf(part, items);
    bounds.set(number, { part, bound });
    return bound;
  }

  function ofPart(part: Part, required?: ReadonlySet<Item>): Heaviest {
    const [only] = part;
    if (only && part.length === 1) return !required || required.has(only.item) ? { weight: only.weight, items: part } : NOTHING;
    let key = '';
    for (const { item, weight } of part) key += `${item.index}:${weight}${required?.has(item) ? '! ' : ' '}`;
    const known = memo.get(key);
    if (known) return known;
    const found = heaviest(part, items, required);
    memo.set(key, found);
    return found;
  }

  function split(weighted: readonly Weighted[]): readonly Part[] {
    return [...groupBy(weighted, ({ item }) => neighbours.partOf(item)).values()];
  }

  function estimate(parts: readonly Part[], required?: ReadonlySet<Item>): Heaviest {
    const free = parts.map(ofFreePart);
    if (required && !meets(free, required)) exchange(parts, free, required);
    if (required && !meets(free, required)) return NOTHING;
    return { weight: free.reduce((total, one) => total + one.weight, 0), items: free.flatMap((one) => one.items) };
  }

  /** Puts a required item into the part where that costs least. */
  function exchange(parts: readonly Part[], free: Heaviest[], required: ReadonlySet<Item>): void {
    let cheapest: { readonly at: number; readonly by: Heaviest; readonly loss: number } | undefined;
    for (const [at, part] of parts.entries()) {
      if (!part.some(({ item }) => required.has(item))) continue;
      const by = ofPart(part, required);
      const loss = (free[at]?.weight ?? 0) - by.weight;
      if (by.items.length > 0 && loss < (cheapest?.loss ?? Infinity)) cheapest = { at, by, loss };
    }
    if (cheapest) free[cheapest.at] = cheapest.by;
  }

  function confirm(found: Heaviest, weighted: readonly Weighted[], required?: ReadonlySet<Item>): Heaviest {
    if (found.items.length < 3 || items.together(found.items.map(({ item }) => item))) return found;
    return heaviest(weighted, items, required);
  }

  return { split, bound: (parts) => parts.reduce((total, part) => total + boundOf(part), 0), estimate, confirm };
}

function isSame(a: Part, b: Part): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at] || (one.item === b[at]?.item && one.weight === b[at].weight));
}

function meets(parts: readonly Heaviest[], required: ReadonlySet<Item>): boolean {
  return parts.some((one) => one.items.some(({ item }) => required.has(item)));
}
