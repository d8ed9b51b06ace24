import { intersect, isEmpty, overlaps, type Domain } from './domains.js';
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
  const first = groups[0];
  if (!first || groups.some(({ shape }) => !shape.box)) return false;
  if (groups.length === 2) return pairClashes(first, groups[1]!);
  const demands = new Map<Slot, { readonly set: Domain; readonly evaluation: Evaluation }>();
  for (const { shape, evaluation } of groups) {
    for (const { slot, set } of shape.box!) {
      const other = demands.get(slot);
      if (other && !sameValue(slot, other.evaluation, evaluation)) continue;
      const both = other ? intersect(other.set, set) : set;
      if (isEmpty(both)) return true;
      demands.set(slot, { set: both, evaluation });
    }
  }
  return false;
}

function pairClashes(a: ShapeAt, b: ShapeAt): boolean {
  return a.shape.box!.some((mine) => {
    const other = b.shape.box!.find(({ slot }) => slot === mine.slot);
    return other !== undefined && !overlaps(mine.set, other.set) && sameValue(mine.slot, a.evaluation, b.evaluation);
  });
}

/** Whether plain conjunctions that do not clash can hold together: no other knowledge relates their terms. */
export function boxesSuffice(groups: readonly ShapeAt[], factTerms: ReadonlySet<number>): boolean {
  if (groups.length > 2) return false;
  const [a, b] = [groups[0]?.shape.box, groups[1]?.shape.box ?? []];
  if (!a || (groups.length === 2 && !groups[1]!.shape.box)) return false;
  const owners = new Map<string, Slot>();
  return [...a, ...b].every((one) => standsAlone(one, factTerms, owners));
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
