import type { Group } from '../model/conditions.js';
import type { Day } from '../model/literals.js';
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

export function createShapes(membership: Membership, keys: Keys): (group: Group) => Shape {
  const byText = new Map<string, Shape>();
  const byGroup = new WeakMap<Group, Shape>();
  return (group) => {
    const known = byGroup.get(group);
    if (known) return known;
    const text = `${listText(group.include)} - ${listText(group.exclude)}${group.where ? ` where ${keys.condition(group.where)}` : ''}`;
    const shape = byText.get(text) ?? shapeOf(membership.group(group), byText.size);
    byText.set(text, shape);
    byGroup.set(group, shape);
    return shape;
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
