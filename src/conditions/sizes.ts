import type { Bounds, Group } from '../model/conditions.js';
import type { ResolvedAudience } from '../model/plan.js';
import type { Fact } from '../model/types.js';
import type { Prover } from './prove.js';

export interface SizesInput {
  readonly audiences: ReadonlyMap<string, ResolvedAudience>;
  readonly facts: readonly Fact[];
  /** Of the store. */
  readonly members?: number;
  readonly prover: Prover;
}

/** How many members groups have, as far as declared sizes and proofs tell. */
export interface Sizes {
  /** No `high` where only the size of the whole store is known. */
  bounds(group: Group): Bounds;
  /** Of the members that are in all of the groups at once. */
  overlapBounds(groups: readonly Group[]): Bounds;
}

export function createSizes(_input: SizesInput): Sizes {
  return { bounds: () => ({ low: 0 }), overlapBounds: () => ({ low: 0 }) };
}
