import type { TimelineView } from '../../src/timeline-view/types.js';
import { drawingStyle, svgOf } from './drawing.js';
import type { Filter } from './entries.js';
import { rowsOf } from './rows.js';
import { fittingScale } from './scale.js';
import { wordsOf, type Language } from './words.js';

/** The room for time, in pixels. */
const ROOM = 900;
const ALL: Filter = { campaign: '', channel: '', audience: '', found: false };

/** The timeline as one SVG that needs nothing else, for a README or a chat; all days at once. */
export function timelinePicture(view: TimelineView, language: Language): string {
  const words = wordsOf(language);
  const day = view.today ?? '1970-01-01';
  const scale = fittingScale(view.days ?? { from: day, to: day }, ROOM);
  const drawing = {
    rows: rowsOf(view, ALL, new Set(), scale, words),
    scale,
    words,
    ...(view.today !== undefined && { today: view.today }),
    title: view.title === '' ? words.timeline : view.title,
    note: view.days ? words.subtitle(view.days.from, view.days.to, view.timezone) : words.empty,
    hasLegend: true,
  };
  return `${svgOf(drawing, drawingStyle('both'))}\n`;
}
