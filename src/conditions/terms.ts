import type { Condition, TimeWindow, Value } from '../model/conditions.js';
import type { Day } from '../model/literals.js';
import type { Domain } from './domains.js';

/** Which records an aggregate looks at. */
export interface Records {
  readonly entity: string;
  readonly window?: TimeWindow;
  readonly windowKey: number;
  /** Key of the filter; none is all records. */
  readonly where?: number;
}

/** What a term stands for: the ground for relating it to other terms. Values are given by their keys. */
export type About =
  | { readonly kind: 'value'; readonly value: number; readonly aggregate?: AggregateRole }
  /** The age of a date or time, or a duration itself, on one of the two scales that have no exact relation. */
  | { readonly kind: 'seconds' | 'months'; readonly value: number; readonly aggregate?: AggregateRole }
  | { readonly kind: 'match'; readonly value: number; readonly match: 'starts' | 'contains' | 'ends'; readonly text: string }
  /** 0 the left is less, 1 equal, 2 greater. */
  | { readonly kind: 'comparison'; readonly left: number; readonly right: number }
  | { readonly kind: 'count'; readonly records: Records }
  | { readonly kind: 'outcome'; readonly outcome: (Condition & { kind: 'outcome' })['outcome']; readonly target: string }
  | { readonly kind: 'other' };

export interface AggregateRole {
  readonly records: Records;
  readonly function: (Value & { kind: 'aggregate' })['function'];
  /** The attribute is the time of the record: known wherever there is a record, and never after the as-of moment. */
  readonly time: boolean;
}

/** One thing that has a value for each member at each moment. */
export interface Term {
  readonly id: number;
  readonly universe: Domain;
  readonly about: About;
  /** Evaluations after this day all agree. */
  readonly settles: Day;
  /** Evaluated when the wave is sent instead of at the snapshot. */
  readonly atSend: boolean;
  /** Only terms that share one of these may be related. */
  readonly families: readonly string[];
}

/** A term with where its moment comes from: the group that is asked about, or the start of a day. */
export interface Slot {
  readonly id: number;
  readonly term: Term;
  readonly at: At;
}

export type At = 'group' | Day;

export interface Terms {
  /** The term of that name, made where it is new. */
  intern(name: string, make: () => Omit<Term, 'id' | 'families'>): Term;
  slot(term: Term, at: At): Slot;
}

export function createTerms(): Terms {
  const terms = new Map<string, Term>();
  const slots = new Map<string, Slot>();
  return {
    intern(name, make) {
      const known = terms.get(name);
      if (known) return known;
      const fresh = make();
      const term: Term = { ...fresh, id: terms.size, families: familiesOf(fresh.about) };
      terms.set(name, term);
      return term;
    },
    slot(term, at) {
      const key = `${term.id} ${at}`;
      const known = slots.get(key);
      if (known) return known;
      const slot: Slot = { id: slots.size, term, at };
      slots.set(key, slot);
      return slot;
    },
  };
}

function familiesOf(about: About): readonly string[] {
  switch (about.kind) {
    case 'value':
    case 'seconds':
    case 'months':
      return about.aggregate ? [`value ${about.value}`, `records ${about.aggregate.records.entity}`] : [`value ${about.value}`];
    case 'match':
      return [`value ${about.value}`];
    case 'comparison':
      return [`value ${about.left}`, `value ${about.right}`];
    case 'count':
      return [`records ${about.records.entity}`];
    case 'outcome':
      return [`outcome ${about.target}`];
    case 'other':
      return [];
  }
}
