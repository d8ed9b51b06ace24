import { chunksOf } from './chunks.js';
import { readTokens } from './lexer.js';
import { KEYWORDS } from './tables/keywords.js';
import { lastTaken, type LastTaken } from './reader.js';
import { TOKEN_TYPES } from './token-types.js';
import type { Token } from './token.js';

/** What may stand at a place of a text. */
export interface Expected {
  readonly keywords: readonly string[];
  /** Where a name may stand: the property it would be the value of, and its node. */
  readonly name?: Pick<LastTaken, 'property' | 'type'>;
}

const WORDS = KEYWORDS.filter((keyword) => /^[a-z]/.test(keyword));

/** What may stand behind the beginning of a file, as far as its last declaration says; words cut off at its end must be left out. */
export function expectedAfter(text: string): Expected {
  const { tokens } = readTokens(text, '');
  const before = chunksOf(tokens).at(-1) ?? [];
  const open = isWhole(before) ? [] : before;
  const keywords = WORDS.filter((word) => lastTaken([...open, tokenOf(word, word)])?.expected === word);
  const name = lastTaken([...open, tokenOf('ID', 'x')]);
  return { keywords, ...(name?.expected === 'ID' && { name }) };
}

/** A declaration that ends with its brace is over: what follows begins another. */
function isWhole(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { tokenType } of tokens) {
    if (tokenType.name === '{') depth += 1;
    else if (tokenType.name === '}') depth -= 1;
  }
  return depth === 0 && tokens.at(-1)?.tokenType.name === '}';
}

function tokenOf(type: string, image: string): Token {
  const tokenType = TOKEN_TYPES.get(type);
  if (!tokenType) throw new Error(`No token type ${type}.`);
  return { tokenType, image, startOffset: 0, startLine: 1, startColumn: 1 };
}
