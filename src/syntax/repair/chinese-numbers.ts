import numerals from 'nzh/cn';
import { unitMeant } from '../literals/numbers.js';

const DIGIT = '[零〇一二两三四五六七八九]';
const SCALE = '[十百千万亿]';
const NUMBER = new RegExp(`^(百分之)?((?:${DIGIT}|${SCALE})+)(.*)$`, 'u');
/** `三千五` may be 3500 or 3005. */
const CLIPPED = new RegExp(`[百千万亿]${DIGIT}$`, 'u');

/** A number in Chinese words with its unit, as plans write it: `十万` is `10万`, `八五折` is `85折`. Undefined for what is no number or may be two. */
export function digitsOf(word: string): string | undefined {
  const [, percent, number = '', rest = ''] = NUMBER.exec(word) ?? [];
  if (number === '' || CLIPPED.test(number)) return undefined;
  const unit = percent === undefined ? (rest === '' ? '' : unitMeant(rest)) : rest === '' ? '%' : undefined;
  if (unit === undefined) return undefined;
  const value = Number(numerals.decodeS(number.replaceAll('两', '二').replaceAll('〇', '零')));
  if (!Number.isSafeInteger(value)) return undefined;
  const isRound = value > 0 && value % 10_000 === 0 && (unit === '' || unit === '元');
  return `${isRound ? `${String(value / 10_000)}万` : String(value)}${unit}`;
}
