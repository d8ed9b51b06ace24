import type { IToken } from 'chevrotain';
import fc from 'fast-check';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject, type Lexer } from 'langium';
import { expect, it } from 'vitest';
import { CrmGeneratedModule, CrmGeneratedSharedModule } from '../../src/syntax/generated/module.js';
import { createSyntaxServices } from '../../src/syntax/services.js';
import { CrmTokenBuilder } from './token-builder.js';

/** Words, literals, signs and blanks, whole, cut short and run together. */
// prettier-ignore
const PIECES = [
  'cap', 'caps', 'cap-exceeded', 'a-b2', 'a-中', '双十一', '𠮷野', 'é', '한국', '\u0301', 'x', 'T10:30',
  '2026-11-11', '2026-11-1', '11-11', '2026.11.11', '2026/11', '20261', '10:30', '2nd', '2ndx', '1_000.5', '.5',
  '3万', '15% off', '15%', '15% offer', '¥300', '$', '300元', '"a\\"b"', '"open', '“中”', '"""x\n"y"""', "'",
  '//c\n', '/* a\nb */', '/*', '/', '..', '.', '…', '~', ',', '，', '、', '(', '（', '）', '：', '；', '{', '}',
  '==', '!=', '!', '<=', '<', '+', '-', '*', '@', '#', '\\', '\uFEFF', '\n', '\r\n', '\t', '\u3000', ' ', '\v', '\u2028',
];

const texts = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', '', ' ')), { maxLength: 12 })
  .map((parts) => parts.flat().join(''));

function chevrotainLexer(): Lexer {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), CrmGeneratedSharedModule);
  const services = inject(createDefaultCoreModule({ shared }), CrmGeneratedModule, {
    parser: { TokenBuilder: () => new CrmTokenBuilder() },
  });
  shared.ServiceRegistry.register(services);
  return services.parser.Lexer;
}

function tokensOf(lexer: Lexer, text: string): readonly string[] {
  const { tokens, hidden } = lexer.tokenize(text);
  return [...tokens, ...hidden].map(written);
}

/** A comment left open after a line's end has two names for where it ends, of which chevrotain says the one on that line. */
function written({ tokenType, image, startOffset, endOffset, startLine, startColumn, endLine, endColumn }: IToken): string {
  const end = /[\r\n]$/.test(image) ? 'line end' : `${endLine}:${endColumn}`;
  return `${tokenType.name} ${JSON.stringify(image)} ${startOffset}-${endOffset} ${startLine}:${startColumn}-${end}`;
}

it('the scanner finds the tokens that the grammar of the terminals asks for', () => {
  const stock = chevrotainLexer();
  const { lexer } = createSyntaxServices();
  fc.assert(
    fc.property(texts, (text) => {
      expect(tokensOf(lexer, text)).toEqual(tokensOf(stock, text));
    }),
    { numRuns: 3_000 },
  );
});
