import type { Group } from '../model/conditions.js';
import type { Day } from '../model/literals.js';
import { audiencesIn } from './audiences-in.js';
import { boxOf, slotsOf, type Atom, type Formula } from './formulas.js';
import type { Keys } from './keys.js';
import type { Membership } from './membership.js';
import { ALWAYS, NEVER } from './settling.js';
import type { Slot } from './terms.js';

/** What groups with the same audiences and the same condition have in common, whenever they are evaluated. */
export interface Shape {
  readonly id: number;
  readonly formula: Formula;
  readonly slots: readonly Slot[];
  /** The set each term must lie in, if that is all there is to the formula. */
  readonly box?: readonly Atom[];
  /** The days after which one more of its terms is settled, rising. */
  readonly settleDays: readonly Day[];
  /** After this day something in it no longer depends on the moment. */
  readonly settlesFrom: Day;
}

/** The shape of a group; groups written alike have the same. */
export interface Shapes {
  of(group: Group): Shape;
  /** The same over other audiences: shapes that speak of none of the `changed` ones are kept. */
  over(membership: Membership, changed: ReadonlySet<string>): Shapes;
}

/** A shape with the audiences it speaks of, by how its groups are written. */
type Written = readonly [string, { readonly shape: Shape; readonly audiences: readonly string[] }];

export function createShapes(membership: Membership, keys: Keys, kept: Iterable<Written> = [], ids = { next: 0 }): Shapes {
  const byText = new Map(kept);
  return {
    of(group) {
      const { include, exclude, where } = group;
      const text = `${listText(include)} - ${listText(exclude)}${where ? ` where ${keys.condition(where)}` : ''}`;
      const known = byText.get(text);
      if (known) return known.shape;
      const shape = shapeOf(membership.group(group), ids.next);
      ids.next += 1;
      byText.set(text, { shape, audiences: [...include, ...exclude, ...audiencesIn(where)] });
      return shape;
    },
    over: (others, changed) =>
      createShapes(
        others,
        keys,
        [...byText].filter(([, { audiences }]) => !audiences.some((name) => changed.has(name))),
        ids,
      ),
  };
}

function listText(names: readonly string[]): string {
  return names.length > 1 ? [...names].sort().join(',') : (names[0] ?? '');
}

function shapeOf(formula: Formula, id: number): Shape {
  const slots = slotsOf(formula);
  const box = boxOf(formula);
  return { id, formula, slots, settleDays: settleDaysOf(slots), settlesFrom: settlesFrom(slots), ...(box && { box }) };
}

export function settleDaysOf(slots: readonly Slot[]): readonly Day[] {
  const days = slots.filter(({ at, term }) => at === 'group' && Number.isFinite(term.settles)).map(({ term }) => term.settles);
  return [...new Set(days)].sort((a, b) => a - b);
}

/** After which day the first of the slots is settled. */
export function settlesFrom(slots: readonly Slot[]): Day {
  return slots.reduce((first, { at, term }) => Math.min(first, at === 'group' ? term.settles : ALWAYS), NEVER);
}
