import type { Exact } from './exact.js';
import type { Day, Duration } from './literals.js';

export type ValueType =
  | { readonly kind: 'key' | 'text' | 'integer' | 'number' | 'money' | 'percent' | 'flag' | 'date' | 'time' | 'duration' }
  /** `values` low to high. `name` is `entity.attribute`. */
  | { readonly kind: 'enumeration'; readonly name: string; readonly values: readonly string[] };

export type Scalar =
  | { readonly kind: 'text'; readonly value: string }
  /** integer, number, percent (a share: 15% is 0.15) and money (in the store's currency) */
  | { readonly kind: 'number'; readonly of: 'integer' | 'number' | 'percent' | 'money'; readonly value: Exact }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'date'; readonly value: Day }
  | { readonly kind: 'duration'; readonly value: Duration }
  | { readonly kind: 'enumeration'; readonly value: string };

/** A day, or the moment a wave was sent (only in a wave's own condition). */
export type Moment = { readonly kind: 'day'; readonly day: Day } | { readonly kind: 'wave'; readonly wave: string };

/** Which records of an entity an aggregate looks at; no window is all of them up to the as-of moment. */
export type TimeWindow =
  /** (as-of − duration, as-of] */
  | { readonly kind: 'last'; readonly duration: Duration }
  /** From the first day to the last, both included, in the store's zone. */
  | { readonly kind: 'during'; readonly from: Day; readonly to: Day }
  /** Excludes the day or moment. */
  | { readonly kind: 'before'; readonly moment: Moment }
  /** Includes the day or moment. */
  | { readonly kind: 'since'; readonly moment: Moment };

export type AggregateFunction = 'count' | 'sum' | 'average' | 'min' | 'max' | 'first' | 'last';

export type Value =
  | { readonly kind: 'attribute'; readonly entity: string; readonly attribute: string; readonly fixed: boolean; readonly type: ValueType }
  | {
      readonly kind: 'aggregate';
      readonly function: AggregateFunction;
      readonly entity: string;
      readonly attribute?: string;
      readonly window?: TimeWindow;
      readonly where?: Condition;
      readonly type: ValueType;
    }
  /** as-of minus the date or time. */
  | { readonly kind: 'age'; readonly of: Value; readonly type: ValueType }
  | { readonly kind: 'constant'; readonly scalar: Scalar; readonly type: ValueType };

/**
 * A typed condition over one member (or, inside an aggregate or trigger, over one record and its member).
 * Two-valued: a comparison with an unknown value is false, and `not` of it is true.
 * Self-contained: measures are expanded, events are days, names of audiences refer to audiences of the plan.
 */
export type Condition =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>='; readonly left: Value; readonly right: Value }
  | { readonly kind: 'flag'; readonly value: Value }
  | { readonly kind: 'one-of'; readonly value: Value; readonly scalars: readonly Scalar[] }
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'text-match'; readonly match: 'starts' | 'contains' | 'ends'; readonly value: Value; readonly text: string }
  /** (as-of − duration, as-of] */
  | { readonly kind: 'in-last'; readonly value: Value; readonly duration: Duration }
  /** At least one record. */
  | { readonly kind: 'exists'; readonly entity: string; readonly window?: TimeWindow; readonly where?: Condition }
  | { readonly kind: 'member-of'; readonly audience: string }
  /** Among the first `percent` of the base, by the value downwards, unknown last, ties by member id. */
  | { readonly kind: 'top'; readonly percent: Exact; readonly by: Value; readonly of: string }
  /** `target` is `campaign/wave` or `campaign/activity`. */
  | { readonly kind: 'outcome'; readonly outcome: 'received' | 'opened' | 'clicked' | 'replied' | 'joined'; readonly target: string };

/** The members that lie in one of `include`, in none of `exclude`, and meet `where`, at one moment. */
export interface Group {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly where?: Condition;
  /** Evaluations at equal moments see the same data; any text that tells moments apart. */
  readonly moment: string;
  /** Two evaluations of outcomes are comparable only at one send. Defaults to `moment`. */
  readonly sendMoment?: string;
  /** Epoch day of the moment: aggregates over closed spans that end before it can no longer change. */
  readonly momentDay: Day;
}

/** How many members a group has: at least `low`, at most `high`; no `high` is unknown. */
export interface Bounds {
  readonly low: number;
  readonly high?: number;
}
