import type { ILookaheadStrategy, TokenType } from 'chevrotain';
import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  EmptyFileSystem,
  inject,
  type LangiumCoreServices,
  type LangiumParser,
  type Module,
  type PartialLangiumCoreServices,
  type ValueConverter,
} from 'langium';
import { CrmGeneratedModule, CrmGeneratedSharedModule } from './generated/module.js';
import { CrmLexer } from './lexer.js';
import { TableLookahead } from './lookahead.js';
import { createPlainParser } from './parser.js';
import { LOOKAHEAD_TABLES } from './tables/lookahead.js';

/** Tokens keep their image; literals are read when the file is lowered, where their problems have words. */
const asWritten: ValueConverter = { convert: (input) => input };

export interface SyntaxServices {
  readonly lexer: CrmLexer;
  readonly parser: LangiumParser;
  /** Token types by name: keywords by their word. */
  readonly tokenTypes: ReadonlyMap<string, TokenType>;
}

/** The Langium services a parser needs; `lookahead` decides between alternatives. */
export function createLexerAndParser(lookahead: ILookaheadStrategy | ((lexer: CrmLexer) => ILookaheadStrategy)): SyntaxServices {
  const lexer = new CrmLexer();
  const lookaheadStrategy = typeof lookahead === 'function' ? lookahead(lexer) : lookahead;
  const module: Module<LangiumCoreServices, PartialLangiumCoreServices> = {
    parser: {
      Lexer: () => lexer,
      LangiumParser: createPlainParser,
      ValueConverter: () => asWritten,
      // Repair (repair.ts) finds what was meant by trying; chevrotain's own recovery would cascade.
      ParserConfig: () => ({ recoveryEnabled: false, lookaheadStrategy }),
    },
  };
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), CrmGeneratedSharedModule);
  const services = inject(createDefaultCoreModule({ shared }), CrmGeneratedModule, module);
  shared.ServiceRegistry.register(services);
  return { lexer, parser: services.parser.LangiumParser, tokenTypes: new Map(Object.entries(lexer.definition)) };
}

export function createSyntaxServices(): SyntaxServices {
  return createLexerAndParser((lexer) => new TableLookahead(LOOKAHEAD_TABLES, lexer.definition));
}
