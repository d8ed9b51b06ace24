import type { Group } from '../model/conditions.js';
import type { ResolvedAudience, ResolvedEntity } from '../model/plan.js';
import type { Fact } from '../model/types.js';
import { sameItems } from '../text/same-items.js';
import { audienceGroup } from './audience-sizes.js';
import { boxesClash, boxesSuffice, boxWithin, type ShapeAt } from './boxes.js';
import { changedAudiences } from './changed-audiences.js';
import { not } from './formulas.js';
import { createInstance, momentOfDay, type Claim, type Evaluation } from './instance.js';
import { createKeys } from './keys.js';
import { createKinds, pairKey, setKey, type Kinds } from './kinds.js';
import { createKnownFacts } from './known-facts.js';
import type { Link } from './links.js';
import { createMembership, type Membership } from './membership.js';
import { createTextTable, type TextTable } from './scales.js';
import { canHold } from './search.js';
import { createShapes, settleDaysOf, type Shape, type Shapes } from './shapes.js';
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
  /** A prover over other audiences: proofs about those that are the same objects, and are defined by such, are kept. */
  readonly withAudiences: (audiences: ReadonlyMap<string, ResolvedAudience>) => Prover;
}

export function createProver(input: ProverInput): Prover {
  const keys = createKeys();
  const texts = createTextTable();
  const membership = createMembership(input.audiences, { entities: input.entities, keys, terms: createTerms(), texts });
  const ground = { input, membership, shapes: createShapes(membership, keys), texts, linkMemo: new Map(), retired: 0 };
  return proverOf(ground, input.facts, createProofs(input.audiences));
}

/** What provers over the same audiences share. */
interface Ground {
  readonly input: ProverInput;
  readonly membership: Membership;
  readonly shapes: Shapes;
  readonly texts: TextTable;
  readonly linkMemo: Map<string, readonly Link[]>;
  /** So many audiences have changed since all was begun anew: what is remembered of what they were is of no more use. */
  readonly retired: number;
}

/** What was proven, by kind. */
interface Proofs {
  readonly kinds: Kinds;
  readonly singles: Map<number, boolean>;
  readonly full: Map<number, boolean>;
  readonly pairs: Map<number, boolean>;
  readonly inclusions: Map<number, boolean>;
  readonly sets: Map<string, boolean>;
}

function createProofs(audiences: ProverInput['audiences']): Proofs {
  const kinds = createKinds(new Set(asOfMoments(audiences)));
  return { kinds, singles: new Map(), full: new Map(), pairs: new Map(), inclusions: new Map(), sets: new Map() };
}

/** The moments at which audiences with an as-of day of their own are evaluated. */
function asOfMoments(audiences: ProverInput['audiences']): readonly string[] {
  const days = [...audiences.values()].flatMap(({ asOf }) => (asOf === undefined ? [] : [asOf]));
  return [...new Set(days)].sort((a, b) => a - b).map(momentOfDay);
}

/** A group that was met: its shape, its kind as long as no more days are known, and its identity once asked for. */
interface Met {
  readonly shape: Shape;
  days: number;
  kind: number;
  identity?: string;
}

function proverOf(ground: Ground, given: readonly Fact[], proofs: Proofs): Prover {
  const { membership, shapes, texts, linkMemo } = ground;
  const { audiences } = ground.input;
  const { kinds, singles, full, pairs, inclusions, sets } = proofs;
  let knownFacts: ReturnType<typeof createKnownFacts> | undefined;

  function facts(): ReturnType<typeof createKnownFacts> {
    if (knownFacts) return knownFacts;
    knownFacts = createKnownFacts(given, membership);
    kinds.settle(settleDaysOf(knownFacts.slots));
    return knownFacts;
  }

  const met = new WeakMap<Group, Met>();

  function meet(group: Group): Met {
    const known = met.get(group);
    if (known) return known;
    const shape = shapes.of(group);
    kinds.settle(shape.settleDays);
    facts();
    const fresh = { shape, days: -1, kind: -1 };
    met.set(group, fresh);
    return fresh;
  }

  function shapeAt(group: Group): ShapeAt {
    return { shape: meet(group).shape, evaluation: evaluationOf(group) };
  }

  function claimOf(group: Group): Claim {
    const { formula, slots } = meet(group).shape;
    return { formula, slots, evaluation: evaluationOf(group) };
  }

  function kind(group: Group): number {
    const known = meet(group);
    if (known.days !== kinds.days) {
      known.kind = kinds.of(known.shape, group);
      known.days = kinds.days;
    }
    return known.kind;
  }

  function identity(group: Group): string {
    const known = meet(group);
    return (known.identity ??= identityOf(known.shape, group));
  }

  function possible(claims: readonly Claim[]): boolean {
    if (claims.some(({ formula }) => formula.kind === 'false')) return false;
    const relevant = facts().relevantTo(claims);
    return canHold([...claims, ...relevant], createInstance(texts, linkMemo));
  }

  function possibleGroups(groups: readonly Group[]): boolean {
    const boxes = groups.map(shapeAt);
    if (boxesClash(boxes)) return false;
    if (boxesSuffice(boxes, facts().terms)) return true;
    return possible(groups.map(claimOf));
  }

  /** Everybody is in the group. */
  function isFull(group: Group): boolean {
    const { formula, slots } = meet(group).shape;
    return remember(
      full,
      kind(group),
      () => formula.kind === 'true' || !possible([{ formula: not(formula), slots, evaluation: evaluationOf(group) }]),
    );
  }

  function isSettled(group: Group): boolean {
    return meet(group).shape.settlesFrom < group.momentDay || facts().settlesFrom < group.momentDay;
  }

  function unrelated(a: Group, b: Group): boolean {
    if (a.moment === b.moment || (a.sendMoment ?? a.moment) === (b.sendMoment ?? b.moment)) return false;
    return !isSettled(a) && !isSettled(b);
  }

  function possibleOne(group: Group): boolean {
    return remember(singles, kind(group), () => possibleGroups([group]));
  }

  function baseGroup(group: Group): Group | undefined {
    const [name, other] = group.include;
    const audience = name === undefined || other !== undefined ? undefined : audiences.get(name);
    const base = audience?.asOf === undefined ? audience?.of : undefined;
    // Who is drawn from everybody has no base.
    return base === undefined || audiences.get(base)?.of === undefined ? undefined : audienceGroup(base, group);
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
      const plain = boxWithin(shapeAt(a), shapeAt(b), facts().terms);
      if (plain !== undefined) return plain;
      const { formula, slots, evaluation } = claimOf(b);
      return !possible([claimOf(a), { formula: not(formula), slots, evaluation }]);
    });
  }

  function withAudiences(others: ProverInput['audiences']): Prover {
    const changed = changedAudiences(audiences, others);
    const retired = ground.retired + changed.size;
    const input = { ...ground.input, audiences: others, facts: given };
    const isKept =
      retired <= others.size &&
      !given.some(({ left, right }) => changed.has(left.name) || changed.has(right.name)) &&
      sameItems(asOfMoments(audiences), asOfMoments(others));
    if (!isKept) return createProver(input);
    const next = membership.over(others, changed);
    return proverOf({ ...ground, input, membership: next, shapes: shapes.over(next, changed), retired }, given, proofs);
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
    withFacts: (others) => proverOf(ground, others, createProofs(audiences)),
    withAudiences,
  };
}

function evaluationOf(group: Group): Evaluation {
  return { moment: group.moment, day: group.momentDay, send: group.sendMoment ?? group.moment };
}

/** Its formula, with the moments at which what is not settled is looked at. */
function identityOf({ id, slots }: Shape, group: Group): string {
  const open = slots.filter(({ at, term }) => at === 'group' && term.settles >= group.momentDay);
  const moment = open.some(({ term }) => !term.atSend) ? group.moment : '';
  const send = open.some(({ term }) => term.atSend) ? (group.sendMoment ?? group.moment) : '';
  return `${id} ${moment} ${send}`;
}

function remember<K>(memo: Map<K, boolean>, key: K, find: () => boolean): boolean {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const found = find();
  memo.set(key, found);
  return found;
}
