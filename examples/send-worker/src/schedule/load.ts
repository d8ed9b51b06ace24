import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import type { Schedule, ScheduleFilter, ScheduleSend } from 'crm-lang/schedule';
import { Refusal } from '../refusal.js';
import type { Loaded, Planned, Store } from '../state/store.js';
import { instantOf } from '../time/zone.js';
import { occurrenceOf } from './ids.js';
import type { Options } from './options.js';
import { deadlineOf, understand, type Understood } from './read.js';

/**
 * Takes a schedule over in place of the one before: all of it, or nothing. Safe to interrupt and to repeat.
 * Of two loads at one time the later one reads its file again, so that an old file never replaces a newer one.
 */
export async function load(file: string, options: Options, store: Store): Promise<{ readonly plan: Understood; readonly loaded?: Loaded }> {
  for (;;) {
    const revision = await store.revision();
    const plan = understand(await fs.readFile(file, 'utf8'), options);
    const { schedule, digest } = plan;
    const before = await store.storeName();
    if (before !== null && before !== schedule.store.name)
      throw new Refusal(`This Redis holds the schedule of the store ${before}; this one is of ${schedule.store.name}. Give each its own.`);
    const current = await store.current();
    if (current === digest) return { plan };
    if (schedule.filter && current !== null) requireSameFilter(schedule.filter, await store.schedule(current));
    await store.keepSchedule(digest, plan.text);
    const loaded = await store.commit(
      revision,
      digest,
      schedule.store.name,
      [...plan.sends.values()].map((send) => plannedOf(send, plan, options)),
    );
    if (!loaded.outdated) return { plan, loaded };
  }
}

/**
 * What a filter leaves out would count as removed. So a filtered schedule takes the place of one with the same filter only;
 * a whole one that of any.
 */
function requireSameFilter(filter: ScheduleFilter, before: string | null): void {
  const known = before === null ? null : (JSON.parse(before) as Schedule).filter;
  if (JSON.stringify(known) === JSON.stringify(filter)) return;
  throw new Refusal(
    `This schedule holds only a part of the plan (${filterText(filter)}), and not the part that is loaded: what it leaves out would count as removed. Load a whole one.`,
  );
}

/** The options of `crm compile` that make this filter. */
function filterText({ campaigns, from, until }: ScheduleFilter): string {
  return [
    ...(campaigns ?? []).map((name) => `--campaign ${name}`),
    ...(from === null ? [] : [`--from ${from}`]),
    ...(until === null ? [] : [`--until ${until}`]),
  ].join(' ');
}

function plannedOf(send: ScheduleSend, { schedule }: Understood, options: Options): Planned {
  return {
    id: send.id,
    occurrence: occurrenceOf(send.id),
    at: String(instantOf(send.utc)),
    deadline: String(deadlineOf(send, options)),
    layout: send.batch ? `${String(send.batch.limit)}/${String(send.batch.of)}` : 'whole',
    content: digestOf([{ ...send, source: null, cost: null }, copyOf(send, schedule)]),
  };
}

/** What somebody confirms: whom a send addresses and what it says. A confirmation lapses when it changes. */
export function confirmedContent(send: ScheduleSend, schedule: Schedule): string {
  const { audience, channel, offers, link, test } = send;
  return digestOf([audience, channel, offers, link, test, copyOf(send, schedule)]);
}

function copyOf({ message, test }: ScheduleSend, { messages }: Schedule): unknown {
  return [message, ...(test?.variants.map((variant) => variant.message) ?? [])].map((name) => (name === null ? null : messages[name]));
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** What a load did, for an operator: also what it leaves to others. */
export function* loadReport({ schedule, sends, leftChannels, leftTriggers }: Understood, loaded: Loaded | undefined): Iterable<string> {
  yield `Sends of this worker: ${String(sends.size)}.`;
  if (schedule.filter) yield `The schedule holds only a part of the plan: ${filterText(schedule.filter)}.`;
  for (const [channel, count] of leftChannels) yield `Left to others: ${String(count)} on ${channel}.`;
  for (const trigger of leftTriggers)
    yield `${trigger} is set off by members; it is left to others, and what they send counts in no cap here.`;
  if (!loaded) {
    yield 'The schedule is the one that was loaded before.';
    return;
  }
  const { planned, moved, changed, removed, stopped, kept } = loaded;
  yield `${String(planned)} new, ${String(moved.length)} moved, ${String(changed)} changed, ${String(removed.length)} removed.`;
  for (const id of stopped) yield `${id} had begun and is not in the schedule any more: no further message starts.`;
  for (const id of kept) yield `${id} has begun: it is finished as it was loaded before.`;
}
