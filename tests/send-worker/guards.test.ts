import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checksOf, scopeOf } from '../../examples/send-worker/src/guards/checks.js';
import { openWindow } from '../../examples/send-worker/src/guards/windows.js';
import { createStore, type Store } from '../../examples/send-worker/src/state/store.js';
import { addDays, createZone, dayOfText, type Day } from '../../examples/send-worker/src/time/zone.js';
import type { ScheduleClause, ScheduleGuard, ScheduleSend } from '../../src/schedule/types.js';
import { startRedis } from './support/processes.js';

/*
 * Caps, gaps and shares, counted in Redis at the moment a message would start, against a naive count over all windows there are.
 * After every message no window whatever may hold more than its clause allows.
 */

const ZONE = 'Europe/Berlin';
const zone = createZone(ZONE);
const HOUR = 3_600_000;
/** Around the change of clocks on 28 March, the end of a month and of a quarter. */
const START = Date.parse('2027-03-18T00:00:00Z');

let store: Store;
beforeAll(async () => {
  store = createStore(await startRedis());
  return () => store.close();
});

const clause = (kind: string, terms: object): ScheduleClause => ({
  id: `${kind}/test`,
  kind,
  policy: 'house',
  hard: false,
  channels: ['email', 'sms'],
  terms: { ...terms },
});

interface Sent {
  readonly member: string;
  readonly at: number;
  readonly campaign: string;
  readonly clauses: readonly string[];
}

/** One send after the other to random members; which of them went out. */
async function play(one: ScheduleClause, guard: ScheduleGuard, attempts: readonly Sent[]): Promise<readonly Sent[]> {
  await store.redis.flushdb();
  const scopes = new Map([[one.id, scopeOf(one)]]);
  const sent: Sent[] = [];
  for (const [index, { member, at, campaign, clauses }] of attempts.entries()) {
    const send = {
      id: `${campaign}/w/day-${index}/1`,
      campaign,
      channel: index % 3 === 0 ? 'sms' : 'email',
      guards: [guard],
    } as unknown as ScheduleSend;
    await store.redis.hset(store.key('occurrence', `${campaign}/w/day-${index}`), 'state', 'begun');
    await store.redis.hset(store.key('send', send.id), 'deadline', String(at + 1));
    const answer = await store.reserve(send.id, `${campaign}/w/day-${index}`, member, {
      now: at,
      channel: send.channel,
      checks: checksOf(send, scopes, clauses, at, zone),
      contact: { at, day: zone.dayOf(at), channel: send.channel, campaign, clauses },
    });
    if (answer.startsWith('send ')) sent.push({ member, at, campaign, clauses });
    else expect(answer).toBe(`skipped ${one.id}`);
  }
  return sent;
}

const attempts = fc
  .array(
    fc.record({ member: fc.constantFrom('ann', 'bob', 'cy'), wait: fc.integer({ min: 0, max: 40 }), campaign: fc.constantFrom('c', 'd') }),
    {
      minLength: 5,
      maxLength: 25,
    },
  )
  .map((all) => {
    let at = START;
    return all.map(({ member, wait, campaign }): Sent => ({ member, at: (at += wait * HOUR), campaign, clauses: [] }));
  });

/** The most that one member gets in any of the windows. */
function most(sent: readonly Sent[], isTogether: (a: Sent, b: Sent) => boolean): number {
  return Math.max(
    0,
    ...sent.map((last) => sent.filter((one) => one.member === last.member && one.at <= last.at && isTogether(one, last)).length),
  );
}

const day = ({ at }: Sent): Day => zone.dayOf(at);
const month = (one: Sent): string => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit' }).format(one.at);

const WINDOWS: readonly (readonly [string, (a: Sent, b: Sent) => boolean])[] = [
  ['rolling 3d', (a, b) => day(b) - day(a) < 3],
  ['rolling 1w', (a, b) => day(b) - day(a) < 7],
  ['rolling 36h', (a, b) => b.at - a.at < 36 * HOUR],
  ['rolling 1mo', (a, b) => day(b) < addDays(day(a), { count: 1, unit: 'mo' }, 1)],
  ['calendar day', (a, b) => day(a) === day(b)],
  ['calendar week', (a, b) => Math.floor((day(a) + 3) / 7) === Math.floor((day(b) + 3) / 7)],
  ['calendar month', (a, b) => month(a) === month(b)],
  ['campaign', (a, b) => a.campaign === b.campaign],
];

test.each(WINDOWS)('a cap per %s holds in every window, and leaves out nobody without need', async (window, isTogether) => {
  await fc.assert(
    fc.asyncProperty(attempts, fc.integer({ min: 1, max: 3 }), async (all, max) => {
      const sent = await play(clause('cap', { most: max, window }), { clause: 'cap/test', verdict: 'possible', max }, all);
      expect(most(sent, isTogether)).toBeLessThanOrEqual(max);
      for (const one of all.filter(
        (each) => !sent.includes(each) && !sent.some(({ at, member }) => at === each.at && member === each.member),
      )) {
        const before = sent.filter(({ member, at }) => member === one.member && at <= one.at);
        expect(before.filter((each) => isTogether(each, one)).length).toBe(max);
      }
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['2d', (a: Sent, b: Sent): boolean => day(b) - day(a) < 2],
  ['30h', (a: Sent, b: Sent): boolean => b.at - a.at < 30 * HOUR],
] as const)('a gap of %s lies between any two messages of a member', async (least, isTooClose) => {
  await fc.assert(
    fc.asyncProperty(attempts, async (all) => {
      const sent = await play(clause('gap', { least }), { clause: 'gap/test', verdict: 'possible', least }, all);
      expect(most(sent, isTooClose)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 30 },
  );
});

test.each(WINDOWS)('a share per %s: no more members than allowed get more', async (window, isTogether) => {
  await fc.assert(
    fc.asyncProperty(attempts, fc.integer({ min: 0, max: 2 }), async (all, members) => {
      const terms = { over: 1, mostPercent: 30, window };
      const sent = await play(clause('share', terms), { clause: 'share/test', verdict: 'possible', max: 1, members }, all);
      for (const last of sent) {
        const beyond = ['ann', 'bob', 'cy'].filter(
          (member) => sent.filter((one) => one.member === member && one.at <= last.at && isTogether(one, last)).length > 1,
        );
        expect(beyond.length).toBeLessThanOrEqual(members);
      }
    }),
    { numRuns: 30 },
  );
});

test('during an event only messages of its days count; for an audience only those of its members', async () => {
  const all = ['2027-03-19', '2027-03-20', '2027-03-21', '2027-03-22', '2027-03-23', '2027-03-31'].map((text, index): Sent => ({
    member: 'ann',
    at: Date.parse(`${text}T10:00:00Z`),
    campaign: 'c',
    clauses: index === 2 ? [] : ['cap/test'],
  }));
  const days = (sent: readonly Sent[]): readonly number[] => sent.map(({ at }) => all.findIndex((one) => one.at === at));
  const guard: ScheduleGuard = { clause: 'cap/test', verdict: 'possible', max: 2 };
  const fair = [
    ['2027-03-20', '2027-03-22'],
    ['2027-03-30', '2027-04-02'],
  ];
  const during = await play(clause('cap', { most: 2, window: 'calendar year', during: 'fair', days: fair }), guard, all);
  expect(days(during)).toEqual([0, 1, 2, 4]);
  // The third reached her when she did not belong to the audience.
  const forAudience = await play(clause('cap', { most: 2, window: 'calendar year', for: 'loyal' }), guard, all);
  expect(days(forAudience)).toEqual([0, 1, 2]);
});

describe('windows', () => {
  const open = (text: string, at: string): unknown => openWindow(text, Date.parse(at), createZone('Asia/Shanghai'));
  const days = (from: string, to: string): object => ({ from: dayOfText(from), to: dayOfText(to) });

  test('of days are those of the store', () => {
    expect(open('calendar month', '2027-02-28T16:00:00Z')).toEqual({ kind: 'days', ...days('2027-03-01', '2027-03-31'), rolling: false });
    expect(open('calendar week', '2027-03-07T15:59:59Z')).toEqual({ kind: 'days', ...days('2027-03-01', '2027-03-07'), rolling: false });
    expect(open('calendar quarter', '2027-05-20T10:00:00Z')).toEqual({ kind: 'days', ...days('2027-04-01', '2027-06-30'), rolling: false });
    expect(open('rolling 30d', '2027-03-30T10:00:00Z')).toEqual({ kind: 'days', ...days('2027-03-01', '2027-03-30'), rolling: true });
  });

  test('of a month end where the month does, however long it is', () => {
    expect(open('rolling 1mo', '2027-02-28T10:00:00+08:00')).toEqual({ kind: 'days', ...days('2027-02-01', '2027-02-28'), rolling: true });
    expect(open('rolling 1mo', '2027-03-30T10:00:00+08:00')).toEqual({ kind: 'days', ...days('2027-03-01', '2027-03-30'), rolling: true });
  });

  test('that nobody knows are refused', () => {
    expect(() => open('calendar decade', '2027-03-01T00:00:00Z')).toThrow('This worker does not know the window "calendar decade".');
  });
});

describe('a message', () => {
  const reserve = (now: number, more: object = {}): Promise<string> =>
    store.reserve('c/w/d/1', 'c/w/d', 'ann', { now, channel: 'email', checks: [], ...more });

  async function begun(deadline: number): Promise<void> {
    await store.redis.flushdb();
    await store.redis.hset(store.key('occurrence', 'c/w/d'), 'state', 'begun');
    await store.redis.hset(store.key('send', 'c/w/d/1'), 'deadline', String(deadline));
  }

  test('starts before the deadline, not at it', async () => {
    await begun(1_000);
    expect(await reserve(1_000)).toBe('late');
    expect(await reserve(999)).toBe('send 1000');
  });

  test('that is in doubt starts again with the same key, but not after the deadline', async () => {
    await begun(1_000);
    expect(await reserve(900)).toBe('send 1000');
    expect(await reserve(950)).toBe('resend 1000');
    expect(await reserve(1_000)).toBe('late');
    await store.settle('c/w/d/1', 'c/w', 'ann', 'sent');
    expect(await reserve(960)).toBe('sent');
  });

  test('in doubt is not sent to a member who has withdrawn consent since', async () => {
    await begun(1_000);
    await reserve(900);
    expect(await reserve(950, { skip: 'email_consent' })).toBe('unknown');
  });

  test('of an occurrence that was stopped does not start', async () => {
    await begun(1_000);
    await store.redis.hset(store.key('occurrence', 'c/w/d'), 'state', 'stopped');
    expect(await reserve(900)).toBe('stopped');
  });

  test('waits for the next tick where the rate of its channel is used up', async () => {
    await begun(100_000);
    const rate = { rate: { count: 2, per: 1_000 } };
    expect(await reserve(5_100, rate)).toBe('send 100000');
    expect(await reserve(5_200, rate)).toBe('resend 100000');
    expect(await reserve(5_300, rate)).toBe('wait 700');
    expect(await reserve(6_000, rate)).toBe('resend 100000');
  });
});
