import type { Bounds, Group } from '../model/conditions.js';
import type { ResolvedAudience } from '../model/plan.js';
import type { Prover } from './prove.js';

export interface AudienceSizesInput {
  readonly audiences: ReadonlyMap<string, ResolvedAudience>;
  /** Of the store. */
  readonly members?: number;
  readonly prover: Prover;
}

const UNSIZED: Bounds = { low: 0 };

export function bounded(low: number, high: number | undefined): Bounds {
  return high === undefined ? { low: Math.max(0, low) } : { low: Math.max(0, Math.min(low, high)), high: Math.max(0, high) };
}

/** The smaller of two highs, where one is known. */
export function lower(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}

/** The whole of one audience, at the moment of a group or at one of its own. */
export function audienceGroup(name: string, at?: Group): Group {
  const { moment = 'sizes', momentDay = 0, sendMoment } = at ?? {};
  return { include: [name], exclude: [], moment, momentDay, ...(sendMoment !== undefined && { sendMoment }) };
}

/** The size of each single audience: declared, or derived from its base, its entries, and audiences provably within or around it. */
export function createAudienceSizes({ audiences, members, prover }: AudienceSizesInput): (name: string) => Bounds {
  const memo = new Map<string, Bounds>();
  const open = new Set<string>();
  const sized = [...audiences.values()].filter(({ size }) => size !== undefined);

  function sizeOf(name: string): Bounds {
    const known = memo.get(name);
    if (known) return known;
    const audience = audiences.get(name);
    if (!audience || open.has(name)) return UNSIZED;
    open.add(name);
    const bounds = withinStore(declaredSize(audience) ?? derivedSize(audience));
    open.delete(name);
    memo.set(name, bounds);
    return bounds;
  }

  function withinStore({ low, high }: Bounds): Bounds {
    return high === undefined ? { low } : bounded(low, lower(high, members));
  }

  function declaredSize({ size, of }: ResolvedAudience): Bounds | undefined {
    if (size) return { low: size.low, high: size.high };
    return of === undefined ? (members === undefined ? UNSIZED : { low: members, high: members }) : undefined;
  }

  function derivedSize(audience: ResolvedAudience): Bounds {
    const { name, of } = audience;
    if (of !== undefined && sizeOf(of).high !== undefined && prover.within(audienceGroup(of), audienceGroup(name))) return sizeOf(of);
    const own = audience.entries ? sumOf(audience.entries) : isRest(audience) ? restOf(audience) : UNSIZED;
    const group = audienceGroup(audience.name);
    const relation = relationsTo(group);
    let [low, high] = [own.low, lower(own.high, baseHigh(audience))];
    for (const other of sized) {
      const bounds = sizeOf(other.name);
      const around = bounds.high !== undefined && bounds.high < (high ?? Infinity) && relation.isWithin(other);
      if (around) high = bounds.high;
      if (bounds.low > low && relation.holds(other)) low = bounds.low;
    }
    return bounded(low, high);
  }

  /** How audiences lie to a group. What their bases tell is asked once for all that are drawn from them. */
  function relationsTo(group: Group): Readonly<Record<'isWithin' | 'holds', (other: ResolvedAudience) => boolean>> {
    const inBase = new Map<string, boolean>();
    const apart = new Map<string, boolean>();
    const ask = (known: Map<string, boolean>, base: string, find: (base: Group) => boolean): boolean => {
      const answer = known.get(base) ?? find(audienceGroup(base));
      known.set(base, answer);
      return answer;
    };
    const baseOf = ({ asOf, of }: ResolvedAudience): string | undefined => (asOf === undefined ? of : undefined);
    return {
      isWithin: (other) => {
        const base = baseOf(other);
        if (base !== undefined && !ask(inBase, base, (whole) => prover.within(group, whole))) return false;
        return prover.within(group, audienceGroup(other.name));
      },
      holds: (other) => {
        const [base, part] = [baseOf(other), audienceGroup(other.name)];
        // Of what is apart only nobody is within.
        if (base !== undefined && ask(apart, base, (whole) => prover.disjoint(group, whole))) return prover.empty(part);
        return prover.within(part, group);
      },
    };
  }

  /** The size of the whole store says nothing about who of it is meant. */
  function baseHigh({ of }: ResolvedAudience): number | undefined {
    return of === undefined || audiences.get(of)?.of === undefined ? undefined : sizeOf(of).high;
  }

  function sumOf(names: readonly string[]): Bounds {
    return sum(names.map(sizeOf));
  }

  /** Whether the audience is the `otherwise` of its segments. */
  function isRest({ segments, declaration }: ResolvedAudience): boolean {
    return segments !== undefined && 'otherwise' in declaration && declaration.otherwise;
  }

  function restOf({ name, segments }: ResolvedAudience): Bounds {
    const whole = audiences.get(segments ?? '');
    const base = whole?.of === undefined ? UNSIZED : sizeOf(whole.of);
    const others = (whole?.entries ?? []).filter((entry) => entry !== name);
    const sizes = others.flatMap((entry) => audiences.get(entry)?.size ?? []);
    if (base.high === undefined || sizes.length < others.length) return UNSIZED;
    const rest = sum(sizes);
    return bounded(base.low - (rest.high ?? base.low), base.high - rest.low);
  }

  return sizeOf;
}

export function sum(parts: readonly Bounds[]): Bounds {
  const low = parts.reduce((total, part) => total + part.low, 0);
  const highs = parts.map(({ high }) => high);
  const high = highs.reduce<number | undefined>((total, one) => (total === undefined || one === undefined ? undefined : total + one), 0);
  return high === undefined ? { low } : { low, high };
}
