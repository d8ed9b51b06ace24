import { exact } from '../../model/exact.js';
import { foldText, offText, unitMeant } from '../literals/numbers.js';
import { endOf, type Token } from '../token.js';
import { discountInWords, oneNumber, writtenSo } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { digitsOf } from './chinese-numbers.js';
import { instead, retyped, spanOf, splice } from './tokens.js';

// Numbers that are written otherwise elsewhere.

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
  const unit = unitMeant(token.image);
  return unit === undefined ? undefined : { first: at - 1, last: at, image: before.image + unit };
}

export function joinedNumbers({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1].flatMap((at) => {
    const joined = joinedNumber(tokens, at);
    const [from, to] = [tokens[joined?.first ?? -1], tokens[joined?.last ?? -1]];
    if (!joined || !from || !to) return [];
    const { first, last, image } = joined;
    return {
      tokens: splice(tokens, first, last - first + 1, retyped(from, 'NUMBER', image, to)),
      cost: 0.8,
      problem: () => oneNumber({ ...spanOf(file, from), end: endOf(to) }, image),
    };
  });
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
      tokens: splice(tokens, index - 1, 2, retyped(before, 'NUMBER', token.image === 'off' ? taken : paid, token)),
      cost: 0.8,
      problem: () => (token.image === 'off' ? oneNumber(span, taken) : discountInWords(span, before.image, paid, offText(share), taken)),
    },
  ];
}

/** `十万` and `百分之五`. */
export function numbersInWords({ tokens, index, token, place }: Misfit): Candidate[] {
  const digits = token?.tokenType.name === 'ID' ? digitsOf(token.image) : undefined;
  if (!token || digits === undefined) return [];
  return [
    {
      tokens: splice(tokens, index, 1, retyped(token, 'NUMBER', digits)),
      cost: 0.8,
      problem: () => writtenSo(place, token.image, digits),
    },
  ];
}

/** `满200减20`. */
export function reductions({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1].flatMap((at) => {
    const word = tokens[at];
    const [, over, off] = /^\u6ee1(\d+)\u5143?[\u51cf\u7acb](?:\u51cf)?(\d+)\u5143?$/.exec(word?.image ?? '') ?? [];
    if (!word || over === undefined || off === undefined) return [];
    const start = tokens[at - 1]?.image === 'reduce' ? at - 1 : at;
    const first = tokens[start] ?? word;
    const words = ['reduce', `${off}\u5143`, 'over', `${over}\u5143`];
    const span = { ...spanOf(file, first), end: endOf(word) };
    return {
      tokens: splice(tokens, start, at - start + 1, ...instead(first, word, words)),
      cost: 0.8,
      problem: () => writtenSo(span, word.image, words.join(' ')),
    };
  });
}
