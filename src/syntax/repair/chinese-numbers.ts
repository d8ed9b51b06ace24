import numerals from 'nzh/cn';
import { unitMeant } from '../literals/numbers.js';

const DIGIT = '[\u96f6\u3007\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d]';
const SCALE = '[\u5341\u767e\u5343\u4e07\u4ebf]';
const NUMBER = new RegExp(`^(\u767e\u5206\u4e4b)?((?:${DIGIT}|${SCALE})+)(.*)$`, 'u');
/** `三千五` may be 3500 or 3005. */
const CLIPPED = new RegExp(`[\u767e\u5343\u4e07\u4ebf]${DIGIT}$`, 'u');

/** A number in Chinese words with its unit, as plans write it: `十万` is `10万`, `八五折` is `85折`. Undefined for what is no number or may be two. */
export function digitsOf(word: string): string | undefined {
  const [, percent, number = '', rest = ''] = NUMBER.exec(word) ?? [];
  if (number === '' || CLIPPED.test(number)) return undefined;
  const unit = percent === undefined ? (rest === '' ? '' : unitMeant(rest)) : rest === '' ? '%' : undefined;
  if (unit === undefined) return undefined;
  const value = Number(numerals.decodeS(number.replaceAll('\u4e24', '\u4e8c').replaceAll('\u3007', '\u96f6')));
  if (!Number.isSafeInteger(value)) return undefined;
  const isRound = value > 0 && value % 10_000 === 0 && (unit === '' || unit === '\u5143');
  return `${isRound ? `${String(value / 10_000)}\u4e07` : String(value)}${unit}`;
}
