import { distance } from 'fastest-levenshtein';

/**
 * The candidate nearest to a misspelt name, if one is near enough to be meant:
 * at most a third of the letters differ (at least one may).
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  const wanted = name.toLowerCase();
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const steps = candidate.toLowerCase() === wanted ? 0.5 : distance(wanted, candidate.toLowerCase());
    if (steps < least) {
      least = steps;
      best = candidate;
    }
  }
  return best;
}
