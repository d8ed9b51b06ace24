import type { Localized } from '../diagnostics/diagnostic.js';
import { isoDay } from '../model/calendar.js';
import { clockText } from '../model/literal-text.js';
import type { Duration, DurationUnit } from '../model/literals.js';
import type { DayRange, ZonedMoment } from './types.js';

/** `2026-11-03 10:30` */
export function momentText({ day, clock }: Pick<ZonedMoment, 'day' | 'clock'>): string {
  return `${isoDay(day)} ${clockText(clock)}`;
}

/** `2026-11-11`, or `2026-11-01 .. 2026-11-30`. */
export function rangeText(range: DayRange): string {
  return range.from === range.to ? isoDay(range.from) : `${isoDay(range.from)} .. ${isoDay(range.to)}`;
}

/** Items joined by commas of each language; beyond `most` the rest is counted. */
export function listText(items: readonly string[], most = 5): Localized {
  const rest = items.length - most;
  const shown = items.slice(0, most);
  return {
    en: shown.join(', ') + (rest > 0 ? ` and ${rest} more` : ''),
    zh: shown.join('、') + (rest > 0 ? `等 ${items.length} 个` : ''),
  };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/** As a plan writes it: `may`. */
export function monthText(month: number): string {
  return MONTHS[month - 1] ?? '';
}

const UNIT_WORDS: Readonly<Record<DurationUnit, string>> = { s: '秒', min: '分钟', h: '小时', d: '天', w: '周', mo: '个月', y: '年' };

/** `3天`, `2小时` */
export function durationZh(duration: Duration): string {
  return `${duration.count}${UNIT_WORDS[duration.unit]}`;
}
