import type { Problem } from '../diagnostics/problem.js';
import type { Ref } from '../model/types.js';
import type { Span } from '../text/span.js';

/** What was sent at one time: to an audience over a channel, or a send of a plan by its id. */
export interface LedgerRow {
  readonly span: Span;
  /** `campaign/wave/2026-11-03`, as in the schedule. */
  readonly send?: Ref;
  readonly audience?: Ref;
  readonly channel?: Ref;
  /** A day, or a moment: in the store's zone, or with an offset. */
  readonly at?: string;
  /** How many members got it; missing where that is not known. */
  readonly members?: number;
}

/** What was sent before, as a file says it. */
export interface Ledger {
  readonly path: string;
  readonly text: string;
  readonly rows: readonly LedgerRow[];
  /** Lines that cannot be read. */
  readonly problems: readonly Problem[];
}
