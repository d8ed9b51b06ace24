import type { Location, Position, Range } from 'vscode-languageserver';
import { positionAt } from '../text/source.js';
import type { Span } from '../text/span.js';
import type { Here } from './feature.js';
import type { Project } from './project.js';

/** Between spans of the compiler (offsets in UTF-16 units) and ranges of the protocol (lines and characters from 0, in the same units). */
export function rangeOf(project: Project, { file, start, end }: Span): Range {
  const starts = project.linesOf(file);
  const at = (offset: number): Position => {
    const { line, column } = positionAt(starts, offset);
    return { line: line - 1, character: column - 1 };
  };
  return { start: at(start), end: at(end) };
}

/** The offset of a position; beyond the end of a line it is that end. */
export function offsetOf(project: Project, file: string, { line, character }: Position): number {
  const starts = project.linesOf(file);
  const text = project.textOf(file) ?? '';
  const start = starts[line] ?? text.length;
  const next = starts[line + 1];
  if (next === undefined) return Math.min(start + character, text.length);
  const breakLength = text.startsWith('\r\n', next - 2) ? 2 : 1;
  return Math.min(start + character, next - breakLength);
}

/** The scheme of documents that show the built-in library. */
export const LIBRARY_SCHEME = 'crm-library';

const isBuiltIn = (file: string): boolean => file.startsWith('crm:');

export function uriOf(project: Project, file: string): string {
  if (isBuiltIn(file)) return `${LIBRARY_SCHEME}:/${file.slice('crm:'.length)}`;
  return project.uriOf(file);
}

/** Where something stands; undefined within the built-in library, which is no file. */
export function locationOf(project: Project, span: Span): Location | undefined {
  return isBuiltIn(span.file) ? undefined : { uri: uriOf(project, span.file), range: rangeOf(project, span) };
}

/** Where something stands, in the library too where the editor can show it. */
export function shownLocationOf({ project, session }: Pick<Here, 'project' | 'session'>, span: Span): Location | undefined {
  const shows = session.client.workspace?.textDocumentContent !== undefined || !isBuiltIn(span.file);
  return shows ? { uri: uriOf(project, span.file), range: rangeOf(project, span) } : undefined;
}
