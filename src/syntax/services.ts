import type { IToken } from 'chevrotain';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject, type LangiumCoreServices, type LangiumParser, type Module, type PartialLangiumCoreServices, type ValueConverter } from 'langium';
import { CrmGeneratedModule, CrmGeneratedSharedModule } from './generated/module.js';
import { CrmLexer } from './lexer.js';
import { CrmTokenBuilder } from './token-builder.js';

/** Tokens keep their image; literals are read when the file is lowered, where their problems have words. */
const asWritten: ValueConverter = { convert: (input) => input };

const CrmModule: Module<LangiumCoreServices, PartialLangiumCoreServices> = {
  parser: {
    TokenBuilder: () => new CrmTokenBuilder(),
    Lexer: (services) => new CrmLexer(services),
    ValueConverter: () => asWritten,
    // Repair (repair.ts) finds what was meant by trying; chevrotain's own recovery would cascade.
    ParserConfig: () => ({ recoveryEnabled: false }),
  },
};

export interface SyntaxServices {
  readonly lexer: CrmLexer;
  readonly parser: LangiumParser;
  /** Token types by name: keywords by their word. */
  readonly tokenTypes: ReadonlyMap<string, IToken['tokenType']>;
}

export function createSyntaxServices(): SyntaxServices {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), CrmGeneratedSharedModule);
  const services = inject(createDefaultCoreModule({ shared }), CrmGeneratedModule, CrmModule);
  shared.ServiceRegistry.register(services);
  const lexer = services.parser.Lexer as CrmLexer;
  return { lexer, parser: services.parser.LangiumParser, tokenTypes: new Map(Object.entries(lexer.definition)) };
}
