import type { Localized } from '../diagnostics/diagnostic.js';
import type { Exact } from '../model/exact.js';
import type { Plan } from '../model/plan.js';
import type { Sends } from '../sends/types.js';
import type { Sizes } from '../conditions/sizes.js';
import type { Span } from '../text/span.js';
import type { Timeline } from '../timeline/types.js';

/** All that costs are estimated from. */
export interface CostInput {
  readonly plan: Plan;
  readonly timeline: Timeline;
  readonly sends: Sends;
  readonly sizes: Sizes;
}

/** One line of an estimate. Amounts in the store's currency. */
export interface CostItem {
  readonly kind: 'message' | 'benefit' | 'cost';
  /** Wave or benefit; the label of a cost. */
  readonly name: string;
  readonly campaign: string;
  /** How the amount comes about, without the amount itself. */
  readonly label: Localized;
  readonly amount: Exact;
  readonly span: Span;
}

/** Why an estimate is only a lower bound. */
export interface MissingCost {
  /** A paid channel without `cost`, a benefit without `worth`, an audience without a size, a triggered wave without a limit. */
  readonly kind: 'cost' | 'worth' | 'size' | 'limit';
  /** The channel, benefit or wave. */
  readonly name: string;
  readonly campaign: string;
  readonly span: Span;
}

/** What a campaign, or a plan of several, may cost at most. Amounts in the store's currency. */
export interface Estimate {
  readonly messages: Exact;
  readonly benefits: Exact;
  readonly costs: Exact;
  readonly total: Exact;
  /** The largest first; none that costs nothing. */
  readonly items: readonly CostItem[];
  readonly missing: readonly MissingCost[];
  /** Nothing is missing: the total is a bound. Otherwise it may cost more. */
  readonly complete: boolean;
}
