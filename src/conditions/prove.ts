import type { Group } from '../model/conditions.js';
import type { Day } from '../model/literals.js';
import type { ResolvedAudience, ResolvedEntity } from '../model/plan.js';
import type { Fact } from '../model/types.js';
import { audienceGroup } from './audience-sizes.js';
import { boxesClash, boxesSuffice, boxWithin } from './boxes.js';
import { not } from './formulas.js';
import { createInstance, momentOfDay, type Claim, type Evaluation } from './instance.js';
import { createKeys } from './keys.js';
import { createKnownFacts } from './known-facts.js';
import type { Link } from './links.js';
import { createMembership, type Membership } from './membership.js';
import { createTextTable, type TextTable } from './scales.js';
import { canHold } from './search.js';
import { createShapes, settleDaysOf, type Shape } from './shapes.js';
import { createTerms } from './terms.js';

export interface ProverInput {
  readonly audiences: ReadonlyMap<string, ResolvedAudience>;
  readonly facts: readonly Fact[];
  readonly entities: ReadonlyMap<string, ResolvedEntity>;
}

/**
 * What can be proven about groups of members, whatever the data.
 * Never wrong: `true` (of `satisfiable`: `false`) is a proof, the opposite only says that none was found.
 * Exact for ranges, enumerations, flags, equal aggregates, memberships, segments and outcomes, through `and`, `or`, `not`, `except`,
 * bases, measures and facts, as long as the search stays within its bounds.
 */
export interface Prover {
  /** No member can be in both groups. */
  readonly disjoint: (a: Group, b: Group) => boolean;
  /** Every member of `a` is in `b`. */
  readonly within: (a: Group, b: Group) => boolean;
  /** `false` only when no member can be in all of the groups at once. */
  readonly satisfiable: (groups: readonly Group[]) => boolean;
  /** No member can be in the group. */
  readonly empty: (group: Group) => boolean;
  /**
   * Groups of one kind differ at most in their moments: what is proven of groups depends on their kinds and on which moments are equal.
   * Kinds may become finer when groups are met for the first time.
   */
  readonly kind: (group: Group) => number;
  /**
   * Whether the group may be related to groups of other moments. Of two groups whose moments and sends both differ and neither of which is timeless,
   * nothing can be proven but that one of them is empty.
   */
  readonly timeless: (group: Group) => boolean;
  /** A group that holds all members of this one, at the same moment: of the audience it is drawn from. Nothing where that is everybody. */
  readonly base: (group: Group) => Group | undefined;
  /** Groups of equal identity have the same members. */
  readonly identity: (group: Group) => string;
  /** A prover over the same audiences that takes these facts for true instead. */
  readonly withFacts: (facts: readonly Fact[]) => Prover;
}

export function createProver(input: ProverInput): Prover {
  const keys = createKeys();
  const texts = createTextTable();
  const membership = createMembership(input.audiences, { entities: input.entities, keys, terms: createTerms(), texts });
  const shapeOf = createShapes(membership, keys);
  const asOfMoments = new Set([...input.audiences.values()].flatMap(({ asOf }) => (asOf === undefined ? [] : [momentOfDay(asOf)])));
  const baseOf = (name: string): string | undefined => {
    const audience = input.audiences.get(name);
    const base = audience?.asOf === undefined ? audience?.of : undefined;
    return base !== undefined && input.audiences.get(base)?.of !== undefined ? base : undefined;
  };
  return proverOf({ membership, shapeOf, texts, linkMemo: new Map(), asOfMoments, baseOf }, input.facts);
}

/** What provers over the same audiences share. */
interface Ground {
  readonly membership: Membership;
  readonly shapeOf: (group: Group) => Shape;
  readonly texts: TextTable;
  readonly linkMemo: Map<string, readonly Link[]>;
  /** Moments at which audiences with an as-of day of their own are evaluated. */
  readonly asOfMoments: ReadonlySet<string>;
  /** The audience that another one is drawn from at the same moment, unless that is everybody. */
  readonly baseOf: (name: string) => string | undefined;
}

function proverOf(ground: Ground, given: readonly Fact[]): Prover {
  const { membership, shapeOf, texts, linkMemo } = ground;
  const kinds = createKinds(ground.asOfMoments);
  let knownFacts: ReturnType<typeof createKnownFacts> | undefined;

  function facts(): ReturnType<typeof createKnownFacts> {
    if (knownFacts) return knownFacts;
    knownFacts = createKnownFacts(given, membership);
    kinds.settle(settleDaysOf(knownFacts.slots));
    return knownFacts;
  }

  function meet(group: Group): Shape {
    const shape = shapeOf(group);
    kinds.settle(shape.settleDays);
    facts();
    return shape;
  }

  function claimOf(group: Group): Claim {
    const { formula, slots } = meet(group);
    return { formula, slots, evaluation: evaluationOf(group) };
  }

  function kind(group: Group): number {
    return kinds.of(meet(group), group);
  }

  const identities = new WeakMap<Group, string>();

  function identity(group: Group): string {
    const known = identities.get(group);
    if (known !== undefined) return known;
    const { id, slots } = meet(group);
    const open = slots.filter(({ at, term }) => at === 'group' && term.settles >= group.momentDay);
    const moment = open.some(({ term }) => !term.atSend) ? group.moment : '';
    const send = open.some(({ term }) => term.atSend) ? (group.sendMoment ?? group.moment) : '';
    const text = `${id} ${moment} ${send}`;
    identities.set(group, text);
    return text;
  }

  function possible(claims: readonly Claim[]): boolean {
    if (claims.some(({ formula }) => formula.kind === 'false')) return false;
    const relevant = facts().relevantTo(claims);
    return canHold([...claims, ...relevant], createInstance(texts, linkMemo));
  }

  function possibleGroups(groups: readonly Group[]): boolean {
    const boxes = groups.map((group) => ({ shape: meet(group), evaluation: evaluationOf(group) }));
    if (boxesClash(boxes)) return false;
    if (boxesSuffice(boxes, facts().terms)) return true;
    return possible(groups.map(claimOf));
  }

  const full = new Map<number, boolean>();

  /** Everybody is in the group. */
  function isFull(group: Group): boolean {
    const { formula, slots } = meet(group);
    return remember(
      full,
      kind(group),
      () => formula.kind === 'true' || !possible([{ formula: not(formula), slots, evaluation: evaluationOf(group) }]),
    );
  }

  function isSettled(group: Group): boolean {
    return meet(group).settlesFrom < group.momentDay || facts().settlesFrom < group.momentDay;
  }

  function unrelated(a: Group, b: Group): boolean {
    if (a.moment === b.moment || (a.sendMoment ?? a.moment) === (b.sendMoment ?? b.moment)) return false;
    return !isSettled(a) && !isSettled(b);
  }

  const singles = new Map<number, boolean>();
  const pairs = new Map<number, boolean>();
  const inclusions = new Map<number, boolean>();
  const sets = new Map<string, boolean>();

  function possibleOne(group: Group): boolean {
    return remember(singles, kind(group), () => possibleGroups([group]));
  }

  function baseGroup(group: Group): Group | undefined {
    const [name, other] = group.include;
    const base = name === undefined || other !== undefined ? undefined : ground.baseOf(name);
    if (base === undefined) return undefined;
    return audienceGroup(base, group);
  }

  function possiblePair(a: Group, b: Group): boolean {
    if (unrelated(a, b)) return possibleOne(a) && possibleOne(b);
    const [x, y] = [kind(a), kind(b)];
    return remember(pairs, x < y ? pairKey(x, y, a, b) : pairKey(y, x, a, b), () => possibleGroups([a, b]));
  }

  function satisfiable(groups: readonly Group[]): boolean {
    const [first, second] = groups;
    if (!first) return true;
    if (groups.length === 1) return possibleOne(first);
    if (second && groups.length === 2) return possiblePair(first, second);
    groups.forEach(meet);
    return remember(sets, setKey(groups, kind), () => possibleGroups(groups));
  }

  function within(a: Group, b: Group): boolean {
    if (unrelated(a, b)) return isFull(b) || !possibleOne(a);
    const [x, y] = [kind(a), kind(b)];
    return remember(inclusions, pairKey(x, y, a, b), () => {
      if (!possibleOne(a)) return true;
      const plain = boxWithin(
        { shape: meet(a), evaluation: evaluationOf(a) },
        { shape: meet(b), evaluation: evaluationOf(b) },
        facts().terms,
      );
      if (plain !== undefined) return plain;
      const { formula, slots, evaluation } = claimOf(b);
      return !possible([claimOf(a), { formula: not(formula), slots, evaluation }]);
    });
  }

  return {
    disjoint: (a, b) => !possiblePair(a, b),
    within,
    satisfiable,
    empty: (group) => !possibleOne(group),
    kind,
    timeless: (group) => isSettled(group) || isFull(group),
    base: baseGroup,
    identity,
    withFacts: (others) => proverOf(ground, others),
  };
}

function evaluationOf(group: Group): Evaluation {
  return { moment: group.moment, day: group.momentDay, send: group.sendMoment ?? group.moment };
}

function remember<K>(memo: Map<K, boolean>, key: K, find: () => boolean): boolean {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const found = find();
  memo.set(key, found);
  return found;
}

function pairKey(kindOfA: number, kindOfB: number, a: Group, b: Group): number {
  const sameMoment = a.moment === b.moment ? 1 : 0;
  const sameSend = (a.sendMoment ?? a.moment) === (b.sendMoment ?? b.moment) ? 2 : 0;
  return (kindOfA * 0x1000000 + kindOfB) * 4 + sameMoment + sameSend;
}

/** Kinds in rising order, with moments numbered as they come. */
function setKey(groups: readonly Group[], kind: (group: Group) => number): string {
  const moments = new Map<string, number>();
  const sends = new Map<string, number>();
  const number = (numbers: Map<string, number>, text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  return groups
    .map((group) => ({ group, kind: kind(group) }))
    .sort((a, b) => a.kind - b.kind || (a.group.moment < b.group.moment ? -1 : 1))
    .map((one) => `${one.kind}.${number(moments, one.group.moment)}.${number(sends, one.group.sendMoment ?? one.group.moment)}`)
    .join(' ');
}

interface Kinds {
  /** Takes note of days after which a term is settled. */
  settle(days: readonly Day[]): void;
  of(shape: Shape, group: Group): number;
}

/** A kind is a shape, what of it is settled at its moment, and whether the moment is the as-of day of an audience. */
function createKinds(asOfMoments: ReadonlySet<string>): Kinds {
  const days: Day[] = [];
  const numbers = new Map<string, number>();
  const memo = new WeakMap<Group, { readonly days: number; readonly kind: number }>();
  return {
    settle(more) {
      const before = days.length;
      for (const day of more) if (!days.includes(day)) days.push(day);
      if (days.length > before) days.sort((a, b) => a - b);
    },
    of(shape, group) {
      const known = memo.get(group);
      if (known && known.days === days.length) return known.kind;
      const settled = days.findLast((day) => day < group.momentDay) ?? '';
      const asOf = asOfMoments.has(group.moment) ? group.moment : '';
      const text = `${shape.id} ${settled} ${asOf}`;
      const kind = numbers.get(text) ?? numbers.size;
      numbers.set(text, kind);
      memo.set(group, { days: days.length, kind });
      return kind;
    },
  };
}
