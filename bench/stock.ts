import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  DefaultTokenBuilder,
  EmptyFileSystem,
  inject,
  type GrammarAST,
} from 'langium';
import type { TokenType } from 'chevrotain';
import { CrmGeneratedModule, CrmGeneratedSharedModule } from '../src/syntax/generated/module.js';
import { RESERVED } from '../src/syntax/vocabulary.js';
import type { Source } from '../src/text/source.js';

/** Without soft keywords the stock parser cannot read the language at all; nothing else is changed. */
class SoftKeywords extends DefaultTokenBuilder {
  protected override buildKeywordToken(keyword: GrammarAST.Keyword, terminals: TokenType[], caseInsensitive: boolean): TokenType {
    const token = super.buildKeywordToken(keyword, terminals, caseInsensitive);
    if (/^[a-z_]+$/.test(keyword.value) && !RESERVED.has(keyword.value))
      token.CATEGORIES = terminals.filter((terminal) => terminal.name === 'ID');
    return token;
  }
}

/** The baseline: the parser that Langium generates, with its own lexer, lookahead, recovery and tree, parsing the same files. */
export function stockParser(): (sources: readonly Source[]) => number {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), CrmGeneratedSharedModule);
  const services = inject(createDefaultCoreModule({ shared }), CrmGeneratedModule, { parser: { TokenBuilder: () => new SoftKeywords() } });
  shared.ServiceRegistry.register(services);
  const parser = services.parser.LangiumParser;
  const kept: unknown[] = [];
  return (sources) => {
    let errors = 0;
    for (const source of sources) {
      const result = parser.parse(source.text);
      errors += result.parserErrors.length + result.lexerErrors.length;
      kept.push(result.value);
    }
    return errors;
  };
}
