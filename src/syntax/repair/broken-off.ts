import { TOKEN_TYPES } from '../token-types.js';
import type { Token } from '../token.js';
import { brokenOff, missing } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { firstOfLine, invented, isWord, namesIn, openBrace, spanOf, splice } from './tokens.js';

/*
 * Lines that somebody is still writing. The word that begins the next one may be taken for what they lack, and the
 * misfit is noticed only further on.
 */

const LINES_UP = 3;

/** What a line may break off before: a value, a range, the rest of one. */
const VALUES = [['NUMBER'], ['ID'], ['TEXT'], ['DATE'], ['TIME'], ['DATE', '..', 'DATE'], ['..', 'DATE']] as const;

/** Where the line of a token begins, and lines above it. */
function linesUpFrom(tokens: readonly Token[], index: number): readonly number[] {
  const lines: number[] = [];
  for (
    let at = index < tokens.length ? firstOfLine(tokens, index) : index;
    at > 0 && lines.length < LINES_UP;
    at = firstOfLine(tokens, at - 1)
  )
    lines.push(at);
  return lines;
}

/** Who is writing a property has neither its value nor, often, the end of the block yet: the next line begins with a word that seems to be the value. */
export function valueMissing({ file, tokens, index }: Misfit): Candidate[] {
  return [...new Set([index, index - 1, ...linesUpFrom(tokens, index)])].flatMap((at) => {
    const [before, token] = [tokens[at - 1], tokens[at]];
    if (!before || !token || before.startLine === token.startLine) return [];
    if ((!isWord(token) && token.image !== '}') || !openBrace(tokens, at)) return [];
    return VALUES.flatMap((names) => {
      const values = names.map((name) => invented(name, token));
      const problem = () => missing(spanOf(file, before), names[0], before, names.length === 1);
      // A keyword begins the next property rather than being a name.
      const cost = (TOKEN_TYPES.has(token.image) ? 1.7 : 2.2) + values.length / 10;
      return [
        { tokens: splice(tokens, at, 0, ...values), cost, problem },
        { tokens: splice(tokens, at, 0, ...values, invented('}', token)), cost: cost + 1.5, problem },
      ];
    });
  });
}

/** A line that breaks off, left out. */
export function lineLeftOut({ file, tokens, index }: Misfit): Candidate[] {
  return linesUpFrom(tokens, index).flatMap((at) => {
    const start = firstOfLine(tokens, at - 1);
    const dropped = tokens.slice(start, at);
    const last = dropped.at(-1);
    // Braces stay in balance: a line that opens a block is not dropped without it.
    if (!last || start === 0 || dropped.some(({ image }) => image === '{' || image === '}')) return [];
    return {
      tokens: splice(tokens, start, at - start),
      cost: 3.4,
      problem: () => brokenOff(spanOf(file, last), last.image),
      lost: namesIn(dropped),
      expects: at,
    };
  });
}
