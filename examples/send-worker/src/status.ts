import type { Store } from './state/store.js';

/** One line for each send: when, what has become of it, and why. */
export async function* statusLines(store: Store): AsyncIterable<string> {
  const entries = await Promise.all((await store.ids()).map(async (id) => ({ id, entry: await store.send(id) })));
  const known = entries.flatMap(({ id, entry }) => (entry ? [{ id, ...entry }] : []));
  for (const { id, at, state, occurrence, tally, problem, resent } of known.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const begun = state === 'planned' ? await store.occurrence(occurrence) : null;
    const counts = Object.entries(tally).map(([word, count]) => `${String(count)} ${word}`);
    const doubts = resent > 0 ? [`${String(resent)} transmitted again`] : [];
    const details = [...counts, ...doubts, ...(problem === undefined ? [] : [problem])].join(', ');
    yield `${new Date(at).toISOString()}  ${id}  ${begun ?? state}${details === '' ? '' : `  ${details}`}`;
  }
}
