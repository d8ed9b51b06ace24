import { TOKEN_TYPES } from '../token-types.js';
import { endOf, type Token } from '../token.js';
import { alone, swapped, twice, unexpected, unreadable } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { endOfLine, firstOfLine, isWord, namesIn, spanOf, splice } from './tokens.js';

// What stands there too much, or in the wrong order.

/** A word alone in its line that is no keyword. */
export function loneWord({ tokens, index, token, before, place }: Misfit): Candidate[] {
  if (!token || !isWord(token) || TOKEN_TYPES.has(token.image)) return [];
  const { image, startLine } = token;
  if (before?.startLine === startLine || tokens[index + 1]?.startLine === startLine) return [];
  return [{ tokens: splice(tokens, index, 1), cost: 1.5, problem: () => alone(place, image), lost: [image] }];
}

/** `at at`. */
export function doubledWord({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1, index - 2].flatMap((at) => {
    const [first, second] = [tokens[at - 1], tokens[at]];
    if (!first || !second || !(isWord(second) || second.tokenType.name === 'NUMBER') || first.image !== second.image) return [];
    return { tokens: splice(tokens, at, 1), cost: 0.9, problem: () => twice({ ...spanOf(file, first), end: endOf(second) }, second.image) };
  });
}

/** Small words that everyday language has and plans have not. */
const FILLERS = /^(?:a|an|the|at|on|of|from|about|around|be|only|all|=|\u4e3a|\u7ea6|\u5927\u7ea6)$/;

function costOf(token: Token, before: Token | undefined, next: Token | undefined): number {
  // Properties stand without commas between them.
  if (token.image === ',' && next && TOKEN_TYPES.has(next.image)) return 0.9;
  if (token.image === '{' || token.image === '}') return 2.4;
  const beginsLine = before !== undefined && before.startLine !== token.startLine;
  // The word that a line begins with is rarely too much: something is missing before it.
  if (beginsLine) return isWord(token) ? 3.6 : 3;
  return FILLERS.test(token.image) ? 1.9 : 3;
}

export function tokenTooMuch({ tokens, index, token, before, place }: Misfit): Candidate[] {
  if (!token) return [];
  const { image } = token;
  return [
    {
      tokens: splice(tokens, index, 1),
      cost: costOf(token, before, tokens[index + 1]),
      problem: () => unexpected(place, image),
      lost: namesIn([token]),
    },
  ];
}

export function wrongOrder({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index + 1].flatMap((at) => {
    const [first, second] = [tokens[at - 1], tokens[at]];
    if (!first || !second || second.image === ',' || (at > index && first.startLine !== second.startLine)) return [];
    // A label that stands before its name.
    const isSure = first.tokenType.name === 'TEXT' && isWord(second);
    return {
      tokens: splice(tokens, at - 1, 2, second, first),
      cost: 2.6,
      problem: () => swapped({ ...spanOf(file, first), end: endOf(second) }, first.image, second.image, isSure),
    };
  });
}

/** `to AUDIENCE via CHANNEL`: the channel comes first. */
export function audienceFirst({ file, tokens, index, token }: Misfit): Candidate[] {
  if (token?.image !== 'to') return [];
  const end = endOfLine(tokens, index);
  const at = tokens.findIndex(({ image }, place) => place > index && place < end && image === 'via');
  const [via, channel] = [tokens[at], tokens[at + 1]];
  if (at < 0 || !via || !channel) return [];
  const to = tokens.slice(index, at);
  const words = (part: readonly Token[]): string =>
    part
      .map(({ image }) => image)
      .join(' ')
      .replace(/ ([.,]) ?/g, (_whole, sign) => (sign === ',' ? ', ' : '.'));
  return [
    {
      tokens: splice(tokens, index, to.length + 2, via, channel, ...to),
      cost: 0.9,
      problem: () => swapped({ ...spanOf(file, token), end: endOf(channel) }, words(to), words([via, channel]), true),
    },
  ];
}

/** `audience` behind a brace too many begins a declaration: then the misfit is the token after. */
export function earlierBraceTooMuch({ file, tokens, index }: Misfit): Candidate[] {
  return [index - 1, index - 2].flatMap((at) => {
    const brace = tokens[at];
    if (brace?.tokenType.name !== '}') return [];
    return { tokens: splice(tokens, at, 1), cost: 2.6, problem: () => unexpected(spanOf(file, brace), '}') };
  });
}

export function tokenBeforeTooMuch({ file, tokens, index, before }: Misfit): Candidate[] {
  if (!before || before.tokenType.name === '}') return [];
  const isFiller = FILLERS.test(before.image) && tokens[index - 2]?.startLine === before.startLine;
  return [
    {
      tokens: splice(tokens, index - 1, 1),
      cost: isFiller ? 1.9 : 3.1,
      problem: () => unexpected(spanOf(file, before), before.image),
      lost: namesIn([before]),
    },
  ];
}

/** The rest of the line, or all of it, with the blocks it opens. */
export function lineTooMuch({ tokens, index, token, place }: Misfit): Candidate[] {
  if (!token) return [];
  return [...new Set([index, firstOfLine(tokens, index)])].flatMap((start) => {
    const end = endOfLine(tokens, start);
    if (end - start <= 1) return [];
    return {
      tokens: splice(tokens, start, end - start),
      cost: 5,
      problem: () => unreadable(place, token.image),
      lost: namesIn(tokens.slice(start, end)),
    };
  });
}
