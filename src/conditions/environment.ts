import type { Report } from '../diagnostics/problem.js';
import type { OutcomeName } from '../model/expressions.js';
import type { ValueType } from '../model/conditions.js';
import type { Day } from '../model/literals.js';
import type { ResolvedEntity } from '../model/plan.js';
import type { DayForm, Measure, Ref } from '../model/types.js';
import type { Span } from '../text/span.js';

/** What DAY names inside a condition: days (one or a whole event), or the moment a wave is sent. */
export type ResolvedDay =
  | { readonly kind: 'days'; readonly from: Day; readonly to: Day }
  /** `campaign/wave` */
  | { readonly kind: 'wave'; readonly wave: string };

/** A name in a condition and what it was found to be; days and outcomes come by `resolveDay` and `resolveOutcome`. */
export interface FoundName {
  readonly kind: 'entity' | 'attribute' | 'value' | 'measure' | 'audience';
  readonly name: string;
  /** Of an attribute its entity; of a value its enumeration, `entity.attribute`. */
  readonly owner?: string;
  readonly span: Span;
}

/** A name in a condition that leads nowhere, and what was looked for. */
export interface MissingName {
  readonly kind: 'value' | 'attribute' | 'entity';
  readonly name: string;
  /** Of an attribute: whose. */
  readonly entity?: string;
  /** Whose attributes may be named alone, besides those of `member`. */
  readonly record?: string;
  /** What it is held against. */
  readonly expected?: ValueType;
}

/** The names a condition may use at the place where it stands. */
export interface Environment {
  readonly entities: ReadonlyMap<string, ResolvedEntity>;
  readonly measures: ReadonlyMap<string, Measure>;
  isAudience(name: string): boolean;
  /** For suggestions only. */
  readonly audienceNames: Iterable<string>;
  /** The entity whose attributes are seen first, then those of `member`: inside the `where` of an aggregate or trigger. */
  readonly record?: string;
  /** ISO 4217. */
  readonly currency: string;
  /** The audience that `top` ranks. */
  readonly base: string;
  /** Outcomes and days of waves are allowed: only in a wave's own `where`. */
  readonly outcomes: boolean;
  /** `campaign/wave` or `campaign/activity`; nothing where it names none, which the resolver reports there. */
  resolveOutcome(target: Ref, outcome: OutcomeName, report: Report): string | undefined;
  /** Nothing where it cannot be resolved, which the resolver reports there: a measure used in many places reports its mistakes once. */
  resolveDay(form: DayForm, report: Report): ResolvedDay | undefined;
  /** Is told of each name that is found; those inside a measure are told where the measure is declared. */
  readonly onFound?: (found: FoundName) => void;
  readonly onMissing?: (missing: MissingName) => void;
}
