import type { Entry, Stretch } from './windows.js';

interface Candidate {
  readonly weight: number;
}

interface Incident<T> {
  readonly stretch: Stretch;
  /** Those of the stretch that belong to no earlier incident. */
  readonly entries: readonly Entry[];
  readonly found: T;
}

interface State<T> {
  readonly stretch: Stretch;
  entries: readonly Entry[];
  /** No set among the entries is heavier. */
  bound: number;
  found?: T;
  confirmed: boolean;
  /** How many waves were taken when the entries were last looked through. */
  taken: number;
}

/**
 * The incidents above a limit, heaviest first, then earliest. Before the next is asked for, the waves of an incident must be put among the `taken`.
 * `find` gives a candidate no set is heavier than; `confirm` makes its weight exact.
 */
export function* worstFirst<T extends Candidate>(
  stretches: readonly Stretch[],
  limit: number,
  taken: ReadonlySet<string>,
  find: (entries: readonly Entry[]) => T | undefined,
  confirm: (found: T, entries: readonly Entry[]) => T,
): Generator<Incident<T>> {
  const open: State<T>[] = stretches.map((stretch) => ({
    stretch,
    entries: stretch.entries,
    bound: weightOf(stretch.entries),
    confirmed: false,
    taken: 0,
  }));
  for (let state = heaviestOf(open, limit); state; state = heaviestOf(open, limit)) {
    const entries = taken.size === state.taken ? state.entries : state.entries.filter(({ contact }) => !taken.has(contact.wave));
    state.taken = taken.size;
    if (!state.found || entries.length < state.entries.length) {
      const found = weightOf(entries) > limit ? find(entries) : undefined;
      state.entries = entries;
      state.confirmed = false;
      state.bound = Math.min(state.bound, found?.weight ?? 0);
      if (found) state.found = found;
    } else if (!state.confirmed) {
      state.found = confirm(state.found, entries);
      state.bound = Math.min(state.bound, state.found.weight);
      state.confirmed = true;
    } else {
      yield { stretch: state.stretch, entries, found: state.found };
      delete state.found;
    }
  }
}

export function weightOf(entries: readonly Entry[]): number {
  return entries.reduce((total, { count }) => total + count, 0);
}

/** The heaviest, then earliest. Those that have come down to the limit are dropped for good. */
function heaviestOf<T>(open: State<T>[], limit: number): State<T> | undefined {
  let best: State<T> | undefined;
  let kept = 0;
  for (const state of open) {
    if (state.bound <= limit) continue;
    open[kept] = state;
    kept += 1;
    if (!best || state.bound > best.bound) best = state;
  }
  open.length = kept;
  return best;
}
