/**
 * The timeline of a project as plain data (JSON), for the view in editors and for pages. Days are ISO days (`2027-11-03`) and
 * moments ISO wall-clock times of the store (`2027-11-03T10:00`), without an offset: they are drawn as they are read.
 * Texts for people are in the language it was asked for in.
 */

export interface TimelineView {
  /** Rises when a reader must change. */
  readonly format: 1;
  /** What the store is called; empty where the plan has none. */
  readonly title: string;
  /** IANA zone of all times. */
  readonly timezone: string;
  /** Missing where nobody told. */
  readonly today?: string;
  /** The first and the last day of anything but caps; missing where the plan has nothing in time. */
  readonly days?: DaySpan;
  /** Those that waves go through, by name. */
  readonly channels: readonly ChannelView[];
  /** Those that waves are sent to, by name. */
  readonly audiences: readonly AudienceView[];
  /** In order of their first day, then by name; those without days last. */
  readonly campaigns: readonly CampaignView[];
  /** What campaigns may spend together, by name. */
  readonly budgets: readonly BudgetView[];
  /** Of all campaigns, as they are declared. Waves whose times cannot be resolved have neither sends nor `live`. */
  readonly waves: readonly WaveView[];
  /** Caps in force that count anything, by id. */
  readonly caps: readonly CapView[];
  /** Everything that was found, and what waivers hold back, wherever it stands; the worst first, then by place. */
  readonly findings: readonly FindingView[];
}

/** Both days included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** Where a name or a clause stands, in one line; line and column from 1, column and length in UTF-16 units. */
export interface Place {
  /** From the root of the project; `crm:…` in the built-in library. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface ChannelView {
  readonly name: string;
  readonly label: string;
}

export interface AudienceView {
  readonly name: string;
  readonly label: string;
  /** How many members it has; missing where nothing is known. */
  readonly members?: { readonly low: number; readonly high?: number };
  /** Only of audiences it was asked for. */
  readonly load?: AudienceLoadView;
}

/** What members of an audience may get. */
export interface AudienceLoadView {
  /** Ids of the waves that may reach a member of it: all but those for which the opposite is proven. */
  readonly waves: readonly string[];
  /**
   * By the id of a cap: its loads as if it were limited to the audience (`cap … for AUDIENCE`). That is, the most contacts that one
   * member gets who belongs to the audience at the moment of each of them; for what else it says see `CapLoadView`. Caps that count
   * nothing for it are left out.
   */
  readonly caps: Readonly<Record<string, readonly CapLoadView[]>>;
}

export interface CampaignView {
  readonly name: string;
  readonly label: string;
  readonly at: Place;
  /** Missing where its dates cannot be resolved. */
  readonly runs?: DaySpan;
  readonly phases: readonly PhaseView[];
  readonly activities: readonly ActivityView[];
  /** Until when people must have done something, in order of time. */
  readonly deadlines: readonly DeadlineView[];
  readonly cost: CostView;
  /** What was found in it, but in none of its waves; the worst first. */
  readonly findings: readonly FindingView[];
}

export interface DeadlineView {
  readonly kind: 'material' | 'task' | 'confirm' | 'review';
  /** Of a review: its metrics. */
  readonly label: string;
  /** The label of a role. */
  readonly by?: string;
  /** A day, or a moment. */
  readonly on: string;
  readonly at: Place;
}

/** What something may cost at most, in the currency of the store. */
export interface CostView {
  readonly messages: MoneyView;
  readonly benefits: MoneyView;
  readonly costs: MoneyView;
  readonly total: MoneyView;
  /** Something has no price, size or limit yet: it may cost more. */
  readonly complete: boolean;
  readonly budget?: MoneyView;
  /** The total as a share of the budget in percent, rounded up; above 100 exactly where the budget does not suffice. Missing where the budget is nothing. */
  readonly percent?: number;
  /** How the total comes about, the largest first. */
  readonly items: readonly CostItemView[];
}

export interface MoneyView {
  /** For people, rounded up: `¥1,300.00` */
  readonly text: string;
  /** As an exact decimal: `1300.00` */
  readonly amount: string;
}

export interface CostItemView {
  readonly kind: 'message' | 'benefit' | 'cost';
  readonly label: string;
  readonly amount: MoneyView;
}

/** A `plan`: several campaigns with one budget. */
export interface BudgetView {
  readonly name: string;
  readonly label: string;
  readonly at: Place;
  readonly campaigns: readonly string[];
  readonly cost: CostView;
}

export interface PhaseView extends DaySpan {
  readonly name: string;
  readonly label: string;
  readonly at: Place;
}

export interface ActivityView {
  readonly name: string;
  readonly label: string;
  readonly at: Place;
  readonly times: readonly { readonly start: string; readonly end: string }[];
}

export interface WaveView {
  /** `campaign/wave` */
  readonly id: string;
  readonly campaign: string;
  readonly name: string;
  readonly label: string;
  /** Missing where it is unknown (that is reported). */
  readonly channel?: string;
  readonly at: Place;
  /** Names of the audiences it goes to; none for posts that everybody sees. */
  readonly audiences: readonly string[];
  /** How many members it addresses, before consent and holdout; missing where nothing is known, and for posts that everybody sees. */
  readonly members?: { readonly low: number; readonly high?: number };
  readonly sends: readonly SendView[];
  /** Of a triggered wave: the first moment a send can happen, and the last. */
  readonly live?: { readonly start: string; readonly end: string };
  /** What was found at it, the worst first. */
  readonly findings: readonly FindingView[];
}

export interface SendView {
  /** `campaign/wave/2027-11-03` */
  readonly id: string;
  readonly start: string;
  /** When the last message has gone at the latest; the start where rate or size is unknown. */
  readonly end: string;
}

export interface FindingView {
  readonly rule: string;
  /** `waived`: a waiver of the plan holds it back. */
  readonly level: 'error' | 'warning' | 'info' | 'waived';
  /** `violated`: surely so for some members; `possible`: neither proved nor excluded. */
  readonly verdict?: 'violated' | 'possible';
  readonly message: string;
  readonly at: Place;
  readonly waivers?: readonly WaiverView[];
}

export interface WaiverView {
  readonly because: string;
  /** The label of a role. */
  readonly by: string;
  /** The last day; missing where it is unknown (that is reported). */
  readonly until?: string;
}

export interface CapView {
  /** `cap/sms/rolling-30d` */
  readonly id: string;
  /** The clause as the policy has it. */
  readonly clause: string;
  /** What it counts, and where it applies: `sms`, `all channels (double11)` */
  readonly what: string;
  /** `within any 30 days` */
  readonly window: string;
  readonly channels: readonly string[];
  /** The most contacts allowed in a window. */
  readonly limit: number;
  readonly at: Place;
  /**
   * Stretches of days that do not overlap, in order; on days in none of them nothing counts. A stretch does not say how many
   * contacts a member gets on its days: see `CapLoadView`.
   */
  readonly loads: readonly CapLoadView[];
  /** What breaks it, or may; the worst first. */
  readonly findings: readonly FindingView[];
}

/**
 * On each of these days: of the windows that hold the day, the fullest holds at most so many contacts for one member.
 * Rolling windows are taken as they end with a send (those of hours, from their first send's day to the last's), others as in the
 * calendar or from the first to the last contact of a campaign. All campaigns count. It is a bound: whether a member exists who
 * gets that many is told by the findings.
 */
export interface CapLoadView extends DaySpan {
  readonly most: number;
}
