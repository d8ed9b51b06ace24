/**
 * The values a term may have: a set of integers, and whether the value may be unknown.
 * `cuts` are the bounds of disjoint half-open ranges `[cuts[0], cuts[1]) ∪ [cuts[2], cuts[3]) ∪ …`, rising, never touching; infinite at the ends.
 * A dense scale (money, durations) puts the multiple `v` of its unit at `2v` and the open gap above it at `2v + 1`.
 */
export interface Domain {
  readonly unknown: boolean;
  readonly cuts: readonly number[];
}

const NONE: readonly number[] = [];

function at(cuts: readonly number[], index: number): number {
  return cuts[index] as number;
}

export function range(from: number, to: number): Domain {
  return { unknown: false, cuts: from < to ? [from, to] : NONE };
}

export const EMPTY: Domain = { unknown: false, cuts: NONE };
export const UNKNOWN: Domain = { unknown: true, cuts: NONE };
export const LINE: Domain = range(-Infinity, Infinity);

export function isEmpty(a: Domain): boolean {
  return !a.unknown && a.cuts.length === 0;
}

export function overlaps(a: Domain, b: Domain): boolean {
  if (a.unknown && b.unknown) return true;
  for (let i = 0, j = 0; i < a.cuts.length && j < b.cuts.length;) {
    if (at(a.cuts, i) < at(b.cuts, j + 1) && at(b.cuts, j) < at(a.cuts, i + 1)) return true;
    if (at(a.cuts, i + 1) < at(b.cuts, j + 1)) i += 2;
    else j += 2;
  }
  return false;
}

/** Whether `a` lies within `b`. */
export function isWithin(a: Domain, b: Domain): boolean {
  if (a.unknown && !b.unknown) return false;
  for (let i = 0, j = 0; i < a.cuts.length; i += 2) {
    while (j < b.cuts.length && at(b.cuts, j + 1) < at(a.cuts, i + 1)) j += 2;
    if (j >= b.cuts.length || at(b.cuts, j) > at(a.cuts, i)) return false;
  }
  return true;
}

/** `a` itself where it lies within `b`. */
export function intersect(a: Domain, b: Domain): Domain {
  if (isWithin(a, b)) return a;
  const cuts: number[] = [];
  for (let i = 0, j = 0; i < a.cuts.length && j < b.cuts.length;) {
    const from = Math.max(at(a.cuts, i), at(b.cuts, j));
    const to = Math.min(at(a.cuts, i + 1), at(b.cuts, j + 1));
    if (from < to) cuts.push(from, to);
    if (at(a.cuts, i + 1) < at(b.cuts, j + 1)) i += 2;
    else j += 2;
  }
  return { unknown: a.unknown && b.unknown, cuts };
}

export function unite(a: Domain, b: Domain): Domain {
  const cuts: number[] = [];
  for (let i = 0, j = 0; i < a.cuts.length || j < b.cuts.length;) {
    const left = j >= b.cuts.length || (i < a.cuts.length && at(a.cuts, i) <= at(b.cuts, j));
    const [from, to] = left ? [at(a.cuts, i), at(a.cuts, i + 1)] : [at(b.cuts, j), at(b.cuts, j + 1)];
    if (left) i += 2;
    else j += 2;
    const last = cuts.length - 1;
    if (last >= 0 && at(cuts, last) >= from) cuts[last] = Math.max(at(cuts, last), to);
    else cuts.push(from, to);
  }
  return { unknown: a.unknown || b.unknown, cuts };
}

/** What of `a` is not in `b`. */
export function subtract(a: Domain, b: Domain): Domain {
  const bounds = [-Infinity, ...b.cuts, Infinity];
  const outside: number[] = [];
  for (let i = 0; i < bounds.length; i += 2) if (at(bounds, i) < at(bounds, i + 1)) outside.push(at(bounds, i), at(bounds, i + 1));
  return intersect(a, { unknown: !b.unknown, cuts: outside });
}
