import { lineStarts, positionAt } from '../text/source.js';
import type { Declared } from '../model/types.js';
import type { Span } from '../text/span.js';
import type { Place } from './types.js';

export type PlaceOf = (span: Span) => Place;

/** Lines of each file are counted once. */
export function placesIn(textOf: (file: string) => string | undefined): PlaceOf {
  const starts = new Map<string, readonly number[]>();
  return ({ file, start, end }) => {
    const lines = starts.get(file) ?? lineStarts(textOf(file) ?? '');
    starts.set(file, lines);
    return { file, ...positionAt(lines, start), length: end - start };
  };
}

export function named(
  { name, label, nameSpan }: Pick<Declared, 'name' | 'label' | 'nameSpan'>,
  placeOf: PlaceOf,
): { name: string; label: string; at: Place } {
  return { name, label: label?.value ?? name, at: placeOf(nameSpan) };
}
