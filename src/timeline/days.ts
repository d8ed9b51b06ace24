import type { Problem, Report } from '../diagnostics/problem.js';
import type { Day } from '../model/literals.js';
import type { DayAnchor, DayForm, Event, Offset } from '../model/types.js';
import { spanFrom, type Span } from '../text/span.js';
import { addDuration, isDayDuration, isoDay } from '../model/calendar.js';
import { durationText } from '../model/literal-text.js';
import { eventInRuns, occurrenceInYear, takesNoYear } from './event-choice.js';
import { resolveName } from './names.js';
import type { CampaignTimeline, DayRange } from './types.js';
import { durationZh } from './words.js';

/** What a DAY can refer to. */
export interface DayScope {
  readonly events: ReadonlyMap<string, Event>;
  /** The campaign around it, as far as it is resolved; missing outside of campaigns. */
  readonly timeline?: Pick<CampaignTimeline, 'campaign' | 'runs' | 'phases' | 'waves' | 'activities'>;
  /** An event alone means the one occurrence that meets `runs`; where this is set, or outside of campaigns, it needs its year. */
  readonly eventNeedsYear?: boolean;
  /** Parts of the campaign that wait for what is being placed, and that itself: a name that is unknown cannot mean them. */
  readonly waiting?: () => ReadonlySet<string>;
}

/**
 * The day a DAY means: its first, or as the right end of a range its last (of an event, a phase, a repeating wave).
 * Undefined where it cannot be resolved: reported here, or where the name it depends on is declared.
 */
export function resolveDay(form: DayForm, scope: DayScope, end: 'first' | 'last', report: Report): Day | undefined {
  const days = anchorDays(form.anchor, scope, report);
  if (!days) return undefined;
  return moveDay(end === 'first' ? days.from : days.to, form.offset, report);
}

/** The days from one DAY to another, both included; the same DAY twice is all of its days. Reports a range that ends before it begins. */
export function resolveRange(from: DayForm, to: DayForm, scope: DayScope, report: Report): DayRange | undefined {
  const first = resolveDay(from, scope, 'first', report);
  const last = resolveDay(to, scope, 'last', isSame(from, to) ? () => undefined : report);
  if (first === undefined || last === undefined) return undefined;
  if (first <= last) return { from: first, to: last };
  report(backwards(first, last, spanFrom(from.span, { end: Math.max(from.span.end, to.span.end) })));
  return undefined;
}

function isSame(a: DayForm, b: DayForm): boolean {
  return a === b || (a.span.file === b.span.file && a.span.start === b.span.start && a.span.end === b.span.end);
}

/** A day moved by an offset; an offset of hours, minutes or seconds is reported. */
export function moveDay(day: Day, offset: Offset | undefined, report: Report): Day | undefined {
  if (!offset) return day;
  if (isDayDuration(offset.duration)) return addDuration(day, offset.duration, offset.sign);
  report(notADay(offset));
  return undefined;
}

function anchorDays(anchor: DayAnchor, scope: DayScope, report: Report): DayRange | undefined {
  if (anchor.kind === 'date') return { from: anchor.day, to: anchor.day };
  if (anchor.kind === 'name') return namedDays(anchor, scope, report);
  if (!scope.timeline) {
    report(outsideCampaign(anchor));
    return undefined;
  }
  const runs = scope.timeline.runs;
  const day = anchor.kind === 'start' ? runs?.from : runs?.to;
  return day === undefined ? undefined : { from: day, to: day };
}

function namedDays(anchor: Extract<DayAnchor, { kind: 'name' }>, scope: DayScope, report: Report): DayRange | undefined {
  const target = resolveName(anchor.ref, anchor.year, scope.timeline?.campaign, scope.events, report, scope.waiting);
  switch (target?.kind) {
    case undefined:
      return undefined;
    case 'phase':
      return scope.timeline?.phases.get(target.declaration.name);
    case 'wave': {
      const wave = scope.timeline?.waves.get(target.declaration.name);
      if (wave?.trigger) report(triggered(anchor.ref.name, anchor.span));
      return wave && daysOf(wave.occurrences);
    }
    case 'activity': {
      const activity = scope.timeline?.activities.get(target.declaration.name);
      return activity && daysOf(activity.occurrences);
    }
    case 'event':
      return eventDays(target.declaration, anchor, scope, report);
  }
}

function daysOf(occurrences: readonly { readonly day: Day }[]): DayRange | undefined {
  const first = occurrences[0];
  const last = occurrences.at(-1);
  return first && last && { from: first.day, to: last.day };
}

function eventDays(event: Event, anchor: Extract<DayAnchor, { kind: 'name' }>, scope: DayScope, report: Report): DayRange | undefined {
  if (anchor.year) return occurrenceInYear(event, anchor.year, report);
  if (event.on?.kind === 'once') return { from: event.on.from, to: event.on.to };
  if (!scope.timeline || scope.eventNeedsYear) {
    report(needsYear(event, anchor.span));
    return undefined;
  }
  // Runs that cannot be resolved are reported where they stand.
  return scope.timeline.runs && eventInRuns(event, scope.timeline.runs, anchor.span, report);
}

/** A triggered or yearly wave reaches each member at another time, so nothing can be placed relative to it. */
export function triggered(name: string, span: Span): Problem {
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: `\`${name}\` reaches each member at another time, so it has no day of its own. Write a date, or refer to a wave with set times.`,
      zh: `“${name}”对每位会员的发送时间都不同，没有确定的日期。请直接写日期，或引用时间固定的波次。`,
    },
  };
}

function needsYear(event: Event, span: Span): Problem {
  const help = takesNoYear(event)
    ? { en: 'Write a date', zh: '请直接写日期' }
    : { en: `Write its year, such as \`${event.name} 2026\``, zh: `请写明年份，例如“${event.name} 2026”` };
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: `Event \`${event.name}\` alone does not say which occurrence is meant here. ${help.en}.`,
      zh: `此处只写事件“${event.name}”，不知道是哪一次。${help.zh}。`,
    },
  };
}

function outsideCampaign(anchor: Extract<DayAnchor, { kind: 'start' | 'end' }>): Problem {
  return {
    rule: 'invalid-literal',
    span: anchor.span,
    message: {
      en: `\`${anchor.kind}\` is a day of a campaign; there is none here. Write a date, or an event with its year.`,
      zh: `“${anchor.kind}”指活动的日期，而这里不在活动中。请写日期，或写带年份的事件。`,
    },
  };
}

function notADay(offset: Offset): Problem {
  const sign = offset.sign === 1 ? '+' : '-';
  return {
    rule: 'invalid-literal',
    span: offset.span,
    message: {
      en: `A day cannot be moved by \`${sign} ${durationText(offset.duration)}\`. Write whole days, such as \`${sign} 2d\`, and then the time.`,
      zh: `日期不能移动${durationZh(offset.duration)}。请写整天数，例如“${sign} 2d”，再写时间。`,
    },
  };
}

function backwards(first: Day, last: Day, span: Span): Problem {
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: `This ends on ${isoDay(last)}, before it begins on ${isoDay(first)}. Swap the two days, or correct one of them.`,
      zh: `结束日 ${isoDay(last)} 早于开始日 ${isoDay(first)}。请对调两个日期，或改正其中一个。`,
    },
  };
}
