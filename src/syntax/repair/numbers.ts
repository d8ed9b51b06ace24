import { exact } from '../../model/exact.js';
import { foldText, offText } from '../literals/numbers.js';
import { writeInstead } from '../literals/words.js';
import { endOf, type Token } from '../token.js';
import { discountInWords, oneNumber } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { retyped, spanOf, splice } from './tokens.js';

// Numbers and times that are written otherwise elsewhere.

/** Units that planners set apart from their number, with what the language calls them. */
const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    day: 'd',
    days: 'd',
    hour: 'h',
    hours: 'h',
    minute: 'min',
    minutes: 'min',
    second: 's',
    seconds: 's',
    week: 'w',
    weeks: 'w',
    month: 'mo',
    months: 'mo',
    year: 'y',
    years: 'y',
    yuan: '元',
    RMB: '元',
    块: '元',
    人: '',
  }),
);
const UNIT =
  /^(?:d|h|min|s|w|mo|y|[\u4e07\u4ebf]?\u5143|[\u4e07\u4ebf\u6298\u5929\u79d2\u5468\u5e74]|\u5c0f\u65f6|\u5206\u949f|\u4e2a\u6708|[A-Z]{3})$/;

const touches = (token: Token, next: Token): boolean => endOf(token) === next.startOffset;

/** A number that was written in pieces, `300 元` or `30,000`; `at` is its unit or its comma. */
function joinedNumber(tokens: readonly Token[], at: number): { first: number; last: number; image: string } | undefined {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!token || before?.tokenType.name !== 'NUMBER' || before.startLine !== token.startLine) return undefined;
  if (token.image === ',') {
    if (!after || !touches(before, token) || !touches(token, after) || !/^\d{3}(?!\d)/.test(after.image) || !/\d$/.test(before.image))
      return undefined;
    return { first: at - 1, last: at + 1, image: `${before.image}_${after.image}` };
  }
  if (!/^[\d_.]+$/.test(before.image)) return undefined;
  const unit = UNITS.get(token.image) ?? (UNIT.test(token.image) ? token.image : undefined);
  return unit === undefined ? undefined : { first: at - 1, last: at, image: before.image + unit };
}

export function joinedNumbers({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1].flatMap((at) => {
    const joined = joinedNumber(tokens, at);
    const [from, to] = [tokens[joined?.first ?? -1], tokens[joined?.last ?? -1]];
    if (!joined || !from || !to) return [];
    const { first, last, image } = joined;
    return {
      tokens: splice(tokens, first, last - first + 1, { ...from, image }),
      cost: 0.8,
      problem: () => oneNumber({ ...spanOf(file, from), end: endOf(to) }, image),
    };
  });
}

/** `10.30`, `10h30` and `1030` as a time of day. */
function clockOf(image: string): string | undefined {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[.h](\d{2})|h)$/.exec(image) ?? /^(\d{2})(\d{2})$/.exec(image) ?? [];
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}

export function timesOfDay({ tokens, index, token, place }: Misfit): Candidate[] {
  const time = token?.tokenType.name === 'NUMBER' ? clockOf(token.image) : undefined;
  if (!token || time === undefined) return [];
  return [
    {
      tokens: splice(tokens, index, 1, retyped(token, 'TIME', time)),
      cost: 0.8,
      problem: () => writeInstead(place, token.image, time),
    },
  ];
}

/** `15% discount`, of which nobody knows whether it is paid or taken off. */
export function discounts({ file, tokens, index, token, before, place }: Misfit): Candidate[] {
  if (!token || !before || !/^(?:discount|off|\u6298\u6263|\u6298)$/.test(token.image) || !/^\d+(?:\.\d+)?%$/.test(before.image)) return [];
  const share = exact(before.image.slice(0, -1)).div(100);
  if (!share.gt(0) || !share.lt(1)) return [];
  const [paid, taken] = [foldText(share), `${before.image} off`];
  const span = { ...spanOf(file, before), end: place.end };
  return [
    {
      tokens: splice(tokens, index - 1, 2, { ...before, image: token.image === 'off' ? taken : paid }),
      cost: 0.8,
      problem: () => (token.image === 'off' ? oneNumber(span, taken) : discountInWords(span, before.image, paid, offText(share), taken)),
    },
  ];
}
