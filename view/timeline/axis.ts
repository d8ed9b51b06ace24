import { axisBottom } from 'd3-axis';
import { select } from 'd3-selection';
import { divisionsOf } from './divisions.js';
import type { Scale } from './scale.js';
import type { Words } from './words.js';

export const AXIS_HEIGHT = 40;

/** Names months and days, or years and months, between two places. */
export function drawAxis(svg: SVGSVGElement, scale: Scale, from: number, to: number, words: Words): void {
  const { spans, steps, step, inMiddle } = divisionsOf(scale, from, to, words);
  const axis = axisBottom<Date>(scale.time)
    .tickValues([...steps])
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
  select(svg)
    .selectAll<SVGTextElement, (typeof spans)[number]>('text.span')
    .data(spans, ({ start }) => start.getTime())
    .join('text')
    .attr('class', 'span')
    .attr('y', 13)
    .attr('x', ({ x }) => x + 4)
    .text(({ name }) => name);
}
