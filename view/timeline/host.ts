import type { Place } from '../../src/timeline-view/types.js';
import type { Filter } from './entries.js';
import type { Zoom } from './scale.js';

/** What stands below the chart. */
export type PanelName = 'table' | 'budget' | 'findings';

/** What a planner has chosen; kept while the view is out of sight. */
export interface Choice extends Filter {
  readonly zoom: Zoom;
  readonly panel: PanelName | '';
  /** Ids of the caps whose audiences are shown. */
  readonly opened: readonly string[];
  /** The day at the left edge, as an ISO day; empty for the one with the first send. */
  readonly day: string;
}

/** What the view needs of what it is shown in. */
export interface Host {
  /** Goes to where something is written. Where it is missing, the view itself shows what there is to know. */
  readonly open?: (place: Place) => void;
  readonly saved: () => Partial<Choice>;
  readonly save: (choice: Choice) => void;
}
