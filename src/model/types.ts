import type { Span } from '../text/span.js';
import type { Exact } from './exact.js';
import type { Comparison, Expression } from './expressions.js';
import type { ClockTime, Day, Duration, Literal, Money, MonthDay, Weekday } from './literals.js';

/** A value with its place in the text. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** A name used, not yet resolved. `lifecycle.recent` and `campaign.wave` come as one dotted name. */
export interface Ref {
  readonly name: string;
  readonly span: Span;
}

/** What every named declaration has. `span` covers the whole declaration, `nameSpan` its name. */
export interface Declared {
  readonly name: string;
  readonly label?: Located<string>;
  readonly doc?: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

// ---------------------------------------------------------------- days and moments

export type DayAnchor =
  | { readonly kind: 'date'; readonly day: Day; readonly span: Span }
  | { readonly kind: 'start' | 'end'; readonly span: Span }
  /** A wave, an activity, a phase or an event; `year` only for events. */
  | { readonly kind: 'name'; readonly ref: Ref; readonly year?: Located<number>; readonly span: Span };

export interface Offset {
  readonly sign: 1 | -1;
  readonly duration: Duration;
  readonly span: Span;
}

/** DAY of the language: an anchor, moved by an optional offset. */
export interface DayForm {
  readonly anchor: DayAnchor;
  readonly offset?: Offset;
  readonly span: Span;
}

/** A day with an optional wall-clock time. */
export interface MomentForm {
  readonly kind: 'at';
  readonly day: DayForm;
  readonly time?: Located<ClockTime>;
  readonly span: Span;
}

/** What to do in a month or year that lacks the day: take the last one there is, or skip it. */
export type Overflow = 'last' | 'skip';

export type Recurrence =
  | { readonly kind: 'month-day'; readonly day: number | 'last'; readonly overflow?: Overflow }
  | { readonly kind: 'interval'; readonly duration: Duration }
  | { readonly kind: 'week'; readonly weekdays: readonly Weekday[] }
  | { readonly kind: 'event'; readonly ref: Ref };

/** WHEN of the language. */
export type When =
  | MomentForm
  | {
      readonly kind: 'every';
      readonly recurrence: Recurrence;
      readonly offset?: Offset;
      readonly time?: Located<ClockTime>;
      readonly from?: DayForm;
      readonly until?: DayForm;
      readonly span: Span;
    }
  /** Yearly on a date of the member, such as the birthday. */
  | {
      readonly kind: 'each-date';
      readonly attribute: Ref;
      readonly offset?: Offset;
      readonly time?: Located<ClockTime>;
      readonly span: Span;
    }
  /** Triggered: some time after each event, such as an order. */
  | { readonly kind: 'after-each'; readonly delay: Duration; readonly entity: Ref; readonly where?: Expression; readonly span: Span };

export type EventDays =
  | { readonly kind: 'once'; readonly from: Day; readonly to: Day; readonly span: Span }
  | { readonly kind: 'yearly'; readonly from: MonthDay; readonly to: MonthDay; readonly span: Span }
  | { readonly kind: 'lunar'; readonly from: MonthDay; readonly to: MonthDay; readonly span: Span }
  | { readonly kind: 'month-day'; readonly day: number | 'last'; readonly overflow?: Overflow; readonly span: Span }
  | {
      readonly kind: 'nth-weekday';
      readonly nth: 1 | 2 | 3 | 4 | 5 | 'last';
      readonly weekday: Weekday;
      readonly month: number;
      readonly overflow?: Overflow;
      readonly span: Span;
    }
  | { readonly kind: 'week'; readonly weekdays: readonly Weekday[]; readonly span: Span };

// ---------------------------------------------------------------- declarations

export interface Store extends Declared {
  readonly kind: 'store';
  readonly timezone?: Located<string>;
  readonly currency?: Located<string>;
  readonly members?: Located<number>;
  /** Written, but not so that it can be read, which is reported there. */
  readonly unread: readonly ('timezone' | 'currency' | 'members')[];
}

export interface Role extends Declared {
  readonly kind: 'role';
}

export interface Event extends Declared {
  readonly kind: 'event';
  readonly on?: EventDays;
}

export type ChannelKind =
  | 'sms'
  | 'email'
  | 'push'
  | 'call'
  | 'wechat'
  | 'wecom'
  | 'moments'
  | 'group'
  | 'weibo'
  | 'social'
  | 'mail'
  | 'parcel'
  | 'live'
  | 'shop'
  | 'web';

/** A clock range `[from, to)`; it crosses midnight where `to <= from`. */
export interface ClockRange {
  readonly from: ClockTime;
  readonly to: ClockTime;
  readonly span: Span;
}

export interface Rate {
  /** Messages per `duration`. */
  readonly count: number;
  readonly duration: Duration;
  readonly span: Span;
}

export interface Channel extends Declared {
  readonly kind: 'channel';
  readonly channelKind?: Located<ChannelKind>;
  readonly cost?: Located<Money>;
  readonly rate?: Rate;
  readonly quiet?: ClockRange;
  readonly requires: readonly Ref[];
  readonly personal?: Located<boolean>;
  readonly groups?: Located<number>;
  readonly capacity?: Located<number>;
  readonly confirm?: Located<boolean>;
}

export type AttributeType =
  | { readonly kind: 'key' | 'integer' | 'number' | 'money' | 'flag' | 'date' | 'time' | 'duration' }
  | { readonly kind: 'text'; readonly upTo?: number }
  /** Ordered low to high. */
  | { readonly kind: 'enumeration'; readonly values: readonly Ref[] };

export interface Attribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly fixed: boolean;
  readonly type: AttributeType;
}

export interface Entity extends Declared {
  readonly kind: 'entity';
  /** `extend entity` adds attributes to the entity of that name. */
  readonly extend: boolean;
  readonly of?: Ref;
  readonly attributes: readonly Attribute[];
}

export interface Measure extends Declared {
  readonly kind: 'measure';
  readonly value?: Expression;
}

export interface Size {
  readonly low: number;
  readonly high: number;
  readonly on?: Day;
  readonly span: Span;
}

export interface Audience extends Declared {
  readonly kind: 'audience';
  /** Not declared by a planner: who got a send of the ledger. */
  readonly recorded?: true;
  readonly of?: Ref;
  readonly where?: Expression;
  readonly from?: Located<string>;
  readonly size?: Size;
  /** A size is written that could not be read. */
  readonly isSizeUnread?: true;
  readonly asOf?: Located<Day>;
}

export interface SegmentEntry extends Declared {
  /** Missing for `otherwise`. */
  readonly where?: Expression;
  readonly otherwise: boolean;
  readonly size?: Size;
  /** A size is written that could not be read. */
  readonly isSizeUnread?: true;
}

export interface Segments extends Declared {
  readonly kind: 'segments';
  readonly of?: Ref;
  readonly entries: readonly SegmentEntry[];
}

export interface Fact {
  readonly kind: 'fact';
  readonly relation: 'disjoint' | 'within' | 'overlap';
  readonly left: Ref;
  readonly right: Ref;
  /** Only for `overlap`: the most members both can share. */
  readonly most?: Located<number>;
  readonly because?: Located<string>;
  readonly span: Span;
}

export interface Products extends Declared {
  readonly kind: 'products';
  readonly skus: readonly Located<string>[];
  readonly categories: readonly Located<string>[];
  readonly priceFrom?: Located<Money>;
}

export type BenefitKind =
  | 'discount'
  | 'coupon'
  | 'red_packet'
  | 'free_shipping'
  | 'gift'
  | 'points'
  | 'lottery'
  | 'free_order'
  | 'tiered_price'
  | 'presale'
  | 'early_access';

export interface Prize {
  readonly label: Located<string>;
  readonly count: number;
  readonly worth: Located<Money>;
  readonly span: Span;
}

export interface PriceTier {
  /** Applies from this many buyers on. */
  readonly from: number;
  readonly price: Located<Exact>;
  readonly span: Span;
}

export interface Benefit extends Declared {
  readonly kind: 'benefit';
  readonly benefitKind?: Located<BenefitKind>;
  /** discount: share of the price that is paid. */
  readonly price?: Located<Exact>;
  readonly fromPieces?: Located<number>;
  /** coupon */
  readonly reduce?: Located<Money>;
  readonly over?: Located<Money>;
  readonly threshold?: Located<'list' | 'after discount'>;
  /** red_packet */
  readonly amount?: Located<Money>;
  /** gift, free_order: worth of one */
  readonly worth?: Located<Money>;
  /** free_order: how many win */
  readonly winners?: Located<number>;
  /** points */
  readonly times?: Located<number>;
  readonly payUpTo?: Located<Exact>;
  readonly prizes: readonly Prize[];
  readonly tiers: readonly PriceTier[];
  /** presale */
  readonly deposit?: Located<Money>;
  readonly counts?: Located<Money>;
  /** early_access */
  readonly opens?: { readonly before: Duration; readonly phase: Ref; readonly span: Span };
  readonly valid?: { readonly from: DayForm; readonly to: DayForm; readonly span: Span };
  readonly limit?: Located<number>;
  readonly perMember?: Located<number>;
  readonly on?: readonly Ref[];
  readonly stacksWith: readonly Ref[];
  /** All of `stacks with …`. */
  readonly stacksSpan?: Span;
  readonly redeemed?: Located<Exact>;
}

/** Message copy: literal pieces and placeholders in order. */
export type CopyPart =
  { readonly kind: 'text'; readonly value: string } | { readonly kind: 'placeholder'; readonly name: string; readonly span: Span };

export interface Copy {
  readonly parts: readonly CopyPart[];
  readonly span: Span;
  /** Between the quotes, without the white space next to them. */
  readonly inside: Span;
}

export interface Message extends Declared {
  readonly kind: 'message';
  readonly channel?: Ref;
  readonly text?: Copy;
  readonly subject?: Copy;
  readonly body?: Copy;
  /** Path of the body file, relative to the file of the message. */
  readonly bodyFile?: Located<string>;
}

export type MetricType = 'money' | 'integer' | 'number' | 'percent' | 'duration';

export type Formula =
  | { readonly kind: 'metric'; readonly ref: Ref; readonly span: Span }
  | { readonly kind: 'number'; readonly value: Exact; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Formula;
      readonly right: Formula;
      readonly span: Span;
    };

export interface Metric extends Declared {
  readonly kind: 'metric';
  readonly type?: Located<MetricType>;
  readonly formula?: Formula;
  readonly better: 'higher' | 'lower';
}

export interface PlanBudget extends Declared {
  readonly kind: 'plan';
  readonly runs?: { readonly from: DayForm; readonly to: DayForm; readonly span: Span };
  readonly budget?: Located<Money>;
  readonly campaigns: readonly Ref[];
}

// ---------------------------------------------------------------- campaigns

export type StepName = 'goal' | 'audience' | 'timing' | 'method' | 'resources' | 'risks' | 'followup' | 'review';

export const STEPS: readonly StepName[] = ['goal', 'audience', 'timing', 'method', 'resources', 'risks', 'followup', 'review'];

export interface Waive {
  readonly rule: Ref;
  /** Channels the waiver is limited to; empty means all. */
  readonly on: readonly Ref[];
  readonly because?: Located<string>;
  readonly by?: Ref;
  readonly until?: DayForm;
  readonly span: Span;
}

export interface Task {
  readonly text: Located<string>;
  readonly within?: Duration;
  readonly due?: DayForm;
  readonly by?: Ref;
  readonly span: Span;
}

/** What every step block has: where it stands, or why there is none. */
export interface StepBase {
  readonly span: Span;
  /** The keyword that opens the step. */
  readonly keywordSpan: Span;
  /** `STEP none because "…"` */
  readonly none?: Located<string>;
}

export interface Target {
  readonly metric: Ref;
  readonly operator: Comparison;
  readonly value: Located<Literal>;
  readonly span: Span;
}

export interface GoalStep extends StepBase {
  readonly purpose?: Located<string>;
  readonly targets: readonly Target[];
}

export interface Exclusion {
  readonly audiences: readonly Ref[];
  readonly because?: Located<string>;
  readonly span: Span;
}

export interface Holdout {
  readonly percent: Exact;
  readonly of?: Ref;
  readonly span: Span;
}

export interface AudienceStep extends StepBase {
  readonly to: readonly Ref[];
  readonly except: readonly Exclusion[];
  readonly holdout?: Holdout;
  readonly asOf?: DayForm;
}

export interface Phase extends Declared {
  readonly kind: 'phase';
  readonly from: DayForm;
  readonly to: DayForm;
}

export type WaveClass = 'marketing' | 'care' | 'service' | 'transactional';

export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The stretch of time a cap, limit or discount clause counts over. */
export type Window =
  | { readonly kind: 'rolling'; readonly duration: Duration }
  | { readonly kind: 'calendar'; readonly unit: CalendarUnit }
  | { readonly kind: 'campaign' };

export interface WaveLimit {
  readonly count: number;
  readonly window: Window;
  readonly span: Span;
}

export interface TestVariant {
  readonly name: Located<string>;
  readonly share: Exact;
  readonly message: Ref;
  readonly span: Span;
}

export interface WaveTest {
  readonly variants: readonly TestVariant[];
  readonly winner?: { readonly metric: Ref; readonly after: Duration; readonly span: Span };
  readonly span: Span;
}

export interface Gate {
  readonly metric: Ref;
  readonly operator: Comparison;
  readonly value: Located<Literal>;
  readonly until: MomentForm;
  readonly then: 'send' | 'stop';
  readonly span: Span;
}

export interface Wave extends Declared {
  readonly kind: 'wave';
  readonly step: 'timing' | 'followup';
  readonly channel?: Ref;
  readonly to: readonly Ref[];
  readonly except: readonly Ref[];
  readonly at: readonly When[];
  readonly message?: Ref;
  readonly offers: readonly Ref[];
  readonly link?: Located<'short' | 'main' | 'by device'>;
  readonly split?: { readonly size: Located<number>; readonly every?: Duration; readonly span: Span };
  readonly during?: Ref;
  readonly class?: Located<WaveClass>;
  readonly where?: Expression;
  readonly limit?: WaveLimit;
  readonly skipWhenCapped?: Span;
  readonly confirm?: { readonly by?: Ref; readonly until?: MomentForm; readonly span: Span };
  readonly test?: WaveTest;
  readonly gate?: Gate;
  readonly waives: readonly Waive[];
}

export interface TimingStep extends StepBase {
  readonly phases: readonly Phase[];
  readonly waves: readonly Wave[];
}

export type ActivityKind =
  | 'flash_sale'
  | 'group_buy'
  | 'lottery'
  | 'livestream'
  | 'presale'
  | 'tiered_price'
  | 'ugc'
  | 'salon'
  | 'game'
  | 'community'
  | 'new_arrival'
  | 'referral';

export type LivePlatform = 'ecommerce' | 'social' | 'mini_mall';

export type LivePurpose = 'brand' | 'new_product' | 'vip' | 'sales' | 'stock';

export interface Activity extends Declared {
  readonly kind: 'activity';
  readonly activityKind?: Located<ActivityKind>;
  readonly at: readonly When[];
  readonly for?: Located<Duration>;
  readonly products: readonly Ref[];
  readonly offers: readonly Ref[];
  readonly reply?: { readonly within: Duration; readonly by?: Ref; readonly span: Span };
  readonly via?: Ref;
  readonly by?: Ref;
  readonly platform?: Located<LivePlatform>;
  readonly purposes: readonly Located<LivePurpose>[];
  readonly host?: Ref;
  readonly rundown: readonly { readonly label: Located<string>; readonly duration: Duration; readonly span: Span }[];
  /** tiered_price: `waves 7 every 3d products 4 each` */
  readonly series?: { readonly waves: number; readonly every: Duration; readonly productsEach: number; readonly span: Span };
}

export interface MethodStep extends StepBase {
  readonly offers: readonly Ref[];
  readonly activities: readonly Activity[];
}

export interface Material extends Declared {
  readonly kind: 'material';
  readonly due?: DayForm;
  readonly by?: Ref;
  readonly for?: Ref;
}

export interface ResourcesStep extends StepBase {
  readonly budget?: Located<Money>;
  readonly people: readonly { readonly role: Ref; readonly count?: number; readonly names?: string; readonly span: Span }[];
  readonly data: readonly Located<string>[];
  readonly materials: readonly Material[];
  readonly costs: readonly { readonly label: Located<string>; readonly amount: Located<Money>; readonly span: Span }[];
  readonly tasks: readonly Task[];
}

export interface Risk extends Declared {
  readonly kind: 'risk';
  readonly likelihood?: Located<'low' | 'medium' | 'high'>;
  readonly impact?: Located<'low' | 'medium' | 'high'>;
  readonly response?: Located<string>;
  readonly owner?: Ref;
  readonly tasks: readonly Task[];
}

export interface RisksStep extends StepBase {
  readonly risks: readonly Risk[];
}

export interface FollowupStep extends StepBase {
  readonly waves: readonly Wave[];
  readonly tasks: readonly Task[];
}

export interface ReviewStep extends StepBase {
  readonly on?: DayForm;
  readonly by?: Ref;
  readonly metrics: readonly Ref[];
  readonly bySegments?: Ref;
  /** Where it is asked for. */
  readonly compareWithHoldout?: Span;
  readonly keeps: readonly Located<string>[];
}

export interface Campaign extends Declared {
  readonly kind: 'campaign';
  readonly scope?: Located<'storewide' | 'targeted'>;
  readonly runs?: { readonly from: DayForm; readonly to: DayForm; readonly span: Span };
  readonly goal?: GoalStep;
  readonly audience?: AudienceStep;
  readonly timing?: TimingStep;
  readonly method?: MethodStep;
  readonly resources?: ResourcesStep;
  readonly risks?: RisksStep;
  readonly followup?: FollowupStep;
  readonly review?: ReviewStep;
  readonly waives: readonly Waive[];
}

// ---------------------------------------------------------------- policy

export interface ClauseBase {
  readonly hard: boolean;
  /** `unlimited` or `none` stands in the place of the number or span: the clause is removed. */
  readonly removed: boolean;
  /** Events the clause is limited to. */
  readonly during?: { readonly ref: Ref; readonly year?: Located<number> };
  /** Audience the clause is limited to. */
  readonly for?: Ref;
  readonly span: Span;
}

export type Clause = ClauseBase &
  /** At most `limit` contacts over `window` on the channels together; `any` is all personal channels. */
  (
    | { readonly kind: 'cap'; readonly channels: readonly Ref[]; readonly any: boolean; readonly limit: number; readonly window: Window }
    | { readonly kind: 'gap'; readonly channels: readonly Ref[]; readonly any: boolean; readonly duration: Duration }
    | {
        readonly kind: 'share';
        readonly channels: readonly Ref[];
        readonly any: boolean;
        readonly over: number;
        readonly share: Exact;
        readonly window: Window;
        readonly whenMembersOver?: number;
      }
    | { readonly kind: 'quiet'; readonly channels: readonly Ref[]; readonly any: boolean; readonly range?: ClockRange }
    | { readonly kind: 'blackout'; readonly channels: readonly Ref[]; readonly any: boolean }
    | { readonly kind: 'floor'; readonly factor: Exact; readonly on: readonly Ref[]; readonly exceptProducts: readonly Ref[] }
    | { readonly kind: 'discounts'; readonly limit: number; readonly window: Window }
    | { readonly kind: 'segment'; readonly limit: number }
    | { readonly kind: 'community'; readonly limit: number }
    /** What a group of these channels can hold at all; without channels any group. */
    | { readonly kind: 'capacity'; readonly limit: number; readonly channels: readonly Ref[] }
    /** The dearest prize of a lottery; missing where the clause is removed. */
    | { readonly kind: 'prize'; readonly limit?: Money }
    | { readonly kind: 'lead'; readonly lead: Ref; readonly before: Ref; readonly from: Duration; readonly to: Duration }
    | { readonly kind: 'require-steps'; readonly steps: readonly Located<StepName>[] }
    | { readonly kind: 'require-copy'; readonly items: readonly Located<'signature' | 'unsubscribe'>[]; readonly channels: readonly Ref[] }
    | {
        readonly kind: 'live';
        readonly subjects: readonly (LivePlatform | LivePurpose)[];
        /** Of platforms: how long a livestream lasts; without `to` at least `from`. */
        readonly length?: { readonly from: Duration; readonly to?: Duration };
        /** Of purposes: the hours in which a livestream is on air, for at least so long. */
        readonly slot?: { readonly range: ClockRange; readonly least?: Duration };
      }
    | { readonly kind: 'level'; readonly rule: Ref; readonly level: 'error' | 'warning' | 'info' | 'off' }
  );

export interface Policy extends Declared {
  readonly kind: 'policy';
  /** The policies whose clauses it takes over. */
  readonly extends: readonly Ref[];
  /** The day on which its numbers were compared with their source; a policy that names it is a pack. */
  readonly asOf?: Located<Day>;
  /** Where its numbers come from. */
  readonly source?: Located<string>;
  readonly clauses: readonly Clause[];
  /** Something of it could not be read: nobody knows which of the clauses it takes over still hold. */
  readonly isUnread?: true;
}

export type Declaration =
  | Store
  | Role
  | Event
  | Channel
  | Entity
  | Measure
  | Audience
  | Segments
  | Products
  | Benefit
  | Message
  | Metric
  | PlanBudget
  | Policy
  | Campaign;

/** Everything one file declares; depends on that file's text alone, so it can be cached by text. */
export interface FileModel {
  readonly path: string;
  readonly declarations: readonly Declaration[];
  readonly facts: readonly Fact[];
  /** Every amount of money in the file, with the digits written after the point, for the check against the store's currency. */
  readonly money: readonly { readonly money: Money; readonly digits: number; readonly fine: boolean; readonly span: Span }[];
  /** Names in parts that could not be read: uses of them are not reported as unknown. */
  readonly lost: readonly string[];
}
