import type * as ast from '../../syntax/generated/ast.js';
import type { AstNode } from 'langium';
import { weekdayOfText } from '../literal-text.js';
import type { DayForm, MomentForm, Offset, Overflow, Recurrence, When } from '../types.js';
import { choiceOf, dateOf, durationOf, integerOf, refOf, spanOf, spanOfProperty, timeOf, wordOf, type Lowering } from './context.js';
import { lowerExpression } from './expressions.js';
import { spanFrom } from '../../text/span.js';

export function overflowOf(c: Lowering, node: AstNode & { overflow?: string | undefined }): Overflow | undefined {
  return choiceOf(c, node, 'overflow', node.overflow, ['last', 'skip'] as const, { en: 'way out for short months', zh: '短月处理方式' })
    ?.value;
}

function offsetOf(c: Lowering, node: AstNode & { sign?: string | undefined; offset?: string | undefined }): Offset | undefined {
  const duration = durationOf(c, node, 'offset', node.offset);
  return (
    duration && {
      sign: node.sign === '-' ? -1 : 1,
      duration: duration.value,
      span: spanFrom(duration.span, { start: spanOfProperty(c, node, 'sign').start }),
    }
  );
}

export function lowerDay(c: Lowering, node: ast.DayForm | undefined): DayForm | undefined {
  if (!node?.anchor) return undefined;
  const span = spanOf(c, node);
  const offset = offsetOf(c, node);
  // What is broken is reported; without it the day would be another one.
  if (node.offset !== undefined && !offset) return undefined;
  const more = { ...(offset && { offset }), span };
  const anchorSpan = spanOf(c, node.anchor);
  switch (node.anchor.$type) {
    case 'DateAnchor': {
      const date = dateOf(c, node.anchor, 'date', node.anchor.date);
      return date && { anchor: { kind: 'date', day: date.value, span: anchorSpan }, ...more };
    }
    case 'EdgeAnchor':
      return { anchor: { kind: node.anchor.edge, span: anchorSpan }, ...more };
    case 'NameAnchor': {
      const ref = refOf(c, node.anchor.ref);
      const year = integerOf(c, node.anchor, 'year', node.anchor.year, 1000);
      return ref && { anchor: { kind: 'name', ref, ...(year && { year }), span: anchorSpan }, ...more };
    }
  }
}

/** `DAY .. DAY`, or a day alone. */
export function lowerDayOrSpan(c: Lowering, node: ast.BenefitValid): ReturnType<typeof lowerSpan> {
  const span = spanOf(c, node);
  const day = lowerDay(c, node.from);
  return day && !node.to && day.span.end === span.end ? { from: day, to: day, span } : lowerSpan(c, node);
}

/** `DAY .. DAY`; nothing where an end is missing, which is reported: the other would say something else. */
export function lowerSpan(
  c: Lowering,
  node: AstNode & { from?: ast.DayForm | undefined; to?: ast.DayForm | undefined },
): { from: DayForm; to: DayForm; span: ReturnType<typeof spanOf> } | undefined {
  const from = lowerDay(c, node.from);
  const to = lowerDay(c, node.to);
  return from && to && { from, to, span: spanOf(c, node) };
}

export function lowerMoment(c: Lowering, node: ast.MomentForm | undefined): MomentForm | undefined {
  const day = lowerDay(c, node?.day);
  if (!node || !day) return undefined;
  const time = timeOf(c, node, 'time', node.time);
  if (node.time !== undefined && !time) return undefined;
  return { kind: 'at', day, ...(time && { time }), span: spanOf(c, node) };
}

export function lowerMonthDay(
  c: Lowering,
  node: ast.MonthDayRecurrence,
): { readonly day: number | 'last'; readonly overflow?: Overflow } | undefined {
  const overflow = overflowOf(c, node);
  if (node.overflow !== undefined && !overflow) return undefined;
  if (node.last) return { day: 'last' };
  const day = integerOf(c, node, 'day', node.day, 1);
  if (!day) return undefined;
  if (day.value > 31) {
    c.report({
      rule: 'invalid-literal',
      span: day.span,
      message: {
        en: `No month has a day ${day.value}. Write 1 to 31, or \`last\`.`,
        zh: `没有哪个月有${day.value}号。请写1到31，或 last。`,
      },
    });
    return undefined;
  }
  return { day: day.value, ...(overflow && { overflow }) };
}

function lowerRecurrence(c: Lowering, node: ast.Recurrence | undefined): Recurrence | undefined {
  switch (node?.$type) {
    case 'MonthDayRecurrence': {
      const monthDay = lowerMonthDay(c, node);
      return monthDay && { kind: 'month-day', ...monthDay };
    }
    case 'WeekRecurrence':
      return { kind: 'week', weekdays: node.weekdays.map(weekdayOfText) };
    case 'IntervalRecurrence': {
      if (node.daily) return { kind: 'interval', duration: { count: 1, unit: 'd' } };
      const interval = durationOf(c, node, 'interval', node.interval);
      return interval && { kind: 'interval', duration: interval.value };
    }
    case 'EventRecurrence': {
      const ref = refOf(c, node.event);
      return ref && { kind: 'event', ref };
    }
    case undefined:
      return undefined;
  }
}

/** A trigger lives as long as its campaign. */
function refuseBounds(c: Lowering, node: ast.AfterEach | ast.EachDate): void {
  const first = node.from ?? node.until;
  if (!first) return;
  const word = node.from ? 'from' : 'until';
  const { start } = spanOf(c, first);
  const span = c.place(c.text.lastIndexOf(word, start), spanOf(c, node.until ?? first).end);
  c.report({
    rule: 'syntax-error',
    span,
    message: {
      en: `\`each\` goes through \`runs\` of the campaign; \`${word}\` belongs to \`every\`. Leave it out, or give the wave a campaign with the days it needs.`,
      zh: `each 在整个活动期间（runs）有效，${word} 只用于 every。请去掉它，或把这个波次放进期间合适的活动。`,
    },
    fixes: [
      {
        title: { en: 'Leave it out', zh: '去掉它' },
        safe: false,
        edits: [{ span: spanFrom(span, { start: c.text.slice(0, span.start).trimEnd().length }), text: '' }],
      },
    ],
  });
}

function lowerWhen(c: Lowering, node: ast.When): When | undefined {
  const span = spanOf(c, node);
  switch (node.$type) {
    case 'MomentForm':
      return lowerMoment(c, node);
    case 'AfterEach': {
      refuseBounds(c, node);
      const delay = durationOf(c, node, 'delay', node.delay);
      const entity = refOf(c, node.entity);
      const where = node.where && lowerExpression(c, node.where);
      return delay && entity && { kind: 'after-each', delay: delay.value, entity, ...(where && { where }), span };
    }
    case 'EachDate': {
      refuseBounds(c, node);
      const attribute = wordOf(c, node, 'attribute', node.attribute);
      const offset = offsetOf(c, node);
      const time = timeOf(c, node, 'time', node.time);
      if ((node.offset !== undefined && !offset) || (node.time !== undefined && !time)) return undefined;
      return attribute && { kind: 'each-date', attribute, ...(offset && { offset }), ...(time && { time }), span };
    }
    case 'Every': {
      const recurrence = lowerRecurrence(c, node.recurrence);
      const offset = offsetOf(c, node);
      const time = timeOf(c, node, 'time', node.time);
      if ((node.offset !== undefined && !offset) || (node.time !== undefined && !time)) return undefined;
      const from = lowerDay(c, node.from);
      const until = lowerDay(c, node.until);
      return (
        recurrence && {
          kind: 'every',
          recurrence,
          ...(offset && { offset }),
          ...(time && { time }),
          ...(from && { from }),
          ...(until && { until }),
          span,
        }
      );
    }
  }
}

export function lowerWhens(c: Lowering, nodes: readonly ast.When[]): readonly When[] {
  return nodes.flatMap((node) => lowerWhen(c, node) ?? []);
}
