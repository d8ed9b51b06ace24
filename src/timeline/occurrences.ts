import type { Problem, Report } from '../diagnostics/problem.js';
import type { Plan } from '../model/plan.js';
import type { Day } from '../model/literals.js';
import type { Located, When } from '../model/types.js';
import { grouped } from '../text/numbers.js';
import type { Span } from '../text/span.js';
import { isoDay } from '../model/calendar.js';
import type { DayScope } from './days.js';
import { momentsOf } from './moments.js';
import { recurringMoments } from './recurrences.js';
import { joinSpans, triggerSpan } from './triggers.js';
import type { Occurrence, TriggerSpan, ZonedMoment } from './types.js';
import type { Zone } from './zone.js';
import { isTrigger } from '../model/waves.js';

/** The most sends and activity slots of one campaign; a plan beyond it is surely a slip of the pen. */
export const MOST_OCCURRENCES = 100_000;

/** What resolving WHEN needs besides its scope. `room` counts down from `MOST_OCCURRENCES` over one campaign. */
export interface Placing {
  readonly entities: Plan['entities'];
  readonly zone: Zone;
  readonly report: Report;
  readonly room: { left: number };
}

export interface Schedule {
  readonly occurrences: readonly Occurrence[];
  readonly trigger?: TriggerSpan;
}

/** The occurrences of a wave or activity, first to last; equal moments count once. `owner` is its name with its place. */
export function scheduleOf(whens: readonly When[], owner: Located<string>, scope: DayScope, placing: Placing): Schedule {
  const moments: ZonedMoment[] = [];
  let trigger: TriggerSpan | undefined;
  for (const when of whens) {
    if (isTrigger(when)) {
      const span = triggerSpan(when, scope.timeline?.runs, placing.entities, placing.zone, placing.report);
      if (span) trigger = joinSpans(trigger, span);
    } else if (!collect(moments, fixedMoments(when, scope, placing), placing.room)) {
      placing.report(tooMany(owner.value, when.span));
      return { occurrences: [] };
    }
  }
  return { occurrences: withKeys(moments), ...(trigger && { trigger }) };
}

function fixedMoments(when: Extract<When, { kind: 'at' | 'every' }>, scope: DayScope, { zone, report }: Placing): Iterable<ZonedMoment> {
  return when.kind === 'at' ? momentsOf(when, scope, zone, report) : recurringMoments(when, scope, zone, report);
}

/** False where there is no room for all of them. */
function collect(into: ZonedMoment[], moments: Iterable<ZonedMoment>, room: { left: number }): boolean {
  for (const moment of moments) {
    if (room.left === 0) return false;
    room.left -= 1;
    into.push(moment);
  }
  return true;
}

function withKeys(moments: readonly ZonedMoment[]): readonly Occurrence[] {
  const sorted = moments.slice().sort((a, b) => a.instant - b.instant);
  const perDay = new Map<Day, number>();
  const occurrences: Occurrence[] = [];
  for (const { day, clock, instant, offset } of sorted) {
    if (occurrences.at(-1)?.instant === instant) continue;
    const nth = (perDay.get(day) ?? 0) + 1;
    perDay.set(day, nth);
    occurrences.push({ key: nth === 1 ? isoDay(day) : `${isoDay(day)}.${nth}`, day, clock, instant, offset });
  }
  return occurrences;
}

function tooMany(name: string, span: Span): Problem {
  const most = grouped(MOST_OCCURRENCES);
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: `With \`${name}\` this campaign plans more than ${most} sends. Shorten its repetition (\`from\`, \`until\`), or its \`runs\`.`,
      zh: `加上“${name}”后，本活动计划的发送超过 ${most} 次。请用“from”“until”缩短重复，或缩短“runs”。`,
    },
  };
}
