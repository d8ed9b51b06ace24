/** One `.crm` file as the compiler sees it. */
export interface Source {
  /** Relative to the project's root, forward slashes. Built-in files start with `crm:`. */
  readonly path: string;
  readonly text: string;
}

/** By path: the order in which files are read never depends on the disk. */
export function sortSources(sources: Iterable<Source>): readonly Source[] {
  return [...sources].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** A place for people and editors: both 1-based, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Offsets at which the lines of a text begin; LF, CRLF and lone CR end a line. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  const breaks = /\r\n|\r|\n/g;
  while (breaks.exec(text)) starts.push(breaks.lastIndex);
  return starts;
}

/** How the lines of a text end, as its first one does. */
export function lineEndingOf(text: string): '\n' | '\r\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
}

/** A text with other line endings. */
export function withLineEnding(text: string, ending: '\n' | '\r\n'): string {
  return ending === '\n' ? text : text.replace(/\r?\n/g, ending);
}

/** The position of an offset, by binary search in the starts of the lines. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
