import type { Fix } from '../diagnostics/diagnostic.js';
import type { Problem, Report } from '../diagnostics/problem.js';
import type { Event, Overflow } from '../model/types.js';
import { spanFrom, type Span } from '../text/span.js';
import { weekdayText } from '../model/literal-text.js';
import { monthText } from './words.js';

/** Reports an event whose days do not exist in every month or year and that does not say what happens then. */
export function checkEvent(event: Event, report: Report): void {
  const days = event.on;
  if (!days) return;
  const end = spanFrom(days.span, { start: days.span.end });
  if (days.kind === 'month-day' && lacksOverflow(days.day, days.overflow)) {
    report(overflowProblem(`day ${days.day}`, 'month', days.span, end, ' '));
  }
  if (days.kind === 'nth-weekday' && days.nth === 5 && !days.overflow) {
    const text = `5th ${weekdayText(days.weekday)} of ${monthText(days.month)}`;
    report(overflowProblem(text, 'year', days.span, end, ' '));
  }
}

/** Whether some month has no such day and nothing says what to do there. */
export function lacksOverflow(day: number | 'last', overflow: Overflow | undefined): boolean {
  return typeof day === 'number' && day > 28 && overflow === undefined;
}

/** `impossible-time` with its two ways out. `at` is the empty span behind the day; `lead` and `trail` set the insertion apart. */
export function overflowProblem(
  text: string,
  period: 'month' | 'year',
  span: Span,
  at: Span | undefined,
  lead: string,
  trail = '',
): Problem {
  const every = period === 'month' ? '每个月' : '每一年';
  return {
    rule: 'impossible-time',
    span,
    message: {
      en: `\`${text}\` does not exist in every ${period}; write \`${text} or last\` or \`${text} or skip\`.`,
      zh: `并非${every}都有“${text}”；请写“${text} or last”（取最后一个）或“${text} or skip”（跳过）。`,
    },
    ...(at && { fixes: (['last', 'skip'] as const).map((overflow) => insertion(overflow, at, `${lead}or ${overflow}${trail}`)) }),
  };
}

function insertion(overflow: Overflow, span: Span, text: string): Fix {
  const title =
    overflow === 'last'
      ? { en: 'Take the last one there is: `or last`', zh: '取最后一个：“or last”' }
      : { en: 'Leave it out where there is none: `or skip`', zh: '没有时跳过：“or skip”' };
  return { title, safe: false, edits: [{ span, text }] };
}
