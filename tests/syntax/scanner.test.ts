import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scan } from '../../src/syntax/scanner.js';
import { langiumServices } from './langium.js';

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

interface Piece {
  readonly tokenType: { readonly name: string };
  readonly image: string;
  readonly startOffset: number;
  readonly startLine?: number;
  readonly startColumn?: number;
}

function written({ tokenType, image, startOffset, startLine, startColumn }: Piece): string {
  return `${tokenType.name} ${JSON.stringify(image)} ${startOffset} ${String(startLine)}:${String(startColumn)}`;
}

const allOf = ({ tokens, hidden }: { readonly tokens: readonly Piece[]; readonly hidden: readonly Piece[] }): readonly string[] =>
  [...tokens, ...hidden].map(written);

it('the scanner finds the tokens that the grammar of the terminals asks for', () => {
  const { Lexer } = langiumServices().parser;
  fc.assert(
    fc.property(texts, (text) => {
      expect(allOf(scan(text))).toEqual(allOf(Lexer.tokenize(text)));
    }),
    { numRuns: 3_000 },
  );
});
