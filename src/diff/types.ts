import type { BoundsText, DateTime, DayRangeText, DayText, Decimal } from '../schedule/types.js';

/*
 * What `crm diff --format json` prints: how one schedule differs from another, as data. Texts for people are made of it.
 * Every list is in a fixed order, so that equal inputs give equal bytes.
 */

export interface ScheduleDiff {
  /** Rises when a reader must change. */
  readonly format: 1;
  /** What was compared, as the call names it. */
  readonly before: string;
  readonly after: string;
  /** Nothing that a send system, a member or the budget would notice differs. */
  readonly same: boolean;
  readonly currency: string;
  readonly sends: SendTotals;
  /** How much more or less one member may get; `null` where a schedule was made before loads were written. */
  readonly loads: readonly LoadChange[] | null;
  /** Lowest prices that differ; `null` where a schedule was made before prices were written. */
  readonly prices: readonly PriceChange[] | null;
  readonly cost: CostChange;
  /** Of campaigns whose estimate or budget differs, by name. */
  readonly costs: readonly (CostChange & { readonly campaign: string; readonly label: string; readonly budget: BeforeAfter<Decimal> })[];
  /** In the order of kinds, then of time or address. */
  readonly changes: readonly Change[];
  /** Addresses of sends that were changed though they lie in the past: an error, `past-change`. */
  readonly pastChanges: readonly string[];
}

/** `null` where there is none. */
export interface BeforeAfter<T> {
  readonly before: T | null;
  readonly after: T | null;
}

export interface SendTotals extends BeforeAfter<number> {
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  readonly changed: number;
  /** Messages to members before consent, over all sends: at least, at most. */
  readonly messages: BeforeAfter<BoundsText>;
}

export interface AudienceSize {
  readonly name: string;
  readonly label: string;
  readonly size: BoundsText;
}

/** A cap counts another number for members of these audiences. */
export interface LoadChange {
  readonly clause: string;
  readonly channels: readonly AnyChannel[];
  /** As in the terms of the clause: `calendar month`, `rolling 30d`. */
  readonly window: string;
  /** Of the windows that end in this month. */
  readonly month: string;
  /** The fullest of them, after the change, or before it where nothing is left. */
  readonly days: DayRangeText;
  readonly before: number;
  readonly after: number;
  readonly limit: number;
  /** Those that sends which differ address, the largest first; where none of them is, all whose members are concerned. */
  readonly audiences: readonly AudienceSize[];
  /** Concerned as far as their members are in `audiences` too. */
  readonly overlapping: readonly AudienceSize[];
}

export interface AnyChannel {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
}

/** The lowest price of products; `null` where nothing is offered. */
export interface PriceChange extends BeforeAfter<PricePoint> {
  /** Sets that the products are in; none for products that no set names. */
  readonly products: readonly string[];
}

export interface PricePoint {
  /** Share of the list price, cut after four decimals. */
  readonly factor: Decimal;
  readonly floor: Decimal;
  readonly offers: readonly string[];
}

/** In the currency of the store; at most. */
export interface CostChange extends BeforeAfter<Decimal> {
  /** After less before. */
  readonly change: Decimal;
  /** Both are bounds; otherwise something in them has no price or size. */
  readonly complete: boolean;
}

export type ChangeKind =
  'store' | 'clause' | 'campaign' | 'audience' | 'benefit' | 'message' | 'channel' | 'metric' | 'send' | 'trigger' | 'task';

export type Action = 'added' | 'removed' | 'moved' | 'changed';

export interface Change {
  readonly kind: ChangeKind;
  /** Of a send its id; of others their name or id. */
  readonly address: string;
  readonly action: Action;
  /** Why: what about it differs, the weightiest first. */
  readonly reasons: readonly Reason[];
  /** Of a send or task that was moved to another day: its new id. */
  readonly to?: string;
  /** Of sends: what a reader wants to know of it, after the change, or before where it is removed. */
  readonly send?: SendFacts;
  /** It lies in the past, or was sent. */
  readonly past?: true;
}

export interface SendFacts {
  readonly campaign: string;
  readonly wave: string;
  readonly channel: string;
  readonly at: DateTime;
  readonly audiences: readonly string[];
  readonly recipients: BoundsText | null;
}

/** One aspect that differs. */
export interface Reason {
  /** `time`, `audience`, `message`, `offer`, `policy`, … */
  readonly aspect: string;
  /** Names of declarations through which it differs, where the thing itself says the same as before. */
  readonly through?: readonly string[];
  /** As in the schedule; missing where only `through` tells. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What counts as past. */
export interface Past {
  /** Milliseconds since 1970 UTC. */
  readonly now?: number;
  /** `campaign/wave/day`: with a ledger only these were sent. */
  readonly executed?: ReadonlySet<string>;
}

export type { DayText };
