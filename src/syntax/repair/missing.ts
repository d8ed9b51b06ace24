import { endOf } from '../token.js';
import { missing, unclosed } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { firstOfLine, invented, isWord, openBrace, spanOf, splice } from './tokens.js';

// What is missing within a line, or at the end of a block.

/** What may be missing, but for a closing brace: signs and kinds of values, then words that stand between others. */
export const INSERTABLE: readonly string[] = [
  ...['{', ')', '(', ',', '..', '>=', '=', 'ID', 'NUMBER', 'TEXT', 'TIME', 'DATE'],
  ...['by', 'because', 'per', 'on', 'of', 'to', 'at', 'where', 'via', 'with', 'in', 'every', 'and', 'rolling', 'calendar', 'is', 'for'],
  ...['over', 'from', 'until', 'skip', 'price', 'reduce'],
];

/** A word and its value. */
const PAIRS: readonly (readonly string[])[] = [
  ['per', 'NUMBER'],
  ['by', 'ID'],
];

const costOf = (name: string): number => {
  switch (name) {
    case '{':
      return 1.8;
    case 'ID':
    case 'NUMBER':
    case 'TEXT':
      return 2;
    default:
      return 2.2;
  }
};

/** A block that is not closed before the token, or before its line. */
export function closingBrace({ file, tokens, index, token, here }: Misfit): Candidate[] {
  return [...new Set([index, token ? firstOfLine(tokens, index) : index])].flatMap((at) => {
    const open = openBrace(tokens, at);
    if (!open) return [];
    const end = endOf(tokens[at - 1] ?? here);
    return {
      tokens: splice(tokens, at, 0, invented('}', tokens[at] ?? here)),
      cost: 1.8,
      problem: () => unclosed({ file, start: end - 1, end }, open.opener, open.head),
    };
  });
}

export function tokenMissing({ file, tokens, index, token, before, here, place }: Misfit): Candidate[] {
  const span = before ? spanOf(file, before) : place;
  // A name is compared by `is`, a number by size; a time belongs to a day.
  const likely = token && isWord(token) ? ['is'] : token?.tokenType.name === 'TIME' ? ['DATE'] : [];
  const single = [...new Set([...likely, ...INSERTABLE])].map((name) => ({ names: [name], cost: costOf(name) }));
  const pairs = PAIRS.map((names) => ({ names, cost: 2.5 }));
  return [...single, ...pairs].map(({ names, cost }) => ({
    tokens: splice(tokens, index, 0, ...names.map((name) => invented(name, here))),
    cost: likely.includes(names[0] ?? '') ? 2 : cost,
    problem: () => missing(span, names[0] ?? '', before, names.length === 1),
  }));
}

/** `orders 3` is read as the beginning of `top 3% by …`, and a word behind a missing number as what the number belongs to. */
export function missingBeforeLast({ file, tokens, index, before }: Misfit): Candidate[] {
  const earlier = tokens[index - 2];
  if (!before || !earlier) return [];
  const lacking = (name: string, cost: number): Candidate => ({
    tokens: splice(tokens, index - 1, 0, invented(name, before)),
    cost,
    problem: () => missing(spanOf(file, earlier), name, earlier),
  });
  return [
    ...(before.tokenType.name === 'NUMBER' && isWord(earlier) ? [lacking('>=', 2.2)] : []),
    ...(isWord(before) ? [lacking('NUMBER', 2.1)] : []),
  ];
}
