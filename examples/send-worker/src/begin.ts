import { randomUUID } from 'node:crypto';
import type { ScheduleSend } from 'crm-lang/schedule';
import { audienceAt } from './conditions/compile.js';
import type { World } from './conditions/world.js';
import type { Context } from './context.js';
import { gateState } from './gate.js';
import { audienceClauses } from './guards/checks.js';
import type { Member, Members } from './members/member.js';
import { Refusal } from './refusal.js';
import { occurrenceOf, waveOf } from './schedule/ids.js';
import { confirmedContent } from './schedule/load.js';
import { needsOfSend, type Understood } from './schedule/read.js';
import { inOrder } from './select/order.js';
import { placesOf, recipientsOf } from './select/recipients.js';
import type { Recipient, SendEntry } from './state/store.js';
import { dayOfText, instantOf, type Instant } from './time/zone.js';

/** Who has to decide has not; look again a little later. */
const LOOK_AGAIN = 60_000;

/** Begun, or not now: when to look again; nothing where it is over. */
export type Beginning = 'begun' | { readonly again?: Instant };

/** Fixes the recipients of an occurrence, if it may begin. */
export async function begin(id: string, entry: SendEntry, plan: Understood, context: Context): Promise<Beginning> {
  const { store, clock } = context;
  const send = plan.sends.get(id);
  if (!send) throw new Refusal(`The schedule ${entry.digest} does not hold ${id}.`);
  const { occurrence, digest, deadline } = entry;
  const now = clock.now();
  const refuse = async (state: 'expired' | 'refused', reason: string, sends = [id]): Promise<Beginning> => {
    await store.refuse(occurrence, digest, state, reason, sends);
    return {};
  };
  const batches = [...plan.sends.values()].filter((each) => occurrenceOf(each.id) === occurrence);
  const all = batches.map((each) => each.id);
  if (now >= deadline) return refuse('expired', 'Nothing of it had begun when its time was over.');
  if (send.confirm) {
    const { by, until } = send.confirm;
    const found = await store.confirmation(occurrence);
    const holds = found?.content === confirmedContent(send, plan.schedule) && (until === null || found.at <= instantOf(until));
    if (!holds && until !== null && now > instantOf(until)) return refuse('refused', `Nobody confirmed it until ${until}.`, all);
    if (!holds) {
      await store.problem(id, `Waits for ${by ?? 'somebody'} to confirm ${occurrence}.`);
      return { again: now + LOOK_AGAIN };
    }
  }
  if (send.gate) {
    const { metric, operator, value, until } = send.gate;
    const state = gateState(send.gate, await store.metric(send.campaign, metric), now);
    if (state === 'closed') return refuse('refused', `${metric} ${operator} ${value} was not reached until ${until}.`, all);
    if (!state) {
      await store.problem(id, `Waits for ${metric} ${operator} ${value}.`);
      return { again: Math.min(now + LOOK_AGAIN, instantOf(until)) };
    }
  }
  const recipients = await select(send, plan, context);
  const problem = guardedSizes(batches, recipients.length);
  if (problem !== undefined) return refuse('refused', problem, all);
  const aside = store.key('aside', randomUUID());
  await store.keepAside(aside, recipients);
  const begun = await store.begin(id, entry, waveOf(send), aside, recipients.length, clock.now(), unbatched(send, recipients.length));
  return begun ? 'begun' : { again: clock.now() };
}

/** What a size guard says of all batches of an occurrence; the last one answers for all that are left. */
export function guardedSizes(batches: readonly ScheduleSend[], recipients: number): string | undefined {
  for (const { id, batch, guards } of batches) {
    const { from, to } = placesOf(batch, recipients);
    const size = (batch && batch.index === batch.of ? recipients : to) - from;
    for (const guard of guards)
      if (guard.clause === 'size' && 'max' in guard && size > guard.max)
        return `${id} has ${String(size)} recipients; more than ${String(guard.max)} are a mistake.`;
  }
  return undefined;
}

/** How many recipients no batch has room for. */
function unbatched({ batch }: ScheduleSend, recipients: number): number {
  return batch ? Math.max(0, recipients - batch.of * batch.limit) : 0;
}

/** The recipients in the order of batches. A post without audience has one recipient without a name. */
async function select(send: ScheduleSend, plan: Understood, context: Context): Promise<readonly Recipient[]> {
  if (!send.audience) return [['', [], 0]];
  const campaign = plan.schedule.campaigns.find(({ name }) => name === send.campaign);
  if (!campaign) throw new Refusal(`The schedule does not hold the campaign ${send.campaign}.`);
  const world = await worldOf(send, plan, context);
  const ids = recipientsOf(send.audience, send.batch, campaign, world);
  const asOf = instantOf(send.audience.asOf);
  const clauses = audienceClauses(plan.scopes.values(), send.channel).map(({ clause, forAudience }) => ({
    id: clause.id,
    holds: audienceAt(forAudience ?? '', asOf, world),
  }));
  const variantOf = variants(send, ids);
  return ids.map((id) => [id, clauses.filter(({ holds }) => holds(id)).map((clause) => clause.id), variantOf(id)]);
}

/** Variants share the recipients in the order of `sha256(occurrence/member id)`: the first share gets the first one; the last one the rest. */
function variants({ id, test }: ScheduleSend, recipients: readonly string[]): (member: string) => number {
  if (!test) return () => 0;
  const places = new Map(inOrder(occurrenceOf(id), recipients).map((member, place) => [member, place]));
  const ends: number[] = [];
  let percent = 0;
  for (const variant of test.variants) ends.push(Math.floor(((percent += variant.percent) * recipients.length) / 100));
  return (member) => {
    const index = ends.findIndex((end) => (places.get(member) ?? 0) < end);
    return index < 0 ? test.variants.length - 1 : index;
  };
}

/** Everything the conditions of a send look at, fetched. */
async function worldOf(send: ScheduleSend, plan: Understood, { store, directory }: Context): Promise<World> {
  const { schedule, zone, scopes, ownWaves } = plan;
  const needs = needsOfSend(send, schedule, scopes);
  const members = new Map<Instant, Members>();
  for (const moment of momentsOf(send, plan)) members.set(moment, await directory.snapshot(moment));
  const fresh = instantOf(send.audience?.asOf ?? send.at);
  if (!members.has(fresh)) members.set(fresh, await directory.current());
  const own = [...needs.outcomes].filter((text) => text.startsWith('received ')).map((text) => text.slice('received '.length));
  const received = new Map<string, ReadonlySet<string>>();
  for (const wave of own) if (ownWaves.has(wave)) received.set(wave, await store.received(wave));
  const sent = new Map<string, Instant | undefined>();
  for (const wave of needs.waves) sent.set(wave, await store.begun(wave));
  const now = needs.outcomes.size > 0 ? await directory.current() : new Map<string, Member>();
  return {
    zone,
    audiences: schedule.audiences,
    members: (asOf) => {
      const found = members.get(asOf);
      if (!found) throw new TypeError(`The members as of ${String(asOf)} were not fetched.`);
      return found;
    },
    outcome: (outcome, target, { id }) => {
      const known = outcome === 'received' ? received.get(target) : undefined;
      if (known) return known.has(id);
      const { outcomes } = now.get(id) ?? {};
      if (!outcomes) throw new Refusal(`It asks who ${outcome} ${target}, and the directory does not say that of ${id}.`);
      return (outcomes[outcome] ?? []).includes(target);
    },
    sentAt: (wave) => sent.get(wave),
  };
}

/** The moments of which a snapshot of all members is needed; a wave that is evaluated at its own send needs none. */
export function momentsOf(send: ScheduleSend, { schedule, zone, scopes }: Understood): ReadonlySet<Instant> {
  if (!send.audience) return new Set();
  const moments = new Set<Instant>();
  const asOf = instantOf(send.audience.asOf);
  if (asOf < instantOf(send.utc)) moments.add(asOf);
  const campaign = schedule.campaigns.find(({ name }) => name === send.campaign);
  if (send.audience.holdout && campaign) moments.add(instantOf(campaign.asOf));
  for (const name of needsOfSend(send, schedule, scopes).audiences) {
    const own = schedule.audiences[name]?.asOf ?? null;
    if (own !== null) moments.add(zone.startOf(dayOfText(own)));
  }
  return moments;
}
