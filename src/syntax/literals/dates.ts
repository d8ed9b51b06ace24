import type { Report } from '../../diagnostics/problem.js';
import type { ClockTime, Literal } from '../../model/literals.js';
import type { Span } from '../../text/span.js';
import { dayOf } from '../../model/calendar.js';
import { invalid, oneOf, writeInstead } from './words.js';

const two = (value: number | string): string => String(value).padStart(2, '0');

/**
 * Reads `2026-11-11` or `11-11`; other ways to write a date are answered with the right one.
 * Where a day needs a year, `yearMeant` finds the one that a day without it may have been meant for.
 */
export function readDate(image: string, span: Span, report: Report, yearMeant?: () => string | undefined): Literal | undefined {
  const strict = /^(\d{4})-(\d{2})-(\d{2})$/.exec(image);
  if (strict) {
    const day = dayOf(Number(strict[1]), Number(strict[2]), Number(strict[3]));
    if (day !== undefined) return { kind: 'date', value: day };
    report(
      invalid(span, {
        en: `There is no ${image}: ${reason(Number(strict[1]), Number(strict[2]))}.`,
        zh: `没有${image}这一天：${reasonZh(Number(strict[1]), Number(strict[2]))}。`,
      }),
    );
    return undefined;
  }
  const short = /^(\d{2})-(\d{2})$/.exec(image);
  if (short) {
    const [month, day] = [Number(short[1]), Number(short[2])];
    if (day >= 1 && dayOf(2000, month, day) !== undefined) return { kind: 'month-day', value: { month, day } };
    // Lunar months have at most 30 days, so 02-30 exists there; the event says whether it is lunar.
    if (month >= 1 && month <= 12 && day === 30) return { kind: 'month-day', value: { month, day } };
    report(
      invalid(span, {
        en: `There is no ${image} in any year: ${reason(2000, month)}.`,
        zh: `任何一年都没有${image}：${reasonZh(2000, month)}。`,
      }),
    );
    return undefined;
  }
  report(answer(image, span, yearMeant));
  return undefined;
}

function answer(image: string, span: Span, yearMeant: (() => string | undefined) | undefined): ReturnType<typeof invalid> {
  const clock = /T(\d{1,2}):(\d{2})/.exec(image);
  const [first = '', second = '', third] = image.split('T')[0]?.match(/\d+/g) ?? [];
  if (first.length === 4) {
    if (third === undefined)
      return invalid(span, {
        en: `\`${image}\` names a month: write the day too, such as \`${first}-${two(second)}-01\`.`,
        zh: `“${image}”只写到月份：请写出日期，例如“${first}-${two(second)}-01”。`,
      });
    const date = `${first}-${two(second)}-${two(third)}`;
    if (dayOf(Number(first), Number(second), Number(third)) === undefined)
      return invalid(span, { en: `There is no ${date}.`, zh: `没有${date}这一天。` });
    return writeInstead(span, image, clock ? `${date} ${two(clock[1] ?? '')}:${clock[2] ?? ''}` : date);
  }
  const day = `${two(first)}-${two(second)}`;
  return yearMeant === undefined ? writeInstead(span, image, day) : noYear(span, image, day, yearMeant());
}

/** For messages, where no year is known. */
const EXAMPLE_YEAR = '2026';

/** A day of the year where a date is needed; with a year that may be meant, the date is offered. */
export function noYear(span: Span, image: string, day: string, year: string | undefined): ReturnType<typeof invalid> {
  const written = `${year ?? EXAMPLE_YEAR}-${day}`;
  const message = {
    en: `\`${image}\` has no year: write for example \`${written}\`.`,
    zh: `“${image}”缺少年份：请写例如“${written}”。`,
  };
  return oneOf(span, message, year === undefined ? [] : [written]);
}

function reason(year: number, month: number): string {
  if (month < 1 || month > 12) return 'months go from 01 to 12';
  return `month ${two(month)} has ${lastDay(year, month)} days`;
}

function reasonZh(year: number, month: number): string {
  if (month < 1 || month > 12) return '月份只有01到12';
  return `${month}月只有${lastDay(year, month)}天`;
}

function lastDay(year: number, month: number): number {
  return [31, 30, 29, 28].find((day) => dayOf(year, month, day) !== undefined) ?? 31;
}

/** Reads `10:30`, in minutes after midnight. `24:00` is allowed here; who takes a start refuses it. */
export function readTime(image: string, span: Span, report: Report): ClockTime | undefined {
  const [hour = 0, minute = 0] = image
    .replace('半', '30')
    .split(/[:\u70B9\u65F6\u5206]/)
    .map(Number);
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) {
    report(
      invalid(span, {
        en: `There is no time ${image}: hours go from 00 to 23, minutes from 00 to 59.`,
        zh: `没有${image}这个时间：小时为00到23，分钟为00到59。`,
      }),
    );
    return undefined;
  }
  const written = `${two(hour)}:${two(minute)}`;
  if (image !== written) {
    report(writeInstead(span, image, written));
    return undefined;
  }
  return hour * 60 + minute;
}
