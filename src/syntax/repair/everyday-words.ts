import { endOf, type Token } from '../token.js';
import { isValueKnown, misspelt, notAValue, rangeSign, unexpected, writtenSo } from '../words.js';
import { TOKEN_TYPES } from '../token-types.js';
import type { Candidate, Misfit } from './candidate.js';
import { invented, isWord, retyped, spanOf, splice } from './tokens.js';

// Words of everyday language in place of signs, values and other words.

/** Comparisons in words, by sign. */
const COMPARISONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '>=': 'at least,not less than,no less than,greater than or equal to,=>,达到,至少,不少于,不低于,不小于,大于等于',
    '<=': 'at most,up to,no more than,not more than,less than or equal to,=<,至多,最多,不超过,不高于,不大于,小于等于',
    '>': 'more than,greater than,over,above,超过,大于,高于,多于',
    '<': 'less than,fewer than,under,below,小于,低于,少于,不到,不足',
    is: 'equals,equal to,等于',
    contains: 'includes,包含',
  }).flatMap(([sign, phrases]) => phrases.split(',').map((phrase) => [phrase, sign] as const)),
);
/** These say where something is as well. */
const OF_PLACES = /^(?:over|above|under|below)$/i;
const LONGEST = 5;

interface Phrase {
  readonly start: number;
  readonly length: number;
  readonly last: Token;
  readonly sign: string;
}

/** The comparisons in words that stand at the misfit, or around it. */
function phrasesAt({ tokens, index }: Misfit): readonly Phrase[] {
  return [index, index - 1, index - 2].flatMap((start) => {
    for (let length = LONGEST; length > 0; length -= 1) {
      const words = tokens.slice(Math.max(0, start), start + length);
      const [first, last] = [words[0], words.at(-1)];
      if (!first || !last || words.length < length || first.startLine !== last.startLine) continue;
      const images = words.map(({ image }) => image);
      const sign = COMPARISONS.get(images.join(' ').toLowerCase()) ?? COMPARISONS.get(images.join(''));
      if (sign !== undefined) return { start, length, last, sign };
    }
    return [];
  });
}

/** `at least 45%`, `不低于 45%`. */
export function comparisons(misfit: Misfit): Candidate[] {
  const { file, tokens } = misfit;
  return phrasesAt(misfit).flatMap(({ start, length, last, sign }) => {
    // `is at least` is one comparison, too.
    const from = tokens[start - 1]?.image === 'is' ? start - 1 : start;
    const first = tokens[from];
    if (!first) return [];
    const said = tokens.slice(from, start + length).map(({ image }) => image);
    const image = said.join(/^=[<>]$/.test(said.join('')) ? '' : ' ');
    return {
      tokens: splice(tokens, from, said.length, retyped(first, sign, sign, last)),
      cost: 0.7,
      problem: () => writtenSo({ ...spanOf(file, first), end: endOf(last) }, image, sign, !OF_PLACES.test(image)),
    };
  });
}

/** `cap sms at most 3`: where a number is a limit anyway. */
export function comparisonsTooMuch(misfit: Misfit): Candidate[] {
  const { file, tokens } = misfit;
  return phrasesAt(misfit).flatMap(({ start, length, last }) => {
    const next = tokens[start + length];
    if (next?.tokenType.name !== 'NUMBER' && !/^[<>]=?$/.test(next?.image ?? '')) return [];
    const span = { ...spanOf(file, tokens[start] ?? last), end: endOf(last) };
    const said = tokens.slice(start, start + length).map(({ image }) => image);
    return { tokens: splice(tokens, start, length), cost: 1.6, problem: () => unexpected(span, said.join(' ')) };
  });
}

const LISTED = /^(?:and|\+|\/|\u548c|\u53ca|\u4e0e)$/;

/** `offer a and b`. */
export function listSigns({ file, tokens, index, token, before }: Misfit): Candidate[] {
  if (!token || !before || !LISTED.test(token.image)) return [];
  const place = { ...spanOf(file, token), start: endOf(before) };
  return [
    {
      tokens: splice(tokens, index, 1, retyped(token, ',', ',')),
      cost: 1,
      problem: () => ({ ...writtenSo(place, token.image, ',', false), span: spanOf(file, token) }),
    },
  ];
}

const BEFORE = /^(?:before|\u524d)$/;
const AFTER = /^(?:after|\u540e)$/;

/** `2d before launch`: the day that is counted from comes first. */
export function distances({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1].flatMap((at) => {
    const [distance, word, from] = [tokens[at - 1], tokens[at], tokens[at + 1]];
    const sign = BEFORE.test(word?.image ?? '') ? '-' : AFTER.test(word?.image ?? '') ? '+' : undefined;
    if (!word || distance?.tokenType.name !== 'NUMBER' || !from || !isWord(from) || sign === undefined) return [];
    const span = { ...spanOf(file, distance), end: endOf(from) };
    const images = [distance, word, from].map(({ image }) => image);
    return {
      tokens: splice(tokens, at - 1, 3, from, retyped(word, sign, sign), distance),
      cost: 0.9,
      problem: () => writtenSo(span, images.join(' '), `${from.image} ${sign} ${distance.image}`),
    };
  });
}

const BEGINNING = /^(?:from|between|\u4ece|\u81ea)$/;
const UNTIL = /^(?:to|until|till|and|through|-|\u81f3|\u5230)$/;

/** `from 2027-03-20 to 2027-04-05`. */
export function ranges({ file, tokens, index }: Misfit): Candidate[] {
  const isDate = (at: number): boolean => tokens[at]?.tokenType.name === 'DATE';
  return [index - 1, index, index + 1, index + 2].flatMap((at) => {
    const sign = tokens[at];
    if (!sign || !UNTIL.test(sign.image) || !isDate(at - 1) || !isDate(at + 1)) return [];
    const from = tokens[at - 2];
    const start = from && BEGINNING.test(from.image) ? at - 2 : at;
    const day = tokens.slice(start + 1, at);
    const said = tokens.slice(start, at + 1).map(({ image }) => image);
    return {
      tokens: splice(tokens, start, at - start + 1, ...day, retyped(sign, '..', '..')),
      cost: 0.8,
      problem: () =>
        start === at
          ? rangeSign(spanOf(file, sign), sign.image)
          : writtenSo(
              { ...spanOf(file, from ?? sign), end: endOf(sign) },
              said.join(' '),
              [...day.map(({ image }) => image), '..'].join(' '),
            ),
    };
  });
}

const SMALL_WORDS = 'at on in by of for to over from until before after since with within per'.split(' ');
/** With these a property begins. */
const BEGINNINGS = ['at', 'on'];

/** `reduce 20元 on 200元`: another small word is meant. */
export function smallWords({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1].flatMap((at) => {
    const word = tokens[at];
    const beginsLine = tokens[at - 1]?.startLine !== word?.startLine;
    const words = beginsLine ? BEGINNINGS : SMALL_WORDS;
    if (!word || !words.includes(word.image)) return [];
    return [...words, ...(beginsLine ? [] : ['via'])]
      .filter((each) => each !== word.image)
      .map((each) => ({
        tokens: splice(tokens, at, 1, retyped(word, each, each)),
        cost: 2.3 + (index - at) / 10,
        problem: () => misspelt(spanOf(file, word), word.image, each, false),
      }));
  });
}

const MEANT_BETWEEN = ['every', '>=', '<=', '-', 'over', 'per', 'by', 'of', 'to', 'with', 'for', 'until', 'via', '..'];

/** A word that is none of the language before a number. */
export function wordsBetween({ tokens, index, token, before, place }: Misfit): Candidate[] {
  const next = tokens[index + 1];
  if (next?.tokenType.name !== 'NUMBER' || next.startLine !== token?.startLine) return [];
  if (!isWord(token) || TOKEN_TYPES.has(token.image) || before?.startLine !== token.startLine) return [];
  return MEANT_BETWEEN.map((each) => ({
    tokens: splice(tokens, index, 1, retyped(token, each, each)),
    cost: 2.1,
    problem: () => misspelt(place, token.image, each, false),
  }));
}

/** `size TBD`: what is not known yet, or said in words. */
export function wordsForValues({ tokens, index, token, before, place }: Misfit): Candidate[] {
  if (!token || !before || token.startLine !== before.startLine || !isWord(token) || TOKEN_TYPES.has(token.image)) return [];
  const isDay = before.tokenType.name === 'DATE';
  const kinds = (['NUMBER', 'DATE', 'TIME'] as const).filter((name) => isValueKnown(name, before.image) || (isDay && name === 'TIME'));
  return kinds.map((name) => ({
    tokens: splice(tokens, index, 1, invented(name, token)),
    cost: 1.9,
    problem: () => notAValue(place, token.image, name, before),
  }));
}
