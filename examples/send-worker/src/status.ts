import type { Store } from './state/store.js';

/** One line for each send: when, what has become of it, and why. */
export async function* statusLines(store: Store): AsyncIterable<string> {
  const entries = await Promise.all((await store.ids()).map(async (id) => ({ id, entry: await store.send(id) })));
  const known = entries.flatMap(({ id, entry }) => (entry ? [{ id, ...entry }] : []));
  for (const { id, at, state, occurrence, tally, problem, resent } of known.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const begun = state === 'planned' ? await store.occurrence(occurrence) : null;
    const counts = Object.entries(tally)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([ending, count]) => `${String(count)} ${ending}`);
    const doubts = resent > 0 ? [`${String(resent)} transmitted again`] : [];
    const left = await store.unbatched(occurrence);
    const without = left > 0 ? [`${String(left)} of the occurrence are in no batch`] : [];
    const details = [...counts, ...doubts, ...without, ...(problem === undefined ? [] : [problem])].join(', ');
    yield `${new Date(at).toISOString()}  ${id}  ${begun ?? state}${details === '' ? '' : `  ${details}`}`;
  }
}
