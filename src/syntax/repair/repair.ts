import type { Problem } from '../../diagnostics/problem.js';
import { lineAt } from '../../text/span.js';
import { chunksOf } from '../chunks.js';
import { firstMisfit } from '../reader.js';
import type { Token } from '../token.js';
import { loneQuote, missing, unreadable } from '../words.js';
import { misfitAt, type Candidate } from './candidate.js';
import { candidates } from './candidates.js';
import { INSERTABLE } from './missing.js';
import { isUnclosedText, mendQuotes } from './quotes.js';
import { invented, namesIn, spanOf, splice } from './tokens.js';

/*
 * A broken file is mended token by token: at the first token that does not fit, every plausible slip (a misspelt
 * keyword, something missing, something too much) is undone in turn, and the change after which the parser gets
 * furthest for the least is taken. So one slip gives one message at the slip, and the rest of the file is read.
 * Only the declaration with the slip is parsed again and again.
 */

export interface Repaired {
  readonly tokens: readonly Token[];
  readonly problems: readonly Problem[];
  readonly lost: readonly string[];
}

/** After so many slips in one file the rest of it is left unread: it is probably no plan. */
const MOST_SLIPS = 40;
/** How far a repair must lead to count as fully right, in tokens. */
const FAR = 12;
/** A slip of an unmistakable shape, such as a number in words, is believed even where the next one follows soon: it counts as this far. */
const SURE = { cost: 1, far: 8 };

interface Choice {
  readonly candidate: Candidate;
  readonly error: number | undefined;
}

/** The candidate after which the parser gets furthest, weighed against how unlikely its slip is. */
function choose(file: string, tokens: readonly Token[], index: number): Choice | undefined {
  const misfit = misfitAt(file, tokens, index);
  let best: { choice: Choice; score: number } | undefined;
  for (const candidate of misfit ? candidates(misfit) : []) {
    const error = firstMisfit(candidate.tokens);
    const reached = error === undefined ? FAR : error - index - (candidate.tokens.length - tokens.length);
    const gain = Math.min(reached, FAR);
    if (gain <= 0) continue;
    const score = (candidate.cost < SURE.cost ? Math.max(gain, SURE.far) : gain) - 2 * candidate.cost;
    if (!best || score > best.score) best = { choice: { candidate, error }, score };
  }
  return best?.choice;
}

/** What a line that breaks off lacks next: the first word or sign with which the parser gets over its end. */
function expected(file: string, tokens: readonly Token[], index: number): Problem | undefined {
  const before = tokens[index - 1];
  const leadsOn = (each: string): boolean => {
    const error = firstMisfit(splice(tokens, index, 0, invented(each, before)));
    return error === undefined || error > index;
  };
  const first = INSERTABLE.find((each) => each !== '{' && each !== 'ID' && leadsOn(each));
  // Most words may be names: where any name does, no word is meant.
  const name = first !== undefined && /^[a-z]/.test(first) && leadsOn('ID') ? 'ID' : first;
  return before && name !== undefined ? missing(spanOf(file, before), name, before, false) : undefined;
}

/** Mends one declaration; `seen` are the lines that already have a message, for what follows from one slip is not told again. */
function repairChunk(
  text: string,
  file: string,
  chunk: readonly Token[],
  seen: Set<number>,
  problems: Problem[],
  lost: string[],
): readonly Token[] {
  let tokens = chunk;
  let error = firstMisfit(tokens);
  let last = -1;
  while (error !== undefined) {
    const choice = problems.length < MOST_SLIPS ? choose(file, tokens, error) : undefined;
    const line = (tokens[error] ?? tokens.at(-1))?.startLine ?? 1;
    if (!choice) {
      const token = tokens[error] ?? tokens.at(-1);
      if (token && !seen.has(line)) problems.push(unreadable(spanOf(file, token), token.image));
      lost.push(...namesIn(tokens));
      return [];
    }
    const { expects } = choice.candidate;
    const problem = (expects !== undefined && expected(file, tokens, expects)) || choice.candidate.problem();
    const told = lineAt(text, problem.span.start);
    if (!seen.has(told) && !seen.has(line) && told !== last) problems.push(problem);
    seen.add(told);
    last = told;
    lost.push(...(choice.candidate.lost ?? []));
    tokens = choice.candidate.tokens;
    error = choice.error;
  }
  return tokens;
}

/** Mends the tokens of a file that does not parse. `problems` are those of its characters. */
export function repair(text: string, file: string, tokens: readonly Token[], problems: readonly Problem[]): Repaired {
  const quoted = mendQuotes(text, file, tokens);
  const open = quoted.tokens.filter(isUnclosedText);
  const lineOf = ({ span }: Problem): number => lineAt(text, span.start);
  // Where a quote is missing, strange characters are those of the text.
  const quotes = new Set([...quoted.problems.map(lineOf), ...open.map(({ startLine }) => startLine)]);
  const found = [...problems.filter((problem) => !quotes.has(lineOf(problem))), ...quoted.problems];
  const lost: string[] = [];
  // A text that is not closed has its own message, and what it swallowed is not told again.
  const seen = new Set([...found.map(lineOf), ...quotes]);
  const result: Token[] = [];
  for (const chunk of chunksOf(quoted.tokens)) {
    for (const token of repairChunk(text, file, chunk, seen, found, lost)) result.push(token);
  }
  const kept = new Set(result);
  for (const token of open) if (!kept.has(token)) found.push(loneQuote(spanOf(file, token)));
  return { tokens: result, problems: found, lost };
}
