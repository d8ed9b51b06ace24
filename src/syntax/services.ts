import type { TokenType } from 'chevrotain';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject, type LangiumCoreServices, type LangiumParser, type Module, type PartialLangiumCoreServices, type ValueConverter } from 'langium';
import { CrmGeneratedModule, CrmGeneratedSharedModule } from './generated/module.js';
import { CrmLexer } from './lexer.js';
import { LazyLookahead } from './lookahead.js';

/** Tokens keep their image; literals are read when the file is lowered, where their problems have words. */
const asWritten: ValueConverter = { convert: (input) => input };

export interface SyntaxServices {
  readonly lexer: CrmLexer;
  readonly parser: LangiumParser;
  /** Token types by name: keywords by their word. */
  readonly tokenTypes: ReadonlyMap<string, TokenType>;
}

/** The Langium services a parser needs. */
export function createSyntaxServices(): SyntaxServices {
  const module: Module<LangiumCoreServices, PartialLangiumCoreServices> = {
    parser: {
      Lexer: () => new CrmLexer(),
      ValueConverter: () => asWritten,
      // Repair (repair.ts) finds what was meant by trying; chevrotain's own recovery would cascade.
      ParserConfig: () => ({ recoveryEnabled: false, lookaheadStrategy: new LazyLookahead() }),
    },
  };
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), CrmGeneratedSharedModule);
  const services = inject(createDefaultCoreModule({ shared }), CrmGeneratedModule, module);
  shared.ServiceRegistry.register(services);
  const { LangiumParser: parser, Lexer: lexer } = services.parser;
  if (!(lexer instanceof CrmLexer)) throw new Error('The lexer of crm is not in place.');
  return { lexer, parser, tokenTypes: new Map(Object.entries(lexer.definition)) };
}
