import { chunksOf } from './chunks.js';
import { tooDeepToken } from './nesting.js';
import { firstMisfit, lastTaken, mayFollow, standingAt, standingsOf, type LastTaken } from './reader.js';
import { DECLARATION_KEYWORDS } from './vocabulary.js';
import { TOKEN_TYPES } from './token-types.js';
import type { Token } from './token.js';

/** A keyword that fits, and where it would stand. */
export interface ExpectedWord {
  readonly word: string;
  readonly node: string;
  readonly parent: string | undefined;
  /** The nodes that begin with it; without its own it goes on with what stands there already. */
  readonly begins: readonly string[];
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

/** What may stand behind these tokens, as far as their last declaration says. What does not fit there is passed over. */
export function expectedAfter(tokens: readonly Token[]): Expected {
  const chunk = chunksOf(tokens).at(-1) ?? [];
  if (tooDeepToken(chunk)) return { words: [], values: [] };
  const open = fitting(openPart(chunk));
  const fits = [...mayFollow(open)].sort().flatMap((type) => takenAs(type, open) ?? []);
  // What may be a keyword before the place is meant as such, even where it could be a name.
  const isKeyword = fits.some(({ before }) => before !== 'ID');
  const meant = fits.filter(({ before }) => !isKeyword || before !== 'ID');
  const words = meant.filter(({ expected }) => /^[a-z]/.test(expected)).map(wordOf);
  // Behind a whole declaration another may begin, even where its keyword could be a name that goes on with the one before.
  const others = firstMisfit(open) === undefined ? DECLARATION_KEYWORDS.filter((word) => !words.some((each) => each.word === word)) : [];
  words.push(...others.flatMap((word) => lastTaken([tokenOf(word, word)]) ?? []).map(wordOf));
  const values = TERMINALS.flatMap((terminal) => {
    const last = meant.find(({ expected }) => expected === terminal);
    return last?.property === undefined ? [] : [{ terminal, property: last.property, type: last.type ?? '' }];
  });
  return { words, values };
}

/** How a token of a type is taken at the end; a keyword that could be a name, too, as what it is when a name does not fit what follows it. */
function takenAs(type: string, open: readonly Token[]): LastTaken | undefined {
  const tokens = [...open, tokenOf(type, type)];
  const last = lastTaken(tokens);
  if (last?.expected === type || !TOKEN_TYPES.get(type)?.isSoft) return last?.expected === type ? last : undefined;
  for (const next of mayFollow(tokens)) {
    const longer = [...tokens, tokenOf(next, next)];
    if (lastTaken(longer)?.before === type) return { expected: type, before: last?.before, ...standingAt(longer, open.length) };
  }
  return undefined;
}

const wordOf = ({ expected, node, type = '', parent, begins }: LastTaken): ExpectedWord => ({
  word: expected,
  node: node ?? type,
  parent,
  begins,
});

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

/** More tokens that do not fit are not passed over. */
const MOST_MISFITS = 30;

function fitting(tokens: readonly Token[]): readonly Token[] {
  let rest = tokens;
  for (let passed = 0; passed < MOST_MISFITS; passed += 1) {
    const misfit = firstMisfit(rest);
    if (misfit === undefined || misfit >= rest.length) return rest;
    rest = rest.toSpliced(misfit, 1);
  }
  return rest;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/** What closes everything that is open behind these tokens, from the inside out. */
export function closersOf(tokens: readonly Token[]): readonly string[] {
  const open: string[] = [];
  for (const { tokenType } of tokens) {
    const closing = CLOSING[tokenType.name];
    if (closing !== undefined) open.push(closing);
    else if (tokenType.name === open.at(-1)) open.pop();
  }
  return open.reverse();
}

/** Whether the last declaration is whole when everything that is open is closed. */
export function isWhole(tokens: readonly Token[]): boolean {
  const chunk = chunksOf(tokens).at(-1) ?? [];
  return !tooDeepToken(chunk) && firstMisfit([...openPart(chunk), ...closersOf(chunk).map((name) => tokenOf(name, name))]) === undefined;
}

/** Around a place: the tokens of the declaration it stands in, and how many of them stand before it. */
export interface Around {
  readonly tokens: readonly Token[];
  readonly before: number;
}

/** Whether what a keyword begins stands in its block, or in the part of it, already: before the place, or behind it as far as that can be read. */
export function stands({ tokens, before }: Around): (word: ExpectedWord) => boolean {
  const standings = tooDeepToken(tokens) ? [] : standingsOf(tokens);
  const seen = (from: number, step: 1 | -1, { node, parent = '' }: ExpectedWord): boolean => {
    let depth = 0;
    for (let at = from; at >= 0 && at < tokens.length; at += step) {
      const name = tokens[at]?.tokenType.name;
      if (name === (step === 1 ? '{' : '}')) depth += 1;
      else if (name === (step === 1 ? '}' : '{')) depth -= 1;
      if (depth < 0) return false;
      if (depth > 0) continue;
      const standing = standings[at];
      const isNext = step === 1 && standing?.begins.includes(parent) === true;
      if (isNext) return false;
      if (standing?.node === node && standing.parent === parent) return true;
      if (standing?.begins.includes(parent)) return false;
    }
    return false;
  };
  return (word) => !word.begins.includes(word.parent ?? '') && (seen(before - 1, -1, word) || seen(before, 1, word));
}

function tokenOf(type: string, image: string): Token {
  const tokenType = TOKEN_TYPES.get(type);
  if (!tokenType) throw new Error(`No token type ${type}.`);
  return { tokenType, image, startOffset: 0, startLine: 1, startColumn: 1 };
}
