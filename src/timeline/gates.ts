import type { Problem, Report } from '../diagnostics/problem.js';
import type { Gate } from '../model/types.js';
import type { DayScope } from './days.js';
import { momentsOf, relativeTo } from './moments.js';
import type { Occurrence, WaveTimeline, ZonedMoment } from './types.js';
import { momentText } from './words.js';
import type { Zone } from './zone.js';

/**
 * The wave with the latest moment of each occurrence: where its gate closes. Relative to the wave itself, each occurrence has its own;
 * otherwise it is the first closing at or after the occurrence. One that closes before is reported.
 */
export function withGate(timeline: WaveTimeline, scope: DayScope, zone: Zone, report: Report): WaveTimeline {
  const { gate } = timeline.wave;
  if (!gate || timeline.occurrences.length === 0) return timeline;
  const closings = [...momentsOf(gate.until, scope, zone, report)].sort((a, b) => a.instant - b.instant);
  if (closings.length === 0) return timeline;
  const own = relativeTo(gate.until)?.name === timeline.wave.name && closings.length === timeline.occurrences.length;
  const occurrences: Occurrence[] = [];
  let next = 0;
  for (const [index, occurrence] of timeline.occurrences.entries()) {
    while (!own && next < closings.length - 1 && (closings[next]?.instant ?? 0) < occurrence.instant) next += 1;
    const latest = closings[own ? index : next];
    if (!latest || latest.instant < occurrence.instant) {
      report(closesEarly(gate, timeline.wave.name, occurrence, latest));
      return timeline;
    }
    occurrences.push({ ...occurrence, latest });
  }
  return { ...timeline, occurrences };
}

function closesEarly(gate: Gate, name: string, occurrence: ZonedMoment, closing: ZonedMoment | undefined): Problem {
  const start = momentText(occurrence);
  const end = closing ? momentText(closing) : start;
  return {
    rule: 'invalid-literal',
    span: gate.until.span,
    message: {
      en: `\`${name}\` waits until ${end}, but its time is ${start}: the wait would be over before it begins. Choose a later moment.`,
      zh: `“${name}”等待到 ${end}，而它的时间是 ${start}：等待尚未开始就已结束。请换更晚的时间。`,
    },
  };
}
