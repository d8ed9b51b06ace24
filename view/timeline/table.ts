import type { Place } from '../../src/timeline-view/types.js';
import { element } from './elements.js';
import type { Entry } from './rows.js';
import type { Words } from './words.js';

/** More rows nobody reads. */
const MOST_ROWS = 300;

/** The names that people read, by the names in the plan. */
export interface Labels {
  readonly campaigns: ReadonlyMap<string, string>;
  readonly channels: ReadonlyMap<string, string>;
}

/** Sends and triggered waves as a table: all that the chart says of them, in words. */
export function tableOf(entries: readonly Entry[], labels: Labels, words: Words, open: (place: Place) => void): HTMLElement {
  const table = element('table');
  const head = element('tr');
  for (const column of words.columns) head.append(element('th', '', column, { scope: 'col' }));
  const body = element('tbody');
  for (const { wave, start, end, send } of entries.slice(0, MOST_ROWS)) {
    const row = element('tr', wave.findings.length > 0 ? 'found' : '');
    const button = element('button', 'link', wave.label, { type: 'button' });
    button.addEventListener('click', () => open(wave.at));
    const name = element('td');
    name.append(button);
    row.append(
      element('td', 'time', `${words.time(start, end)}${send ? '' : ` (${words.triggered})`}`),
      name,
      element('td', '', labels.campaigns.get(wave.campaign) ?? wave.campaign),
      element('td', '', wave.channel === undefined ? words.unknownChannel : (labels.channels.get(wave.channel) ?? wave.channel)),
      element('td', 'number', wave.members ? words.members(wave.members) : ''),
      element('td', '', wave.findings.map(words.finding).join('\n')),
    );
    body.append(row);
  }
  const top = element('thead');
  top.append(head);
  table.append(top, body);
  const box = element('div', 'table');
  box.append(table);
  if (entries.length > MOST_ROWS) box.append(element('p', 'more', words.more(entries.length - MOST_ROWS)));
  return box;
}
