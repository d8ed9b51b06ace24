import type { Bounds, Condition, Group } from '../model/conditions.js';
import type { ResolvedChannel } from '../model/plan.js';
import type { Campaign, Wave, WaveClass } from '../model/types.js';
import type { Dispatch } from '../timeline/dispatch.js';
import type { CampaignTimeline, Instant, Occurrence, WaveTimeline } from '../timeline/types.js';

/** A wave with everything known about it: whom it addresses, when, through what, how many. */
export interface AddressedWave {
  /** `campaign/wave` */
  readonly id: string;
  readonly campaign: Campaign;
  readonly wave: Wave;
  readonly timeline: WaveTimeline;
  readonly campaignTimeline: CampaignTimeline;
  /** Missing when the channel is unknown (reported). */
  readonly channel?: ResolvedChannel;
  /** `marketing` also where a service or transactional wave promotes. */
  readonly class: WaveClass;
  /** Whether a send counts as a contact of a member in caps, gaps and shares. */
  readonly counted: boolean;
  /** A post without named audiences: everybody may see it, it counts for nobody. */
  readonly open: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The wave's own `where`, typed. */
  readonly condition?: Condition;
  /** The condition of the trigger, over the event's record and its member. */
  readonly triggerCondition?: Condition;
  /** Whom it addresses at the campaign's snapshot (at the start of the runs for waves evaluated afresh). */
  readonly group: Group;
  /** Of `group`, before consent and holdout. */
  readonly bounds: Bounds;
}

/** One planned send of a wave with set times, whole: batches come with its dispatch. */
export interface Send {
  /** `campaign/wave/2026-11-03` */
  readonly id: string;
  readonly addressed: AddressedWave;
  readonly occurrence: Occurrence;
  readonly group: Group;
  readonly dispatch: Dispatch;
  /** When the dispatch has ended at the latest, with the other sends that share the channel's rate; a gated one counted from its latest start. */
  readonly end: Instant;
}

/** All sends of a plan. */
export interface Sends {
  readonly waves: readonly AddressedWave[];
  /** By instant, then id. */
  readonly sends: readonly Send[];
  /** Waves that each event or date sets off. */
  readonly triggered: readonly AddressedWave[];
  /** The wave of an id `campaign/wave`. */
  readonly wave: (id: string) => AddressedWave | undefined;
  readonly wavesOf: (campaign: Campaign) => readonly AddressedWave[];
  readonly sendsOf: (campaign: Campaign) => readonly Send[];
  /** The waves that send a message, as their own or as a variant of a test. */
  readonly wavesWith: (message: string) => readonly AddressedWave[];
}
