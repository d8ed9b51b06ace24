import { select, type Selection } from 'd3-selection';
import { AXIS_HEIGHT, drawAxis } from './axis.js';
import { monthLines } from './divisions.js';
import { element } from './elements.js';
import type { Mark, Row } from './marks.js';
import type { Scale } from './scale.js';
import type { Words } from './words.js';

/** So much around what is in view is drawn too. */
const MARGIN = 300;
const SECTION_HEIGHT = 26;
/** Of more campaigns only those have a row that something happens in while it is in view. */
const MOST_CAMPAIGNS = 12;

export interface ChartActions {
  readonly activate: (mark: Mark) => void;
  readonly openRow: (row: Row) => void;
  /** Shows the rows that belong to one, or hides them. */
  readonly unfold: (row: Row) => void;
  readonly scrolled: () => void;
}

interface Drawn {
  readonly rows: readonly Row[];
  readonly scale: Scale;
  readonly today?: string;
}

/** For screen readers, with what is seen in it. */
function nameOf({ text, title }: Mark, { comma }: Words): string {
  const all = title.replaceAll('\n', comma);
  return all.includes(text) ? all : `${text}${comma}${all}`;
}

const isActive = ({ at, entries }: Mark): boolean => at !== undefined || entries !== undefined;

/** Rows of marks over a scale of time. Only what is in view is in the document. */
export class Chart {
  readonly root: HTMLElement;
  private readonly sheet = element('div', 'sheet');
  private readonly corner = element('div', 'corner');
  private readonly axis = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  private readonly lines = element('div', 'lines');
  private readonly body = element('div', 'body');
  private drawn: Drawn | undefined;
  private sections: readonly { readonly name: string; readonly frames: readonly { readonly element: HTMLElement; readonly row: Row }[] }[] =
    [];
  /** The frames that hold marks. */
  private readonly filled = new Set<HTMLElement>();
  /** The mark that the tab key leads to. */
  private current: string | undefined;
  private frame = 0;

  constructor(
    private readonly words: Words,
    private readonly actions: ChartActions,
  ) {
    this.root = element('div', 'chart', '', { role: 'region', 'aria-label': `${words.timeline}. ${words.keys}` });
    const head = element('div', 'head');
    head.append(this.corner, this.axis);
    this.axis.setAttribute('aria-hidden', 'true');
    this.sheet.append(this.lines, head, this.body);
    this.root.append(this.sheet);
    this.root.addEventListener('scroll', () => {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => {
        this.draw();
        actions.scrolled();
      });
    });
    this.root.addEventListener('keydown', (event) => this.move(event));
    this.root.addEventListener('focusin', ({ target }) => {
      const key = (target as HTMLElement).dataset['key'];
      if (key !== undefined) this.current = key;
    });
  }

  /** The width of the column with the names of rows, in pixels; narrow windows have a narrower one. */
  private get labels(): number {
    return this.corner.offsetWidth;
  }

  /** The room for time, in pixels. */
  get room(): number {
    return Math.max(200, this.root.clientWidth - this.labels);
  }

  /** Puts the keyboard to the mark it was at. */
  focus(): void {
    this.body.querySelector<HTMLElement>('button.mark[tabindex="0"]')?.focus();
  }

  /** The place at the left edge, rounded up: a browser rounds down what it scrolls to. */
  get left(): number {
    return this.root.scrollLeft + 1;
  }

  show(drawn: Drawn, left?: number): void {
    this.drawn = drawn;
    this.sheet.style.width = `${this.labels + drawn.scale.width}px`;
    this.rows();
    if (left !== undefined) this.root.scrollLeft = left;
    this.draw();
  }

  /** The frames of rows: all of them, for they give the sheet its height. */
  private rows(): void {
    const { rows } = this.drawn ?? { rows: [] };
    const sections = (['channels', 'caps', 'campaigns'] as const)
      .map((name) => ({ name, rows: rows.filter(({ section }) => section === name) }))
      .filter((section) => section.rows.length > 0);
    const made = select(this.body)
      .selectAll<HTMLElement, (typeof sections)[number]>('section')
      .data(sections, (section) => section.name)
      .join((enter) => {
        const section = enter.append('section').attr('class', ({ name }) => name);
        section.append('h2').append('span');
        return section;
      })
      .order()
      .attr('aria-label', ({ name }) => this.words[name]);
    made
      .select('h2 span')
      .text(({ name }) => this.words[name])
      .attr('title', ({ name }) => (name === 'caps' ? this.words.capsHint : null));
    made
      .selectAll<HTMLElement, Row>('.row')
      .data(
        ({ rows: own }) => own,
        (row) => row.key,
      )
      .join((enter) => this.enterRow(enter.append('div')))
      .order()
      .attr('class', ({ colour, tone, isPart }) => `row ${colour} ${tone}${isPart ? ' part' : ''}`)
      .attr('aria-label', ({ label }) => label)
      .style('height', ({ height }) => `${height}px`)
      .call((row) => {
        row
          .select<HTMLElement>('.about')
          .attr('title', ({ title }) => title)
          .on('click', (_event, each) => this.actions.openRow(each));
        row
          .select<HTMLElement>('button.unfold')
          .attr('hidden', ({ isOpen }) => (isOpen === undefined ? '' : null))
          .attr('aria-expanded', ({ isOpen }) => String(isOpen === true))
          .attr('aria-label', ({ label }) => this.words.audiencesOf(label))
          .on('click', (_event, each) => this.actions.unfold(each));
        row.select('.name').text(({ label }) => label);
        row.select('.hint').text(({ hint }) => hint);
      });
    this.sections = [...this.body.querySelectorAll('section')].map((section, at) => ({
      name: sections[at]?.name ?? '',
      frames: [...section.querySelectorAll<HTMLElement>('.row')].map((frame) => ({
        element: frame,
        row: select<HTMLElement, Row>(frame).datum(),
      })),
    }));
  }

  private enterRow(row: Selection<HTMLDivElement, Row, HTMLElement, unknown>): Selection<HTMLDivElement, Row, HTMLElement, unknown> {
    row.attr('role', 'group');
    const head = row.append('div').attr('class', 'label');
    const label = head.append(({ at }) => element(at ? 'button' : 'div', 'about'));
    label.append('span').attr('class', 'name');
    label.append('span').attr('class', 'hint');
    head.append(() => element('button', 'unfold', '', { type: 'button', title: this.words.byAudience }));
    row.append('div').attr('class', 'lane');
    return row;
  }

  /** Puts into the document what is in view. Sizes are read before anything is written: each reading after that lays the page out anew. */
  draw(): void {
    if (!this.drawn) return;
    const { scale, today } = this.drawn;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.root;
    const { labels, room: seen } = this;
    const [from, to] = [Math.max(0, scrollLeft - MARGIN), Math.min(scale.width, scrollLeft + clientWidth + MARGIN)];
    drawAxis(this.axis, scale, scrollLeft, to, this.words);
    this.drawLines(monthLines(scale, from, to), today === undefined ? undefined : scale.x(today), labels);
    let top = AXIS_HEIGHT;
    for (const { name, frames } of this.sections) {
      top += SECTION_HEIGHT;
      const isLong = name === 'campaigns' && frames.length > MOST_CAMPAIGNS;
      for (const { element: frame, row } of frames) {
        const isAway = isLong && !row.marks.some(({ x, room }) => x + room >= scrollLeft && x <= scrollLeft + seen);
        if (frame.hidden !== isAway) frame.hidden = isAway;
        if (isAway) continue;
        const inView = top + row.height >= scrollTop - MARGIN && top <= scrollTop + clientHeight + MARGIN;
        const marks = inView ? row.marks.filter(({ x, room }) => x + room >= from && x <= to) : [];
        if (marks.length > 0 || this.filled.has(frame)) this.drawMarks(frame, marks);
        if (marks.length > 0) this.filled.add(frame);
        else this.filled.delete(frame);
        top += row.height;
      }
    }
    this.keepTabStop();
  }

  private drawLines(months: readonly number[], today: number | undefined, labels: number): void {
    const { drawn } = this;
    const isWithin = today !== undefined && drawn !== undefined && today >= 0 && today <= drawn.scale.width;
    const all = [...months.map((x) => ({ x, name: 'month' })), ...(isWithin ? [{ x: today, name: 'today' }] : [])];
    select(this.lines)
      .selectAll('div')
      .data(all)
      .join('div')
      .attr('class', ({ name }) => name)
      .attr('title', ({ name }) => (name === 'today' ? this.words.today : null))
      .style('left', ({ x }) => `${labels + x}px`);
  }

  private drawMarks(row: HTMLElement, marks: readonly Mark[]): void {
    select(row)
      .select('.lane')
      .selectAll<HTMLElement, Mark>('.mark')
      .data(marks, (mark) => mark.key)
      .join((enter) => enter.append((mark) => this.enterMark(mark)))
      .order()
      .attr('class', ({ kind, tone }) => `mark ${kind} ${tone}`)
      .attr('title', ({ title }) => title)
      .attr('aria-label', (mark) => nameOf(mark, this.words))
      .style('left', ({ x }) => `${x}px`)
      .style('top', ({ top }) => `${top}px`)
      .style('width', ({ kind, width }) => (kind === 'send' ? null : `${width}px`))
      .on('click', (_event, mark) => this.actions.activate(mark))
      .select('.text')
      .text(({ text }) => text);
  }

  private enterMark(mark: Mark): HTMLElement {
    const made = isActive(mark) ? element('button', '', '', { type: 'button', tabindex: '-1' }) : element('div', '', '', { role: 'img' });
    made.dataset['key'] = mark.key;
    if (mark.kind === 'send') made.append(element('span', 'dot'));
    made.append(element('span', 'text'));
    return made;
  }

  /** One mark is reached by the tab key, the others from there by the arrow keys. */
  private keepTabStop(): void {
    const marks = [...this.body.querySelectorAll<HTMLElement>('button.mark')];
    const current = marks.find(({ dataset }) => dataset['key'] === this.current) ?? marks[0];
    for (const mark of marks) mark.tabIndex = mark === current ? 0 : -1;
  }

  private move(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const key = target.dataset['key'];
    if (!this.drawn || key === undefined) return;
    const rows = this.drawn.rows.map((row) => ({ row, marks: row.marks.filter(isActive) })).filter(({ marks }) => marks.length > 0);
    const at = rows.findIndex(({ marks }) => marks.some((mark) => mark.key === key));
    const own = rows[at]?.marks ?? [];
    const place = own.findIndex((mark) => mark.key === key);
    const next = nextMark(event.key, own, place, rows[at - 1]?.marks, rows[at + 1]?.marks);
    if (!next) return;
    event.preventDefault();
    this.reveal(next, rows.find(({ marks }) => marks.includes(next))?.row);
    const found = [...this.body.querySelectorAll<HTMLElement>('button.mark')].find(({ dataset }) => dataset['key'] === next.key);
    found?.focus({ preventScroll: true });
    this.keepTabStop();
  }

  private reveal({ x }: Mark, row: Row | undefined): void {
    const { scrollLeft, clientWidth } = this.root;
    if (x < scrollLeft || x > scrollLeft + clientWidth - this.labels - 80) this.root.scrollLeft = Math.max(0, x - 80);
    this.draw();
    const frame = this.sections.flatMap(({ frames }) => frames).find((each) => each.row === row);
    frame?.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.draw();
  }
}

function nextMark(
  key: string,
  own: readonly Mark[],
  place: number,
  above: readonly Mark[] | undefined,
  below: readonly Mark[] | undefined,
): Mark | undefined {
  const from = own[place]?.x ?? 0;
  const nearest = (marks: readonly Mark[] | undefined): Mark | undefined =>
    marks?.reduce((best, mark) => (Math.abs(mark.x - from) < Math.abs(best.x - from) ? mark : best));
  switch (key) {
    case 'ArrowLeft':
      return own[place - 1];
    case 'ArrowRight':
      return own[place + 1];
    case 'ArrowUp':
      return nearest(above);
    case 'ArrowDown':
      return nearest(below);
    case 'Home':
      return own[0];
    case 'End':
      return own.at(-1);
    default:
      return undefined;
  }
}
