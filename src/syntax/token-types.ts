import { KEYWORDS } from './tables/keywords.js';
import type { TokenType } from './token.js';
import { RESERVED } from './vocabulary.js';

const TERMINALS = ['WS', 'ML_COMMENT', 'SL_COMMENT', 'TEXT', 'DATE', 'TIME', 'ORDINAL', 'NUMBER', 'RULE_ID', 'ID'];

/** The token types of the grammar, by name. */
export const TOKEN_TYPES: ReadonlyMap<string, TokenType> = new Map(
  [...TERMINALS, ...KEYWORDS].map((name, index) => {
    const isSoft = index >= TERMINALS.length && /^[a-z_]+$/.test(name) && !RESERVED.has(name);
    return [name, { name, index, isSoft }];
  }),
);
