/** How many partial stacks are looked at before giving up; far beyond what a store offers at one time. */
const MOST_STEPS = 20_000;

/**
 * Calls back with every largest set of items that are pairwise compatible (each item alone is compatible with itself).
 * False where there are too many to look at all of them.
 */
export function largestStacks(
  count: number,
  compatible: (a: number, b: number) => boolean,
  found: (stack: readonly number[]) => void,
): boolean {
  const friends = Array.from({ length: count }, (_, a) => new Set(range(count).filter((b) => a !== b && compatible(a, b))));
  let steps = 0;

  /** Bron–Kerbosch with a pivot: `stack` grows by `open`; items of `closed` were tried before. */
  function grow(stack: readonly number[], open: readonly number[], closed: readonly number[]): boolean {
    steps += 1;
    if (steps > MOST_STEPS) return false;
    if (open.length === 0) {
      if (closed.length === 0) found(stack);
      return true;
    }
    const covered = widest([...open, ...closed], open, friends);
    let left = open;
    let tried = closed;
    for (const item of open) {
      if (covered?.has(item)) continue;
      const near = friends[item];
      if (
        !near ||
        !grow(
          [...stack, item],
          left.filter((other) => near.has(other)),
          tried.filter((other) => near.has(other)),
        )
      )
        return false;
      left = left.filter((other) => other !== item);
      tried = [...tried, item];
    }
    return true;
  }

  return grow([], range(count), []);
}

/** The friends of the item that has most of them in `open`. */
function widest(
  pivots: readonly number[],
  open: readonly number[],
  friends: readonly ReadonlySet<number>[],
): ReadonlySet<number> | undefined {
  let best: ReadonlySet<number> | undefined;
  let most = -1;
  for (const pivot of pivots) {
    const near = friends[pivot];
    const size = open.filter((item) => near?.has(item)).length;
    if (near && size > most) {
      most = size;
      best = near;
    }
  }
  return best;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
