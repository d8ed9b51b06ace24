import type { Item, Items } from './items.js';

/** An item with how often its contacts count together. */
export interface Weighted {
  readonly item: Item;
  readonly weight: number;
}

/** A set of items a member may be in at once, and its weight. */
export interface Heaviest {
  readonly weight: number;
  readonly items: readonly Weighted[];
}

/** How many candidates one search may go through; beyond it the weight is a bound that no set exceeds. */
const MOST_STEPS = 30_000;

/**
 * The heaviest set of items that one member may be in, found by branch and bound.
 * The bound: of items that are apart from one another a member is in one at most, so each such class adds its heaviest only.
 */
export function heaviest(
  candidates: readonly Weighted[],
  { apart, together }: Pick<Items, 'apart' | 'together'>,
  required: ReadonlySet<Item> | undefined,
): Heaviest {
  let best: Heaviest = { weight: 0, items: [] };
  let steps = 0;
  let bounded = 0;

  function extend(chosen: readonly Weighted[], weight: number, rest: readonly Weighted[]): void {
    steps += 1 + rest.length;
    if (weight > best.weight && (!required || chosen.some(({ item }) => required.has(item)))) best = { weight, items: chosen };
    const { order, bounds } = classesOf(rest, apart);
    for (let i = order.length - 1; i >= 0; i -= 1) {
      if (weight + bounds[i]! <= best.weight) return;
      if (steps > MOST_STEPS) {
        bounded = Math.max(bounded, weight + bounds[i]!);
        return;
      }
      const next = order[i]!;
      const grown = [...chosen, next];
      if (grown.length > 2 && !together(grown.map(({ item }) => item))) continue;
      extend(
        grown,
        weight + next.weight,
        order.slice(0, i).filter((other) => !apart(other.item, next.item)),
      );
    }
  }

  extend([], 0, candidates);
  return bounded > best.weight ? { ...best, weight: bounded } : best;
}

/** Candidates class by class, with the most that one and those before it can add. */
function classesOf(
  rest: readonly Weighted[],
  apart: Items['apart'],
): { readonly order: readonly Weighted[]; readonly bounds: readonly number[] } {
  const classes: Weighted[][] = [];
  for (const one of [...rest].sort((a, b) => b.weight - a.weight)) {
    const fitting = classes.find((members) => members.every((member) => apart(member.item, one.item)));
    if (fitting) fitting.push(one);
    else classes.push([one]);
  }
  const [order, bounds]: [Weighted[], number[]] = [[], []];
  let total = 0;
  for (const members of classes) {
    total += members[0]!.weight;
    for (const member of members) {
      order.push(member);
      bounds.push(total);
    }
  }
  return { order, bounds };
}
