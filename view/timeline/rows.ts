import type { TimelineView } from '../../src/timeline-view/types.js';
import { campaignRows } from './campaign-rows.js';
import { capRows, type Opened } from './cap-rows.js';
import { channelRows } from './channel-rows.js';
import type { Filter } from './entries.js';
import type { Row } from './marks.js';
import type { Scale } from './scale.js';
import type { Words } from './words.js';

/** The rows of the chart from top to bottom. */
export function rowsOf(view: TimelineView, filter: Filter, opened: Opened, scale: Scale, words: Words): readonly Row[] {
  return [
    ...channelRows(view, filter, scale, words),
    ...capRows(view, filter, opened, scale, words),
    ...campaignRows(view, filter, scale, words),
  ];
}
