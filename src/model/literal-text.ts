import { twoDigits } from '../text/numbers.js';
import type { ClockTime, Duration, MonthDay, Weekday } from './literals.js';

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

/** A text between quotes, as a plan writes it. */
export function quotedText(text: string): string {
  const inner = text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return `"${inner}"`;
}

/** An amount of money as a plan writes it; the amount is in full: `300元`, `300USD`. */
export function amountText(amount: string, currency: string): string {
  return `${amount}${currency === 'CNY' ? '元' : currency}`;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** As a plan writes it: `mon`. */
export function weekdayText(weekday: Weekday): string {
  return WEEKDAYS[weekday - 1] ?? '';
}

/** The weekday of a word of the grammar. */
export function weekdayOfText(word: string): Weekday {
  return (WEEKDAYS.indexOf(word) + 1) as Weekday;
}
