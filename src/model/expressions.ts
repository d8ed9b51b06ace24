import type { Span } from '../text/span.js';
import type { Duration, Literal } from './literals.js';
import type { DayForm, Located, Ref } from './types.js';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type AggregateName = 'any' | 'no' | 'count' | 'sum' | 'average' | 'min' | 'max' | 'first' | 'last';

export type OutcomeName = 'received' | 'opened' | 'clicked' | 'replied' | 'joined';

/** The time window of an aggregate. */
export type WindowForm =
  | { readonly kind: 'last'; readonly duration: Duration; readonly span: Span }
  | { readonly kind: 'during'; readonly from: DayForm; readonly to?: DayForm; readonly span: Span }
  | { readonly kind: 'before'; readonly day: DayForm; readonly span: Span }
  | { readonly kind: 'since'; readonly day: DayForm; readonly span: Span };

/**
 * A condition or value as written, names unresolved and types unchecked.
 * `conditions/check.ts` turns it into a typed condition.
 */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'not'; readonly part: Expression; readonly span: Span }
  | {
      readonly kind: 'comparison';
      readonly operator: Comparison;
      readonly left: Expression;
      /** A name alone is looked up among the values of the left side's enumeration first. */
      readonly right: Expression;
      readonly operatorSpan: Span;
      readonly span: Span;
    }
  | {
      readonly kind: 'in-list';
      readonly negated: boolean;
      readonly value: Expression;
      readonly items: readonly Expression[];
      readonly span: Span;
    }
  | {
      readonly kind: 'in-range';
      readonly negated: boolean;
      readonly value: Expression;
      readonly from: Expression;
      readonly to: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'in-last';
      readonly negated: boolean;
      readonly value: Expression;
      readonly duration: Duration;
      /** The duration as the plan has it. */
      readonly written: string;
      readonly span: Span;
    }
  | { readonly kind: 'known'; readonly known: boolean; readonly value: Expression; readonly span: Span }
  | {
      readonly kind: 'text-match';
      readonly match: 'starts' | 'contains' | 'ends';
      readonly value: Expression;
      readonly text: Located<string>;
      readonly span: Span;
    }
  | { readonly kind: 'membership'; readonly negated: boolean; readonly audience: Ref; readonly span: Span }
  | { readonly kind: 'top'; readonly percent: Located<Literal>; readonly by: Expression; readonly span: Span }
  | {
      readonly kind: 'aggregate';
      readonly name: AggregateName;
      readonly entity: Ref;
      readonly attribute?: Ref;
      readonly window?: WindowForm;
      readonly where?: Expression;
      readonly span: Span;
    }
  | { readonly kind: 'age'; readonly of: Expression; readonly span: Span }
  | { readonly kind: 'outcome'; readonly name: OutcomeName; readonly target: Ref; readonly span: Span }
  /** A measure, an attribute, or an enumeration value; `order.at` comes as the path `order`, `at`. */
  | { readonly kind: 'name'; readonly path: readonly Ref[]; readonly span: Span }
  /** `written`: a number as the plan has it, `30天` for 30d. */
  | { readonly kind: 'literal'; readonly literal: Literal; readonly written?: string; readonly span: Span };
