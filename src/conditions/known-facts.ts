import type { Fact } from '../model/types.js';
import { not, or, slotsOf, type Formula } from './formulas.js';
import { momentOfDay, type Claim, type Evaluation } from './instance.js';
import type { Membership } from './membership.js';
import type { Slot } from './terms.js';

/** A fact as a formula that holds of every member at every moment. */
interface KnownFact {
  readonly formula: Formula;
  readonly left: readonly Slot[];
  readonly right: readonly Slot[];
}

export interface KnownFacts {
  readonly slots: readonly Slot[];
  /** Ids of the terms that facts speak of. */
  readonly terms: ReadonlySet<number>;
  /** The facts that can matter to claims, at each of the moments the claims speak of. */
  relevantTo(claims: readonly Claim[]): readonly Claim[];
}

/**
 * A fact says nothing as long as one of its sides shares no term with anything else: that side can always be made to fit.
 * Slots are compared whatever their moment, so that rather too many facts are taken than too few.
 */
export function createKnownFacts(facts: readonly Fact[], membership: Membership): KnownFacts {
  const known = facts.flatMap((fact) => toKnown(fact, membership));
  const byTerm = new Map<number, KnownFact[]>();
  for (const fact of known) {
    for (const { term } of [...fact.left, ...fact.right]) {
      const list = byTerm.get(term.id);
      if (!list) byTerm.set(term.id, [fact]);
      else if (list.at(-1) !== fact) list.push(fact);
    }
  }

  function relevantTo(claims: readonly Claim[]): readonly Claim[] {
    if (known.length === 0) return [];
    const reached = new Set<number>();
    const touched = new Set<KnownFact>();
    const queue: number[] = [];
    const reach = (slots: readonly Slot[]): void => {
      for (const { term } of slots) {
        if (reached.has(term.id)) continue;
        reached.add(term.id);
        queue.push(term.id);
      }
    };
    for (const { slots } of claims) reach(slots);
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      for (const fact of byTerm.get(id) ?? []) {
        if (touched.has(fact)) continue;
        touched.add(fact);
        if (!isExclusion(fact.formula)) reach([...fact.left, ...fact.right]);
      }
    }
    const connected = [...touched].filter(({ left, right }) => isReached(left, reached) && isReached(right, reached));
    const evaluations = connected.length > 0 ? momentsOf(claims) : [];
    return connected.flatMap(({ formula, left, right }) =>
      evaluations.map((evaluation) => ({ formula, slots: [...left, ...right], evaluation })),
    );
  }

  return { slots: known.flatMap(({ left, right }) => [...left, ...right]), terms: new Set(byTerm.keys()), relevantTo };
}

function toKnown(fact: Fact, membership: Membership): readonly KnownFact[] {
  const disjoint = fact.relation === 'disjoint' || (fact.relation === 'overlap' && fact.most?.value === 0);
  if (!disjoint && fact.relation !== 'within') return [];
  const left = membership.audience(fact.left.name, 'group');
  const right = membership.audience(fact.right.name, 'group');
  return [{ formula: or([not(left), disjoint ? not(right) : right]), left: slotsOf(left), right: slotsOf(right) }];
}

/** Both sides are plain lists of another system: all the fact can do is to take a member out of one of them. */
function isExclusion(formula: Formula): boolean {
  return formula.kind === 'or' && formula.parts.every((part) => part.kind === 'atom' && isAbsence(part.slot, part.set.cuts));
}

function isAbsence({ term }: Slot, cuts: readonly number[]): boolean {
  return term.about.kind === 'other' && cuts.length === 2 && cuts[0] === 0 && cuts[1] === 1;
}

function isReached(slots: readonly Slot[], reached: ReadonlySet<number>): boolean {
  return slots.length === 0 || slots.some(({ term }) => reached.has(term.id));
}

/** The moments of the groups, and those of audiences with an as-of day of their own. */
function momentsOf(claims: readonly Claim[]): readonly Evaluation[] {
  const moments = new Map<string, Evaluation>();
  for (const { evaluation } of claims) if (!moments.has(evaluation.moment)) moments.set(evaluation.moment, evaluation);
  for (const { slots } of claims) {
    for (const { at } of slots) {
      if (at === 'group' || moments.has(momentOfDay(at))) continue;
      moments.set(momentOfDay(at), { moment: momentOfDay(at), day: at, send: momentOfDay(at) });
    }
  }
  return [...moments.values()];
}
