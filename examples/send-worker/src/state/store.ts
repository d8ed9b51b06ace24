import fs from 'node:fs';
import { Redis } from 'ioredis';
import type { Check } from '../guards/checks.js';
import type { Instant } from '../time/zone.js';

/** All keys begin with it; the braces keep them in one slot of a Redis Cluster. */
export const PREFIX = '{crm}:';

/** What is known of a send. */
export interface SendEntry {
  /** `planned` until it is over: `done`, `expired` or `refused`. */
  readonly state: 'planned' | 'done' | 'expired' | 'refused';
  /** Of the schedule it is executed by. */
  readonly digest: string;
  readonly at: Instant;
  /** Messages start before it. */
  readonly deadline: Instant;
  readonly occurrence: string;
  readonly problem?: string;
  /** How many messages ended how (`sent`, `skipped email_consent`, `expired`, …); only of sends that are done. */
  readonly tally: Readonly<Record<string, number>>;
  /** Messages that were transmitted again because nobody knew whether they had arrived. */
  readonly resent: number;
}

/** A recipient with the clauses `for` an audience that the member belonged to, and the variant of a test. */
export type Recipient = readonly [member: string, clauses: readonly string[], variant: number];

/** A contact of a member, as caps count it. */
export interface Contact {
  readonly at: Instant;
  readonly day: number;
  readonly channel: string;
  readonly campaign: string;
  readonly clauses: readonly string[];
}

export interface Reservation {
  readonly now: Instant;
  readonly channel: string;
  readonly checks: readonly Check[];
  /** Missing: the message counts in no cap. */
  readonly contact?: Contact;
  /** Missing: as fast as can be. `per` in ms. */
  readonly rate?: { readonly count: number; readonly per: number };
  /** Why the member is left out, if so. */
  readonly skip?: string;
}

export interface Planned {
  readonly id: string;
  readonly occurrence: string;
  readonly at: string;
  readonly deadline: string;
  /** Batches of the same layout hold the same recipients. */
  readonly layout: string;
  readonly content: string;
}

/** What a load changes. */
export interface Loaded {
  readonly outdated?: true;
  readonly planned: number;
  readonly moved: readonly string[];
  readonly changed: number;
  readonly removed: readonly string[];
  /** Begun, and not in the schedule any more: no further message starts. */
  readonly stopped: readonly string[];
  /** Begun: finished as they were, although the schedule says otherwise now. */
  readonly kept: readonly string[];
}

const SCRIPTS = ['reserve', 'settle', 'begin', 'finish', 'refuse', 'commit'] as const;

/** The state that outlives every process. Each method is one atomic step. */
export type Store = ReturnType<typeof createStore>;

export function createStore(url: string) {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  const lua = (name: string): string => fs.readFileSync(new URL(`lua/${name}.lua`, import.meta.url), 'utf8');
  for (const name of SCRIPTS) redis.defineCommand(name, { numberOfKeys: 0, lua: lua('contacts') + lua(name) });
  const run = (name: (typeof SCRIPTS)[number], ...values: readonly (string | number)[]): Promise<unknown> =>
    (redis as unknown as Record<string, (...values: readonly (string | number)[]) => Promise<unknown>>)[name]?.(PREFIX, ...values) ??
    Promise.reject(new TypeError(name));
  const key = (...parts: readonly string[]): string => PREFIX + parts.join(':');

  return {
    redis,
    key,
    close: () => redis.quit(),

    send: async (id: string): Promise<SendEntry | undefined> => {
      const found = await redis.hgetall(key('send', id));
      if (found.state === undefined) return undefined;
      const { state, digest = '', at, deadline, occurrence = '', problem, tally = '{}', resent = 0 } = found;
      return {
        state: state as SendEntry['state'],
        digest,
        at: Number(at),
        deadline: Number(deadline),
        occurrence,
        ...(problem !== undefined && { problem }),
        tally: JSON.parse(tally) as Record<string, number>,
        resent: Number(resent),
      };
    },
    ids: () => redis.smembers(key('sends')),
    dueUntil: (instant: Instant) => redis.zrangebyscore(key('due'), '-inf', String(instant)),
    due: async (): Promise<readonly (readonly [string, Instant])[]> => {
      const flat = await redis.zrange(key('due'), '0', '-1', 'WITHSCORES');
      return flat.flatMap((id, index) => (index % 2 === 0 ? [[id, Number(flat[index + 1])] as const] : []));
    },
    occurrence: (id: string) => redis.hget(key('occurrence', id), 'state') as Promise<'begun' | 'stopped' | null>,
    problem: (send: string, text: string) => redis.hset(key('send', send), 'problem', text),

    /** Keeps recipients aside until the occurrence begins with them; forgotten after an hour if it does not. */
    keepAside: async (name: string, recipients: readonly Recipient[]): Promise<void> => {
      for (let from = 0; from < recipients.length; from += 1_000) {
        await redis
          .multi()
          .rpush(name, ...recipients.slice(from, from + 1_000).map((one) => JSON.stringify(one)))
          .expire(name, 3_600)
          .exec();
      }
    },
    recipients: async (occurrence: string, from: number, to: number): Promise<readonly Recipient[]> =>
      to <= from ? [] : (await redis.lrange(key('recipients', occurrence), from, to - 1)).map((text) => JSON.parse(text) as Recipient),
    recipientCount: (occurrence: string) => redis.llen(key('recipients', occurrence)),
    messages: (send: string) => redis.hgetall(key('messages', send)),

    /**
     * Begins an occurrence with the recipients that were kept aside; `unbatched` of them no batch has room for.
     * False where the schedule has changed, or somebody else was first.
     */
    begin: async (
      send: string,
      { occurrence, digest }: Pick<SendEntry, 'occurrence' | 'digest'>,
      wave: string,
      aside: string,
      count: number,
      now: Instant,
      unbatched: number,
    ) => (await run('begin', send, occurrence, wave, digest, aside, count, now, unbatched)) === 1,
    unbatched: async (occurrence: string) => Number((await redis.hget(key('occurrence', occurrence), 'unbatched')) ?? 0),
    refuse: (occurrence: string, digest: string, state: 'expired' | 'refused', reason: string, sends: readonly string[]) =>
      run('refuse', occurrence, digest, state, reason, ...sends),
    reserve: async (send: string, occurrence: string, member: string, reservation: Reservation) =>
      (await run('reserve', send, occurrence, member, JSON.stringify(reservation))) as string,
    settle: (send: string, wave: string, member: string, outcome: string, release?: readonly Check[]) =>
      run('settle', send, wave, member, outcome, release ? 'release' : 'keep', JSON.stringify(release ?? [])),
    /** False while messages are unsettled, unless it is too late for them. */
    finish: async (send: string, occurrence: string, from: number, to: number, late: boolean) =>
      (await run('finish', send, occurrence, from, to, late ? 'late' : 'settled')) === 1,

    revision: async () => (await redis.get(key('revision'))) ?? '0',
    current: () => redis.get(key('current')),
    storeName: () => redis.get(key('store')),
    keepSchedule: (digest: string, text: string) => redis.set(key('schedule', digest), text),
    schedule: (digest: string) => redis.get(key('schedule', digest)),
    commit: async (revision: string, digest: string, storeName: string, sends: readonly Planned[]): Promise<Loaded> => {
      const found = JSON.parse((await run('commit', revision, digest, storeName, JSON.stringify(sends))) as string) as Loaded;
      // Lua writes an empty list as an object.
      const list = (items: readonly string[] | undefined): readonly string[] => Object.values(items ?? {});
      return { ...found, moved: list(found.moved), removed: list(found.removed), stopped: list(found.stopped), kept: list(found.kept) };
    },

    received: async (wave: string) => new Set(await redis.smembers(key('received', wave))),
    begun: async (wave: string): Promise<Instant | undefined> => {
      const found = await redis.hget(key('begun'), wave);
      return found === null ? undefined : Number(found);
    },

    confirmation: async (occurrence: string) => {
      const { by, at, content } = await redis.hgetall(key('confirmed', occurrence));
      return by === undefined ? undefined : { by, at: Number(at), content: content ?? '' };
    },
    confirm: (occurrence: string, by: string, at: Instant, content: string) =>
      redis.hset(key('confirmed', occurrence), { by, at, content }),
    metric: (campaign: string, name: string) => redis.hget(key('metrics', campaign), name),
    setMetric: (campaign: string, name: string, value: string) => redis.hset(key('metrics', campaign), name, value),

    /** What was kept first, the given text where nothing was. */
    keepOnce: async (name: string, text: string): Promise<string> => {
      await redis.setnx(key(name), text);
      return (await redis.get(key(name))) ?? text;
    },
    kept: (name: string) => redis.get(key(name)),
  };
}
