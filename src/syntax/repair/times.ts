import { writeInstead } from '../literals/words.js';
import { endOf } from '../token.js';
import { timeBeforeDay } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { digitsOf } from './chinese-numbers.js';
import { endOfLine, retyped, spanOf, splice } from './tokens.js';

// Times of day that are written otherwise elsewhere.

const LATE_PARTS = '中午|下午|傍晚|晚上';
const PARTS = `凌晨|早上|上午|${LATE_PARTS}`;
const LATE = new RegExp(`^(?:${LATE_PARTS}|pm)$`, 'u');
const CHINESE = new RegExp(`^(${PARTS})?(\\d{1,2})[点时:](\\d{1,2}|半)?分?$`, 'u');
const ENGLISH = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)$/i;

function time(hour: number, minute: number): string | undefined {
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : undefined;
}

/** An hour of twelve, in a part of the day. */
function hourOf(hour: number, part: string): number {
  if (hour > 12) return hour;
  if (LATE.test(part)) return hour === 12 || (part === '中午' && hour > 10) ? hour : hour + 12;
  return part === 'am' && hour === 12 ? 0 : hour;
}

/** `22`, `10.30`, `10h30`, `1030`, `8pm` and `晚上8点半` as a time of day. */
function clockOf(image: string): string | undefined {
  const digits = /^(\d{1,2})(?:[.h](\d{2})|h?)$/.exec(image) ?? /^(\d{2})(\d{2})$/.exec(image);
  if (digits) return time(Number(digits[1]), Number(digits[2] ?? 0));
  const english = ENGLISH.exec(image);
  if (english) return time(hourOf(Number(english[1]), (english[3] ?? '').toLowerCase()), Number(english[2] ?? 0));
  const chinese = CHINESE.exec(image);
  if (!chinese) return undefined;
  return time(hourOf(Number(chinese[2]), chinese[1] ?? ''), chinese[3] === '半' ? 30 : Number(chinese[3] ?? 0));
}

/** Of two words one says the part of the day. */
const OF_TWO = new RegExp(`^(?:${PARTS})|(?:am|pm)$`, 'iu');
const MEANT: ReadonlySet<string> = new Set(['NUMBER', 'TIME', 'ID']);

/** The tokens of a time, of which one may say the part of the day. */
export function timesOfDay({ file, tokens, index }: Misfit): Candidate[] {
  return [
    [index, index],
    [index, index + 1],
    [index - 1, index],
  ].flatMap(([first = 0, last = 0]) => {
    const parts = tokens.slice(Math.max(0, first), last + 1);
    const [from, to] = [parts[0], parts.at(-1)];
    if (!from || !to || from.startLine !== to.startLine || !parts.every(({ tokenType }) => MEANT.has(tokenType.name))) return [];
    const said = parts.map(({ image }) => withDigits(image)).join('');
    const written = clockOf(said);
    if (written === undefined || (parts.length > 1 && !OF_TWO.test(said))) return [];
    const span = { ...spanOf(file, from), end: endOf(to) };
    return {
      tokens: splice(tokens, first, parts.length, retyped(from, 'TIME', written, to)),
      cost: 0.8,
      problem: () => writeInstead(span, parts.map(({ image }) => image).join(' '), written),
    };
  });
}

/** `晚上八点` as `晚上8点`. */
function withDigits(image: string): string {
  return image.replace(
    /[\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]+(?=\u70b9|\u5206|$)/gu,
    (number) => digitsOf(number) ?? number,
  );
}

/** What a day is made of. */
const OF_DAYS: ReadonlySet<string> = new Set(['DATE', 'NUMBER', 'ID', 'start', 'end', 'lunar', '+', '-']);

/** `10:00 start + 1d`: the day comes first. */
export function timeFirst({ file, tokens, index, token, before }: Misfit): Candidate[] {
  if (token?.tokenType.name !== 'TIME' || before?.startLine !== token.startLine) return [];
  const end = endOfLine(tokens, index);
  const candidates: Candidate[] = [];
  for (let at = index + 1; at < end; at += 1) {
    const next = tokens[at];
    if (!next || next.startLine !== token.startLine || !OF_DAYS.has(next.tokenType.name)) break;
    const day = tokens.slice(index + 1, at + 1);
    candidates.push({
      tokens: splice(tokens, index, day.length + 1, ...day, token),
      cost: 1,
      problem: () => timeBeforeDay({ ...spanOf(file, token), end: endOf(next) }, [...day, token].map(({ image }) => image).join(' ')),
    });
  }
  return candidates;
}
