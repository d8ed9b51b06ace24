import { TOKEN_TYPES } from '../token-types.js';
import { endOf } from '../token.js';
import { alone, swapped, unexpected, unreadable } from '../words.js';
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

export function tokenTooMuch({ tokens, index, token, before, place }: Misfit): Candidate[] {
  if (!token) return [];
  const { image } = token;
  // The word that a line begins with is rarely too much: something is missing before it.
  const beginsLine = isWord(token) && before !== undefined && before.startLine !== token.startLine;
  return [
    {
      tokens: splice(tokens, index, 1),
      cost: image === '{' || image === '}' ? 2.4 : beginsLine ? 3.6 : 3,
      problem: () => unexpected(place, image),
      lost: namesIn([token]),
    },
  ];
}

export function wrongOrder({ file, tokens, index, token, before }: Misfit): Candidate[] {
  if (!token || !before) return [];
  return [
    {
      tokens: splice(tokens, index - 1, 2, token, before),
      cost: 2.6,
      problem: () => swapped({ ...spanOf(file, before), end: endOf(token) }, before.image, token.image),
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
  return [
    {
      tokens: splice(tokens, index - 1, 1),
      cost: 3.1,
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
