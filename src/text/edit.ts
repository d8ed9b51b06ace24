import { spanFrom, type Span } from './span.js';

/** Replaces a span by a text; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The text after the edits, which must all belong to it and must not overlap.
 * Two insertions at one place keep their order.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, order) => ({ edit, order })).sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order);
  let result = '';
  let offset = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < offset) throw new RangeError('Edits overlap.');
    result += text.slice(offset, edit.span.start) + edit.text;
    offset = edit.span.end;
  }
  return result + text.slice(offset);
}

/**
 * A removal of whole lines takes their line ends with it, the documentation comment above, and of two blank lines that would meet one.
 * Any other edit stays as it is.
 */
export function takingLines(text: string, edit: TextEdit): TextEdit {
  const { span } = edit;
  if (edit.text !== '' || span.start === span.end) return edit;
  const start = startWithComment(text, span.start);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = endOfBlank(text, span.end);
  if (lineEnd === undefined || text.slice(lineStart, start).trim() !== '') return edit;
  const blankBefore = /(?:^|\n)([^\S\n]*\n)$/.exec(text.slice(0, lineStart))?.[1] ?? '';
  if (lineEnd >= text.length) return { ...edit, span: spanFrom(span, { start: lineStart - blankBefore.length, end: lineEnd }) };
  const blankAfter = blankBefore !== '' || lineStart === 0 ? endOfBlank(text, lineEnd) : undefined;
  return { ...edit, span: spanFrom(span, { start: lineStart, end: blankAfter ?? lineEnd }) };
}

/** Where the documentation comment begins that ends just before an offset; the offset itself where there is none. */
function startWithComment(text: string, offset: number): number {
  const before = text.slice(0, offset).trimEnd();
  const open = before.endsWith('*/') ? before.lastIndexOf('/*') : -1;
  return open >= 0 && before.startsWith('/**', open) ? open : offset;
}

/** Behind the line break up to which a line is blank from an offset on; undefined where something stands there. */
function endOfBlank(text: string, offset: number): number | undefined {
  const blank = /[^\S\n]*(?:\n|$)/y;
  blank.lastIndex = offset;
  return blank.test(text) ? blank.lastIndex : undefined;
}
