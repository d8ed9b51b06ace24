import { utcDay } from 'd3-time';
import type { Place, TimelineView } from '../../src/timeline-view/types.js';
import { Chart } from './chart.js';
import { element } from './elements.js';
import type { Choice, Host } from './host.js';
import { entriesOf, rowsOf, type Entry, type Mark } from './rows.js';
import { instantOf, isoDayOf, scaleOf, type Scale, type Zoom } from './scale.js';
import { tableOf, type Labels } from './table.js';
import { Toolbar } from './toolbar.js';
import { wordsOf, type Language, type Words } from './words.js';

const START: Choice = { zoom: 'quarter', campaign: '', channel: '', table: false, day: '' };

/** The place is kept when so long nothing has been scrolled, in milliseconds. */
const REST = 150;

/** The timeline of a project in a page. */
export class Timeline {
  private readonly words: Words;
  private readonly toolbar: Toolbar;
  private readonly chart: Chart;
  private readonly list = element('div', 'list');
  private readonly legend = element('div', 'legend');
  private readonly empty: HTMLElement;
  private choice: Choice;
  private view: TimelineView | undefined;
  private scale: Scale | undefined;
  /** Of a mark that stands for several: its key. */
  private listed: string | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    root: HTMLElement,
    language: Language,
    private readonly host: Host,
  ) {
    this.words = wordsOf(language);
    this.choice = { ...START, ...host.saved() };
    this.toolbar = new Toolbar(
      this.words,
      (change) => this.choose(change.zoom ? { ...change, day: this.dayFor(change.zoom) } : change),
      () => this.choose({ day: this.view?.today ?? '' }),
      () => this.choice,
    );
    this.chart = new Chart(this.words, {
      activate: (mark) => this.activate(mark),
      openRow: ({ at }) => this.open(at),
      scrolled: () => this.scrolled(),
    });
    this.empty = element('p', 'empty', this.words.empty, { role: 'status' });
    for (const [tone, text] of this.words.legend) {
      const item = element('span', 'item');
      item.append(element('span', `sample ${tone}`), element('span', '', text));
      this.legend.append(item);
    }
    root.replaceChildren(this.toolbar.root, this.empty, this.chart.root, this.list, this.legend);
    new ResizeObserver(() => this.layOut()).observe(this.chart.root);
  }

  /** Shows a project, or the same one after an edit: place, filters and focus stay. */
  show(view: TimelineView): void {
    this.view = view;
    if (!view.campaigns.some(({ name }) => name === this.choice.campaign)) this.keep({ campaign: '' });
    if (!view.channels.some(({ name }) => name === this.choice.channel)) this.keep({ channel: '' });
    this.layOut();
  }

  private keep(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    this.host.save(this.choice);
  }

  private choose(change: Partial<Choice>): void {
    this.listed = undefined;
    this.keep(change);
    this.layOut();
  }

  /** Another period begins so that what is seen first stays in view. */
  private dayFor(zoom: Zoom): string {
    const { view, scale } = this;
    if (!view || !scale) return '';
    const [from, to] = [scale.dayAt(this.chart.left), scale.dayAt(this.chart.left + this.chart.room)];
    const first = entriesOf(view, this.choice).find(({ start, end }) => end.slice(0, 10) >= from && start.slice(0, 10) <= to);
    if (!first) return from;
    const day = first.start.slice(0, 10) < from ? from : first.start.slice(0, 10);
    return zoom === 'month' ? isoDayOf(utcDay.offset(instantOf(day), -2)) : `${day.slice(0, 7)}-01`;
  }

  private open(place: Place | undefined): void {
    if (place) this.host.open?.(place);
  }

  private activate({ key, at, entries }: Mark): void {
    this.open(at);
    if (!entries) return;
    this.listed = this.listed === key ? undefined : key;
    this.showList(entries);
    this.list.querySelector<HTMLElement>('button.link')?.focus();
  }

  private scrolled(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (!this.scale) return;
      this.keep({ day: this.scale.dayAt(this.chart.left) });
      if (this.choice.table) this.showList([]);
    }, REST);
  }

  private layOut(): void {
    const { view, choice } = this;
    if (!view) return;
    this.toolbar.show(view);
    this.empty.hidden = view.days !== undefined;
    for (const part of [this.chart.root, this.legend]) part.hidden = view.days === undefined;
    if (!view.days) return this.list.replaceChildren();
    const entries = entriesOf(view, choice);
    this.scale = scaleOf(view.days, choice.zoom, this.chart.room);
    const rows = rowsOf(view, choice, this.scale, this.words);
    const day = choice.day === '' ? firstDay(view, entries) : choice.day;
    const place = this.scale.x(day);
    this.chart.show({ rows, scale: this.scale, ...(view.today !== undefined && { today: view.today }) }, Math.max(0, place));
    const mark = rows.flatMap(({ marks }) => marks).find(({ key }) => key === this.listed);
    this.showList(mark?.entries ?? []);
  }

  private closing(): HTMLButtonElement {
    const button = element('button', 'choice close', this.words.close, { type: 'button' });
    button.addEventListener('click', () => {
      this.listed = undefined;
      this.showList([]);
      this.chart.focus();
    });
    return button;
  }

  /** The table of what is in view, or of one mark. */
  private showList(entries: readonly Entry[]): void {
    const { view, scale } = this;
    if (!view || !scale) return;
    const [from, to] = [scale.dayAt(this.chart.left), scale.dayAt(this.chart.left + this.chart.room)];
    const shown =
      this.listed === undefined && this.choice.table
        ? entriesOf(view, this.choice).filter(({ start, end }) => end.slice(0, 10) >= from && start.slice(0, 10) <= to)
        : this.listed === undefined
          ? []
          : entries;
    this.list.hidden = shown.length === 0;
    const labels: Labels = {
      campaigns: new Map(view.campaigns.map(({ name, label }) => [name, label])),
      channels: new Map(view.channels.map(({ name, label }) => [name, label])),
    };
    if (shown.length === 0) return this.list.replaceChildren();
    const table = tableOf(shown, labels, this.words, (place) => this.open(place));
    this.list.replaceChildren(...(this.listed === undefined ? [table] : [this.closing(), table]));
  }
}

/** Where a planner looks first: today where the plan is under way, else the month of the first send. */
function firstDay({ today, days }: TimelineView, entries: readonly Entry[]): string {
  if (today !== undefined && days && days.from <= today && today <= days.to) return `${today.slice(0, 7)}-01`;
  const start = entries[0]?.start ?? days?.from ?? '';
  return `${start.slice(0, 7)}-01`;
}
