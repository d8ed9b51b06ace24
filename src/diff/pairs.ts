/** What stands in both versions, and what in one alone. */
export interface Pairs<T> {
  readonly both: readonly (readonly [before: T, after: T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/** Pairs what has the same key; keys are unique in each version. */
export function pairByKey<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Pairs<T> {
  const left = new Map(before.map((item) => [keyOf(item), item]));
  const both: (readonly [T, T])[] = [];
  const added: T[] = [];
  for (const item of after) {
    const key = keyOf(item);
    const was = left.get(key);
    if (was === undefined) added.push(item);
    else both.push([was, item]);
    left.delete(key);
  }
  return { both, removed: [...left.values()], added };
}

/**
 * Pairs points in time in their order, as many as can be, with the least distance in all: what was moved to another day.
 * Both lists are in order.
 */
export function pairInOrder<T>(before: readonly T[], after: readonly T[], timeOf: (item: T) => number): Pairs<T> {
  if (before.length > after.length) {
    const { both, removed, added } = pairInOrder(after, before, timeOf);
    return { both: both.map(([a, b]) => [b, a]), removed: added, added: removed };
  }
  // least[i][j]: the least distance of the first i of `before`, all paired, with some of the first j of `after`.
  const least = [new Array<number>(after.length + 1).fill(0)];
  for (const [i, was] of before.entries()) {
    const above = least[i] ?? [];
    const row = new Array<number>(after.length + 1).fill(Infinity);
    for (const [j, is] of after.entries()) {
      row[j + 1] = Math.min(row[j] ?? Infinity, (above[j] ?? Infinity) + Math.abs(timeOf(is) - timeOf(was)));
    }
    least.push(row);
  }
  const partners = new Map<number, number>();
  for (let i = before.length, j = after.length; i > 0; j -= 1) {
    if (least[i]?.[j] === least[i]?.[j - 1]) continue;
    partners.set(j - 1, i - 1);
    i -= 1;
  }
  return {
    both: after.flatMap((is, j) => {
      const was = before[partners.get(j) ?? -1];
      return was === undefined ? [] : [[was, is] as const];
    }),
    removed: [],
    added: after.filter((_, j) => !partners.has(j)),
  };
}
