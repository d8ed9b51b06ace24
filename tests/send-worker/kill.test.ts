import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Rehearsal } from '../../examples/send-worker/src/clock.js';
import { createStore, type Store } from '../../examples/send-worker/src/state/store.js';
import type { Schedule } from '../../src/schedule/types.js';
import { addressed, isRegular, people, scheduleText, writeMembers, type Person } from './support/house.js';
import { kill, outputOf, pause, startExample, startMailServer, startRedis, temporaryFolder, until } from './support/processes.js';

/*
 * Two workers execute a schedule and are killed again and again, 50 times and more: while they start, load, select, send and note what they sent.
 * Some are stopped before, for so long that the other takes over, and go on as if nothing had been.
 * Twice meanwhile the schedule changes. In the end every message has been delivered exactly once.
 */

const KILLS = 50;
const MEMBERS = 360;
const FROM = '2027-03-21T09:59:00+08:00';
const SPEED = 90;

const HARVEST = (message: string): string =>
  `wave harvest via email to regulars, newcomers { at 2027-03-21 10:00  message ${message}  split by 70 every 5min }`;
const TASTING = (time: string): string => `wave tasting via email to regulars { at 2027-03-21 ${time}  message mail }`;
const FLASH = 'wave flash_sale via flash to regulars, newcomers { at 2027-03-21 10:40  message flash_mail }';
const GONE = 'wave gone via email to regulars { at 2027-03-21 11:10  message mail }';
const LONG = 'wave long via email to newcomers { at 2027-03-21 11:05  message mail  split by 10 every 30min }';
const LATER = (time: string): string => `wave later via email to newcomers { at 2027-03-21 ${time}  message mail }`;
const ADDED = 'wave added via email to regulars { at 2027-03-21 11:40  message other_mail }';

/** As loaded first; then harvest says something else, tasting moves, one is gone; then one is added, one moves up, and one that has begun goes. */
const SCHEDULES = [
  [HARVEST('mail'), TASTING('10:45'), FLASH, GONE, LONG, LATER('11:50')],
  [HARVEST('other_mail'), TASTING('11:02'), FLASH, LONG, LATER('11:50')],
  [HARVEST('other_mail'), TASTING('11:02'), FLASH, LATER('11:36'), ADDED],
].map((waves) => scheduleText(MEMBERS, waves.join('\n')));

const SENDS = [...new Set(SCHEDULES.flatMap((text) => (JSON.parse(text) as Schedule).sends.map(({ id }) => id)))];

/** Always the same numbers from 0 to 1. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('killed 50 times and more, with two re-loads, nothing is lost and nothing doubled', { timeout: 240_000 }, async () => {
  const [redis, mail] = await Promise.all([startRedis(), startMailServer(500)]);
  const folder = temporaryFolder();
  const all = people(MEMBERS);
  const [scheduleFile, membersFile] = [path.join(folder, 'schedule.json'), path.join(folder, 'members.csv')];
  writeMembers(membersFile, all);
  const replaceSchedule = (text: string): void => {
    fs.writeFileSync(`${scheduleFile}.new`, text);
    fs.renameSync(`${scheduleFile}.new`, scheduleFile);
  };
  replaceSchedule(SCHEDULES[0] ?? '');
  const connection = ['--redis', redis, '--rehearse-from', FROM, '--speed', String(SPEED)];
  const work = [
    scheduleFile,
    membersFile,
    ...connection,
    '--smtp',
    mail.url,
    '--snapshots',
    path.join(folder, 'snapshots'),
    '--take-over',
    '1s',
  ];
  const random = dice(11);
  const store = createStore(redis);
  const killed = { before: 0, atWork: 0 };
  let pauses = 0;
  /** How long the last worker took to begin, in milliseconds. */
  let beginning = 500;
  // Not while a deadline comes: nothing helps a process that is stopped between its last look at the clock and its message.
  let mayPause = (): boolean => true;

  /** Starts, and kills: at a random moment after it began to work, or while it starts. */
  async function attempt(args: readonly string[], isWorking: boolean): Promise<void> {
    const child = startExample(args);
    const output = outputOf(child);
    const started = performance.now();
    const hasBegun = (): boolean => output.text.includes('Working');
    if (isWorking) await until('a worker', () => hasBegun() || child.exitCode !== null);
    if (isWorking && hasBegun()) beginning = performance.now() - started;
    await pause(random() * (isWorking ? 2_500 : 1.2 * beginning));
    if (isWorking && mayPause() && random() < 0.3) await silence(child);
    if (child.exitCode !== null) return;
    killed[hasBegun() ? 'atWork' : 'before'] += 1;
    await kill(child);
  }

  /** Longer than others wait for it: they take its sends over. Then it goes on, and knows nothing of that. */
  async function silence(child: ChildProcess): Promise<void> {
    child.kill('SIGSTOP');
    await pause(2_500);
    child.kill('SIGCONT');
    await pause(500);
    pauses += 1;
  }

  // On a quick machine 50 kills are over before the last change of the schedule: somebody must work until then.
  let isLastLoaded = false;
  async function keepKilling(): Promise<void> {
    while (killed.atWork + killed.before < KILLS || !isLastLoaded) await attempt(work, random() < 0.75);
  }

  /** Loads a schedule; interrupted three times, by workers that load it too. */
  async function reload(text: string): Promise<void> {
    replaceSchedule(text);
    const command = ['load', scheduleFile, '--redis', redis];
    for (let tries = 0; tries < 3; tries += 1) await attempt(command, false);
    await finished(startExample(command));
  }

  const twoWorkers = Promise.all([keepKilling(), keepKilling()]);
  await until('the clock', async () => (await store.kept('clock')) !== null, 60);
  const clock = JSON.parse((await store.kept('clock')) ?? '') as Rehearsal;
  const virtual = (wall: number): number => clock.from + (wall - clock.began) * clock.speed;
  const wallOf = (time: string): number => clock.began + (Date.parse(`2027-03-21T${time}+08:00`) - clock.from) / clock.speed;
  const waitFor = (time: string): Promise<void> => pause(Math.max(0, wallOf(time) - (performance.timeOrigin + performance.now())));

  mayPause = () => virtual(performance.timeOrigin + performance.now()) < Date.parse('2027-03-21T10:34:00+08:00');

  await waitFor('10:20:00');
  await reload(SCHEDULES[1] ?? '');
  await until('the first batch of long', async () => (await store.occurrence('spring/long/2027-03-21')) === 'begun', 90);
  await reload(SCHEDULES[2] ?? '');
  isLastLoaded = true;
  await twoWorkers;
  await Promise.all([finished(startExample([...work, '--until-idle'])), finished(startExample([...work, '--until-idle']))]);

  const transmitted = mail.accepted();
  const delivered = transmitted.filter(({ again }) => !again);
  const to = (wave: string): readonly string[] =>
    delivered
      .filter(({ send }) => send.startsWith(`spring/${wave}/`))
      .map(({ member }) => member)
      .sort();
  const reachable = (to: (one: Person) => boolean): readonly string[] =>
    addressed(all, to)
      .filter(({ consents }) => consents)
      .map(({ id }) => id)
      .sort();
  const anyone = (one: Person): boolean => isRegular(one) || one.isNew;

  // The kills were what they should be: some before a worker worked, most while it did, and some left messages in doubt.
  expect(killed.atWork + killed.before).toBeGreaterThanOrEqual(KILLS);
  expect(killed.before).toBeGreaterThan(5);
  expect(killed.atWork).toBeGreaterThan(25);
  expect(pauses).toBeGreaterThan(0);
  expect(transmitted.length - delivered.length, 'transmitted again with the same key').toBeGreaterThan(0);

  expect(new Set(delivered.map(({ send, member }) => `${send} ${member}`)).size, 'nothing is doubled').toBe(delivered.length);
  // Begun before it was changed: finished as it was.
  const subjects = (wave: string): readonly string[] =>
    delivered.filter(({ send }) => send.startsWith(`spring/${wave}/`)).map(({ subject }) => subject);
  expect(subjects('harvest').every((subject) => subject.startsWith('Tea'))).toBe(true);
  // Moved: not before its new time.
  const tasting = delivered.filter(({ send }) => send.startsWith('spring/tasting/'));
  expect(tasting.every(({ date }) => Date.parse(date) >= Date.parse('2027-03-21T11:02:00+08:00'))).toBe(true);
  // Removed before it began, and while it went out: its later batches never began.
  expect(to('gone')).toEqual([]);
  expect(await store.occurrence('spring/long/2027-03-21')).toBe('stopped');
  const firstBatch = addressed(all, ({ isNew }) => isNew).slice(0, 10);
  expect(firstBatch.filter(({ consents }) => consents).map(({ id }) => id)).toEqual(expect.arrayContaining([...to('long')]));

  // Its time is over before the rate lets everybody through: who is left expires, nobody is sent to late.
  const flash = await messagesOf(store, 'spring/flash_sale/2027-03-21/1');
  const deadline = Date.parse('2027-03-21T11:00:00+08:00');
  expect(flash.size).toBe(addressed(all, anyone).length);
  expect(countOf(flash, 'expired')).toBeGreaterThan(0);
  const late = delivered.filter(
    ({ send, date, at }) => send.startsWith('spring/flash_sale/') && (Date.parse(date) >= deadline || virtual(at - 2_000) > deadline),
  );
  expect(late).toEqual([]);
  expect(to('flash_sale')).toEqual(expect.arrayContaining(membersWith(flash, 'sent')));
  expect(membersWith(flash, 'sent', 'unknown')).toEqual(expect.arrayContaining([...to('flash_sale')]));

  // Moved up.
  expect((await store.send('spring/later/2027-03-21/1'))?.at).toBe(Date.parse('2027-03-21T11:36:00+08:00'));

  // Everybody got everything, but for whom it would have been the fourth of the day.
  const contacts = await contactsOf(store, all);
  expect(Math.max(...contacts.values())).toBe(3);
  const skipped: string[] = [];
  for (const [wave, means] of [
    ['harvest', anyone],
    ['tasting', isRegular],
    ['later', ({ isNew }: Person) => isNew],
    ['added', isRegular],
  ] as const) {
    const messages = await messagesOf(store, ...SENDS.filter((send) => send.startsWith(`spring/${wave}/`)));
    expect(to(wave), wave).toEqual(membersWith(messages, 'sent'));
    const capped = membersWith(messages, 'skipped cap/email/calendar-day');
    expect([...to(wave), ...capped].sort(), wave).toEqual(reachable(means));
    skipped.push(...capped);
  }
  expect(skipped.length).toBeGreaterThan(0);
  expect(skipped.every((id) => contacts.get(id) === 3)).toBe(true);

  await store.close();
});

async function finished(child: ChildProcess): Promise<void> {
  const output = outputOf(child);
  await once(child, 'close');
  expect(child.exitCode, output.text).toBe(0);
}

/** What became of each member's message, in one of the sends. */
async function messagesOf(store: Store, ...sends: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await Promise.all(sends.map((send) => store.messages(send)))).flatMap((messages) => Object.entries(messages)));
}

function membersWith(messages: ReadonlyMap<string, string>, ...states: readonly string[]): string[] {
  return [...messages]
    .filter(([, state]) => states.includes(state))
    .map(([member]) => member)
    .sort();
}

function countOf(messages: ReadonlyMap<string, string>, state: string): number {
  return membersWith(messages, state).length;
}

async function contactsOf(store: Store, all: readonly Person[]): Promise<ReadonlyMap<string, number>> {
  return new Map(await Promise.all(all.map(async ({ id }) => [id, await store.redis.hlen(store.key('contacts', id))] as const)));
}
