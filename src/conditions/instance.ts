import type { Day } from '../model/literals.js';
import type { Domain } from './domains.js';
import type { Formula } from './formulas.js';
import { linksBetween, type Link } from './links.js';
import type { TextTable } from './scales.js';
import type { Slot, Term } from './terms.js';

/** When a formula is evaluated. */
export interface Evaluation {
  readonly moment: string;
  readonly day: Day;
  /** The moment of the send, for outcomes. */
  readonly send: string;
}

/** A formula at its moment. */
export interface Claim {
  readonly formula: Formula;
  /** All slots of the formula. */
  readonly slots: readonly Slot[];
  readonly evaluation: Evaluation;
}

export interface BoundLink {
  readonly a: number;
  readonly b: number;
  readonly link: Link;
}

/** Terms at moments, numbered: equal numbers are the same value of the same member. */
export interface Instance {
  /** Number of the variable a slot means at a moment. */
  variable(slot: Slot, evaluation: Evaluation): number;
  /** Domains of all variables met so far, before anything is claimed. */
  universes(): Domain[];
  /** What relates the variables met so far. */
  links(): readonly BoundLink[];
}

/** The moment of the start of a day: name the snapshots of campaigns by it, so that audiences with an as-of day meet them. */
export function momentOfDay(day: Day): string {
  return `day ${day}`;
}

const FIXED = '';

/** More terms of one family than this are only related among the first. */
const LARGEST_FAMILY = 48;

interface Variable {
  readonly term: Term;
  /** Empty where every moment asked about gives the same value. */
  readonly moment: string;
  readonly day: Day;
}

export function createInstance(texts: TextTable, linkMemo: Map<string, readonly Link[]>): Instance {
  const numbers = new Map<string, number>();
  const variables: Variable[] = [];

  function resolve(slot: Slot, evaluation: Evaluation): Variable {
    const { term, at } = slot;
    const day = at === 'group' ? evaluation.day : at;
    if (term.settles < day) return { term, moment: FIXED, day };
    if (at === 'group') return { term, moment: term.atSend ? evaluation.send : evaluation.moment, day };
    return { term, moment: term.atSend ? `${momentOfDay(at)} at ${evaluation.send}` : momentOfDay(at), day };
  }

  function related(a: Term, b: Term): readonly Link[] {
    const key = `${a.id} ${b.id}`;
    const known = linkMemo.get(key);
    if (known) return known;
    const links = linksBetween(a, b, texts);
    linkMemo.set(key, links);
    return links;
  }

  return {
    variable(slot, evaluation) {
      const found = resolve(slot, evaluation);
      const key = `${found.term.id} ${found.moment}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, variables.length);
      variables.push(found);
      return variables.length - 1;
    },
    universes: () => variables.map(({ term }) => term.universe),
    links() {
      const bound: BoundLink[] = [];
      const seen = new Set<string>();
      for (const members of familiesOf(variables).values()) {
        for (const [index, a] of members.entries()) {
          for (const b of members.slice(index + 1)) {
            const key = `${a.number} ${b.number}`;
            if (seen.has(key) || !simultaneous(a.variable, b.variable)) continue;
            seen.add(key);
            for (const link of related(a.variable.term, b.variable.term)) bound.push({ a: a.number, b: b.number, link });
          }
        }
      }
      return bound;
    },
  };
}

interface Numbered {
  readonly number: number;
  readonly variable: Variable;
}

/** Variables by family, no more of each than may be related. */
function familiesOf(variables: readonly Variable[]): ReadonlyMap<string, readonly Numbered[]> {
  const families = new Map<string, Numbered[]>();
  for (const [number, variable] of variables.entries()) {
    for (const family of variable.term.families) {
      const members = families.get(family) ?? [];
      if (members.length < LARGEST_FAMILY) members.push({ number, variable });
      families.set(family, members);
    }
  }
  return families;
}

/** Whether the values belong to one moment; what is fixed belongs to every moment after it settled. */
function simultaneous(a: Variable, b: Variable): boolean {
  if (a.moment === b.moment) return true;
  if (a.moment === FIXED) return a.term.settles < b.day;
  return b.moment === FIXED && b.term.settles < a.day;
}
