import { axisBottom } from 'd3-axis';
import { select } from 'd3-selection';
import { utcDay, utcMonday, utcMonth, utcYear, type CountableTimeInterval } from 'd3-time';
import { utcFormat } from 'd3-time-format';
import type { Scale } from './scale.js';
import type { Words } from './words.js';

export const AXIS_HEIGHT = 40;

/** A month or year that has less room in view is not named, in pixels. */
const LEAST_ROOM = 64;

/** What stands below each other: the longer spans with their names, and the steps within them. */
interface Division {
  readonly spans: CountableTimeInterval;
  readonly name: (instant: Date) => string;
  readonly steps: CountableTimeInterval;
  readonly step: (instant: Date) => string;
  /** Whether a step is named in its middle: it is a whole day. */
  readonly inMiddle: boolean;
}

function divisionOf({ zoom, day }: Scale, { year, month, shortMonth }: Words): Division {
  if (zoom === 'year') return { spans: utcYear, name: year, steps: utcMonth, step: shortMonth, inMiddle: false };
  const isDaily = day >= 18;
  return { spans: utcMonth, name: month, steps: isDaily ? utcDay : utcMonday, step: utcFormat('%-d'), inMiddle: isDaily };
}

/** Names months and days, or years and months, between two places. */
export function drawAxis(svg: SVGSVGElement, scale: Scale, from: number, to: number, words: Words): void {
  const [start, end] = [scale.time.invert(Math.max(0, from)), scale.time.invert(to)];
  const { spans, name, steps, step, inMiddle } = divisionOf(scale, words);
  const axis = axisBottom<Date>(scale.time)
    .tickValues(steps.range(steps.floor(start), end))
    .tickFormat(step)
    .tickSize(5)
    .tickSizeOuter(0);
  select(svg).attr('width', scale.width).attr('height', AXIS_HEIGHT);
  select(svg)
    .selectAll<SVGGElement, null>('g')
    .data([null])
    .join('g')
    .attr('transform', 'translate(0,18)')
    .call(axis)
    .selectAll<SVGTextElement, Date>('.tick text')
    .attr('x', inMiddle ? scale.day / 2 : 2)
    .attr('text-anchor', inMiddle ? 'middle' : 'start');
  const left = (span: Date): number => Math.max(scale.time(span), from);
  const named = spans.range(spans.floor(start), end).filter((span) => scale.time(spans.offset(span, 1)) - left(span) >= LEAST_ROOM);
  select(svg)
    .selectAll<SVGTextElement, Date>('text.span')
    .data(named, (span) => span.getTime())
    .join('text')
    .attr('class', 'span')
    .attr('y', 13)
    .attr('x', (span) => left(span) + 4)
    .text(name);
}

/** Where months begin between two places. */
export function monthLines(scale: Scale, from: number, to: number): readonly number[] {
  return utcMonth.range(scale.time.invert(from), scale.time.invert(to)).map((month) => scale.time(month));
}
