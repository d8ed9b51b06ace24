import { analyseCap, prepareCap } from './cap.js';
import type { CapAnalysis, CapFinding, Contact } from './types.js';

/**
 * Where members meet, or may meet, more discount campaigns in a window than allowed. The contacts are sends that carry a discount,
 * and one for each day of an activity that does; a member meets a campaign once in a window, however many of them reach him.
 */
export function analyseDiscounts(analysis: Omit<CapAnalysis, 'once'>): readonly CapFinding[] {
  return analyseCap({ ...analysis, once });
}

/** Does the work of `analyseDiscounts` in small steps. */
export function prepareDiscounts(analysis: Omit<CapAnalysis, 'once'>): Iterable<void> {
  return prepareCap({ ...analysis, once });
}

const once = ({ campaign }: Contact): string => campaign;
