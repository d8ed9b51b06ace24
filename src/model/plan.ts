import type { Condition, ValueType } from './conditions.js';
import type { Span } from '../text/span.js';
import type { Day } from './literals.js';
import type {
  Audience,
  Benefit,
  Campaign,
  Channel,
  ChannelKind,
  Clause,
  Declared,
  Event,
  Fact,
  Located,
  Measure,
  Message,
  Metric,
  PlanBudget,
  Policy,
  Products,
  Role,
  SegmentEntry,
  Segments,
  Size,
  Store,
} from './types.js';

export interface ResolvedAttribute {
  readonly name: string;
  readonly type: ValueType;
  /** The value never changes. */
  readonly fixed: boolean;
  /** Longest text in characters, where declared. */
  readonly upTo?: number;
  readonly span: Span;
  /** Where each value of an enumeration is declared, by its name. */
  readonly valueSpans?: ReadonlyMap<string, Span>;
}

export interface ResolvedEntity {
  readonly name: string;
  readonly of?: string;
  readonly attributes: ReadonlyMap<string, ResolvedAttribute>;
  readonly declaration: Declared;
}

/** An audience, an entry of segments (`lifecycle.recent`), or segments as a whole (`lifecycle`). */
export interface ResolvedAudience {
  readonly name: string;
  readonly label: string;
  /** Members are drawn from this audience; missing only for `everyone`. */
  readonly of?: string;
  /**
   * Who of the base belongs to it; for an entry of segments without the members of earlier entries.
   * Missing when membership is known only to another system (`from`).
   */
  readonly condition?: Condition;
  readonly from?: string;
  readonly size?: Size;
  /** Evaluated at the start of this day instead of the campaign's snapshot. */
  readonly asOf?: Day;
  /** Of segments as a whole: the names of its entries, in order. */
  readonly entries?: readonly string[];
  /** Of an entry: the name of its segments. */
  readonly segments?: string;
  readonly declaration: Audience | Segments | SegmentEntry;
}

export interface ResolvedChannel {
  readonly name: string;
  readonly label: string;
  readonly kind: ChannelKind;
  /** Whether a send counts as contacting a member. */
  readonly personal: boolean;
  /** Flags of `member` that must be set. */
  readonly requires: readonly string[];
  readonly declaration: Channel;
}

/** A clause in force, with the policy it comes from and its address, such as `cap/sms/rolling-30d`. */
export interface ActiveClause {
  readonly id: string;
  readonly policy: string;
  readonly clause: Clause;
  /** Names of the channels it covers: kinds are expanded, `any` is all personal channels. */
  readonly channels: readonly string[];
}

/** A clause in force of one kind. */
export type ActiveOf<K extends Clause['kind']> = ActiveClause & { readonly clause: Extract<Clause, { kind: K }> };

/** The project, merged and resolved: names lead to declarations, whatever file they stand in. */
export interface Plan {
  readonly store?: Store;
  /** IANA zone; `Asia/Shanghai` where the store names none that is valid (that is reported). */
  readonly zone: string;
  /** ISO 4217; `CNY` where the store names none. */
  readonly currency: string;
  /** Decimal places of the currency's minor unit. */
  readonly currencyDigits: number;
  readonly members?: Located<number>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly events: ReadonlyMap<string, Event>;
  readonly channels: ReadonlyMap<string, ResolvedChannel>;
  readonly entities: ReadonlyMap<string, ResolvedEntity>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly audiences: ReadonlyMap<string, ResolvedAudience>;
  readonly facts: readonly Fact[];
  readonly products: ReadonlyMap<string, Products>;
  readonly benefits: ReadonlyMap<string, Benefit>;
  readonly messages: ReadonlyMap<string, Message>;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly plans: ReadonlyMap<string, PlanBudget>;
  readonly policies: ReadonlyMap<string, Policy>;
  /** The policy in force. */
  readonly policy?: Policy;
  readonly clauses: readonly ActiveClause[];
  /** The same, as `clausesOf` gives them. */
  readonly clausesByKind: ReadonlyMap<Clause['kind'], readonly ActiveClause[]>;
  /** The policies with an `as of` that clauses in force come from, by name. */
  readonly packs: readonly Policy[];
  readonly campaigns: ReadonlyMap<string, Campaign>;
}
