import type { TokenType } from 'chevrotain';
import { DefaultTokenBuilder, type GrammarAST } from 'langium';
import { RESERVED } from '../../src/syntax/vocabulary.js';

/** Characters that stand for an operator of the grammar; the formatter writes the operator. */
const ALIASES: Readonly<Record<string, RegExp>> = {
  ',': /[,\uFF0C\u3001]/,
  '(': /[(\uFF08]/,
  ')': /[)\uFF09]/,
  '..': /\.\.|[~\uFF5E\u301C]|\u2026/,
};

const WORD = /^[a-z_]+$/;

/**
 * Makes every keyword that is not reserved a kind of ID, so that it may be a name,
 * and lets operators have their full-width spellings.
 */
export class CrmTokenBuilder extends DefaultTokenBuilder {
  protected override buildKeywordToken(keyword: GrammarAST.Keyword, terminals: TokenType[], caseInsensitive: boolean): TokenType {
    const token = super.buildKeywordToken(keyword, terminals, caseInsensitive);
    const alias = ALIASES[keyword.value];
    if (alias) token.PATTERN = alias;
    if (WORD.test(keyword.value) && !RESERVED.has(keyword.value)) {
      token.CATEGORIES = terminals.filter((terminal) => terminal.name === 'ID');
    }
    return token;
  }

  /** The stock answer matches every keyword against every terminal, two thirds of the start-up of a lexer. */
  protected override findLongerAlt(keyword: GrammarAST.Keyword, terminals: TokenType[]): TokenType[] {
    const longer = WORD.test(keyword.value) ? ['RULE_ID', 'ID'] : keyword.value === '/' ? ['ML_COMMENT', 'SL_COMMENT'] : [];
    return longer.flatMap((name) => terminals.filter((terminal) => terminal.name === name));
  }
}
