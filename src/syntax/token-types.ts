import type { TokenType } from 'chevrotain';
import { KEYWORDS } from './tables/keywords.js';
import { RESERVED } from './vocabulary.js';

const TERMINALS = ['WS', 'ML_COMMENT', 'SL_COMMENT', 'TEXT', 'DATE', 'TIME', 'ORDINAL', 'NUMBER', 'RULE_ID', 'ID'];

/**
 * The token types of the grammar, by name; a keyword goes by its word. Every keyword that is not reserved is a kind of ID,
 * so that it may be a name. The scanner finds the tokens, so the types need no patterns.
 */
export function createTokenTypes(): Record<string, TokenType> {
  const types = new Map<string, TokenType>(TERMINALS.map((name) => [name, { name }]));
  const id = types.get('ID');
  for (const keyword of KEYWORDS) {
    const soft = /^[a-z_]+$/.test(keyword) && !RESERVED.has(keyword);
    types.set(keyword, { name: keyword, ...(soft && id && { CATEGORIES: [id] }) });
  }
  return Object.fromEntries(types);
}
