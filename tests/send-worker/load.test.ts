import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { load, loadReport } from '../../examples/send-worker/src/schedule/load.js';
import { understand } from '../../examples/send-worker/src/schedule/read.js';
import type { Options } from '../../examples/send-worker/src/schedule/options.js';
import { createStore, type Store } from '../../examples/send-worker/src/state/store.js';
import { dayOfText } from '../../examples/send-worker/src/time/zone.js';
import type { Schedule } from '../../src/schedule/types.js';
import { folderOf } from '../support/projects.js';
import { schedule, scheduleText } from './support/house.js';
import { startRedis, temporaryFolder } from './support/processes.js';

/** What a load takes over, what a re-load changes, and what is refused. */

const OPTIONS: Options = { latest: 86_400_000 };
let store: Store;
let file: string;
beforeAll(async () => {
  store = createStore(await startRedis());
  file = path.join(temporaryFolder(), 'schedule.json');
  return () => store.close();
});
beforeEach(() => store.redis.flushdb());

const wave = (name: string, time: string, more = ''): string =>
  `wave ${name} via email to regulars { at 2027-03-21 ${time}  message mail  ${more} }`;

/** Loads the plan with these waves; what the worker says of it. */
async function loaded(...waves: readonly string[]): Promise<readonly string[]> {
  fs.writeFileSync(file, scheduleText(100, waves.join('\n')));
  const { plan, loaded: found } = await load(file, OPTIONS, store);
  return [...loadReport(plan, found)].slice(1);
}

const id = (name: string, batch = 1): string => `spring/${name}/2027-03-21/${batch}`;

async function begin(name: string): Promise<void> {
  const digest = (await store.current()) ?? '';
  expect(await store.begin(id(name), { occurrence: `spring/${name}/2027-03-21`, digest }, `spring/${name}`, 'nobody', 0, 0, 0)).toBe(true);
}

async function times(): Promise<Readonly<Record<string, string>>> {
  const due = await store.due();
  return Object.fromEntries(due.map(([send, at]) => [send, new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)]));
}

describe('before a send begins', () => {
  test('it moves, changes and goes with the schedule', async () => {
    expect(await loaded(wave('a', '10:00'), wave('b', '11:00'), wave('c', '12:00'))).toEqual(['3 new, 0 moved, 0 changed, 0 removed.']);
    expect(await loaded(wave('a', '10:30'), wave('b', '11:00', 'as care'), wave('d', '13:00'))).toEqual([
      '1 new, 1 moved, 1 changed, 1 removed.',
    ]);
    expect(await times()).toEqual({ [id('a')]: '10:30', [id('b')]: '11:00', [id('d')]: '13:00' });
    expect(await store.send(id('c'))).toBeUndefined();
  });

  test('the same schedule again changes nothing', async () => {
    await loaded(wave('a', '10:00'));
    const before = await store.revision();
    expect(await loaded(wave('a', '10:00'))).toEqual(['The schedule is the one that was loaded before.']);
    expect(await store.revision()).toBe(before);
  });

  test('one that expired or was refused gets another chance when a schedule is loaded', async () => {
    await loaded(wave('a', '10:00'));
    await store.refuse('spring/a/2027-03-21', (await store.current()) ?? '', 'expired', 'late', [id('a')]);
    expect(await times()).toEqual({});
    await loaded(wave('a', '12:00'));
    expect(await times()).toEqual({ [id('a')]: '12:00' });
  });
});

describe('once an occurrence has begun', () => {
  test('it is finished as it was loaded, but its later batches move', async () => {
    await loaded(wave('a', '10:00', 'split by 10 every 30min'));
    await begin('a');
    const digest = (await store.send(id('a', 2)))?.digest;
    const report = await loaded(wave('a', '10:10', 'as care  split by 10 every 30min'));
    expect(report).toContain(`${id('a', 2)} has begun: it is finished as it was loaded before.`);
    expect((await store.send(id('a', 2)))?.digest).toBe(digest);
    expect((await times())[id('a', 2)]).toBe('10:40');
  });

  test('batches cut otherwise stay as they were: nobody falls between two cuts', async () => {
    await loaded(wave('a', '10:00', 'split by 10 every 30min'));
    await begin('a');
    const before = await times();
    await loaded(wave('a', '10:00', 'split by 50 every 10min'));
    expect(await times()).toEqual(before);
  });

  test('its deadline may come nearer, never farther', async () => {
    const during = (phase: string): string =>
      `phase early start .. 2027-03-21  phase late start .. 2027-03-25 ${wave('a', '10:00', `during ${phase}`)}`;
    const deadline = async (): Promise<string> => new Date((await store.send(id('a')))?.deadline ?? 0).toISOString();
    await loaded(during('late'));
    await begin('a');
    expect(await deadline()).toBe('2027-03-25T16:00:00.000Z');
    await loaded(during('early'));
    expect(await deadline()).toBe('2027-03-21T16:00:00.000Z');
    await loaded(during('late'));
    expect(await deadline()).toBe('2027-03-21T16:00:00.000Z');
  });

  test('it stops where the schedule drops it, and goes on where the schedule takes it back', async () => {
    await loaded(wave('a', '10:00'), wave('b', '11:00'));
    await begin('a');
    const report = await loaded(wave('b', '11:00'));
    expect(report).toContain(`${id('a')} had begun and is not in the schedule any more: no further message starts.`);
    expect(await store.occurrence('spring/a/2027-03-21')).toBe('stopped');
    expect(await times()).toEqual({ [id('b')]: '11:00' });
    await loaded(wave('a', '10:00'), wave('b', '11:00'));
    expect(await store.occurrence('spring/a/2027-03-21')).toBe('begun');
    expect(await times()).toEqual({ [id('a')]: '10:00', [id('b')]: '11:00' });
  });

  test('recipients chosen by a schedule that was replaced meanwhile are dropped', async () => {
    await loaded(wave('a', '10:00'));
    const digest = (await store.current()) ?? '';
    await loaded(wave('a', '10:30'));
    expect(await store.begin(id('a'), { occurrence: 'spring/a/2027-03-21', digest }, 'spring/a', 'nobody', 0, 0, 0)).toBe(false);
    expect(await store.occurrence('spring/a/2027-03-21')).toBeNull();
  });
});

describe('a schedule that holds only a part of the plan', () => {
  const part = (from: string | null, ...waves: readonly string[]): void => {
    const filter = { campaigns: ['spring'], from, until: null };
    fs.writeFileSync(file, JSON.stringify({ ...schedule(100, waves.join('\n')), filter }));
  };
  const report = async (): Promise<readonly string[]> => {
    const { plan, loaded: found } = await load(file, OPTIONS, store);
    return [...loadReport(plan, found)].slice(1);
  };

  test('takes the place of the same part only: what it leaves out is not removed', async () => {
    part(null, wave('a', '10:00'), wave('b', '11:00'));
    expect(await report()).toEqual([
      'The schedule holds only a part of the plan: --campaign spring.',
      '2 new, 0 moved, 0 changed, 0 removed.',
    ]);
    part(null, wave('a', '10:30'));
    expect((await report())[1]).toBe('0 new, 1 moved, 0 changed, 1 removed.');
    part('2027-03-21', wave('b', '11:00'));
    await expect(report()).rejects.toThrow(
      'This schedule holds only a part of the plan (--campaign spring --from 2027-03-21), and not the part that is loaded: what it leaves out would count as removed. Load a whole one.',
    );
    expect(await times()).toEqual({ [id('a')]: '10:30' });
  });

  test('gives way to a whole one, and never takes its place', async () => {
    part(null, wave('a', '10:00'));
    await report();
    expect(await loaded(wave('a', '10:00'), wave('b', '11:00'))).toEqual(['1 new, 0 moved, 0 changed, 0 removed.']);
    part(null, wave('a', '10:00'));
    await expect(report()).rejects.toThrow('Load a whole one.');
    expect(await times()).toEqual({ [id('a')]: '10:00', [id('b')]: '11:00' });
  });
});

test('a load that another one overtook reads its file again', async () => {
  await loaded(wave('a', '10:00'));
  const revision = await store.revision();
  await loaded(wave('a', '11:00'));
  const outdated = await store.commit(revision, 'digest', 'tea_house', []);
  expect(outdated.outdated).toBe(true);
  expect(await times()).toEqual({ [id('a')]: '11:00' });
});

// ---------------------------------------------------------------- what is refused

const BASE = JSON.parse(scheduleText(100, wave('a', '10:00'))) as Schedule;

/** Places of the schedule, such as `sends.0.message`, and what stands there instead; `undefined` takes it out. */
type Changes = Readonly<Record<string, unknown>>;

function changed(changes: Changes): string {
  const schedule = structuredClone(BASE) as unknown as Record<string, unknown>;
  for (const [place, value] of Object.entries(changes)) {
    const names = place.split('.');
    const last = names.pop() ?? '';
    const owner = names.reduce((at, name) => at[name] as Record<string, unknown>, schedule);
    owner[last] = value;
  }
  return JSON.stringify(schedule);
}

/** What the worker says of a schedule it does not load. */
function refusal(text: string, options: Partial<Options> = {}): string {
  try {
    understand(text, { ...OPTIONS, ...options });
    return 'understood';
  } catch (error) {
    return (error as Error).message.replace(/^Nothing of this schedule was loaded.\n/, '');
  }
}

test('of a clause the compiler says its days and its audience', () => {
  const clauses = 'cap email 2 per calendar week during fair  cap email 1 per calendar week for staff';
  const { scopes, schedule: read } = understand(scheduleText(100, wave('a', '10:00'), clauses), OPTIONS);
  expect(scopes.get('cap/email/calendar-week/during-fair')).toMatchObject({
    window: 'calendar week',
    ranges: [[dayOfText('2027-03-21'), dayOfText('2027-03-23')]],
  });
  expect(scopes.get('cap/email/calendar-week/for-staff')).toMatchObject({ forAudience: 'staff' });
  expect(read.audiences.staff?.from).toBe('tag:staff');
});

describe('what this worker does not know it refuses', () => {
  test('the schedule it knows is understood', () => {
    expect(refusal(changed({}))).toBe('understood');
  });

  const cap = BASE.policy.clauses.findIndex((each) => each.id === 'cap/email/calendar-day');

  test.each<[string, Changes, string]>([
    ['another format', { format: 2 }, 'This worker reads schedules of format 1; this one has format 2.'],
    ['a new part', { vetoes: [] }, 'This worker does not know "vetoes".'],
    [
      'a new kind of filter',
      { filter: { campaigns: null, from: null, until: null, channels: [] } },
      'This worker does not know "filter.channels".',
    ],
    ['a new field of a channel', { 'channels.email.burst': 1 }, 'This worker does not know "channels.email.burst".'],
    ['a new field of a send', { 'sends.0.priority': 1 }, '- spring/a/2027-03-21/1: This worker does not know "priority".'],
    [
      'a new field of its audience',
      { 'sends.0.audience.sample': 5 },
      '- spring/a/2027-03-21/1: This worker does not know "audience.sample".',
    ],
    [
      'another order of batches',
      { 'sends.0.batch': { index: 1, of: 1, limit: 5, order: 'random' } },
      '- spring/a/2027-03-21/1: This worker does not know the order "random".',
    ],
    [
      'a guard without its clause',
      { 'sends.0.guards': [{ clause: 'cap/pigeon', verdict: 'possible', max: 1 }] },
      '- This worker does not know the guard cap/pigeon.',
    ],
    [
      'a cap in a window it does not know',
      {
        [`policy.clauses.${cap}.terms.window`]: 'calendar decade',
        'sends.0.guards': [{ clause: 'cap/email/calendar-day', verdict: 'possible', max: 3 }],
      },
      '- This worker does not know the window "calendar decade".',
    ],
    [
      'a cap during an event whose days it does not know',
      {
        [`policy.clauses.${cap}.terms.during`]: 'fair',
        'sends.0.guards': [{ clause: 'cap/email/calendar-day', verdict: 'possible', max: 3 }],
      },
      '- cap/email/calendar-day counts during fair, and the schedule does not say when that is. Compile it with a newer crm.',
    ],
    [
      'another condition',
      { 'audiences.regulars.condition': { kind: 'near', place: 'Rome' } },
      '- spring/a/2027-03-21/1: This worker does not know the condition {"kind":"near","place":"Rome"}. Update the worker before you load this schedule.',
    ],
    [
      'an audience that is missing',
      { 'audiences.staff': undefined },
      '- spring/a/2027-03-21/1: the schedule does not hold the audience staff.',
    ],
    [
      'a send without a message',
      { 'sends.0.message': null },
      '- spring/a/2027-03-21/1: it has no message. Write one in the plan, or leave its channel to others with --channels.',
    ],
    [
      'links of unknown form',
      { 'messages.mail.body.0': { placeholder: 'link' } },
      '- spring/a/2027-03-21/1: mail holds {link}. Say what links look like with --links.',
    ],
    [
      'a test with a winner',
      { 'sends.0.test': { variants: [{ name: 'a', percent: 50, message: 'mail' }], winner: { metric: 'clicks', after: '2h' } } },
      '- spring/a/2027-03-21/1: This worker does not know tests with a winner.',
    ],
  ])('%s', (_what, changes, said) => {
    expect(refusal(changed(changes))).toBe(said);
  });

  test('on a channel it leaves to others it says so', () => {
    const text = JSON.stringify({ ...BASE, triggers: [{ id: 'spring/birthday' }] });
    const plan = understand(text, { ...OPTIONS, channels: ['sms'] });
    expect([...loadReport(plan, undefined)]).toEqual([
      'Sends of this worker: 0.',
      'Left to others: 1 on email.',
      'spring/birthday is set off by members; it is left to others, and what they send counts in no cap here.',
      'The schedule is the one that was loaded before.',
    ]);
  });

  const noMessage = (id: string): string =>
    `- ${id}: it has no message. Write one in the plan, or leave its channel to others with --channels.`;

  test.each([
    ['double11', noMessage('double11/article/2027-11-19/1')],
    ['first-plan', noMessage('spring/article/2027-03-22/1')],
    ['member-year', 'understood'],
    ['tiered-price', 'understood'],
    ['vip-community', 'understood'],
  ])('the example %s', (name, said) => {
    const text = fs.readFileSync(path.join(folderOf(`examples/${name}`), 'schedule.json'), 'utf8');
    expect(refusal(text, { links: 'https://go.example/{kind}/{send}', files: '.' })).toBe(said);
  });
});
