import { utcDay } from 'd3-time';
import type { TimelineView } from '../../src/timeline-view/types.js';
import { Chart } from './chart.js';
import { detailsOf } from './details.js';
import { element } from './elements.js';
import { campaignsOf, entriesOf, type Entry } from './entries.js';
import type { Choice, Host } from './host.js';
import type { Mark, Row, Subject } from './marks.js';
import { budgetTable, findingsTable } from './panels.js';
import { rowsOf } from './rows.js';
import { instantOf, isoDayOf, scaleOf, type Scale, type Zoom } from './scale.js';
import { labelsOf, tableOf } from './table.js';
import { Toolbar } from './toolbar.js';
import { wordsOf, type Language, type Words } from './words.js';

const START: Choice = { zoom: 'quarter', campaign: '', channel: '', audience: '', found: false, panel: '', opened: [], day: '' };

/** The place is kept when so long nothing has been scrolled, in milliseconds. */
const REST = 150;
/** More rows of a table nobody reads. */
const MOST_ROWS = 300;

/** The timeline of a project in a page. */
export class Timeline {
  private readonly words: Words;
  private readonly toolbar: Toolbar;
  private readonly chart: Chart;
  private readonly list: HTMLElement;
  private readonly legend = element('div', 'legend');
  private readonly empty: HTMLElement;
  private choice: Choice;
  private view: TimelineView | undefined;
  private scale: Scale | undefined;
  /** Of a mark that stands for several: its key. */
  private listed: string | undefined;
  private subject: Subject | undefined;
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
      openRow: (row) => this.open(row),
      unfold: (row) => this.unfold(row),
      scrolled: () => this.scrolled(),
    });
    this.empty = element('p', 'empty', this.words.empty, { role: 'status' });
    this.list = element('div', 'list', '', { role: 'region', 'aria-label': this.words.below, tabindex: '0' });
    this.list.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && (this.listed ?? this.subject)) this.close();
    });
    for (const [tone, text] of this.words.legend) {
      const item = element('span', 'item');
      item.append(element('span', `sample ${tone}`), element('span', '', text));
      this.legend.append(item);
    }
    root.replaceChildren(this.toolbar.root, this.empty, this.chart.root, this.list, this.legend);
    new ResizeObserver(() => this.resized()).observe(this.chart.root);
  }

  /** What a planner has chosen. */
  get chosen(): Choice {
    return this.choice;
  }

  /** Shows a project, or the same one after an edit: place, filters and focus stay. */
  show(view: TimelineView): void {
    this.view = view;
    for (const [kind, all] of [
      ['campaign', view.campaigns],
      ['channel', view.channels],
      ['audience', view.audiences],
    ] as const)
      if (!all.some(({ name }) => name === this.choice[kind])) this.keep({ [kind]: '' });
    this.layOut();
  }

  private keep(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    this.host.save(this.choice);
  }

  private choose(change: Partial<Choice>): void {
    this.listed = this.subject = undefined;
    this.keep(change);
    this.layOut();
  }

  /** Another period begins so that what is seen first stays in view. */
  private dayFor(zoom: Zoom): string {
    const { view, scale } = this;
    if (!view || !scale) return '';
    const [from, to] = this.daysInView(scale);
    const first = entriesOf(view, this.choice).find(({ start, end }) => end.slice(0, 10) >= from && start.slice(0, 10) <= to);
    if (!first) return from;
    const day = first.start.slice(0, 10) < from ? from : first.start.slice(0, 10);
    return zoom === 'month' ? isoDayOf(utcDay.offset(instantOf(day), -2)) : `${day.slice(0, 7)}-01`;
  }

  private daysInView(scale: Scale): readonly [from: string, to: string] {
    return [scale.dayAt(this.chart.left), scale.dayAt(this.chart.left + this.chart.room)];
  }

  /** Goes to where something is written, or tells what there is to know of it. */
  private open({ at, subject }: Pick<Mark, 'at' | 'subject'>): void {
    const { host } = this;
    if (host.open && at) host.open(at);
    if (host.open || !subject) return;
    [this.listed, this.subject] = [undefined, subject];
    this.showList();
    this.list.focus();
  }

  private activate(mark: Mark): void {
    const { key, entries } = mark;
    if (!entries) return this.open(mark);
    [this.listed, this.subject] = [this.listed === key ? undefined : key, undefined];
    this.showList(entries);
    this.list.querySelector<HTMLElement>('button.link')?.focus();
  }

  private unfold({ subject }: Row): void {
    if (subject?.kind !== 'cap') return;
    const { opened } = this.choice;
    this.keep({ opened: opened.includes(subject.id) ? opened.filter((id) => id !== subject.id) : [...opened, subject.id] });
    this.layOut();
  }

  private close(): void {
    this.listed = this.subject = undefined;
    this.showList();
    this.chart.focus();
  }

  private scrolled(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (!this.scale) return;
      this.keep({ day: this.scale.dayAt(this.chart.left) });
      this.followView();
    }, REST);
  }

  /** The chart fits its room, also where what stands below takes some: that stays as it is, with the place of its reader. */
  private resized(): void {
    if (!this.view) return;
    this.layOutChart(this.view);
    this.followView();
  }

  /** The table tells what is in view. */
  private followView(): void {
    if (this.choice.panel === 'table' && !this.subject && this.listed === undefined) this.showList();
  }

  private layOut(): void {
    const { view, choice } = this;
    if (!view) return;
    const entries = entriesOf(view, choice);
    this.toolbar.show(view, {
      sends: entries.filter(({ send }) => send).length,
      triggered: entries.filter(({ send }) => !send).length,
      campaigns: campaignsOf(view, choice).length,
    });
    this.empty.hidden = view.days !== undefined;
    for (const part of [this.chart.root, this.legend]) part.hidden = view.days === undefined;
    const rows = this.layOutChart(view);
    this.showList(rows.flatMap(({ marks }) => marks).find(({ key }) => key === this.listed)?.entries);
  }

  /** Draws the rows of what is chosen in the room there is. */
  private layOutChart(view: TimelineView): readonly Row[] {
    const { choice } = this;
    if (!view.days) return [];
    this.scale = scaleOf(view.days, choice.zoom, this.chart.room);
    const rows = rowsOf(view, choice, new Set(choice.opened), this.scale, this.words);
    const day = choice.day === '' ? firstDay(view, entriesOf(view, choice)) : choice.day;
    const place = this.scale.x(day);
    this.chart.show({ rows, scale: this.scale, ...(view.today !== undefined && { today: view.today }) }, Math.max(0, place));
    return rows;
  }

  /** What stands below the chart; `entries` are those of the mark that is listed. */
  private showList(entries?: readonly Entry[]): void {
    const content = this.view && this.contentOf(this.view, entries);
    this.list.hidden = content === undefined;
    const isClosable = this.subject !== undefined || this.listed !== undefined;
    this.list.replaceChildren(...(content ? [...(isClosable ? [this.closing()] : []), content] : []));
  }

  private contentOf(view: TimelineView, entries: readonly Entry[] = []): HTMLElement | undefined {
    const { words, choice } = this;
    if (this.subject) return detailsOf(this.subject, view, words);
    if (this.listed !== undefined) return entries.length === 0 ? undefined : this.tableOf(view, entries);
    switch (choice.panel) {
      case 'table':
        return view.days && this.tableOf(view, this.entriesInView(view));
      case 'budget':
        return budgetTable(view, campaignsOf(view, choice), words, (of) =>
          this.open({ at: of.at, ...(!('campaigns' in of) && { subject: { kind: 'campaign', name: of.name } }) }),
        );
      case 'findings':
        return findingsTable(view.findings, words, this.host.open && (({ at }) => this.open({ at })));
      case '':
        return undefined;
    }
  }

  private entriesInView(view: TimelineView): readonly Entry[] {
    if (!this.scale) return [];
    const [from, to] = this.daysInView(this.scale);
    return entriesOf(view, this.choice).filter(({ start, end }) => end.slice(0, 10) >= from && start.slice(0, 10) <= to);
  }

  private tableOf(view: TimelineView, entries: readonly Entry[]): HTMLElement {
    return tableOf(entries, labelsOf(view), this.words, MOST_ROWS, ({ wave }) =>
      this.open({ at: wave.at, subject: { kind: 'wave', id: wave.id } }),
    );
  }

  private closing(): HTMLButtonElement {
    const button = element('button', 'choice close', this.words.close, { type: 'button' });
    button.addEventListener('click', () => this.close());
    return button;
  }
}

/** Where a planner looks first: today where the plan is under way, else the month of the first send. */
function firstDay({ today, days }: TimelineView, entries: readonly Entry[]): string {
  if (today !== undefined && days && days.from <= today && today <= days.to) return `${today.slice(0, 7)}-01`;
  const start = entries[0]?.start ?? days?.from ?? '';
  return `${start.slice(0, 7)}-01`;
}
