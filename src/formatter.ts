import type { Problem } from './diagnostics/problem.js';
import { formatFile } from './syntax/format.js';
import { parseFile } from './syntax/parse.js';
import type { Source } from './text/source.js';

/** The formatted text, or why it cannot be formatted: a file with syntax errors is left as it is. */
export function format(source: Source): { readonly text: string } | { readonly problems: readonly Problem[] } {
  const parsed = parseFile(source.text, source.path);
  if (parsed.problems.length > 0) return { problems: parsed.problems };
  return {
    text: formatFile(
      source.text.replace(/^\uFEFF/, ''),
      source.text.startsWith('\uFEFF') ? parseFile(source.text.slice(1), source.path) : parsed,
    ),
  };
}
