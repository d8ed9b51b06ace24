import { distance } from 'fastest-levenshtein';

/** Two neighbouring letters changed places. */
function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length) return false;
  let at = 0;
  while (at < word.length && word[at] === other[at]) at += 1;
  return at + 1 < word.length && word[at] === other[at + 1] && word[at + 1] === other[at] && word.slice(at + 2) === other.slice(at + 2);
}

/** How many slips lie between two words: a letter too much, too few or another one, or two neighbours that changed places. */
export function slips(word: string, other: string): number {
  return isSwapped(word, other) ? 1 : distance(word, other);
}

/** Whether two names differ in their numbers: `wave1` and `wave2` are two things, however near they are. */
export function differInNumbers(name: string, other: string): boolean {
  const numbers = (text: string): string => text.replace(/[^\p{N}]+/gu, ' ').trim();
  return numbers(name) !== numbers(other);
}

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
    const steps = candidate.toLowerCase() === wanted ? 0.5 : slips(wanted, candidate.toLowerCase());
    if (steps < least) {
      least = steps;
      best = candidate;
    }
  }
  return best;
}
