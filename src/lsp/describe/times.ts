import type { Localized } from '../../diagnostics/diagnostic.js';
import { isoDay, weekdayOf } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';
import type { Event } from '../../model/types.js';
import { occurrencesOf } from '../../timeline/events.js';
import type { DayRange, Occurrence } from '../../timeline/types.js';
import { momentText, rangeText } from '../../timeline/words.js';
import type { Telling } from './telling.js';

const WEEKDAYS: readonly Localized[] = [
  { en: 'Mon', zh: '周一' },
  { en: 'Tue', zh: '周二' },
  { en: 'Wed', zh: '周三' },
  { en: 'Thu', zh: '周四' },
  { en: 'Fri', zh: '周五' },
  { en: 'Sat', zh: '周六' },
  { en: 'Sun', zh: '周日' },
];

export function weekdayWord(day: Day): Localized {
  return WEEKDAYS[weekdayOf(day) - 1] ?? { en: '', zh: '' };
}

/** `2026-11-03 Tue`, `2026-11-03 周二` */
export function dayWords(day: Day): Localized {
  const weekday = weekdayWord(day);
  return { en: `${isoDay(day)} ${weekday.en}`, zh: `${isoDay(day)} ${weekday.zh}` };
}

export function momentWords(moment: Pick<Occurrence, 'day' | 'clock'>): Localized {
  const [date, clock] = momentText(moment).split(' ');
  const weekday = weekdayWord(moment.day);
  return { en: `${date ?? ''} ${weekday.en} ${clock ?? ''}`, zh: `${date ?? ''} ${weekday.zh} ${clock ?? ''}` };
}

/** More moments than this are counted. */
const MOST_SHOWN = 5;

/** Moments one after the other; of many the first, and how many more. */
export function momentsWords(moments: readonly Pick<Occurrence, 'day' | 'clock'>[]): Localized {
  const shown = moments.slice(0, MOST_SHOWN).map(momentWords);
  const more = moments.length - shown.length;
  return {
    en: shown.map(({ en }) => en).join(', ') + (more > 0 ? ` and ${more} more` : ''),
    zh: shown.map(({ zh }) => zh).join('、') + (more > 0 ? `等 ${moments.length} 次` : ''),
  };
}

/** Events come at least once in so many days; those of a leap day every 8 years at the latest. */
const REACH = 3000;

/** Today; without a clock, when the first campaign runs. */
export function firstDay({ analysis, today }: Pick<Telling, 'analysis' | 'today'>): Day | undefined {
  if (today !== undefined) return today;
  const starts = [...analysis.timeline.campaigns.values()].flatMap(({ runs }) => runs?.from ?? []);
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

/** The occurrences of an event from the first day on. */
export function nextDates(event: Event, telling: Pick<Telling, 'analysis' | 'today'>, most = 3): readonly DayRange[] {
  const days = event.on;
  if (!days) return [];
  if (days.kind === 'once') return [{ from: days.from, to: days.to }];
  const from = firstDay(telling);
  if (from === undefined) return [];
  const often = days.kind === 'week' || days.kind === 'month-day';
  return occurrencesOf(event, { from, to: from + (often ? 100 : REACH) }).slice(0, most);
}

/** `2026-11-11 Wed`, or `2026-11-01 .. 2026-11-30`. */
export function rangeWords(range: DayRange): Localized {
  return range.from === range.to ? dayWords(range.from) : { en: rangeText(range), zh: rangeText(range) };
}
