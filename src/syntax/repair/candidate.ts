import type { Problem } from '../../diagnostics/problem.js';
import type { Span } from '../../text/span.js';
import type { Token } from '../token.js';
import { spanOf } from './tokens.js';

/** Where reading stops. */
export interface Misfit {
  readonly file: string;
  readonly tokens: readonly Token[];
  /** Of the first token that does not fit; their number for a premature end. */
  readonly index: number;
  readonly token: Token | undefined;
  readonly before: Token | undefined;
  /** The token, or the last one of all. */
  readonly here: Token;
  /** The token, or the place behind the last one. */
  readonly place: Span;
}

/** A slip that may have been made, undone. */
export interface Candidate {
  readonly tokens: readonly Token[];
  /** How unlikely the slip is: from 0, about 1 for what is often seen. */
  readonly cost: number;
  readonly problem: () => Problem;
  /** Names declared in what is dropped. */
  readonly lost?: readonly string[];
  /** Something is missing before a token, at the end of the line above: the message names it if one word leads on. */
  readonly expects?: number;
}

export function misfitAt(file: string, tokens: readonly Token[], index: number): Misfit | undefined {
  const token = tokens[index];
  const before = tokens[index - 1];
  const here = token ?? before;
  if (!here) return undefined;
  const { start, end } = spanOf(file, here);
  return { file, tokens, index, token, before, here, place: { file, start: token ? start : end, end } };
}
