import type { TimelineView } from '../../src/timeline-view/types.js';
import { svgOf } from './drawing.js';
import { element } from './elements.js';
import { campaignsOf, entriesOf, type Filter } from './entries.js';
import type { Row } from './marks.js';
import { budgetTable, findingsTable } from './panels.js';
import { rowsOf } from './rows.js';
import { fittingScale } from './scale.js';
import { labelsOf, tableOf } from './table.js';
import type { Words } from './words.js';

/** Of a landscape page within its margins: the room for time, and for rows, in pixels. */
const ROOM = 780;
const PAGE = 560;
/** Of each cap so many audiences are printed, the worst first; the others are counted. */
const MOST_AUDIENCES = 12;

/** The whole timeline for paper, as far as the filter leaves it: every section with all its rows, and all that is behind them as tables. */
export function paperOf(view: TimelineView, filter: Filter, words: Words): readonly HTMLElement[] {
  const campaigns = campaignsOf(view, filter);
  const section = (title: string, ...content: readonly HTMLElement[]): HTMLElement => {
    const made = element('section', 'sheet-of-paper');
    made.append(element('h2', '', title), ...content);
    return made;
  };
  return [
    ...charts(view, filter, words),
    section(words.panels.budget, budgetTable(view, campaigns, words)),
    section(words.panels.findings, findingsTable(view.findings, words)),
    section(words.channels, tableOf(entriesOf(view, filter), labelsOf(view), words, Infinity)),
  ];
}

function charts(view: TimelineView, filter: Filter, words: Words): readonly HTMLElement[] {
  if (!view.days) return [element('p', 'empty', words.empty)];
  const scale = fittingScale(view.days, ROOM);
  return pages(rowsOf(view, filter, MOST_AUDIENCES, scale, words)).map((rows) => {
    const figure = element('figure', 'drawn');
    const svg = svgOf({
      rows,
      scale,
      words,
      ...(view.today !== undefined && { today: view.today }),
      title: '',
      note: '',
      hasLegend: rows.some(({ section }) => section !== 'campaigns'),
    });
    figure.append(document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true));
    return figure;
  });
}

/** Rows that go onto one page together; each section begins on a page of its own, and rows that belong to another repeat that one. */
function pages(rows: readonly Row[]): readonly (readonly Row[])[] {
  const all: Row[][] = [];
  let height = 0;
  let whole: Row | undefined;
  for (const row of rows) {
    if (!row.isPart) whole = row;
    const open = all.at(-1);
    if (!open || open[0]?.section !== row.section || height + row.height > PAGE) {
      const first = row.isPart && whole ? [whole, row] : [row];
      all.push(first);
      height = first.reduce((total, each) => total + each.height, 0);
    } else {
      open.push(row);
      height += row.height;
    }
  }
  return all;
}
