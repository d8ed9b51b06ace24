import type { Place } from '../../src/timeline-view/types.js';
import type { Zoom } from './scale.js';

/** What a planner has chosen; kept while the view is out of sight. */
export interface Choice {
  readonly zoom: Zoom;
  /** A name; empty for all. */
  readonly campaign: string;
  readonly channel: string;
  readonly table: boolean;
  /** The day at the left edge, as an ISO day; empty for the one with the first send. */
  readonly day: string;
}

/** What the view needs of what it is shown in. */
export interface Host {
  /** Goes to where something is written; missing where there is no such place. */
  readonly open?: (place: Place) => void;
  readonly saved: () => Partial<Choice>;
  readonly save: (choice: Choice) => void;
}
