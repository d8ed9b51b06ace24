import type { ActiveClause } from '../../model/plan.js';
import type { Clause } from '../../model/types.js';

/** Whether a clause in force is what a policy says at the place of a clause. */
export function isActiveOf({ clause }: ActiveClause, { span }: Clause): boolean {
  return clause.span.file === span.file && clause.span.start === span.start;
}
