import type { TimelineView } from '../../src/timeline-view/types.js';
import { element } from './elements.js';
import type { Choice, PanelName } from './host.js';
import { toneOf } from './marks.js';
import { ZOOMS, type Zoom } from './scale.js';
import type { Shown, Words } from './words.js';

const PANELS: readonly PanelName[] = ['table', 'budget', 'findings'];

/** Period, filters, what stands below the chart. */
export class Toolbar {
  readonly root: HTMLElement;
  private readonly zooms: readonly { readonly zoom: Zoom; readonly button: HTMLButtonElement }[];
  private readonly today: HTMLButtonElement;
  private readonly campaign: HTMLSelectElement;
  private readonly channel: HTMLSelectElement;
  private readonly audience: HTMLSelectElement;
  private readonly found: HTMLButtonElement;
  private readonly panels: readonly { readonly name: PanelName; readonly button: HTMLButtonElement }[];
  private readonly status: HTMLElement;

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
    this.audience = element('select', 'audience', '', { 'aria-label': words.audience });
    this.audience.addEventListener('change', () => choose({ audience: this.audience.value }));
    this.found = element('button', 'choice found-switch', words.onlyFound, { type: 'button' });
    this.found.addEventListener('click', () => choose({ found: !this.current().found }));
    const below = element('div', 'group', '', { role: 'group', 'aria-label': words.below });
    this.panels = PANELS.map((name) => ({
      name,
      button: element('button', `choice ${name}-switch`, words.panels[name], { type: 'button' }),
    }));
    for (const { name, button } of this.panels) {
      button.addEventListener('click', () => choose({ panel: this.current().panel === name ? '' : name }));
      below.append(button);
    }
    this.status = element('span', 'status', '', { role: 'status' });
    this.root.append(period, this.today, this.campaign, this.channel, this.audience, this.found, below, this.status);
  }

  show({ campaigns, channels, audiences, findings, today, days }: TimelineView, shown: Shown): void {
    const { zoom, campaign, channel, audience, found, panel } = this.current();
    for (const each of this.zooms) each.button.setAttribute('aria-pressed', String(each.zoom === zoom));
    this.found.setAttribute('aria-pressed', String(found));
    for (const { name, button } of this.panels) button.setAttribute('aria-pressed', String(name === panel));
    const counted = this.panels.find(({ name }) => name === 'findings')?.button;
    if (counted) {
      counted.textContent = findings.length === 0 ? this.words.panels.findings : `${this.words.panels.findings} ${findings.length}`;
      counted.dataset['tone'] = toneOf(findings);
    }
    this.today.hidden = today === undefined || !days || today < days.from || today > days.to;
    fill(this.campaign, this.words.allCampaigns, campaigns, campaign);
    fill(this.channel, this.words.allChannels, channels, channel);
    fill(this.audience, this.words.allAudiences, audiences, audience);
    const text = this.words.shown(shown);
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}

function fill(
  list: HTMLSelectElement,
  all: string,
  options: readonly { readonly name: string; readonly label: string }[],
  chosen: string,
): void {
  const wanted = [{ name: '', label: all }, ...options];
  const isSame =
    wanted.length === list.options.length &&
    wanted.every(({ name, label }, at) => list.options[at]?.value === name && list.options[at].text === label);
  if (!isSame) list.replaceChildren(...wanted.map(({ name, label }) => element('option', '', label, { value: name })));
  list.value = chosen;
}
