import {
  createParser,
  LangiumParser,
  type AstNode,
  type CstNodeBuilder,
  type LangiumCoreServices,
  type LexerResult,
  type ParseResult,
} from 'langium';

/** What Langium's parser keeps to itself, as of the pinned version. */
interface Internals {
  readonly nodeBuilder: CstNodeBuilder;
  lexerResult: LexerResult | undefined;
  doParse(rule: unknown): unknown;
}

/**
 * Langium's parser without what lowering does not look at: the containers of nodes, and comments inside the concrete tree.
 * Both are walks over the whole file.
 */
export class PlainParser extends LangiumParser {
  override parse<T extends AstNode = AstNode>(input: string): ParseResult<T> {
    const internals = this as unknown as Internals;
    internals.nodeBuilder.buildRootNode(input);
    const lexed = this.lexer.tokenize(input);
    internals.lexerResult = lexed;
    this.wrapper.input = lexed.tokens;
    const value = internals.doParse(this.mainRule) as T;
    internals.lexerResult = undefined;
    return { value, lexerErrors: lexed.errors, parserErrors: this.wrapper.errors };
  }
}

/** Makes a parser for the grammar of the services. */
export function createPlainParser(services: LangiumCoreServices): LangiumParser {
  const parser = createParser(services.Grammar, new PlainParser(services), services.parser.Lexer.definition);
  parser.finalize();
  return parser;
}
