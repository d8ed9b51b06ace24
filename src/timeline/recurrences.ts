import type { Problem, Report } from '../diagnostics/problem.js';
import type { Day } from '../model/literals.js';
import type { Recurrence, When } from '../model/types.js';
import { spanFrom, type Span } from '../text/span.js';
import { addDuration, isDayDuration, weekdayOf } from '../model/calendar.js';
import { durationText } from '../model/literal-text.js';
import { lacksOverflow, overflowProblem } from './check-event.js';
import { moveDay, resolveDay } from './days.js';
import type { DayScope } from './days.js';
import { dayInMonth, monthsOf, occurrencesOf } from './events.js';
import { needsTime, placeAt, reportFirst } from './moments.js';
import type { DayRange, ZonedMoment } from './types.js';
import { meantBy, unknownName } from './unknown-name.js';
import { rangeText } from './words.js';
import type { Zone } from './zone.js';

export type EveryForm = Extract<When, { kind: 'every' }>;

/**
 * The moments of `every …`: the days it repeats on, through `runs` or from and until the days given, each moved by the offset.
 * An event counts where its first day lies in that range. A repetition without any day is reported, never silently empty.
 */
export function* recurringMoments(form: EveryForm, scope: DayScope, zone: Zone, report: Report): Iterable<ZonedMoment> {
  const end = form.offset?.span.end ?? form.span.end;
  if (!form.time) report(needsTime(form.span, form.from || form.until ? undefined : end));
  const range = rangeOf(form, scope, report);
  const sound = isSound(form, scope, report);
  if (!form.time || !range || !sound) return;
  const once = reportFirst(report);
  let any = false;
  for (const base of recurringDays(form.recurrence, range, scope, once)) {
    any = true;
    const day = moveDay(base, form.offset, once);
    const moment = day === undefined ? undefined : placeAt(day, form.time.value, form.time.span, zone, once);
    if (moment) yield moment;
  }
  if (!any) once(never(form.span, range));
}

function rangeOf(form: EveryForm, scope: DayScope, report: Report): DayRange | undefined {
  const from = form.from ? resolveDay(form.from, scope, 'first', report) : scope.timeline?.runs?.from;
  const to = form.until ? resolveDay(form.until, scope, 'last', report) : scope.timeline?.runs?.to;
  if (from === undefined || to === undefined) return undefined;
  return { from, to };
}

function isSound(form: EveryForm, scope: DayScope, report: Report): boolean {
  const { recurrence } = form;
  if (recurrence.kind === 'interval' && !isDayDuration(recurrence.duration)) {
    report(tooOften(recurrence.duration, form.span));
    return false;
  }
  if (recurrence.kind === 'month-day' && lacksOverflow(recurrence.day, recurrence.overflow)) {
    const at = form.offset?.span.start ?? form.time?.span.start;
    report(
      overflowProblem(
        `day ${recurrence.day}`,
        'month',
        form.span,
        at === undefined ? undefined : spanFrom(form.span, { start: at, end: at }),
        '',
        ' ',
      ),
    );
    return false;
  }
  if (recurrence.kind === 'event' && !scope.events.has(recurrence.ref.name)) {
    report(unknownName({ en: 'event', zh: '事件' }, recurrence.ref, meantBy(recurrence.ref.name, scope.events)));
    return false;
  }
  return true;
}

function* recurringDays(recurrence: Recurrence, range: DayRange, scope: DayScope, report: Report): Iterable<Day> {
  switch (recurrence.kind) {
    case 'interval':
      for (let step = 0; ; step += 1) {
        const { count, unit } = recurrence.duration;
        const day = addDuration(range.from, { count: count * step, unit }, 1);
        if (day > range.to) return;
        yield day;
      }
    case 'week':
      for (let day = range.from; day <= range.to; day += 1) if (recurrence.weekdays.includes(weekdayOf(day))) yield day;
      return;
    case 'month-day':
      for (const first of monthsOf(range)) {
        const day = dayInMonth(first, recurrence.day, recurrence.overflow);
        if (day !== undefined && day >= range.from && day <= range.to) yield day;
      }
      return;
    case 'event': {
      const event = scope.events.get(recurrence.ref.name);
      for (const occurrence of event ? occurrencesOf(event, range, report) : []) if (occurrence.from >= range.from) yield occurrence.from;
    }
  }
}

function tooOften(duration: Parameters<typeof durationText>[0], span: Span): Problem {
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: `\`every ${durationText(duration)}\` does not count whole days. Repeat by days, such as \`every 1d\`, and give each time of the day its own entry.`,
      zh: `“every ${durationText(duration)}”不是整天数。请按天重复，例如“every 1d”，一天内的每个时间各写一项。`,
    },
  };
}

function never(span: Span, range: DayRange): Problem {
  if (range.from > range.to) {
    const backwards = { from: range.to, to: range.from };
    return {
      rule: 'invalid-literal',
      span,
      message: {
        en: `This repetition ends before it begins: its days (${rangeText(backwards)}) stand in the wrong order.`,
        zh: `这一重复的结束早于开始：日期（${rangeText(backwards)}）前后颠倒。`,
      },
    };
  }
  return {
    rule: 'impossible-time',
    span,
    message: {
      en: `This repetition has no day between its first and last day (${rangeText(range)}), so nothing would ever happen. Choose other days, or remove it.`,
      zh: `这一重复在 ${rangeText(range)} 内没有任何一天，永远不会执行。请换其他日期，或将其删除。`,
    },
  };
}
