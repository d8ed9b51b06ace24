import { intersect, isEmpty, isWithin, subtract, unite, type Domain } from './domains.js';
import type { Slot } from './terms.js';

/** A condition in negation normal form: each leaf says that a term's value lies in a set. */
export type Formula = Constant | Atom | Junction;

export interface Constant {
  readonly kind: 'true' | 'false';
}

export interface Atom {
  readonly kind: 'atom';
  readonly slot: Slot;
  readonly set: Domain;
}

export interface Junction {
  readonly kind: 'and' | 'or';
  readonly parts: readonly (Atom | Junction)[];
  /** How many junctions lie within one another, this one counted. */
  readonly depth: number;
}

export const TRUE: Constant = { kind: 'true' };
export const FALSE: Constant = { kind: 'false' };

export function atom(slot: Slot, set: Domain): Formula {
  const { universe } = slot.term;
  const within = intersect(set, universe);
  if (isEmpty(within)) return FALSE;
  return isWithin(universe, within) ? TRUE : { kind: 'atom', slot, set: within };
}

export function and(parts: readonly Formula[]): Formula {
  return join('and', parts);
}

export function or(parts: readonly Formula[]): Formula {
  return join('or', parts);
}

/** Flattens, drops what is constant, and merges the leaves of one term. */
function join(kind: 'and' | 'or', parts: readonly Formula[]): Formula {
  const [neutral, absorbing] = kind === 'and' ? [TRUE, FALSE] : [FALSE, TRUE];
  const sets = new Map<Slot, Domain>();
  const rest = new Set<Junction>();
  const add = (part: Formula): void => {
    if (part.kind === 'atom') {
      const set = sets.get(part.slot);
      sets.set(part.slot, set ? (kind === 'and' ? intersect : unite)(set, part.set) : part.set);
    } else if (part.kind === kind) part.parts.forEach(add);
    else if (part.kind === 'and' || part.kind === 'or') rest.add(part);
  };
  for (const part of parts) {
    if (part.kind === absorbing.kind) return absorbing;
    add(part);
  }
  const leaves: Atom[] = [];
  for (const [slot, set] of sets) {
    const merged = atom(slot, set);
    if (merged.kind === absorbing.kind) return absorbing;
    if (merged.kind === 'atom') leaves.push(merged);
  }
  const all = [...leaves, ...rest];
  if (all.length <= 1) return all[0] ?? neutral;
  return { kind, parts: all, depth: 1 + all.reduce((deepest, part) => Math.max(deepest, depthOf(part)), 0) };
}

export function depthOf(formula: Formula): number {
  return formula.kind === 'and' || formula.kind === 'or' ? formula.depth : 0;
}

const opposites = new WeakMap<Formula, Formula>();

export function not(formula: Formula): Formula {
  const known = opposites.get(formula);
  if (known) return known;
  const opposite = negate(formula);
  opposites.set(formula, opposite);
  if (opposite.kind !== 'true' && opposite.kind !== 'false') opposites.set(opposite, formula);
  return opposite;
}

function negate(formula: Formula): Formula {
  switch (formula.kind) {
    case 'true':
      return FALSE;
    case 'false':
      return TRUE;
    case 'atom':
      return atom(formula.slot, subtract(formula.slot.term.universe, formula.set));
    case 'and':
      return or(formula.parts.map(not));
    case 'or':
      return and(formula.parts.map(not));
  }
}

/** The set each term must lie in, if that is all the formula says. */
export function boxOf(formula: Formula): readonly Atom[] | undefined {
  if (formula.kind === 'true') return [];
  if (formula.kind === 'atom') return [formula];
  if (formula.kind === 'and' && formula.parts.every((part) => part.kind === 'atom')) return formula.parts;
  return undefined;
}

export function slotsOf(formula: Formula): readonly Slot[] {
  const slots = new Set<Slot>();
  const seen = new Set<Formula>([formula]);
  for (const node of seen) {
    if (node.kind === 'atom') slots.add(node.slot);
    if (node.kind === 'and' || node.kind === 'or') node.parts.forEach((part) => seen.add(part));
  }
  return [...slots];
}
