import type { Span } from '../text/span.js';
import type { FileModel } from './types.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function* namesIn(value: unknown): Iterable<Span> {
  if (Array.isArray(value)) {
    for (const each of value as readonly unknown[]) yield* namesIn(each);
    return;
  }
  if (!isObject(value)) return;
  if (isObject(value.nameSpan)) yield value.nameSpan as unknown as Span;
  if (value.kind === 'enumeration' && Array.isArray(value.values))
    for (const { span } of value.values as readonly { readonly span: Span }[]) yield span;
  for (const key of CONTAINERS) if (value[key] !== undefined) yield* namesIn(value[key]);
}

/** Where declarations stand in declarations. */
const CONTAINERS = [
  'declarations',
  'entries',
  'attributes',
  'type',
  'timing',
  'phases',
  'waves',
  'method',
  'activities',
  'resources',
  'materials',
  'risks',
  'followup',
] as const;

/** The place of every name that a file declares: declarations, segments, attributes, values, parts of campaigns. */
export function declaredNames(file: FileModel): readonly Span[] {
  return [...namesIn(file)];
}
