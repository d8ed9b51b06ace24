import { chunksOf } from './chunks.js';

import { lastTaken, mayFollow, nodesOf, type LastTaken } from './reader.js';
import { TOKEN_TYPES } from './token-types.js';
import type { Token } from './token.js';

/** A keyword that fits, and the type of the node it would belong to. */
export interface ExpectedWord {
  readonly word: string;
  readonly node: string;
  /** The node begins with it: it does not go on with what stands there already. */
  readonly begins: boolean;
}

/** A value that fits: the property it would be the value of, and its node. */
export interface ExpectedValue {
  readonly terminal: 'ID' | 'RULE_ID' | 'NUMBER' | 'DATE' | 'TIME' | 'TEXT';
  readonly property: string;
  readonly type: string;
}

/** What may stand at a place of a text. */
export interface Expected {
  readonly words: readonly ExpectedWord[];
  readonly values: readonly ExpectedValue[];
}

const TERMINALS = ['ID', 'RULE_ID', 'NUMBER', 'DATE', 'TIME', 'TEXT'] as const;

/** What may stand behind these tokens, as far as their last declaration says. */
export function expectedAfter(tokens: readonly Token[]): Expected {
  const open = openPart(chunksOf(tokens).at(-1) ?? []);
  const following = mayFollow(open);
  const taken = (type: string, image: string): LastTaken | undefined => {
    const last = lastTaken([...open, tokenOf(type, image)]);
    return last?.expected === type ? last : undefined;
  };
  const words = [...following].sort().flatMap((word) => {
    const last = /^[a-z]/.test(word) ? taken(word, word) : undefined;
    return last ? [{ word, node: last.node ?? last.type ?? '', begins: last.begins }] : [];
  });
  const values = TERMINALS.flatMap((terminal) => {
    const last = following.has(terminal) ? taken(terminal, 'x') : undefined;
    return last?.property === undefined ? [] : [{ terminal, property: last.property, type: last.type ?? '' }];
  });
  return { words, values };
}

/**
 * What is still open at the end of a declaration. Blocks hold properties in any order, so what stands in an open block before a closed
 * one has no say in what may follow.
 */
function openPart(tokens: readonly Token[]): readonly Token[] {
  const open: Token[] = [];
  const starts: number[] = [];
  for (const token of tokens) {
    const { name } = token.tokenType;
    open.push(token);
    if (name === '{') starts.push(open.length);
    if (name !== '}') continue;
    starts.pop();
    open.length = starts.at(-1) ?? 0;
  }
  return open;
}

/** Around a place: the tokens of the declaration it stands in, and how many of them stand before it. */
export interface Around {
  readonly tokens: readonly Token[];
  readonly before: number;
}

/** The types of the nodes that the innermost block around a place holds already, behind the place too as far as that can be read. */
export function nodesAround({ tokens, before }: Around): ReadonlySet<string> {
  const nodes = nodesOf(tokens);
  const found = new Set<string>();
  const note = (from: number, step: 1 | -1): void => {
    let depth = 0;
    for (let at = from; at >= 0 && at < tokens.length; at += step) {
      const name = tokens[at]?.tokenType.name;
      if (name === (step === 1 ? '{' : '}')) depth += 1;
      else if (name === (step === 1 ? '}' : '{')) depth -= 1;
      if (depth < 0) return;
      const node = nodes[at];
      if (node !== undefined) found.add(node);
    }
  };
  note(before - 1, -1);
  note(before, 1);
  return found;
}

function tokenOf(type: string, image: string): Token {
  const tokenType = TOKEN_TYPES.get(type);
  if (!tokenType) throw new Error(`No token type ${type}.`);
  return { tokenType, image, startOffset: 0, startLine: 1, startColumn: 1 };
}
