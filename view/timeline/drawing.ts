import { divisionsOf, monthLines } from './divisions.js';
import { labelWidth } from './lanes.js';
import { BAND, DOT, LANE, PAD, type Mark, type Row } from './marks.js';
import { DARK, LIGHT, type Palette } from './palette.js';
import type { Scale } from './scale.js';
import type { Words } from './words.js';

/** Rows as a picture that stands still; all sizes in pixels. */
export interface Drawing {
  readonly rows: readonly Row[];
  readonly scale: Scale;
  readonly words: Words;
  readonly today?: string;
  readonly title: string;
  /** What is told below the title. */
  readonly note: string;
  readonly hasLegend: boolean;
}

/** Of the column with the names of rows. */
const LABELS = 200;
const EDGE = 16;
const AXIS = 40;
const SECTION = 28;

/** Bold letters of 11 pixels are as wide as others of this size. */
const BOLD = 13;

type Attributes = Readonly<Record<string, string | number>>;

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Whole hundredths: enough for a picture, and the same on every machine. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** Classes of its own, which no style of a page around it means. */
const classesOf = (names: string): string => names.replace(/\S+/g, (name) => `d-${name}`);

function tag(name: string, { class: names = '', ...attributes }: Attributes, content = ''): string {
  const written = Object.entries({ class: classesOf(String(names)), ...attributes })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escape(value)}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A text of so many pixels at most; `size` of its letters. */
function textAt(x: number, y: number, text: string, room: number, attributes: Attributes = {}, size = 12): string {
  const fitting = cut(text, (room * 12) / size);
  return fitting === '' ? '' : tag('text', { x, y, ...attributes }, escape(fitting));
}

function cut(text: string, room: number): string {
  if (labelWidth(text) <= room) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && labelWidth(`${letters.join('')}…`) > room) letters.pop();
  return letters.length === 0 ? '' : `${letters.join('').trimEnd()}…`;
}

/** A picture without its style: see `drawingStyle`. */
export function svgOf(drawing: Drawing, style = ''): string {
  const { rows, scale, words, today, title, note, hasLegend } = drawing;
  const width = EDGE + LABELS + scale.width + EDGE;
  const head = EDGE + (title === '' ? 0 : 22) + (note === '' ? 0 : 18);
  const left = EDGE + LABELS;
  const parts: string[] = [];
  let y = head + AXIS;
  let section = '';
  for (const row of rows) {
    if (row.section !== section) {
      section = row.section;
      parts.push(textAt(EDGE, y + 18, words[row.section], LABELS, { class: 'quiet strong' }, 11));
      y += SECTION;
    }
    parts.push(tag('line', { class: 'rule', x1: EDGE, x2: width - EDGE, y1: y + row.height, y2: y + row.height }));
    parts.push(rowAt(row, left, y, scale));
    y += row.height;
  }
  const bottom = y;
  const legend = hasLegend ? legendAt(EDGE, bottom + 26, width - 2 * EDGE, words) : { markup: '', height: 0 };
  const height = bottom + (hasLegend ? 26 + legend.height : EDGE / 2);
  const months = monthLines(scale, 0, scale.width).map((x) =>
    tag('line', { class: 'rule', x1: left + x, x2: left + x, y1: head + 20, y2: bottom }),
  );
  const day = today === undefined ? -1 : scale.x(today);
  const now =
    day < 0 || day > scale.width ? '' : tag('line', { class: 'today', x1: left + day, x2: left + day, y1: head + 20, y2: bottom });
  const content = [
    tag('title', {}, escape([title, note].filter((text) => text !== '').join('. ') || words.timeline)),
    style === '' ? '' : `<style>${style}</style>`,
    tag('rect', { class: 'page', width, height }),
    title === '' ? '' : textAt(EDGE, EDGE + 12, title, width - 2 * EDGE, { class: 'title' }, 16),
    note === '' ? '' : textAt(EDGE, head - 4, note, width - 2 * EDGE, { class: 'quiet' }),
    ...months,
    axisAt(left, head, scale, words),
    now,
    ...parts,
    legend.markup,
  ];
  return tag(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', class: 'drawing', role: 'img', width, height, viewBox: `0 0 ${round(width)} ${round(height)}` },
    content.filter((part) => part !== '').join('\n'),
  );
}

function axisAt(left: number, top: number, scale: Scale, words: Words): string {
  const { spans, steps, step, inMiddle } = divisionsOf(scale, 0, scale.width, words);
  const at = (instant: Date): number => left + scale.time(instant);
  return [
    ...spans.map(({ x, name }) => textAt(left + x + 2, top + 14, name, scale.width - x, { class: 'strong small' }, BOLD)),
    ...steps.map((instant) =>
      tag(
        'text',
        {
          x: at(instant) + (inMiddle ? scale.day / 2 : 2),
          y: top + 32,
          class: 'quiet small',
          'text-anchor': inMiddle ? 'middle' : '',
        },
        escape(step(instant)),
      ),
    ),
    tag('line', { class: 'rule', x1: EDGE, x2: left + scale.width, y1: top + AXIS, y2: top + AXIS }),
  ].join('');
}

function rowAt(row: Row, left: number, top: number, scale: Scale): string {
  const { label, hint, tone, colour, marks, height, isPart } = row;
  const indent = isPart ? 14 : 0;
  const isSingle = hint === '';
  const parts = [
    tone === '' ? '' : tag('rect', { class: tone, x: EDGE - 6, y: top + 4, width: 3, height: height - 8 }),
    textAt(EDGE + indent, top + (isSingle ? height / 2 + 4 : 16), label, LABELS - indent - 10),
    isSingle ? '' : textAt(EDGE + indent, top + 30, hint, LABELS - indent - 10, { class: 'quiet small' }, 11),
    ...excessLast(marks).map((mark) => markAt(mark, left + mark.x, top + mark.top, scale.width - mark.x, isPart === true)),
  ];
  return tag('g', { class: colour }, parts.join(''));
}

/** What is above a limit covers what is beside it, and not the other way round. */
function excessLast(marks: readonly Mark[]): readonly Mark[] {
  return marks.toSorted((a, b) => Number(a.tone === 'over') - Number(b.tone === 'over'));
}

function markAt(mark: Mark, x: number, y: number, room: number, isPart: boolean): string {
  const title = tag('title', {}, escape(mark.title));
  return tag('g', { class: mark.tone }, title + shapeOf(mark, x, y, room, isPart));
}

function shapeOf({ kind, width, text, tone }: Mark, x: number, y: number, room: number, isPart: boolean): string {
  const inside = width - 8;
  switch (kind) {
    case 'runs':
      return tag('rect', { class: 'runs', x, y, width, height: BAND, rx: 3 });
    case 'phase':
      return tag('rect', { class: 'phase', x, y, width, height: BAND, rx: 3 }) + textAt(x + 4, y + 13, text, inside);
    case 'activity':
      return (
        tag('rect', { class: 'activity', x, y: y + 13, width, height: 3, rx: 1.5 }) + textAt(x, y + 10, text, room, { class: 'small' }, 11)
      );
    case 'deadline':
      return diamond('deadline', x + 6, y + 8, 5) + textAt(x + 15, y + 12, text, room - 15, { class: 'small' }, 11);
    case 'load': {
      const height = isPart ? 17 : 28;
      const label = { class: 'small', 'text-anchor': 'middle' };
      return tag('rect', { class: tone, x, y, width, height, rx: 3 }) + textAt(x + width / 2, y + height / 2 + 4, text, width, label, 11);
    }
    case 'bar':
      return tag('rect', { class: 'bar', x, y, width, height: LANE - 2, rx: 3 }) + textAt(x + 4, y + 14, text, inside);
    case 'many':
      return (
        tag('rect', { class: 'bar', x, y, width, height: LANE - 2, rx: 3 }) +
        textAt(x + width / 2, y + 14, text, width + 2, { class: 'small', 'text-anchor': 'middle' }, 11)
      );
    case 'send':
      return sign(tone, x + DOT / 2, y + LANE / 2) + textAt(x + DOT + 4, y + LANE / 2 + 4, text, room - DOT - 4);
  }
}

function diamond(className: string, x: number, y: number, half: number): string {
  return tag('path', { class: className, d: `M${round(x)} ${round(y - half)}l${half} ${half}l-${half} ${half}l-${half} -${half}z` });
}

/** The same form and colour for a finding wherever it stands. */
function sign(tone: string, x: number, y: number): string {
  if (tone === 'error') return diamond('error', x, y, 7);
  if (tone === 'warning') return tag('path', { class: 'warning', d: `M${round(x)} ${round(y - 6)}l6 11h-12z` });
  return tag('circle', { class: tone === 'waived' ? 'waived' : 'dot', cx: x, cy: y, r: tone === 'waived' ? 5 : 6 });
}

function legendAt(left: number, top: number, room: number, words: Words): { readonly markup: string; readonly height: number } {
  let [x, y] = [left, top];
  const parts = words.legend.map(([tone, text]) => {
    const width = 20 + labelWidth(text) + 18;
    if (x + width > left + room) [x, y] = [left, y + 20];
    const shape = /^(?:error|warning|waived)$/.test(tone)
      ? sign(tone, x + 7, y - 4)
      : tone === 'due'
        ? diamond('deadline', x + 7, y - 4, 5)
        : tag('rect', { class: tone, x, y: y - 10, width: 14, height: 11, rx: 2 });
    const part = shape + textAt(x + 20, y, text, width, { class: 'quiet small' }, 11);
    x += width;
    return part;
  });
  return { markup: parts.join(''), height: y - top + PAD + EDGE / 2 };
}

const FONT =
  "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:12px";
const COLOURS = ['blue', 'green', 'purple', 'orange', 'yellow', 'grey'] as const;

/** Written out rather than as variables, which not every program that shows pictures knows. */
function rules(palette: Palette): string {
  const { page, text, quiet, line, error, warning, purple, grey, phase } = palette;
  return [
    `.d-drawing .d-page{fill:${page}}.d-drawing text{fill:${text}}.d-drawing .d-quiet{fill:${quiet}}`,
    `.d-drawing .d-rule{stroke:${line}}.d-drawing .d-today{stroke:${error};stroke-width:2}.d-drawing .d-runs{fill:${quiet};fill-opacity:.16;stroke:${quiet}}`,
    `.d-drawing .d-phase{fill:${phase}}.d-drawing .d-activity{fill:${purple}}.d-drawing .d-deadline{fill:none;stroke:${purple};stroke-width:2}`,
    ...COLOURS.map(
      (name, at) =>
        `.d-drawing .d-c${at} .d-dot{fill:${palette[name]}}.d-drawing .d-c${at} .d-bar{fill:${palette[name]};stroke:${palette[name]}}`,
    ),
    ...(['low', 'near', 'full', 'over'] as const).map((name) => `.d-drawing rect.d-${name}{fill:${palette[name]}}`),
    `.d-drawing path.d-error,.d-drawing rect.d-error{fill:${error}}.d-drawing path.d-warning,.d-drawing rect.d-warning{fill:${warning}}`,
    `.d-drawing .d-waived .d-bar,.d-drawing circle.d-waived{fill:none;stroke:${grey};stroke-width:2;stroke-dasharray:3 2}`,
    `.d-drawing .d-error>.d-bar{stroke:${error}}.d-drawing .d-warning>.d-bar{stroke:${warning}}`,
  ].join('');
}

const FORMS = `.d-drawing text{${FONT}}.d-drawing .d-small{font-size:11px}.d-drawing .d-title{font-size:16px;font-weight:600}.d-drawing .d-strong{font-weight:600}.d-drawing .d-bar{fill-opacity:.28}`;

/** For a picture of its own: dark where the reader prefers that. On paper it is light. */
export function drawingStyle(theme: 'light' | 'both'): string {
  return FORMS + rules(LIGHT) + (theme === 'light' ? '' : `@media (prefers-color-scheme:dark){${rules(DARK)}}`);
}
