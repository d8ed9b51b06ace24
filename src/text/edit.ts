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

/** The edit without what the texts before and after it begin and end with alike. */
export function trimmed(text: string, { span, text: after }: TextEdit): TextEdit {
  const before = text.slice(span.start, span.end);
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let left = 0;
  while (left < most - start && before.at(-1 - left) === after.at(-1 - left)) left += 1;
  return replacing(span.file, span.start + start, span.end - left, after.slice(start, after.length - left));
}

/** Where the text of an edit stands after it and those before it. */
interface Placed {
  readonly start: number;
  readonly end: number;
  /** By how much it moves what follows. */
  readonly shift: number;
}

/** The places of the texts of edits, in order, in the text after them. */
export function placesAfter(edits: readonly TextEdit[]): readonly Placed[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span, text }) => {
      const start = span.start + shift;
      const own = text.length - (span.end - span.start);
      shift += own;
      return { start, end: start + text.length, shift: own };
    });
}

/** The edits that do at once what some edits of a text and then others, of the text after those, do. */
export function joinEdits(text: string, first: readonly TextEdit[], then: readonly TextEdit[]): readonly TextEdit[] {
  const between = applyEdits(text, first);
  const pieces = [...placesAfter(first), ...then.map(({ span }) => ({ start: span.start, end: span.end, shift: 0 }))].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  const stretches: Placed[] = [];
  for (const piece of pieces) {
    const last = stretches.at(-1);
    if (!last || last.end < piece.start) stretches.push(piece);
    else stretches[stretches.length - 1] = { start: last.start, end: Math.max(last.end, piece.end), shift: last.shift + piece.shift };
  }
  let shift = 0;
  return stretches.map((stretch) => {
    const start = stretch.start - shift;
    shift += stretch.shift;
    return replacing([...first, ...then][0]?.span.file ?? '', start, stretch.end - shift, changedStretch(between, stretch, then));
  });
}

function replacing(file: string, start: number, end: number, text: string): TextEdit {
  return { span: { file, start, end }, text };
}

/** What stands in a stretch of a text after those edits that lie in it. */
function changedStretch(text: string, { start, end }: Placed, edits: readonly TextEdit[]): string {
  const own = edits.filter(({ span }) => start <= span.start && span.end <= end);
  const moved = own.map(({ span, text: put }) => replacing(span.file, span.start - start, span.end - start, put));
  return applyEdits(text.slice(start, end), moved);
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
