import type { Day } from '../model/literals.js';
import type { Fact } from '../model/types.js';
import { not, or, slotsOf, type Formula } from './formulas.js';
import { momentOfDay, type Claim, type Evaluation } from './instance.js';
import type { Membership } from './membership.js';
import { settlesFrom } from './shapes.js';
import type { Slot } from './terms.js';

/** A fact as a formula that holds of every member at every moment. */
interface KnownFact {
  readonly formula: Formula;
  readonly left: readonly Slot[];
  readonly right: readonly Slot[];
}

export interface KnownFacts {
  readonly slots: readonly Slot[];
  /** After this day something facts speak of no longer depends on the moment. */
  readonly settlesFrom: Day;
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
  const exclusions = createExclusions(known);
  const byTerm = new Map<number, KnownFact[]>();
  for (const fact of known) {
    if (exclusions.has(fact)) continue;
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
    for (const { slots } of claims) for (const { term } of slots) reached.add(term.id);
    for (const id of reached) {
      for (const fact of byTerm.get(id) ?? []) {
        if (touched.has(fact)) continue;
        touched.add(fact);
        for (const { term } of [...fact.left, ...fact.right]) reached.add(term.id);
      }
    }
    const connected = [...touched].filter(({ left, right }) => isReached(left, reached) && isReached(right, reached));
    connected.push(...exclusions.among(reached));
    const evaluations = connected.length > 0 ? momentsOf(claims) : [];
    return connected.flatMap(({ formula, left, right }) =>
      evaluations.map((evaluation) => ({ formula, slots: [...left, ...right], evaluation })),
    );
  }

  const slots = known.flatMap(({ left, right }) => [...left, ...right]);
  return { slots, settlesFrom: settlesFrom(slots), terms: new Set(slots.map(({ term }) => term.id)), relevantTo };
}

/** Facts that two lists of another system share nobody: there can be very many of them. */
interface Exclusions {
  has(fact: KnownFact): boolean;
  /** Those with both lists among the terms. All such a fact can do is to take a member out of one of them. */
  among(terms: ReadonlySet<number>): readonly KnownFact[];
}

function createExclusions(known: readonly KnownFact[]): Exclusions {
  const partners = new Map<number, Map<number, KnownFact>>();
  const all = new Set(known.filter(isExclusion));
  for (const fact of all) {
    const ids = [...fact.left, ...fact.right].map(({ term }) => term.id);
    const [a, b] = [Math.min(...ids), Math.max(...ids)];
    const found = partners.get(a) ?? new Map<number, KnownFact>();
    found.set(b, fact);
    partners.set(a, found);
  }
  return {
    has: (fact) => all.has(fact),
    among(terms) {
      const found: KnownFact[] = [];
      for (const a of terms) {
        const others = partners.get(a);
        if (!others) continue;
        if (others.size < terms.size) for (const [b, fact] of others) if (terms.has(b)) found.push(fact);
        if (others.size >= terms.size) for (const b of terms) found.push(...(others.has(b) ? [others.get(b) as KnownFact] : []));
      }
      return found;
    },
  };
}

function toKnown(fact: Fact, membership: Membership): readonly KnownFact[] {
  const disjoint = fact.relation === 'disjoint' || (fact.relation === 'overlap' && fact.most?.value === 0);
  if (!disjoint && fact.relation !== 'within') return [];
  const left = membership.audience(fact.left.name, 'group');
  const right = membership.audience(fact.right.name, 'group');
  return [{ formula: or([not(left), disjoint ? not(right) : right]), left: slotsOf(left), right: slotsOf(right) }];
}

function isExclusion({ formula, left, right }: KnownFact): boolean {
  if (left.length !== 1 || right.length !== 1 || formula.kind !== 'or') return false;
  return formula.parts.length === 2 && formula.parts.every((part) => part.kind === 'atom' && isAbsence(part.slot, part.set.cuts));
}

function isAbsence({ term }: Slot, cuts: readonly number[]): boolean {
  return term.about.kind === 'other' && cuts.length === 2 && cuts[0] === 0 && cuts[1] === 1;
}

function isReached(slots: readonly Slot[], reached: ReadonlySet<number>): boolean {
  return slots.length === 0 || slots.some(({ term }) => reached.has(term.id));
}

/** The moments of the groups, with each send that goes by them, and those of audiences with an as-of day of their own. */
function momentsOf(claims: readonly Claim[]): readonly Evaluation[] {
  const moments = new Map<string, Evaluation>();
  const taken = new Set(claims.map(({ evaluation }) => evaluation.moment));
  for (const { evaluation } of claims) moments.set(`${evaluation.moment} ${evaluation.send}`, evaluation);
  for (const { slots } of claims) {
    for (const { at } of slots) {
      if (at === 'group' || taken.has(momentOfDay(at))) continue;
      moments.set(momentOfDay(at), { moment: momentOfDay(at), day: at, send: momentOfDay(at) });
    }
  }
  return [...moments.values()];
}
