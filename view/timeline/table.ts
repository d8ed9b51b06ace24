import type { TimelineView } from '../../src/timeline-view/types.js';
import { element, prose } from './elements.js';
import { toneOf } from './marks.js';
import type { Entry } from './entries.js';
import { rowWith, tableWith } from './panels.js';
import type { Words } from './words.js';

/** The names that people read, by the names in the plan. */
export interface Labels {
  readonly campaigns: ReadonlyMap<string, string>;
  readonly channels: ReadonlyMap<string, string>;
}

export function labelsOf(view: TimelineView): Labels {
  return {
    campaigns: new Map(view.campaigns.map(({ name, label }) => [name, label])),
    channels: new Map(view.channels.map(({ name, label }) => [name, label])),
  };
}

/** Sends and triggered waves as a table: all that the chart says of them, in words; `most` rows of them. */
export function tableOf(entries: readonly Entry[], labels: Labels, words: Words, most: number, open?: (entry: Entry) => void): HTMLElement {
  if (entries.length === 0) return element('p', 'more', words.nothingSent);
  const rows = entries.slice(0, most).map((entry) => {
    const { wave, start, end, send } = entry;
    const name = open ? element('button', 'link', wave.label, { type: 'button' }) : element('span', '', wave.label);
    if (open) name.addEventListener('click', () => open(entry));
    return rowWith(toneOf(wave.findings) === '' ? '' : 'found', [
      element('td', 'time', `${words.time(start, end)}${send ? '' : ` (${words.triggered})`}`),
      name,
      labels.campaigns.get(wave.campaign) ?? wave.campaign,
      wave.channel === undefined ? words.unknownChannel : (labels.channels.get(wave.channel) ?? wave.channel),
      element('td', 'number', wave.members ? words.members(wave.members) : ''),
      prose(wave.findings.map(words.finding).join('\n'), 'td', 'long'),
    ]);
  });
  const box = tableWith(words.panels.table, words.columns, rows);
  if (entries.length > most) box.append(element('p', 'more', words.more(entries.length - most)));
  return box;
}
