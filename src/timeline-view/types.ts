/**
 * The timeline of a project as plain data (JSON), for the view in editors and for pages. Days are ISO days (`2027-11-03`) and
 * moments ISO wall-clock times of the store (`2027-11-03T10:00`), without an offset: they are drawn as they are read.
 * Texts for people are in the language it was asked for in.
 */

export interface TimelineView {
  /** Rises when a reader must change. */
  readonly format: 1;
  /** IANA zone of all times. */
  readonly timezone: string;
  /** Missing where nobody told. */
  readonly today?: string;
  /** The first and the last day of anything but caps; missing where the plan has nothing in time. */
  readonly days?: DaySpan;
  /** Those that waves go through, by name. */
  readonly channels: readonly ChannelView[];
  /** In order of their first day, then by name; those without days last. */
  readonly campaigns: readonly CampaignView[];
  /** Of all campaigns, as they are declared. Waves whose times cannot be resolved have neither sends nor `live`. */
  readonly waves: readonly WaveView[];
  /** Caps in force that count anything, by id. */
  readonly caps: readonly CapView[];
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

export interface CampaignView {
  readonly name: string;
  readonly label: string;
  readonly at: Place;
  /** Missing where its dates cannot be resolved. */
  readonly runs?: DaySpan;
  readonly phases: readonly PhaseView[];
  readonly activities: readonly ActivityView[];
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
  readonly level: 'error' | 'warning' | 'info';
  /** `violated`: surely so for some members; `possible`: neither proved nor excluded. */
  readonly verdict?: 'violated' | 'possible';
  readonly message: string;
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
