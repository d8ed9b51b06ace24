import type { Problem } from '../diagnostics/problem.js';
import type { SizesInput, Sizes } from './sizes.js';

/** Facts that contradict what is provable from conditions and declared sizes, as problems of `contradictory-fact`. */
export function findContradictoryFacts(_input: SizesInput & { readonly sizes: Sizes }): readonly Problem[] {
  return [];
}
