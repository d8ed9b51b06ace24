/*
 * The schedule: what `crm compile` writes and a send system reads. The JSON Schema is made from these types.
 * Money is a decimal text in the store's currency. Times are ISO 8601 with the offset of the store's zone; `utc` repeats them in UTC.
 * Days are `YYYY-MM-DD` of the store. Durations are texts such as `30d` or `2h`. `null` stands for "none".
 */

/** A decimal number as text, such as `"280000.00"`: exact, never floating point. */
export type Decimal = string;
/** `2026-11-03T10:30:00+08:00` */
export type DateTime = string;
/** `2026-11-03` */
export type DayText = string;
/** From a day to a day, both included. */
export type DayRangeText = readonly [DayText, DayText];
/** At least, at most; `null` where nothing bounds it. */
export type BoundsText = readonly [number, number | null];

export interface SourcePlace {
  /** Relative to the project's root, forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

// ---------------------------------------------------------------- conditions

export type ScheduleType =
  'key' | 'text' | 'integer' | 'number' | 'money' | 'percent' | 'flag' | 'date' | 'time' | 'duration' | 'enumeration';

export type ScheduleMoment = { readonly day: DayText } | { readonly sent: string };

export type ScheduleWindow =
  /** (as-of − duration, as-of] */
  | { readonly kind: 'last'; readonly duration: string }
  /** Both days included. */
  | { readonly kind: 'during'; readonly from: DayText; readonly to: DayText }
  /** Excludes the moment. */
  | { readonly kind: 'before'; readonly moment: ScheduleMoment }
  /** Includes the moment. */
  | { readonly kind: 'since'; readonly moment: ScheduleMoment };

export type ScheduleValue =
  | {
      readonly kind: 'attribute';
      readonly type: ScheduleType;
      readonly entity: string;
      readonly attribute: string;
      readonly values?: readonly string[];
    }
  | {
      readonly kind: 'aggregate';
      readonly type: ScheduleType;
      readonly function: 'count' | 'sum' | 'average' | 'min' | 'max' | 'first' | 'last';
      readonly entity: string;
      readonly attribute: string | null;
      readonly window: ScheduleWindow | null;
      readonly where: ScheduleCondition | null;
      readonly values?: readonly string[];
    }
  /** as-of minus the date or time. */
  | { readonly kind: 'age'; readonly type: 'duration'; readonly of: ScheduleValue }
  | { readonly kind: 'constant'; readonly type: ScheduleType; readonly value: string | number | boolean };

/** Two-valued: a comparison with an unknown value is false, and `not` of it is true. */
export type ScheduleCondition =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ScheduleCondition[] }
  | { readonly kind: 'not'; readonly part: ScheduleCondition }
  | {
      readonly kind: 'compare';
      readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=';
      readonly left: ScheduleValue;
      readonly right: ScheduleValue;
    }
  | { readonly kind: 'flag'; readonly value: ScheduleValue }
  | { readonly kind: 'one-of'; readonly value: ScheduleValue; readonly constants: readonly (string | number | boolean)[] }
  | { readonly kind: 'known'; readonly value: ScheduleValue }
  | { readonly kind: 'text-match'; readonly match: 'starts' | 'contains' | 'ends'; readonly value: ScheduleValue; readonly text: string }
  | { readonly kind: 'in-last'; readonly value: ScheduleValue; readonly duration: string }
  | { readonly kind: 'exists'; readonly entity: string; readonly window: ScheduleWindow | null; readonly where: ScheduleCondition | null }
  /** Membership of another audience of `audiences`. */
  | { readonly kind: 'member-of'; readonly audience: string }
  /** Among the first `percent` of the members of `of`, by the value downwards, unknown last, ties by member id. */
  | { readonly kind: 'top'; readonly percent: Decimal; readonly by: ScheduleValue; readonly of: string }
  /** `target` is `campaign/wave` or `campaign/activity`. */
  | { readonly kind: 'outcome'; readonly outcome: 'received' | 'opened' | 'clicked' | 'replied' | 'joined'; readonly target: string };

// ---------------------------------------------------------------- declarations

export interface ScheduleAudience {
  readonly label: string;
  /** Declared or derived, before consent and holdout. */
  readonly size: BoundsText;
  /** Members are drawn from this audience; `null` for everyone. */
  readonly of: string | null;
  /** Who of the base belongs to it; `null` when only another system knows (`from`). */
  readonly condition: ScheduleCondition | null;
  /** A tag or list of another system. */
  readonly from: string | null;
  /** Evaluated at the start of this day instead of the campaign's snapshot. */
  readonly asOf: DayText | null;
}

export type CopyPartText = { readonly text: string } | { readonly placeholder: string };

export interface ScheduleMessage {
  readonly label: string;
  readonly channel: string;
  readonly text: readonly CopyPartText[] | null;
  readonly subject: readonly CopyPartText[] | null;
  readonly body: readonly CopyPartText[] | null;
  /** Path of the body, relative to the project's root, forward slashes; an absolute path stays as the plan has it. */
  readonly bodyFile: string | null;
}

export interface ScheduleBenefit {
  readonly label: string;
  readonly kind: string;
  readonly valid: DayRangeText | null;
  readonly limit: number | null;
  readonly perMember: number | null;
  readonly products: readonly string[];
  readonly stacksWith: readonly string[];
  /** What it gives, by kind: prices as shares of the list price, money as decimal texts. */
  readonly terms: Readonly<Record<string, unknown>>;
}

export interface ScheduleChannel {
  readonly label: string;
  readonly kind: string;
  readonly personal: boolean;
  readonly cost: Decimal | null;
  readonly rate: { readonly count: number; readonly per: string } | null;
  readonly requires: readonly string[];
  readonly confirm: boolean;
  readonly groups: number | null;
  readonly capacity: number | null;
}

export interface ScheduleMetric {
  readonly label: string;
  readonly better: 'higher' | 'lower';
  readonly type: string | null;
  readonly formula: string | null;
}

/** What a clause is limited to; each is missing where it is not. */
export interface ScheduleScope {
  /** An event: the clause counts, and binds, only on its days. */
  readonly during?: string;
  /** Only the event's occurrence that begins in this year. */
  readonly year?: number;
  /**
   * With `during`: the days meant by it, first to last. Without `year` these are the occurrences that share a day with the time
   * from the longest window of a cap, gap or share before the first day of the project's campaigns and sends, to as long after the last.
   * Of the whole project, whatever `filter` says.
   */
  readonly days?: readonly DayRangeText[];
  /** An audience, always one of `audiences`: the clause counts, and binds, only who belongs to it. */
  readonly for?: string;
}

export interface ScheduleClause {
  /** `cap/sms/rolling-30d` */
  readonly id: string;
  readonly kind: string;
  readonly policy: string;
  readonly hard: boolean;
  readonly channels: readonly string[];
  /** The numbers of the clause, by kind, and what it is limited to. */
  readonly terms: ScheduleScope & Readonly<Record<string, unknown>>;
}

/** A policy whose numbers have a date: what law and platforms allow. */
export interface SchedulePack {
  readonly name: string;
  readonly label: string;
  /** The day on which its numbers were last compared with their source. */
  readonly asOf: string;
  readonly source: string | null;
}

export interface SchedulePolicy {
  readonly name: string;
  readonly label: string;
  readonly clauses: readonly ScheduleClause[];
  /** Those that clauses in force come from, by name. */
  readonly packs: readonly SchedulePack[];
}

// ---------------------------------------------------------------- campaigns

export interface ScheduleWaiver {
  readonly rule: string;
  readonly wave: string | null;
  readonly channels: readonly string[];
  readonly because: string;
  readonly by: string;
  readonly until: DayText;
}

export interface ScheduleEstimate {
  readonly messages: Decimal;
  readonly benefits: Decimal;
  readonly costs: Decimal;
  readonly total: Decimal;
  readonly budget: Decimal | null;
  /** Whether every cost, worth and size is known; else the total is a lower bound. */
  readonly complete: boolean;
}

export interface ScheduleActivity {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly times: readonly { readonly at: DateTime; readonly until: DateTime }[];
  readonly products: readonly string[];
  readonly offers: readonly string[];
  readonly by: string | null;
  readonly host: string | null;
  readonly platform: string | null;
  readonly purposes: readonly string[];
  readonly via: string | null;
  readonly reply: { readonly within: string; readonly by: string | null } | null;
  readonly rundown: readonly { readonly label: string; readonly duration: string }[];
  readonly series: { readonly waves: number; readonly every: string; readonly productsEach: number } | null;
}

export interface ScheduleCampaign {
  readonly name: string;
  readonly label: string;
  readonly scope: string;
  readonly runs: DayRangeText;
  /** The snapshot at which audiences are evaluated. */
  readonly asOf: DateTime;
  readonly goal: {
    readonly purpose: string | null;
    readonly targets: readonly { readonly metric: string; readonly operator: string; readonly value: string }[];
  } | null;
  readonly audience: {
    readonly include: readonly string[];
    readonly exclude: readonly { readonly audiences: readonly string[]; readonly because: string | null }[];
    readonly holdout: ScheduleHoldout | null;
    readonly size: BoundsText;
  } | null;
  readonly phases: readonly { readonly name: string; readonly label: string; readonly days: DayRangeText }[];
  readonly offers: readonly string[];
  readonly activities: readonly ScheduleActivity[];
  readonly resources: {
    readonly people: readonly { readonly role: string; readonly count: number | null; readonly names: string | null }[];
    readonly data: readonly string[];
    readonly costs: readonly { readonly label: string; readonly amount: Decimal }[];
    readonly estimate: ScheduleEstimate;
  };
  readonly risks: readonly {
    readonly name: string;
    readonly label: string;
    readonly likelihood: string | null;
    readonly impact: string | null;
    readonly response: string | null;
    readonly owner: string | null;
  }[];
  readonly review: {
    readonly on: DayText | null;
    readonly by: string | null;
    readonly metrics: readonly string[];
    readonly bySegments: string | null;
    readonly compareWithHoldout: boolean;
    readonly keep: readonly string[];
  } | null;
  /** Steps the plan leaves out, with the reason it gives. */
  readonly without: readonly { readonly step: string; readonly because: string }[];
  readonly waivers: readonly ScheduleWaiver[];
}

// ---------------------------------------------------------------- sends

/**
 * The first ⌊percent × n / 100⌋ of the n members of `of`, as of the campaign's `asOf`, are never contacted by the campaign.
 * Their order is that of `SHA-256(utf8(salt + "/" + member id))`, compared as 32 bytes, the lowest first; equal ones by the bytes of the id.
 */
export interface ScheduleHoldout {
  /** 0 to 100, a decimal number. */
  readonly percent: number;
  /** An audience; `null` for those the campaign includes without those it excludes. */
  readonly of: string | null;
  /** The campaign's name, as that of its batches: both use one order. */
  readonly salt: string;
}

/** Places of one list that all batches of an occurrence share: its recipients after the holdout and before consent. */
export interface ScheduleBatch {
  /** 1-based: the batch has the places from (`index` − 1) × `limit`, included, to `index` × `limit`, excluded, counted from 0. */
  readonly index: number;
  /** How many batches the occurrence has. */
  readonly of: number;
  /** Members in a batch, at most. */
  readonly limit: number;
  /** The campaign's name. */
  readonly salt: string;
  /** By `SHA-256(utf8(salt + "/" + member id))`, compared as 32 bytes, the lowest first; equal ones by the bytes of the id. */
  readonly order: 'sha256(salt, member id)';
}

export interface AddressedMembers {
  /** In one of these … */
  readonly include: readonly string[];
  /** … in none of these … */
  readonly exclude: readonly string[];
  /** … with all of these flags set (consent) … */
  readonly require: readonly string[];
  /** … and meeting this. */
  readonly where: ScheduleCondition | null;
  /** Attributes and aggregates are evaluated at this moment, or at `each send`; outcomes always at the send. */
  readonly asOf: DateTime;
  readonly holdout: ScheduleHoldout | null;
}

/** What a send system must enforce and refuse to go beyond. */
export type ScheduleGuard =
  /** The plan does not prove that a cap holds: count again, and skip members who would get more than `max`. */
  | { readonly clause: string; readonly verdict: 'possible'; readonly max: number }
  /** The plan does not prove that a gap holds: skip members whose last message was less than `least` ago. */
  | { readonly clause: string; readonly verdict: 'possible'; readonly least: string }
  /** The plan does not prove that a share holds: stop when more than `members` members would get more than `max`. */
  | { readonly clause: string; readonly verdict: 'possible'; readonly max: number; readonly members: number }
  /** The wave counts as nothing in this cap: drop it for members who are at `max`. */
  | { readonly clause: string; readonly verdict: 'skip'; readonly max: number }
  /** More recipients than this are a mistake upstream: 1.2 × the upper bound. */
  | { readonly clause: 'size'; readonly max: number };

export interface SendCost {
  /** Of one part. */
  readonly unit: Decimal;
  /** Parts of the longest message. */
  readonly parts: number;
  /** Upper bound. */
  readonly most: Decimal | null;
}

export interface ScheduleSend {
  /** `campaign/wave/day of the occurrence/batch`: the idempotency key; survives a moved time and unrelated edits. */
  readonly id: string;
  readonly campaign: string;
  readonly wave: string;
  readonly step: 'timing' | 'followup';
  readonly class: 'marketing' | 'care' | 'service' | 'transactional';
  readonly channel: string;
  readonly at: DateTime;
  readonly utc: DateTime;
  /** Never start after this: quiet hours, end of the phase or campaign, validity of an offer. */
  readonly notAfter: DateTime | null;
  /** `null` for a post to whoever sees it. */
  readonly audience: AddressedMembers | null;
  /** `null` where the occurrence is one send. */
  readonly batch: ScheduleBatch | null;
  /** Of this batch, before consent. */
  readonly recipients: BoundsText | null;
  readonly message: string | null;
  readonly test: ScheduleTest | null;
  readonly offers: readonly string[];
  readonly link: 'short' | 'main' | 'by device' | null;
  readonly confirm: { readonly by: string | null; readonly until: DateTime | null } | false;
  readonly gate: {
    readonly metric: string;
    readonly operator: string;
    readonly value: string;
    readonly until: DateTime;
    readonly then: 'send' | 'stop';
  } | null;
  readonly guards: readonly ScheduleGuard[];
  readonly cost: SendCost | null;
  readonly source: SourcePlace;
}

export interface ScheduleTest {
  readonly variants: readonly { readonly name: string; readonly percent: number; readonly message: string }[];
  readonly winner: { readonly metric: string; readonly after: string } | null;
}

export interface ScheduleWave {
  readonly id: string;
  readonly campaign: string;
  readonly wave: string;
  readonly label: string;
  readonly channel: string;
  readonly audience: AddressedMembers | null;
  readonly occurrences: number;
  /** Members addressed by one occurrence, before consent and holdout. */
  readonly members: BoundsText | null;
  /** Of one occurrence, after the holdout, before consent. */
  readonly recipients: BoundsText | null;
  /** The worst load of each cap in a window that holds one of its sends, over all campaigns. */
  readonly loads: readonly {
    readonly clause: string;
    readonly most: number;
    readonly limit: number;
    readonly verdict: 'safe' | 'possible' | 'violated';
  }[];
  readonly cost: Decimal | null;
  readonly source: SourcePlace;
}

export interface ScheduleTrigger {
  readonly id: string;
  readonly campaign: string;
  readonly wave: string;
  readonly step: 'timing' | 'followup';
  readonly class: 'marketing' | 'care' | 'service' | 'transactional';
  readonly channel: string;
  /** What sets it off: an event of an entity, or a yearly date of the member. */
  readonly on:
    | { readonly each: string; readonly delay: string; readonly condition: ScheduleCondition | null }
    | { readonly date: string; readonly shift: string | null; readonly time: string };
  /** What happens from the one moment (included) to the other (excluded) sets it off; sends follow by the delay. */
  readonly live: { readonly from: DateTime; readonly until: DateTime };
  readonly audience: AddressedMembers | null;
  readonly limit: { readonly count: number; readonly window: string } | null;
  readonly skipWhenCapped: boolean;
  /** A send held by quiet hours longer than this is dropped. */
  readonly holdAtMost: string;
  /** From is quiet already, until is free; on all days, or on those of an event. */
  readonly quiet: readonly { readonly from: string; readonly to: string; readonly days: readonly DayRangeText[] | null }[];
  /** Days on which the channel sends nothing; a send that falls there is held like one of quiet hours. */
  readonly blackouts: readonly DayRangeText[];
  readonly message: string | null;
  readonly offers: readonly string[];
  readonly link: 'short' | 'main' | 'by device' | null;
  readonly confirm: { readonly by: string | null; readonly until: DateTime | null } | false;
  readonly guards: readonly ScheduleGuard[];
  readonly cost: SendCost | null;
  readonly source: SourcePlace;
}

/**
 * The most that a cap counts for one member of an audience, over all campaigns, in the worst window that ends in a month.
 * Exact as `crm check` is: it proves that no member of the audience gets more.
 */
export interface ScheduleLoad {
  readonly clause: string;
  readonly audience: string;
  /** Of the last day of the window: `2027-11` */
  readonly month: string;
  readonly window: DayRangeText;
  readonly most: number;
  readonly limit: number;
}

/** The lowest price that members can reach by combining what campaigns offer. */
export interface SchedulePrice {
  /** The sets that the products are in; none for products that no set names. */
  readonly products: readonly string[];
  /** Share of the list price, cut after four decimals. */
  readonly factor: Decimal;
  /** The same, exact: `"53/60"` */
  readonly exact: string;
  /** The lowest share that the policy allows. */
  readonly floor: Decimal;
  /** The benefits that reach it together. */
  readonly offers: readonly string[];
  /** False where there are too many stacks to look at; the true price may be lower then. */
  readonly complete: boolean;
}

/** What people must do and when. */
export interface ScheduleTask {
  /** `campaign/material`, `campaign/activity/day`, `campaign/wave/day/confirm`, `campaign/review`, `campaign/task-1`, `campaign/risk/task-1` */
  readonly id: string;
  readonly campaign: string;
  readonly kind: 'material' | 'task' | 'activity' | 'confirm' | 'review';
  readonly label: string;
  readonly by: string | null;
  /** Begins; `null` where only the due moment is known. */
  readonly at: DateTime | null;
  /** The day or moment by which it must be done: a `DayText` or a `DateTime`. */
  readonly due: string | null;
  /** How long after `at`, or after the risk has happened. */
  readonly within: string | null;
  /** The risk that sets it off, `campaign/risk`. */
  readonly risk: string | null;
  /** Of an activity: who hosts it, and what comes when. */
  readonly host: string | null;
  readonly rundown: readonly { readonly at: DateTime; readonly label: string; readonly duration: string }[];
  readonly source: SourcePlace;
}

/** What `crm compile --campaign`, `--from` and `--until` left in a schedule; `null` is no limit. */
export interface ScheduleFilter {
  /** Names of campaigns, sorted: what belongs to others is left out. Policy and prices are always those of the whole project. */
  readonly campaigns: readonly string[] | null;
  /** Only sends on or after this local day. */
  readonly from: DayText | null;
  /** Only sends on or before this local day. */
  readonly until: DayText | null;
}

export interface Schedule {
  /** Rises when a reader must change. */
  readonly format: 1;
  /** Version of the compiler. */
  readonly compiler: string;
  /** `null` for a whole schedule. What a filter leaves out is not removed from the plan: the schedule just does not say it. */
  readonly filter: ScheduleFilter | null;
  readonly store: {
    readonly name: string;
    readonly label: string;
    readonly timezone: string;
    readonly currency: string;
    readonly members: number;
  };
  readonly policy: SchedulePolicy;
  readonly audiences: Readonly<Record<string, ScheduleAudience>>;
  readonly messages: Readonly<Record<string, ScheduleMessage>>;
  readonly benefits: Readonly<Record<string, ScheduleBenefit>>;
  readonly channels: Readonly<Record<string, ScheduleChannel>>;
  readonly metrics: Readonly<Record<string, ScheduleMetric>>;
  readonly campaigns: readonly ScheduleCampaign[];
  /** Sorted by instant, then id. */
  readonly sends: readonly ScheduleSend[];
  readonly waves: readonly ScheduleWave[];
  /** Of audiences that waves address by name; by clause, audience, month. */
  readonly loads: readonly ScheduleLoad[];
  /** Of products that have a floor and for which something is offered; by the names of their sets. */
  readonly prices: readonly SchedulePrice[];
  readonly triggers: readonly ScheduleTrigger[];
  readonly tasks: readonly ScheduleTask[];
}
