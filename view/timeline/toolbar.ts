import type { TimelineView } from '../../src/timeline-view/types.js';
import { element } from './elements.js';
import type { Choice } from './host.js';
import { ZOOMS, type Zoom } from './scale.js';
import type { Words } from './words.js';

/** Period, filters, chart or table. */
export class Toolbar {
  readonly root: HTMLElement;
  private readonly zooms: readonly { readonly zoom: Zoom; readonly button: HTMLButtonElement }[];
  private readonly today: HTMLButtonElement;
  private readonly campaign: HTMLSelectElement;
  private readonly channel: HTMLSelectElement;
  private readonly table: HTMLButtonElement;

  constructor(
    private readonly words: Words,
    choose: (change: Partial<Choice>) => void,
    goToToday: () => void,
    private readonly current: () => Choice,
  ) {
    this.zooms = ZOOMS.map((zoom) => ({ zoom, button: element('button', 'choice', words.zoom[zoom], { type: 'button' }) }));
    this.root = element('div', 'toolbar', '', { role: 'toolbar', 'aria-label': words.timeline });
    const period = element('div', 'group', '', { role: 'group', 'aria-label': words.period });
    for (const { zoom, button } of this.zooms) {
      button.addEventListener('click', () => choose({ zoom }));
      period.append(button);
    }
    this.today = element('button', 'choice today', words.today, { type: 'button' });
    this.today.addEventListener('click', goToToday);
    this.campaign = element('select', 'campaign', '', { 'aria-label': words.campaign });
    this.campaign.addEventListener('change', () => choose({ campaign: this.campaign.value }));
    this.channel = element('select', 'channel', '', { 'aria-label': words.channel });
    this.channel.addEventListener('change', () => choose({ channel: this.channel.value }));
    this.table = element('button', 'choice table-switch', words.table, { type: 'button' });
    this.table.addEventListener('click', () => choose({ table: !this.current().table }));
    this.root.append(period, this.today, this.campaign, this.channel, this.table);
  }

  show({ campaigns, channels, today, days }: TimelineView): void {
    const { zoom, campaign, channel, table } = this.current();
    for (const each of this.zooms) each.button.setAttribute('aria-pressed', String(each.zoom === zoom));
    this.table.setAttribute('aria-pressed', String(table));
    this.today.hidden = today === undefined || !days || today < days.from || today > days.to;
    fill(this.campaign, [['', this.words.allCampaigns], ...campaigns.map(({ name, label }) => [name, label] as const)], campaign);
    fill(this.channel, [['', this.words.allChannels], ...channels.map(({ name, label }) => [name, label] as const)], channel);
  }
}

function fill(list: HTMLSelectElement, options: readonly (readonly [string, string])[], chosen: string): void {
  list.replaceChildren(...options.map(([value, label]) => element('option', '', label, { value })));
  list.value = chosen;
}
