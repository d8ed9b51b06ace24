import { DelayedError, Queue, Worker, type Job } from 'bullmq';
import { sleep, wallClock } from './clock.js';
import type { Context } from './context.js';
import { momentsOf } from './begin.js';
import { execute } from './execute.js';
import type { Instant } from './time/zone.js';

const QUEUE = 'sends';
/** After an error: how long until the send is tried again. */
const TRY_AGAIN = 2_000;
const LOOK_EVERY = 500;

export interface RunningWorker {
  /** Resolves once no send of the schedule is open. */
  readonly idle: () => Promise<void>;
  /** Finishes what is on its way. */
  readonly close: () => Promise<void>;
}

/**
 * Jobs are alarms: one for each send, with the send's id, due at its time. What a send is and how far it has come stands in the store,
 * so that a lost, late or doubled alarm does no harm: overdue sends are looked for all the time.
 *
 * @param silence how long a worker may say nothing, in ms, before another takes its sends over
 */
export function startWorker(silence: number, context: Context, log: (line: string) => void): RunningWorker {
  const { store, clock, directory } = context;
  const connection = store.redis;
  const prefix = '{crm}:queue';
  const queue = new Queue(QUEUE, { connection, prefix });
  const worker = new Worker(QUEUE, perform, {
    connection,
    prefix,
    concurrency: 4,
    lockDuration: silence,
    stalledInterval: silence,
    // How often a send was taken over says nothing against it.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
  });
  worker.on('error', (error) => log(`Redis: ${error.message}`));
  queue.on('error', (error) => log(`Redis: ${error.message}`));

  async function perform(job: Job, token?: string): Promise<void> {
    const again = await attempt(job.name, job.id ?? '');
    if (again === undefined) return;
    await job.moveToDelayed(again, token);
    throw new DelayedError();
  }

  /** When to look again, by the clock on the wall; nothing where it is done. */
  async function attempt(name: string, id: string): Promise<number | undefined> {
    try {
      if (name === 'snapshot') {
        await directory.snapshot(Number(id.slice('snapshot/'.length)));
        return undefined;
      }
      const again = await execute(id, context);
      return again === undefined ? undefined : Math.max(wallClock() + 10, clock.onTheWall(again));
    } catch (error) {
      const { message } = error as Error;
      log(`${id}: ${message}`);
      if (name === 'send') await store.problem(id, message);
      return wallClock() + TRY_AGAIN;
    }
  }

  function alarm(id: string, at: Instant, name = 'send'): { name: string; data: object; opts: object } {
    const delay = Math.max(0, clock.onTheWall(at) - wallClock());
    return { name, data: {}, opts: { jobId: id, delay, removeOnComplete: true, removeOnFail: true } };
  }

  /** Sets the alarms of a schedule: new ones, and those of sends that have moved. */
  async function setAlarms(digest: string): Promise<void> {
    const plan = await context.plan(digest);
    const due = await store.due();
    const sends = due.map(([id]) => plan.sends.get(id)).filter((send) => send !== undefined);
    const moments = new Set(sends.flatMap((send) => [...momentsOf(send, plan)]));
    await queue.addBulk([...moments].map((moment) => alarm(`snapshot/${String(moment)}`, moment, 'snapshot')));
    await queue.addBulk(due.map(([id, at]) => alarm(id, at)));
    for (let from = 0; from < due.length; from += 500) await Promise.all(due.slice(from, from + 500).map(moveAlarm));
  }

  async function moveAlarm([id, at]: readonly [string, Instant]): Promise<void> {
    const job = await queue.getJob(id);
    const wanted = clock.onTheWall(at);
    if (!job || Math.abs(job.timestamp + job.delay - wanted) <= 10 || !(await job.isDelayed())) return;
    // It may go off in this moment; then it finds out itself that it is early, or is not.
    await job.changeDelay(Math.max(0, wanted - wallClock())).catch(() => undefined);
  }

  let isClosing = false;
  async function look(): Promise<void> {
    let known: string | undefined;
    while (!isClosing) {
      try {
        const current = (await store.current()) ?? undefined;
        if (current !== undefined && current !== known) {
          await setAlarms(current);
          known = current;
        }
        const overdue = await store.dueUntil(clock.now());
        await queue.addBulk(overdue.map((id) => alarm(id, clock.now())));
      } catch (error) {
        log((error as Error).message);
      }
      await sleep(LOOK_EVERY);
    }
  }
  const looking = look();

  return {
    idle: async () => {
      while ((await store.due()).length > 0) await sleep(LOOK_EVERY);
    },
    close: async () => {
      isClosing = true;
      await worker.close();
      await looking;
      await queue.close();
    },
  };
}
