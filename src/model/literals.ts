import type { Exact } from './exact.js';

/** A local calendar day as the number of days since 1970-01-01; no zone, no time. */
export type Day = number;

export interface DayRange {
  readonly from: Day;
  /** Included. */
  readonly to: Day;
}

/** A wall-clock time in minutes after midnight, 0 .. 1440; 1440 (`24:00`) only as an end. */
export type ClockTime = number;

export type DurationUnit = 's' | 'min' | 'h' | 'd' | 'w' | 'mo' | 'y';

/** `count` is a positive integer; `mo` and `y` are calendar units. */
export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

export interface MonthDay {
  /** 1 .. 12 */
  readonly month: number;
  /** 1 .. 31 */
  readonly day: number;
}

/** ISO numbers: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Money {
  readonly amount: Exact;
  /** ISO 4217 code, or the sign as written where one sign serves several currencies (`¥`, `$`). */
  readonly currency: string;
}

/** A value as written in the plan. Percentages and factors are shares: `15%` is 0.15, `85折` is 0.85. */
export type Literal =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'number'; readonly value: Exact }
  | { readonly kind: 'percent'; readonly value: Exact }
  | { readonly kind: 'factor'; readonly value: Exact }
  | { readonly kind: 'money'; readonly value: Money }
  | { readonly kind: 'duration'; readonly value: Duration }
  | { readonly kind: 'date'; readonly value: Day }
  | { readonly kind: 'month-day'; readonly value: MonthDay }
  | { readonly kind: 'clock'; readonly value: ClockTime }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'flag'; readonly value: boolean };
