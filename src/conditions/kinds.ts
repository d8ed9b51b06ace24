import type { Group } from '../model/conditions.js';
import type { Day } from '../model/literals.js';
import type { Shape } from './shapes.js';
import { numberOf } from '../text/number-of.js';

/** Numbers of kinds: a kind is a shape, what of it is settled at its moment, and whether the moment is the as-of day of an audience. */
export interface Kinds {
  /** How many days are known after which a term is settled: when there are more, kinds have become finer. */
  readonly days: number;
  /** Takes note of days after which a term is settled. */
  settle(days: readonly Day[]): void;
  of(shape: Shape, group: Group): number;
}

export function createKinds(asOfMoments: ReadonlySet<string>): Kinds {
  const days: Day[] = [];
  const numbers = new Map<string, number>();
  return {
    get days() {
      return days.length;
    },
    settle(more) {
      const before = days.length;
      for (const day of more) if (!days.includes(day)) days.push(day);
      if (days.length > before) days.sort((a, b) => a - b);
    },
    of(shape, group) {
      const settled = days.findLast((day) => day < group.momentDay) ?? '';
      const asOf = asOfMoments.has(group.moment) ? group.moment : '';
      return numberOf(numbers, `${shape.id} ${settled} ${asOf}`);
    },
  };
}

/** Equal for pairs of groups of the same kinds of which the same moments are equal. */
export function pairKey(kindOfA: number, kindOfB: number, a: Group, b: Group): number {
  const sameMoment = a.moment === b.moment ? 1 : 0;
  const sameSend = (a.sendMoment ?? a.moment) === (b.sendMoment ?? b.moment) ? 2 : 0;
  return (kindOfA * 0x1000000 + kindOfB) * 4 + sameMoment + sameSend;
}

/** Equal for sets of groups of the same kinds of which the same moments are equal. Kinds in rising order, with moments numbered as they come. */
export function setKey(groups: readonly Group[], kind: (group: Group) => number): string {
  const moments = new Map<string, number>();
  const sends = new Map<string, number>();
  return groups
    .map((group) => ({ group, kind: kind(group) }))
    .sort((a, b) => a.kind - b.kind || (a.group.moment < b.group.moment ? -1 : 1))
    .map((one) => `${one.kind}.${numberOf(moments, one.group.moment)}.${numberOf(sends, one.group.sendMoment ?? one.group.moment)}`)
    .join(' ');
}
