import { localize, type Diagnostic, type Locale } from '../diagnostics/diagnostic.js';
import type { AddressedWave } from '../sends/types.js';
import { groupBy } from '../text/group-by.js';
import type { FindingView } from './types.js';

const RANK = { error: 0, warning: 1, info: 2 } as const;

/**
 * The errors and warnings that stand within each wave, and all findings about members that name it; the worst first.
 * Other notes are left out: they say nothing of when a wave goes out.
 */
export function findingsOfWaves(
  waves: readonly AddressedWave[],
  diagnostics: readonly Diagnostic[],
  locale: Locale,
): ReadonlyMap<AddressedWave, readonly FindingView[]> {
  const byFile = groupBy(waves, ({ wave }) => wave.span.file);
  const found = new Map<AddressedWave, Set<Diagnostic>>();
  for (const diagnostic of diagnostics) {
    const { level, verdict, span, related } = diagnostic;
    if (level === 'info' && !verdict) continue;
    for (const { file, start, end } of [span, ...(verdict ? related.map((each) => each.span) : [])]) {
      const own = byFile.get(file)?.find(({ wave }) => wave.span.start <= start && end <= wave.span.end);
      if (own) found.set(own, (found.get(own) ?? new Set()).add(diagnostic));
    }
  }
  return new Map(
    [...found].map(([wave, all]) => [
      wave,
      [...all]
        .sort((a, b) => RANK[a.level] - RANK[b.level])
        .map(({ level, verdict, message }) => ({ level, ...(verdict && { verdict }), message: localize(message, locale) })),
    ]),
  );
}
