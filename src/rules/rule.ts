import type { Fix, Level, Localized, Related, Verdict } from '../diagnostics/diagnostic.js';
import type { Contact } from '../caps/types.js';
import type { Prover } from '../conditions/prove.js';
import type { Sizes } from '../conditions/sizes.js';
import type { ActiveClause } from '../model/plan.js';
import type { Day } from '../model/literals.js';
import type { Campaign } from '../model/types.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import type { Sends } from '../sends/types.js';
import type { Span } from '../text/span.js';
import type { Instant, Timeline } from '../timeline/types.js';

export type RuleGroup =
  'language' | 'plan' | 'audience' | 'frequency' | 'timing' | 'benefit' | 'message' | 'live' | 'resources' | 'risks' | 'review' | 'waiver';

/** What a rule may look at. Everything is plain data about the whole project. */
export interface RuleContext {
  readonly plan: ResolvedPlan;
  readonly timeline: Timeline;
  readonly sends: Sends;
  /** What counts in caps, gaps and shares. */
  readonly contacts: readonly Contact[];
  readonly prover: Prover;
  readonly sizes: Sizes;
  /** The moment given with `--now`; without it nothing depends on today. */
  readonly now?: Instant;
  /** What was sent before is known, from a ledger. */
  readonly history: boolean;
  readonly waivers: Waivers;
  /** What several rules, or one rule for several files, need of the whole project: worked out once for each function. */
  readonly shared: <T>(of: (context: RuleContext) => T) => T;
  /** The same for what is worked out for one campaign. */
  readonly ofCampaign: <T>(of: (context: RuleContext, campaign: Campaign) => T, campaign: Campaign) => T;
}

/** A place in the plan that a waiver can cover. */
export interface Subject {
  readonly campaign: string;
  readonly wave?: string;
  readonly channel?: string;
  /** A waiver covers it up to its `until`; without a day, for as long as the waiver stands. */
  readonly day?: Day;
}

export interface Waivers {
  /** Whether some waiver in force covers the rule at this place. */
  covers(rule: string, subject: Subject): boolean;
  /** Whether any waiver names the rule. */
  mentions(rule: string): boolean;
}

/** One thing wrong, in the words of the rule. */
export interface Finding {
  readonly span: Span;
  readonly message: Localized;
  readonly help?: Localized;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** For rules about members. `violated` has the rule's level; `possible` is a warning. */
  readonly verdict?: Verdict;
  /** Where the catalogue gives a rule several levels. */
  readonly level?: Level;
  /** All of them must be covered for a waiver to hold; empty or missing cannot be waived. */
  readonly subjects?: readonly Subject[];
  /** The clause of the policy behind the finding; a hard one forbids waivers. */
  readonly clause?: ActiveClause;
}

/**
 * A rule of the catalogue: one file in `rules/<group>/<id>.ts` holds all of it.
 * The id names what is wrong and reads well after the word "allow".
 */
export interface Rule {
  readonly id: string;
  readonly group: RuleGroup;
  readonly level: Level;
  /** Law or platform: the level cannot be lowered, no waiver holds. Rules of the language are locked too. */
  readonly locked?: true;
  /**
   * The rule concludes from absence, and what it misses may stand where nothing could be read:
   * it is silent about a file with an error of the language, or about the whole project when any file of it has one.
   */
  readonly needsWhole?: 'file' | 'project';
  /**
   * `file`: what it finds about campaigns, messages, benefits and audiences depends on others of these only as far as it looks them up by name,
   * so the editor asks it again only for files in which something may have changed. It lists none of them but in `plan`, `timeline` and `sends`.
   */
  readonly scope?: 'file';
  readonly title: Localized;
  /** Why the rule exists, with the origin of its numbers. */
  readonly why: Localized;
  /** How a house changes its numbers or level. */
  readonly configure: Localized;
  /** A plan that gives exactly this diagnostic, and its mended twin; both are read beside `example-base.ts`. */
  readonly bad: string;
  readonly good: string;
  /** Missing for rules that the layers below report. */
  readonly check?: (context: RuleContext) => Iterable<Finding>;
  /** Where `check` takes long: its work in small steps, remembered for it. An editor listens between two of them. */
  readonly prepare?: (context: RuleContext) => Iterable<void>;
}
