import path from 'node:path';
import { parseArgs } from 'node:util';
import { createClock, wallClock, type Clock, type Rehearsal } from './clock.js';
import type { Context } from './context.js';
import { smtpTransport } from './deliver/transport.js';
import { quantity } from './gate.js';
import { createDirectory } from './members/directory.js';
import { Refusal } from './refusal.js';
import { occurrenceOf } from './schedule/ids.js';
import { confirmedContent, load, loadReport } from './schedule/load.js';
import type { Options } from './schedule/options.js';
import { understand, type Understood } from './schedule/read.js';
import { createStore, type Store } from './state/store.js';
import { statusLines } from './status.js';
import { milliseconds, readDuration } from './time/durations.js';
import { instantOf } from './time/zone.js';
import { startWorker } from './worker.js';

const USAGE = `Usage: npm start -- SCHEDULE MEMBERS   load the schedule and execute it
       npm start -- load SCHEDULE         load it; workers that run follow it
       npm start -- status                what has become of every send
       npm start -- confirm OCCURRENCE --by NAME
       npm start -- metric CAMPAIGN METRIC VALUE

  --redis URL            redis://127.0.0.1:6379
  --smtp URL             smtp://127.0.0.1:2525
  --from ADDRESS         who writes: "Shop <news@shop.example>"
  --channels A,B         send on these channels only, and leave the others to other systems
  --snapshots FOLDER     where members are kept as they were at the moments plans ask for (snapshots)
  --files FOLDER         the project's root, in which the bodies lie that messages name as files
  --links URL            what {link} becomes; may hold {kind} and {send}
  --latest DURATION      how long after its time a send without a deadline may start (24h)
  --take-over DURATION   how long a worker may be silent before another takes over (30s)
  --parallel N           messages of one send on their way at one time (8)
  --rehearse-from TIME   rehearse: the schedule's time runs from here …
  --speed N              … N times as fast (1)
  --until-idle           stop when no send is open`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    redis: { type: 'string', default: 'redis://127.0.0.1:6379' },
    smtp: { type: 'string', default: 'smtp://127.0.0.1:2525' },
    from: { type: 'string', default: 'Send worker <worker@localhost>' },
    channels: { type: 'string' },
    snapshots: { type: 'string', default: 'snapshots' },
    files: { type: 'string' },
    links: { type: 'string' },
    latest: { type: 'string', default: '24h' },
    'take-over': { type: 'string', default: '30s' },
    parallel: { type: 'string', default: '8' },
    'rehearse-from': { type: 'string' },
    speed: { type: 'string', default: '1' },
    'until-idle': { type: 'boolean', default: false },
    by: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function optionsOf(): Options {
  const { channels, files, links, latest } = values;
  return {
    ...(channels !== undefined && { channels: channels.split(',') }),
    ...(files !== undefined && { files }),
    ...(links !== undefined && { links }),
    latest: milliseconds(readDuration(latest)),
  };
}

/** A rehearsal goes on where it was after a restart; it and real sending never share a Redis. */
async function clockOf(store: Store): Promise<Clock> {
  const from = values['rehearse-from'];
  const wanted: Rehearsal | null = from === undefined ? null : { from: instantOf(from), began: wallClock(), speed: Number(values.speed) };
  const kept = JSON.parse(await store.keepOnce('clock', JSON.stringify(wanted))) as Rehearsal | null;
  if ((kept === null) !== (wanted === null))
    throw new Refusal(
      kept
        ? 'This Redis holds a rehearsal. Go on with --rehearse-from, or take another Redis.'
        : 'This Redis holds what was really sent. Rehearse with another one.',
    );
  return createClock(kept ?? undefined);
}

function planReader(store: Store, options: Options): (digest: string) => Promise<Understood> {
  const known = new Map<string, Promise<Understood>>();
  const read = async (digest: string): Promise<Understood> => {
    const text = await store.schedule(digest);
    if (text === null) throw new Refusal(`Redis has lost the schedule ${digest}.`);
    return understand(text, options);
  };
  return (digest) => {
    let plan = known.get(digest);
    if (!plan) {
      plan = read(digest);
      known.set(digest, plan);
      plan.catch(() => known.delete(digest));
    }
    return plan;
  };
}

async function run(schedule: string, members: string, store: Store, options: Options): Promise<void> {
  const clock = await clockOf(store);
  const { plan, loaded } = await load(schedule, options, store);
  for (const line of loadReport(plan, loaded)) say(line);
  const parallel = Number(values.parallel);
  const transport = smtpTransport(values.smtp, values.from, parallel);
  const directory = createDirectory(members, path.resolve(values.snapshots), (asOf) => {
    const minutes = Math.floor((clock.now() - asOf) / 60_000);
    say(`Members as of ${new Date(asOf).toISOString()} are kept${minutes > 0 ? `, ${String(minutes)} min late` : ''}.`);
  });
  const context: Context = { store, clock, directory, transport, options, plan: planReader(store, options), parallel };
  const worker = startWorker(milliseconds(readDuration(values['take-over'])), context, say);
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  say(`Working; it is ${new Date(clock.now()).toISOString()}.`);
  await Promise.race([stopped, ...(values['until-idle'] ? [worker.idle()] : [])]);
  await worker.close();
  transport.close();
}

async function confirm(occurrence: string, store: Store, options: Options): Promise<void> {
  const { by } = values;
  if (by === undefined) throw new Refusal('Say who confirms it with --by.');
  const plan = await currentPlan(store, options);
  const send = [...plan.sends.values()].find(({ id }) => occurrenceOf(id) === occurrence);
  if (!send?.confirm) throw new Refusal(`Nothing called ${occurrence} is to be confirmed.`);
  const rehearsal = JSON.parse((await store.kept('clock')) ?? 'null') as Rehearsal | null;
  const clock = createClock(rehearsal ?? undefined);
  await store.confirm(occurrence, by, clock.now(), confirmedContent(send, plan.schedule));
  say(`${occurrence} is confirmed by ${by}.`);
}

async function currentPlan(store: Store, options: Options): Promise<Understood> {
  const digest = await store.current();
  if (digest === null) throw new Refusal('No schedule is loaded.');
  return planReader(store, options)(digest);
}

async function main(): Promise<void> {
  const [command = '', ...rest] = positionals;
  if (values.help || command === '') return say(USAGE);
  const options = optionsOf();
  const store = createStore(values.redis);
  try {
    const [first = '', second = '', third = ''] = rest;
    if (command === 'load') {
      const { plan, loaded } = await load(first, options, store);
      for (const line of loadReport(plan, loaded)) say(line);
    } else if (command === 'status') {
      for await (const line of statusLines(store)) say(line);
    } else if (command === 'confirm') {
      await confirm(first, store, options);
    } else if (command === 'metric') {
      quantity(third);
      await store.setMetric(first, second, third);
      say(`${second} of ${first} is ${third}.`);
    } else {
      await run(command, first, store, options);
    }
  } finally {
    await store.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Refusal ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
