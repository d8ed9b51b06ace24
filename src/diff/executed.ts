import type { LedgerRow } from '../ledger/types.js';
import { occurrenceId } from '../schedule/occurrence-id.js';
import type { Schedule } from '../schedule/types.js';

/** Occurrences (`campaign/wave/day`) of a schedule that a ledger says were sent: by their id, or by channel, audience and day. */
export function executedIn({ sends }: Schedule, rows: readonly LedgerRow[]): ReadonlySet<string> {
  const executed = new Set(rows.flatMap(({ send }) => (send ? [send.name.split('/').slice(0, 3).join('/')] : [])));
  for (const { send, channel, audience, at } of rows) {
    if (send || !channel || !audience || at === undefined) continue;
    for (const each of sends) {
      const isIt =
        each.channel === channel.name && each.audience?.include.includes(audience.name) && each.at.slice(0, 10) === at.slice(0, 10);
      if (isIt) executed.add(occurrenceId(each));
    }
  }
  return executed;
}
