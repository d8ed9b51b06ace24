import { twoDigits } from '../text/numbers.js';
import type { ClockTime, Duration, MonthDay } from './literals.js';

/** `HH:MM` */
export function clockText(clock: ClockTime): string {
  return `${twoDigits(Math.floor(clock / 60))}:${twoDigits(Math.floor(clock % 60))}`;
}

/** `MM-DD` */
export function monthDayText(date: MonthDay): string {
  return `${twoDigits(date.month)}-${twoDigits(date.day)}`;
}

/** As a plan writes it: `3d`, `2h`. */
export function durationText(duration: Duration): string {
  return `${duration.count}${duration.unit}`;
}
