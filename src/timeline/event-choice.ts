import type { Problem, Report } from '../diagnostics/problem.js';
import type { Plan } from '../model/plan.js';
import type { Event, Located, Ref } from '../model/types.js';
import type { Span } from '../text/span.js';
import { dayOf } from '../model/calendar.js';
import { occurrencesOf } from './events.js';
import { meantBy, unknownName } from './unknown-name.js';
import type { DayRange } from './types.js';
import { listText, rangeText } from './words.js';

/** Reports the event's days of a whole year: no occurrence begins there, or several do; weekly and monthly events take no year. */
export function occurrenceInYear(event: Event, year: Located<number>, report: Report): DayRange | undefined {
  if (!event.on) return undefined;
  if (takesNoYear(event)) {
    report(noYear(event, year));
    return undefined;
  }
  const whole = wholeYear(year.value);
  if (!whole) return undefined;
  const missing: Problem[] = [];
  const found = occurrencesOf(event, whole, (problem) => missing.push(problem)).filter((occurrence) => occurrence.from >= whole.from);
  if (found.length === 1) return found[0];
  if (found.length > 1) report(twiceInYear(event, year, found));
  else report(missing[0] ? { ...missing[0], span: year.span } : notInYear(event, year));
  return undefined;
}

/** The one occurrence that shares a day with the runs of a campaign; none or several is reported, with a list of what there is. */
export function eventInRuns(event: Event, runs: DayRange, span: Span, report: Report): DayRange | undefined {
  if (!event.on) return undefined;
  const missing: Problem[] = [];
  const found = occurrencesOf(event, runs, (problem) => missing.push(problem));
  if (found.length === 1) return found[0];
  if (found.length > 1) report(severalInRuns(event, runs, span, found));
  else report(missing[0] ? { ...missing[0], span } : outsideRuns(event, runs, span));
  return undefined;
}

/**
 * The days a policy clause means by an event: every occurrence that shares a day with the range; with a year, that year's.
 * An unknown event is reported and has no days.
 */
export function resolvePolicyEvents(
  plan: Pick<Plan, 'events'>,
  during: { readonly ref: Ref; readonly year?: Located<number> },
  range: DayRange,
  report: Report,
): readonly DayRange[] {
  const event = plan.events.get(during.ref.name);
  if (!event) {
    report(unknownName({ en: 'event', zh: '事件' }, during.ref, meantBy(during.ref.name, plan.events)));
    return [];
  }
  if (!during.year) return occurrencesOf(event, range, report);
  const occurrence = occurrenceInYear(event, during.year, report);
  return occurrence ? [occurrence] : [];
}

/** Whether an event comes every week or month, so that a year does not name one occurrence. */
export function takesNoYear(event: Event): boolean {
  return event.on?.kind === 'week' || event.on?.kind === 'month-day';
}

function wholeYear(year: number): DayRange | undefined {
  const from = dayOf(year, 1, 1);
  const to = dayOf(year, 12, 31);
  return from === undefined || to === undefined ? undefined : { from, to };
}

function noYear(event: Event, year: Located<number>): Problem {
  const often = event.on?.kind === 'week' ? { en: 'week', zh: '每周' } : { en: 'month', zh: '每月' };
  return {
    rule: 'invalid-literal',
    span: year.span,
    message: {
      en: `Event \`${event.name}\` comes every ${often.en}, so ${year.value} does not name one day. Write a date.`,
      zh: `事件“${event.name}”${often.zh}都有，“${year.value}”不能确定是哪一天。请直接写日期。`,
    },
  };
}

function notInYear(event: Event, year: Located<number>): Problem {
  const near = listText(neighbours(event, wholeYear(year.value)).map(rangeText));
  return {
    rule: 'impossible-time',
    span: year.span,
    message: {
      en: `Event \`${event.name}\` does not begin in ${year.value}.${near.en && ` It is on ${near.en}.`} Choose another year, or write a date.`,
      zh: `事件“${event.name}”没有在 ${year.value} 年开始的。${near.zh && `它的日期是 ${near.zh}。`}请换一个年份，或直接写日期。`,
    },
    related: [declared(event)],
  };
}

function twiceInYear(event: Event, year: Located<number>, found: readonly DayRange[]): Problem {
  const list = listText(found.map(rangeText));
  return {
    rule: 'invalid-literal',
    span: year.span,
    message: {
      en: `Event \`${event.name}\` begins ${found.length} times in ${year.value}: ${list.en}. Write the date you mean.`,
      zh: `事件“${event.name}”在 ${year.value} 年开始 ${found.length} 次：${list.zh}。请直接写所指的日期。`,
    },
    related: [declared(event)],
  };
}

function outsideRuns(event: Event, runs: DayRange, span: Span): Problem {
  const near = listText(neighbours(event, runs).map(rangeText));
  return {
    rule: 'impossible-time',
    span,
    message: {
      en: `Event \`${event.name}\` has no day within the campaign (${rangeText(runs)}).${near.en && ` The nearest: ${near.en}.`} Change \`runs\`, or write the event with its year, or a date.`,
      zh: `活动期间（${rangeText(runs)}）内没有事件“${event.name}”的日期。${near.zh && `最近的是：${near.zh}。`}请调整“runs”，或写明事件的年份，或直接写日期。`,
    },
    related: [declared(event)],
  };
}

function severalInRuns(event: Event, runs: DayRange, span: Span, found: readonly DayRange[]): Problem {
  const list = listText(found.map(rangeText));
  const year = takesNoYear(event)
    ? { en: 'Write the date you mean', zh: '请直接写所指的日期' }
    : { en: 'Write the year or the date you mean', zh: '请写明年份或日期' };
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: `Event \`${event.name}\` comes ${found.length} times within the campaign (${rangeText(runs)}): ${list.en}. ${year.en}, or \`every ${event.name}\` for all of them.`,
      zh: `事件“${event.name}”在活动期间（${rangeText(runs)}）内出现 ${found.length} 次：${list.zh}。${year.zh}；若指每一次，请写“every ${event.name}”。`,
    },
    related: [declared(event)],
  };
}

/** The last occurrence before a range and the first one after it, as far as two years away. */
function neighbours(event: Event, range: DayRange | undefined): readonly DayRange[] {
  if (!range) return [];
  const before = occurrencesOf(event, { from: range.from - 800, to: range.from - 1 }).filter((occurrence) => occurrence.from < range.from);
  const after = occurrencesOf(event, { from: range.to + 1, to: range.to + 800 }).filter((occurrence) => occurrence.from > range.to);
  if (event.on?.kind === 'once') return [{ from: event.on.from, to: event.on.to }];
  return [before.at(-1), after[0]].filter((occurrence) => occurrence !== undefined);
}

function declared(event: Event): NonNullable<Problem['related']>[number] {
  return { span: event.nameSpan, message: { en: `Event \`${event.name}\` is declared here.`, zh: `事件“${event.name}”在此声明。` } };
}
