import type { Problem } from './diagnostics/problem.js';
import { formatFile } from './syntax/format.js';
import { readTokens } from './syntax/lexer.js';
import { parseFile } from './syntax/parse.js';
import { endOf, inTextOrder, type Token } from './syntax/token.js';
import { applyEdits, joinEdits, placesAfter, trimmed, type TextEdit } from './text/edit.js';
import { lineEndingOf, withLineEnding, type Source } from './text/source.js';

const MARK = '\uFEFF';

/** The formatted text, or why it cannot be formatted: a file with syntax errors is left as it is. Byte order mark and line endings stay. */
export function format({ path, text }: Source): { readonly text: string } | { readonly problems: readonly Problem[] } {
  const [mark, plain] = text.startsWith(MARK) ? [MARK, text.slice(1)] : ['', text];
  const parsed = parseFile(plain, path);
  if (parsed.problems.length > 0) return { problems: mark === '' ? parsed.problems : parseFile(text, path).problems };
  return { text: mark + withLineEnding(formatFile(plain, parsed), lineEndingOf(plain)) };
}

const piecesOf = (text: string): readonly Token[] => inTextOrder(readTokens(text, ''));

const startBehind = (last: Token | undefined): number => (last ? endOf(last) : 0);

/** What formatting changes, piece by piece; undefined for a file with syntax errors. */
export function layoutEdits(source: Source): readonly TextEdit[] | undefined {
  const { path: file, text } = source;
  const formatted = format(source);
  if ('problems' in formatted) return undefined;
  if (formatted.text === text) return [];
  const [before, after] = [piecesOf(text), piecesOf(formatted.text)];
  if (before.length !== after.length) return [{ span: { file, start: 0, end: text.length }, text: formatted.text }];
  const edits: TextEdit[] = [];
  const change = (start: number, end: number, to: string): void => {
    if (text.slice(start, end) !== to) edits.push({ span: { file, start, end }, text: to });
  };
  for (let at = 0; at <= before.length; at += 1) {
    const [old, now] = [before[at], after[at]];
    change(
      startBehind(before[at - 1]),
      old?.startOffset ?? text.length,
      formatted.text.slice(startBehind(after[at - 1]), now?.startOffset),
    );
    if (old && now) change(old.startOffset, endOf(old), now.image);
  }
  return edits;
}

/**
 * Edits of a file in its line endings, and with them the layout of what they change where the file was formatted before; the layout of another file is not touched.
 * A file that could not be read before counts as formatted if all lines that are not changed are.
 */
export function laidOut(source: Source, bare: readonly TextEdit[]): readonly TextEdit[] {
  const ending = lineEndingOf(source.text);
  const edits = bare.map(({ span, text }) => ({ span, text: withLineEnding(text, ending) }));
  const before = layoutEdits(source);
  if (before && before.length > 0) return edits;
  const after = { path: source.path, text: applyEdits(source.text, edits) };
  const layout = layoutEdits(after) ?? [];
  const isTheirs = before !== undefined || layout.every((edit) => isOnLinesOf(trimmed(after.text, edit), edits, after.text));
  return layout.length > 0 && isTheirs ? joinEdits(source.text, edits, layout) : edits;
}

/** Whether a stretch lies on lines that edits have changed. */
function isOnLinesOf({ span: { start, end } }: TextEdit, edits: readonly TextEdit[], after: string): boolean {
  return placesAfter(edits).some((place) => {
    const lineEnd = after.indexOf('\n', place.end);
    return after.lastIndexOf('\n', place.start - 1) <= start && (lineEnd < 0 || end <= lineEnd + 1);
  });
}
