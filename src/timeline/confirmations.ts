import type { Problem, Report } from '../diagnostics/problem.js';
import type { Span } from '../text/span.js';
import type { DayScope } from './days.js';
import { momentsOf, relativeTo } from './moments.js';
import type { Occurrence, WaveTimeline, ZonedMoment } from './types.js';
import { momentText } from './words.js';
import type { Zone } from './zone.js';

/**
 * The wave with the moment by which each occurrence must be confirmed. Relative to the wave itself, each occurrence has its own;
 * otherwise it is the last such moment before the occurrence. One that comes too late is reported.
 */
export function withConfirmations(timeline: WaveTimeline, scope: DayScope, zone: Zone, report: Report): WaveTimeline {
  const { wave } = timeline;
  const until = wave.confirm?.until;
  if (!until) return timeline;
  const moments = [...momentsOf(until, scope, zone, report)].sort((a, b) => a.instant - b.instant);
  if (moments.length === 0 || timeline.occurrences.length === 0) return timeline;
  const own = relativeTo(until)?.name === wave.name && moments.length === timeline.occurrences.length;
  const occurrences: Occurrence[] = [];
  let last = 0;
  for (const [index, occurrence] of timeline.occurrences.entries()) {
    while ((moments[last + 1]?.instant ?? Infinity) <= occurrence.instant) last += 1;
    const confirmed = moments[own ? index : last];
    if (!confirmed || confirmed.instant > occurrence.instant) {
      report(tooLate(until.span, wave.name, occurrence, confirmed));
      return timeline;
    }
    occurrences.push({ ...occurrence, confirmed });
  }
  return { ...timeline, occurrences };
}

function tooLate(span: Span, name: string, occurrence: ZonedMoment, moment: ZonedMoment = occurrence): Problem {
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: `\`${name}\` goes out at ${momentText(occurrence)}, but it may still be confirmed until ${momentText(moment)}. Choose a moment before the send.`,
      zh: `“${name}”在 ${momentText(occurrence)} 发出，而确认期限是 ${momentText(moment)}。请把期限定在发送之前。`,
    },
  };
}
