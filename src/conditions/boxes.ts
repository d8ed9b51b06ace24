import { intersect, isEmpty, isWithin, overlaps, type Domain } from './domains.js';
import type { Atom } from './formulas.js';
import type { Evaluation } from './instance.js';
import type { Shape } from './shapes.js';
import type { Slot } from './terms.js';

/** A group by its shape, at its moment. */
export interface ShapeAt {
  readonly shape: Shape;
  readonly evaluation: Evaluation;
}

/** Whether a slot certainly means the same value at both moments. */
function sameValue(slot: Slot, a: Evaluation, b: Evaluation): boolean {
  if (slot.at === 'group' && slot.term.settles < a.day && slot.term.settles < b.day) return true;
  if (slot.term.atSend) return a.send === b.send;
  return slot.at !== 'group' || a.moment === b.moment;
}

/** A quick proof for plain conjunctions that no member is in all groups: two demand different values of one term, or all of them together. */
export function boxesClash(groups: readonly ShapeAt[]): boolean {
  if (groups.some(({ shape }) => shape.formula.kind === 'false')) return true;
  const boxes = groups.flatMap(({ shape: { box }, evaluation }) => (box ? [{ box, evaluation }] : []));
  if (boxes.length < groups.length) return false;
  const [first, second, third] = boxes;
  return first && second && !third ? pairClashes(first, second) : demandsClash(boxes);
}

/** A plain conjunction at its moment. */
interface BoxAt {
  readonly box: readonly Atom[];
  readonly evaluation: Evaluation;
}

interface Demand {
  readonly evaluation: Evaluation;
  set: Domain;
}

/** Whether plain conjunctions together demand the impossible of a term at a moment. */
function demandsClash(boxes: readonly BoxAt[]): boolean {
  const demands = new Map<Slot, Demand[]>();
  for (const { box, evaluation } of boxes) {
    for (const { slot, set } of box) {
      const known = demands.get(slot);
      const same = known?.find((other) => sameValue(slot, other.evaluation, evaluation));
      if (same) {
        same.set = intersect(same.set, set);
        if (isEmpty(same.set)) return true;
      } else if (known) known.push({ evaluation, set });
      else demands.set(slot, [{ evaluation, set }]);
    }
  }
  return false;
}

function pairClashes(a: BoxAt, b: BoxAt): boolean {
  return a.box.some((mine) => {
    const other = b.box.find(({ slot }) => slot === mine.slot);
    return other !== undefined && !overlaps(mine.set, other.set) && sameValue(mine.slot, a.evaluation, b.evaluation);
  });
}

/** Whether plain conjunctions that do not clash can hold together: no other knowledge relates their terms. */
export function boxesSuffice(groups: readonly ShapeAt[], factTerms: ReadonlySet<number>): boolean {
  const owners = new Map<string, Slot>();
  return groups.every(({ shape }) => shape.box?.every((one) => standsAlone(one, factTerms, owners)) === true);
}

/** Slots of one family may be related; a slot at an as-of day may mean the same as another. */
function standsAlone({ slot }: Atom, factTerms: ReadonlySet<number>, owners: Map<string, Slot>): boolean {
  if (slot.at !== 'group' || factTerms.has(slot.term.id)) return false;
  return slot.term.families.every((family) => {
    const owner = owners.get(family);
    owners.set(family, slot);
    return owner === undefined || owner === slot;
  });
}

/**
 * Whether one plain conjunction lies within another; nothing where other knowledge may relate their terms.
 * The first must not be empty.
 */
export function boxWithin(a: ShapeAt, b: ShapeAt, factTerms: ReadonlySet<number>): boolean | undefined {
  const [inner, outer] = [a.shape.box, b.shape.box];
  if (!inner || !outer || !boxesSuffice([a, b], factTerms)) return undefined;
  return outer.every((demand) => {
    const own = inner.find(({ slot }) => slot === demand.slot);
    return own !== undefined && isWithin(own.set, demand.set) && sameValue(own.slot, a.evaluation, b.evaluation);
  });
}
