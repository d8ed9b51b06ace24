import type { ScheduleSend } from 'crm-lang/schedule';
import { begin } from './begin.js';
import { sleep, wallClock } from './clock.js';
import type { Context } from './context.js';
import { render } from './deliver/render.js';
import { checksOf, isContact } from './guards/checks.js';
import type { Member } from './members/member.js';
import { waveOf } from './schedule/ids.js';
import type { Understood } from './schedule/read.js';
import { placesOf } from './select/recipients.js';
import type { Recipient, SendEntry } from './state/store.js';
import { milliseconds, readDuration } from './time/durations.js';
import type { Instant } from './time/zone.js';

/** While a channel's rate is used up: after so many ms, look whether anything has changed. */
const LONGEST_SLEEP = 2_000;
const POST: Member = { id: '', attributes: {} };

/**
 * One send, as far as it gets: when to look again, or nothing once it is over.
 * Everything it knows is in Redis; whoever takes over after it goes on where it was.
 */
export async function execute(id: string, context: Context): Promise<Instant | undefined> {
  const { store, clock } = context;
  const entry = await store.send(id);
  if (entry?.state !== 'planned') return undefined;
  if (clock.now() < entry.at) return entry.at;
  const plan = await context.plan(entry.digest);
  const state = await store.occurrence(entry.occurrence);
  if (state === 'stopped') return undefined;
  if (!state) {
    const beginning = await begin(id, entry, plan, context);
    if (beginning !== 'begun') return beginning.again;
  }
  const send = plan.sends.get(id);
  if (!send) throw new TypeError(`The schedule ${entry.digest} does not hold ${id}.`);
  return deliver(send, entry, plan, context);
}

async function deliver(send: ScheduleSend, entry: SendEntry, plan: Understood, context: Context): Promise<Instant | undefined> {
  const { store, clock, parallel } = context;
  const { from, to } = placesOf(send.batch, await store.recipientCount(entry.occurrence));
  const settled = await store.messages(send.id);
  const open = (await store.recipients(entry.occurrence, from, to)).filter(([member]) => (settled[member] ?? 'reserved') === 'reserved');
  let isOver: 'late' | 'stopped' | undefined;
  let failure: Error | undefined;
  const queue = open[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (const recipient of queue) {
        const result = await deliverOne(send, entry, recipient, plan, context).catch((error: unknown) => {
          failure ??= error as Error;
        });
        if (result) isOver = result;
        if (isOver || failure) return;
      }
    }),
  );
  if (failure) throw failure;
  if (isOver === 'stopped') return undefined;
  const isDone = await store.finish(send.id, entry.occurrence, from, to, isOver === 'late');
  return isDone ? undefined : clock.now();
}

/** `late` or `stopped` where nothing further of the send may start. */
async function deliverOne(
  send: ScheduleSend,
  entry: SendEntry,
  [id, clauses, variant]: Recipient,
  plan: Understood,
  context: Context,
): Promise<'late' | 'stopped' | undefined> {
  const { store, clock, directory, transport, options } = context;
  for (;;) {
    const member = id === '' ? POST : (await directory.current()).get(id);
    const now = clock.now();
    const message = member ? (leftOut(send, member) ?? render(send, variant, member, plan.schedule, options, now)) : { skip: 'no-member' };
    const checks = isContact(send, plan.schedule) && id !== '' ? checksOf(send, plan.scopes, clauses, now, plan.zone) : [];
    const answer = await store.reserve(send.id, entry.occurrence, id, {
      now,
      channel: send.channel,
      checks,
      ...contactOf(send, clauses, now, plan),
      ...rateOf(send, plan),
      ...('skip' in message && { skip: message.skip }),
    });
    if (answer === 'late' || answer === 'stopped') return answer;
    if (answer.startsWith('wait ')) {
      const until = now + Number(answer.slice('wait '.length));
      await sleep(Math.min(LONGEST_SLEEP, Math.max(1, clock.onTheWall(until) - wallClock())));
      continue;
    }
    const [, attempt, deadline] = /^(send|resend) (\d+)$/.exec(answer) ?? [];
    if (attempt === undefined || 'skip' in message) return undefined;
    const settle = (outcome: string, release: boolean): Promise<unknown> =>
      store.settle(send.id, waveOf(send), id, outcome, release ? checks : undefined);
    const isFirst = attempt === 'send';
    // Redis may have been slow to answer.
    if (clock.now() >= Number(deadline)) {
      await settle(isFirst ? 'expired' : 'unknown', isFirst);
      return 'late';
    }
    const result = await transport.deliver(message);
    if (result === 'accepted') await settle('sent', false);
    else await settle(`failed ${result.refused}`, isFirst);
    return undefined;
  }
}

/** Consent is asked of the members as they are now: it may have been withdrawn since the send was planned. */
function leftOut({ audience }: ScheduleSend, { id, attributes }: Member): { readonly skip: string } | undefined {
  if (id === '') return undefined;
  const missing = audience?.require.find((flag) => attributes[flag] !== true && attributes[flag] !== 'true');
  return missing === undefined ? undefined : { skip: missing };
}

function contactOf(send: ScheduleSend, clauses: readonly string[], at: Instant, { schedule, zone }: Understood): object {
  if (!isContact(send, schedule) || !send.audience) return {};
  return { contact: { at, day: zone.dayOf(at), channel: send.channel, campaign: send.campaign, clauses } };
}

function rateOf({ channel }: ScheduleSend, { schedule }: Understood): object {
  const rate = schedule.channels[channel]?.rate;
  return rate ? { rate: { count: rate.count, per: milliseconds(readDuration(rate.per)) } } : {};
}
