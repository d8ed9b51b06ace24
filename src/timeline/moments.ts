import type { Problem, Report } from '../diagnostics/problem.js';
import type { ClockTime, Day } from '../model/literals.js';
import type { Located, MomentForm, Offset, Ref } from '../model/types.js';
import { spanFrom, type Span } from '../text/span.js';
import { addDuration, isDayDuration, isoDay } from '../model/calendar.js';
import { clockText, durationText } from '../model/literal-text.js';
import { resolveDay, triggered } from './days.js';
import type { DayScope } from './days.js';
import { milliseconds } from './durations.js';
import { campaignParts } from './names.js';
import type { Occurrence, ZonedMoment } from './types.js';
import { durationZh, momentText } from './words.js';
import type { LocalMoment, Zone } from './zone.js';

/** The moments of a DAY with a time: one, or one for each occurrence of the wave or activity it is relative to. */
export function* momentsOf(form: MomentForm, scope: DayScope, zone: Zone, report: Report): Iterable<ZonedMoment> {
  const base = baseOccurrences(form, scope, report);
  if (base) {
    yield* shifted(base, form, zone, report);
    return;
  }
  if (base === undefined) return;
  const day = resolveDay(form.day, scope, 'first', report);
  if (day === undefined) return;
  if (!form.time) {
    report(needsTime(form.span, form.span.end));
    return;
  }
  const moment = placeAt(day, form.time.value, form.time.span, zone, report);
  if (moment) yield moment;
}

/** The occurrences a moment is relative to; null where it is relative to a day, undefined where they cannot be known. */
function baseOccurrences(form: MomentForm, scope: DayScope, report: Report): readonly Occurrence[] | null | undefined {
  const { anchor } = form.day;
  if (!scope.timeline || anchor.kind !== 'name' || anchor.year || scope.events.has(anchor.ref.name)) return null;
  const part = campaignParts(scope.timeline.campaign).get(anchor.ref.name);
  if (!part || part.kind === 'phase') return null;
  if (part.kind === 'activity') return scope.timeline.activities.get(anchor.ref.name)?.occurrences;
  const wave = scope.timeline.waves.get(anchor.ref.name);
  if (!wave?.trigger) return wave?.occurrences;
  report(triggered(anchor.ref.name, anchor.span));
  return undefined;
}

function* shifted(base: readonly Occurrence[], form: MomentForm, zone: Zone, report: Report): Iterable<ZonedMoment> {
  const { offset } = form.day;
  if (offset && !isDayDuration(offset.duration)) {
    if (form.time) {
      report(offsetAndTime(offset, form.time));
      return;
    }
    const shift = offset.sign * milliseconds(offset.duration);
    for (const occurrence of base) yield zone.toLocal(occurrence.instant + shift);
    return;
  }
  const once = reportFirst(report);
  for (const occurrence of base) {
    const day = offset ? addDuration(occurrence.day, offset.duration, offset.sign) : occurrence.day;
    const moment = placeAt(day, form.time?.value ?? occurrence.clock, form.time?.span ?? form.span, zone, once);
    if (moment) yield moment;
  }
}

/** The instant of a wall-clock reading. Reports `24:00`, which is only an end, and readings that daylight saving skips. */
export function placeAt(day: Day, clock: ClockTime, span: Span, zone: Zone, report: Report): ZonedMoment | undefined {
  if (clock >= 1440) {
    report(onlyAnEnd(day, span));
    return undefined;
  }
  const result = zone.toInstant(day, clock);
  if (result.kind === 'ok') return result.moment;
  report(skipped(day, clock, result.from, result.to, zone.id, span));
  return undefined;
}

/** Passes on the first problem only: a repetition fails for the same reason every time. */
export function reportFirst(report: Report): Report {
  let reported = false;
  return (problem) => {
    if (!reported) report(problem);
    reported = true;
  };
}

/** `at` is the offset at which a time can be inserted; without it there is no fix. */
export function needsTime(span: Span, at: number | undefined): Problem {
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: 'This names a day; say at what time as well, such as `10:00`.',
      zh: '这里只写了日期；请同时写明几点，例如“10:00”。',
    },
    ...(at !== undefined && {
      fixes: [
        {
          title: { en: 'Add `10:00`', zh: '补上“10:00”' },
          safe: false,
          edits: [{ span: spanFrom(span, { start: at, end: at }), text: ' 10:00' }],
        },
      ],
    }),
  };
}

/** A wave or activity that a moment is relative to, by its reference; undefined for days. */
export function relativeTo(form: MomentForm): Ref | undefined {
  const { anchor } = form.day;
  return anchor.kind === 'name' && !anchor.year ? anchor.ref : undefined;
}

function onlyAnEnd(day: Day, span: Span): Problem {
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: `24:00 can only be an end. To start then, write 00:00 of the next day, ${isoDay(day + 1)}.`,
      zh: `24:00 只能作为结束时间。若要此时开始，请写次日 ${isoDay(day + 1)} 的 00:00。`,
    },
  };
}

function skipped(day: Day, clock: ClockTime, from: LocalMoment, to: LocalMoment, zone: string, span: Span): Problem {
  const sameDay = from.day === to.day;
  const text = (moment: LocalMoment): string => (sameDay ? clockText(moment.clock) : momentText(moment));
  return {
    rule: 'impossible-time',
    span,
    message: {
      en: `${clockText(clock)} on ${isoDay(day)} does not exist in ${zone}: clocks jump from ${text(from)} to ${text(to)}. Choose another time.`,
      zh: `${zone} 在 ${isoDay(day)} 没有 ${clockText(clock)}：时钟从 ${text(from)} 直接跳到 ${text(to)}。请换一个时间。`,
    },
  };
}

function offsetAndTime(offset: Offset, time: Located<ClockTime>): Problem {
  const sign = offset.sign === 1 ? '+' : '-';
  return {
    rule: 'invalid-literal',
    span: time.span,
    message: {
      en: `\`${sign} ${durationText(offset.duration)}\` already gives the time; \`${clockText(time.value)}\` contradicts it. Keep one: move by whole days, or drop the time.`,
      zh: `移动${durationZh(offset.duration)}已确定时刻，与“${clockText(time.value)}”矛盾。请二选一：按整天移动，或去掉时间。`,
    },
  };
}
