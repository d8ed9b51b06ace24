/**
 * A stretch of one source file.
 * `start` and `end` are UTF-16 offsets into the file's text, half-open: `[start, end)`.
 * `file` is the path relative to the project's root, with forward slashes.
 */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Orders spans by file, then place: the order in which diagnostics are listed. */
export function compareSpans(a: Span, b: Span): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
