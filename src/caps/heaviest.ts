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
    const order = classesOf(rest, apart);
    for (const [at, { one, bound }] of [...order.entries()].reverse()) {
      if (weight + bound <= best.weight) return;
      if (steps > MOST_STEPS) {
        bounded = Math.max(bounded, weight + bound);
        return;
      }
      const grown = [...chosen, one];
      if (grown.length > 2 && !together(grown.map(({ item }) => item))) continue;
      const left = order.slice(0, at).map((earlier) => earlier.one);
      extend(
        grown,
        weight + one.weight,
        left.filter((other) => !apart(other.item, one.item)),
      );
    }
  }

  extend([], 0, candidates);
  return bounded > best.weight ? { ...best, weight: bounded } : best;
}

/** A bound that no set of the candidates exceeds. */
export function mostOf(candidates: readonly Weighted[], { apart }: Pick<Items, 'apart'>): number {
  return classesOf(candidates, apart).at(-1)?.bound ?? 0;
}

interface Ranked {
  readonly one: Weighted;
  /** The most that this and those before it can add. */
  readonly bound: number;
}

/** Candidates class by class; those of a class are apart from one another. */
function classesOf(rest: readonly Weighted[], apart: Items['apart']): readonly Ranked[] {
  const classes: Weighted[][] = [];
  for (const one of rest.toSorted((a, b) => b.weight - a.weight)) {
    const fitting = classes.find((members) => members.every((member) => apart(member.item, one.item)));
    if (fitting) fitting.push(one);
    else classes.push([one]);
  }
  const ranked: Ranked[] = [];
  let bound = 0;
  for (const members of classes) {
    bound += members[0]?.weight ?? 0;
    for (const one of members) ranked.push({ one, bound });
  }
  return ranked;
}
