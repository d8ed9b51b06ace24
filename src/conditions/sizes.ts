import type { Bounds, Group } from '../model/conditions.js';
import type { Fact } from '../model/types.js';
import { audienceGroup, bounded, createAudienceSizes, lower, sum, type AudienceSizesInput } from './audience-sizes.js';

export interface SizesInput extends AudienceSizesInput {
  readonly facts: readonly Fact[];
}

/** How many members groups have, as far as declared sizes and proofs tell. */
export interface Sizes {
  /** Of the store. */
  readonly members?: number;
  /** No `high` where nothing but the size of the whole store bounds the group. */
  readonly bounds: (group: Group) => Bounds;
  /** Of the members that are in all of the groups at once. */
  readonly overlapBounds: (groups: readonly Group[]) => Bounds;
  /** How many members groups must share because they are too large for their base to be apart. */
  readonly sharedLow: (groups: readonly Group[]) => number;
}

const NOBODY: Bounds = { low: 0, high: 0 };

export function createSizes(input: SizesInput): Sizes {
  const { audiences, facts, members, prover } = input;
  const sizeOf = createAudienceSizes(input);
  const overlaps = facts.flatMap(({ relation, left, right, most }) =>
    relation === 'overlap' && most ? [{ left: left.name, right: right.name, most: most.value }] : [],
  );
  const memo = new Map<number, Bounds>();

  function bounds(group: Group): Bounds {
    const kind = prover.kind(group);
    const known = memo.get(kind);
    if (known) return known;
    const found = prover.empty(group) ? NOBODY : measure(group);
    memo.set(kind, found);
    return found;
  }

  function measure(group: Group): Bounds {
    const { low, high } = unionBounds(group);
    if (group.where && group.where.kind !== 'everyone') return bounded(0, high);
    const left = low - excludedHigh(group);
    if (group.include.length < 2 || group.exclude.length === 0) return bounded(left, high);
    return bounded(
      Math.max(
        left,
        disjointLow(piecesOf(group), (part) => bounds(part).low),
      ),
      high,
    );
  }

  /** What each audience of a group contributes. */
  function piecesOf(group: Group): readonly Group[] {
    return group.include.map((name) => ({ ...group, include: [name] }));
  }

  /** Of the audiences a group includes, before it excludes any. */
  function unionBounds(group: Group): Bounds {
    const parts = outermost(group);
    const sizes = parts.map(wholeSize);
    const total = sum(sizes);
    return bounded(
      disjointLow(parts, (part) => wholeSize(part).low),
      total.high === undefined ? undefined : lower(total.high, commonHigh(group.include)),
    );
  }

  /** Of a group that is one audience. */
  function wholeSize({ include: [name = ''] }: Group): Bounds {
    return sizeOf(name);
  }

  /** One group for each included audience that does not lie within the others. */
  function outermost(group: Group): readonly Group[] {
    let kept = [...new Set(group.include)].map((name) => audienceGroup(name, group));
    for (const part of [...kept]) {
      const others = kept.filter((other) => other !== part);
      const union = { ...part, include: others.flatMap(({ include }) => include) };
      if (others.length > 0 && prover.within(part, union)) kept = others;
    }
    return kept;
  }

  /** The lows of audiences that are provably apart add up. */
  function disjointLow(parts: readonly Group[], lowOf: (part: Group) => number): number {
    const chosen: Group[] = [];
    let low = 0;
    const bySize = parts.map((part) => ({ part, size: lowOf(part) })).sort((a, b) => b.size - a.size);
    for (const { part, size } of bySize) {
      if (!chosen.every((other) => prover.disjoint(part, other))) continue;
      chosen.push(part);
      low += size;
    }
    return low;
  }

  function excludedHigh(group: Group): number {
    const { where: _where, ...rest } = group;
    const whole: Group = { ...rest, exclude: [] };
    return outermost({ ...whole, include: group.exclude }).reduce((total, part) => total + (overlapHigh(whole, part) ?? Infinity), 0);
  }

  /** The most members two groups can share. */
  function overlapHigh(a: Group, b: Group): number | undefined {
    if (prover.disjoint(a, b)) return 0;
    const whole = lower(lower(highOf(a), highOf(b)), factHigh(a, b));
    const split = [a, b].find(({ include }) => include.length > 1);
    if (!split) return whole;
    const other = split === a ? b : a;
    const parts = split.include.map((name) => overlapHigh({ ...split, include: [name] }, other));
    return lower(whole, sum(parts.map((high) => bounded(0, high))).high);
  }

  function highOf(group: Group): number | undefined {
    return bounds(group).high;
  }

  /** What a fact allows two groups to share; it speaks of both audiences at one moment. */
  function factHigh(a: Group, b: Group): number | undefined {
    let high: number | undefined;
    for (const { left, right, most } of overlaps) {
      const holds = [a, b].some((at) => {
        const [x, y] = [audienceGroup(left, at), audienceGroup(right, at)];
        return (prover.within(a, x) && prover.within(b, y)) || (prover.within(a, y) && prover.within(b, x));
      });
      if (holds) high = lower(high, most);
    }
    return high;
  }

  function overlapBounds(groups: readonly Group[]): Bounds {
    if (!prover.satisfiable(groups)) return NOBODY;
    const inner = innermost(groups);
    const [only, more] = inner;
    if (only && !more) return bounds(only);
    let high = inner.map(highOf).reduce(lower, undefined);
    inner.forEach((a, index) => {
      for (const b of inner.slice(index + 1)) high = lower(high, overlapHigh(a, b));
    });
    return bounded(Math.max(sharedLow(inner), innerLow(inner)), high);
  }

  /** Members of audiences of one group that lie within all the others. */
  function innerLow(groups: readonly Group[]): number {
    const lows = groups.map((group) => {
      if (group.include.length < 2 || group.where) return 0;
      const shared = piecesOf(group).filter((part) => groups.every((other) => other === group || prover.within(part, other)));
      return disjointLow(shared, (part) => bounds(part).low);
    });
    return Math.max(0, ...lows);
  }

  function sharedLow(groups: readonly Group[]): number {
    const total = groups.reduce((low, group) => low + bounds(group).low, 0);
    if (members === undefined || total === 0) return 0;
    const base = sharedBase(groups) ?? members;
    return Math.max(0, total - (groups.length - 1) * base);
  }

  /** Without the groups that others lie within. */
  function innermost(groups: readonly Group[]): readonly Group[] {
    let kept = [...new Set(groups)];
    for (const group of [...kept]) {
      const others = kept.filter((other) => other !== group);
      if (others.some((other) => prover.within(other, group))) kept = others;
    }
    return kept;
  }

  /** The high of the smallest sized audience all groups are drawn from at one moment. */
  function sharedBase(groups: readonly Group[]): number | undefined {
    const [first, ...rest] = groups;
    if (!first || rest.some(({ moment }) => moment !== first.moment)) return undefined;
    return commonHigh(groups.flatMap(({ include }) => include));
  }

  function commonHigh(names: readonly string[]): number | undefined {
    const [first, ...rest] = names.map(basesOf);
    const common = (first ?? []).filter((base) => rest.every((bases) => bases.includes(base)));
    return common.map((base) => sizeOf(base).high).reduce(lower, undefined);
  }

  /** The audience and all it is drawn from; an as-of day on the way cuts off the rest, which is seen at another moment. */
  function basesOf(name: string): readonly string[] {
    const bases: string[] = [];
    for (let audience = audiences.get(name); audience && !bases.includes(audience.name); audience = audiences.get(audience.of ?? '')) {
      if (audience.asOf !== undefined) return bases.concat(audience.name, 'everyone');
      bases.push(audience.name);
    }
    return bases;
  }

  return { ...(members !== undefined && { members }), bounds, overlapBounds, sharedLow };
}
