import type { Prover } from '../conditions/prove.js';
import type { Group } from '../model/conditions.js';
import { numberOf } from '../text/number-of.js';

/** Equal numbers are equal kinds, moments and sends. */
export interface Place {
  readonly kind: number;
  readonly moment: number;
  readonly send: number;
}

type Relation = (x: Place, y: Place, prove: () => boolean) => boolean;

/** What was proven of groups by their places: two pairs of groups with places alike relate alike. */
export interface Places {
  place(group: Group): Place;
  readonly apart: Relation;
  readonly inside: Relation;
}

/** Of kinds beyond so many nothing is kept. */
const MOST_KINDS = 4_000;

const placesOfProver = new WeakMap<Prover, Places>();

/** The same for all analyses with one prover. */
export function placesOf(prover: Prover): Places {
  let places = placesOfProver.get(prover);
  if (!places) placesOfProver.set(prover, (places = createPlaces(prover)));
  return places;
}

function createPlaces(prover: Prover): Places {
  // The prover knows many kinds that no contact has: its numbers would make the rows long.
  const kinds = new Map<number, number>();
  const texts = new Map<string, number>();
  return {
    place: (group) => ({
      kind: numberOf(kinds, prover.kind(group)),
      moment: numberOf(texts, group.moment),
      send: numberOf(texts, group.sendMoment ?? group.moment),
    }),
    apart: createRelation(),
    inside: createRelation(),
  };
}

/** Kept by kind, then by the other kind and which moments are equal: 1 proven, -1 not. */
function createRelation(): Relation {
  const rows: (Int8Array | undefined)[] = [];

  function rowThatHolds(kind: number, at: number): Int8Array {
    const row = rows[kind];
    if (row && at < row.length) return row;
    const longer = new Int8Array(Math.max(64, 2 * at));
    if (row) longer.set(row);
    return (rows[kind] = longer);
  }

  return (x, y, prove) => {
    if (x.kind >= MOST_KINDS || y.kind >= MOST_KINDS) return prove();
    const at = y.kind * 4 + (x.moment === y.moment ? 1 : 0) + (x.send === y.send ? 2 : 0);
    const row = rowThatHolds(x.kind, at);
    if (row[at] === 0) row[at] = prove() ? 1 : -1;
    return row[at] === 1;
  };
}
