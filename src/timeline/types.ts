import type { ClockTime, Day, DayRange } from '../model/literals.js';
import type { Activity, Campaign, Wave } from '../model/types.js';
import type { Zone } from './zone.js';

export type { DayRange } from '../model/literals.js';

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** A wall-clock moment of the store with the instant it names. */
export interface ZonedMoment {
  readonly day: Day;
  readonly clock: ClockTime;
  readonly instant: Instant;
  /** Minutes east of UTC at that instant. */
  readonly offset: number;
}

/** One planned send of a wave: the whole of it, before batches. */
export interface Occurrence extends ZonedMoment {
  /** `2026-11-03`, `2026-11-03.2` for the second one of that day: with campaign and wave the stable address. */
  readonly key: string;
  /** For a gated wave: the latest moment it may start; it counts as sent over the whole interval. */
  readonly latest?: ZonedMoment;
  /** The moment by which a person must have confirmed it. */
  readonly confirmed?: ZonedMoment;
}

/** When a triggered or yearly wave may reach members. */
export interface TriggerSpan {
  /** The first moment a send can happen, and the last (triggers live through `runs`, sends follow by the delay). */
  readonly from: ZonedMoment;
  readonly until: ZonedMoment;
}

export interface WaveTimeline {
  readonly campaign: Campaign;
  readonly wave: Wave;
  /** `campaign/wave` */
  readonly id: string;
  readonly occurrences: readonly Occurrence[];
  /** Set for waves that `each` event or date sets off; they have no occurrences of their own. */
  readonly trigger?: TriggerSpan;
  /** Evaluated afresh at each send: the wave repeats (`every`) or is triggered (`each`). */
  readonly fresh: boolean;
}

export interface ActivityTimeline {
  readonly activity: Activity;
  readonly id: string;
  readonly occurrences: readonly Occurrence[];
  /** Of each occurrence: when it ends (equal to its start without `for`). */
  readonly ends: readonly ZonedMoment[];
}

export interface CampaignTimeline {
  readonly campaign: Campaign;
  /** Missing when the plan's dates cannot be resolved (that is reported). */
  readonly runs?: DayRange;
  /** The snapshot at which audiences are evaluated: the start of this day. */
  readonly asOf?: Day;
  readonly phases: ReadonlyMap<string, DayRange>;
  readonly waves: ReadonlyMap<string, WaveTimeline>;
  readonly activities: ReadonlyMap<string, ActivityTimeline>;
  readonly review?: Day;
}

export interface Timeline {
  /** The zone of the store. */
  readonly zone: Zone;
  readonly campaigns: ReadonlyMap<string, CampaignTimeline>;
}
