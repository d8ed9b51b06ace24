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

/** Where a part of a file stands now. */
export interface Anchor {
  readonly file: string;
  offset: number;
}

/** A span within a part of a file: it moves with that part when the text before it changes. */
export class AnchoredSpan implements Span {
  constructor(
    private readonly anchor: Anchor,
    private readonly from: number,
    private readonly to: number,
  ) {}

  get file(): string {
    return this.anchor.file;
  }

  get start(): number {
    return this.anchor.offset + this.from;
  }

  get end(): number {
    return this.anchor.offset + this.to;
  }

  /** Another stretch that moves with the same part. */
  other(start: number, end: number): AnchoredSpan {
    return new AnchoredSpan(this.anchor, start - this.anchor.offset, end - this.anchor.offset);
  }

  toJSON(): Span {
    return { file: this.file, start: this.start, end: this.end };
  }
}

/** Another stretch of the same part of a file. Spans are not spread: one may move with its part. */
export function spanFrom(span: Span, { start = span.start, end = span.end }: { readonly start?: number; readonly end?: number }): Span {
  return span instanceof AnchoredSpan ? span.other(start, Math.max(start, end)) : { file: span.file, start, end: Math.max(start, end) };
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
