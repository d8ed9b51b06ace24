import type { Localized, Verdict } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';
import type { Prover } from '../conditions/prove.js';
import type { Sizes } from '../conditions/sizes.js';
import type { Group } from '../model/conditions.js';
import type { Day } from '../model/literals.js';
import type { Window, WaveLimit } from '../model/types.js';
import type { DayRange, Instant } from '../timeline/types.js';

/** One send as members meet it: whom it addresses and over which stretch of time it may reach them. */
export interface Contact {
  /** Of the send: `campaign/wave/2026-11-03`. */
  readonly id: string;
  /** `campaign/wave` */
  readonly wave: string;
  readonly campaign: string;
  readonly channel: string;
  readonly group: Group;
  /** The local days of its dispatch, both included; of a triggered wave the days it is live. */
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly start: Instant;
  readonly end: Instant;
  /** Set for triggered waves: the most sends the wave allows itself. It then stands for all of them. */
  readonly trigger?: Pick<WaveLimit, 'count' | 'window'>;
  /** Set for what was sent before: where that is written, and what it is called. */
  readonly past?: { readonly span: Span; readonly words: Localized };
}

/** Of several contacts, as far as a clause looks at them. */
export interface Analysis {
  readonly contacts: readonly Contact[];
  readonly prover: Prover;
  readonly sizes: Sizes;
  /** Only contacts that touch these days count, and only there. */
  readonly during?: readonly DayRange[];
  /** The audience the clause is limited to, at the moment of the contact's own group. */
  readonly forGroup?: (contact: Contact) => Group | undefined;
}

export interface CapAnalysis extends Analysis {
  /** The most contacts allowed in a window. */
  readonly limit: number;
  readonly window: Window;
  /** Each reported set holds at least one such contact. */
  readonly mustInclude?: (contact: Contact) => boolean;
  /** Contacts with the same text are met at most once in a window. */
  readonly once?: (contact: Contact) => string;
}

/** Some members get more than a limit allows, or may. */
export interface CapFinding {
  readonly verdict: Verdict;
  /** The most contacts one member gets (`violated`) or may get (`possible`) in the window. */
  readonly count: number;
  readonly limit: number;
  /** The first and last day of the window. */
  readonly windowFrom: Day;
  readonly windowTo: Day;
  /** Those that make up the count, in order of time. A triggered wave stands for all its sends. */
  readonly contacts: readonly Contact[];
  /**
   * Whose members get them all (`violated`), or through which they may reach one member (`possible`):
   * such a member is in each entry, through one of the audiences it names.
   */
  readonly audiences: readonly (readonly string[])[];
  /** So many members surely get more than the limit in the window; 0 for `possible`. */
  readonly atLeast: number;
  /** No more members than this can get more than the limit in the window, if that is known. */
  readonly atMost?: number;
}

export interface GapFinding {
  readonly verdict: Verdict;
  /** The earlier first; one that repeats too soon by itself stands twice. */
  readonly contacts: readonly [Contact, Contact];
  /** Days between the two at the closest; of a gap in hours or minutes, milliseconds. */
  readonly distance: number;
  readonly atLeast: number;
  readonly atMost?: number;
}

/** How many members get more than a number of contacts in one window. */
export interface ShareFinding {
  readonly windowFrom: Day;
  readonly windowTo: Day;
  readonly low: number;
  /** Missing where an audience has no size. */
  readonly high?: number;
  /** The contacts of the window, in order of time. */
  readonly contacts: readonly Contact[];
}
