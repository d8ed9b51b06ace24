import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, joinEdits, takingLines, type TextEdit } from '../../src/text/edit.js';

function without(text: string, removed: string): string {
  const start = text.indexOf(removed);
  return applyEdits(text, [takingLines(text, { span: { file: 'a.crm', start, end: start + removed.length }, text: '' })]);
}

describe('a removal', () => {
  test.each([
    ['of a whole line takes the line end', 'a\n  b\nc\n', 'b', 'a\nc\n'],
    ['of several lines, too', 'a\nb {\n}\nc\n', 'b {\n}', 'a\nc\n'],
    ['leaves one blank line of two', 'a\n\nb\n\nc\n', 'b', 'a\n\nc\n'],
    ['keeps a blank line that stands alone', 'a\n\nb\nc\n', 'b', 'a\n\nc\n'],
    ['takes the blank line at the beginning of a file', 'b\n\nc\n', 'b', 'c\n'],
    ['takes the documentation comment above', 'a\n/** of this\n * more */\nb\nc\n', 'b', 'a\nc\n'],
    ['leaves other comments', 'a\n// of it\nb\nc\n', 'b', 'a\n// of it\nc\n'],
    ['within a line stays within it', 'a { b  c }\n', 'b', 'a {   c }\n'],
    ['at the end of a file', 'a\nb', 'b', 'a\n'],
    ['at the end of a file, after a blank line', 'a\n\nb\n', 'b', 'a\n'],
    ['of all there is', 'b\n', 'b', ''],
    ['with Windows line ends', 'a\r\n\r\nb\r\n\r\nc\r\n', 'b', 'a\r\n\r\nc\r\n'],
  ])('%s', (_, text, removed, expected) => {
    expect(without(text, removed)).toBe(expected);
  });
});

test('edits must not overlap', () => {
  const span = (start: number, end: number) => ({ file: 'a.crm', start, end });
  expect(() =>
    applyEdits('abcd', [
      { span: span(0, 2), text: 'x' },
      { span: span(1, 3), text: 'y' },
    ]),
  ).toThrow(RangeError);
});

/** Edits of a text of so many characters, each a piece of it apart from the others. */
const editsOf = (length: number): fc.Arbitrary<readonly TextEdit[]> =>
  fc
    .tuple(fc.uniqueArray(fc.nat(length), { maxLength: 6 }), fc.array(fc.string({ maxLength: 3 }), { minLength: 3, maxLength: 3 }))
    .map(([places, texts]) => {
      const ordered = [...places].sort((a, b) => a - b);
      return texts.flatMap((text, index) => {
        const [start, end] = ordered.slice(2 * index);
        return start === undefined ? [] : [{ span: { file: 'a.crm', start, end: end ?? start }, text }];
      });
    });

test('edits after edits are joined to edits that do the same at once', () => {
  const twice = fc.string({ minLength: 4, maxLength: 12 }).chain((text) =>
    editsOf(text.length).chain((first) => {
      const between = applyEdits(text, first);
      return editsOf(between.length).map((then) => ({ text, first, then, after: applyEdits(between, then) }));
    }),
  );
  fc.assert(
    fc.property(twice, ({ text, first, then, after }) => {
      expect(applyEdits(text, joinEdits(text, first, then))).toBe(after);
    }),
    { numRuns: 2_000 },
  );
});
