import fs from 'node:fs/promises';
import path from 'node:path';
import { wallClock } from '../clock.js';
import type { Instant } from '../time/zone.js';
import type { Members } from './member.js';
import { readMembers } from './read.js';

/** The members now, and as they were when snapshots were due. */
export interface Directory {
  /** As the file says now; whoever writes it replaces it atomically. */
  readonly current: () => Promise<Members>;
  /** As they were at `asOf`. The first to ask makes the snapshot: ask as soon as the moment has come. */
  readonly snapshot: (asOf: Instant) => Promise<Members>;
}

const LOOK_EVERY = 1_000;

/**
 * @param folder where snapshots are kept; several workers share it, as they share Redis
 * @param onSnapshot told when one was made
 */
export function createDirectory(file: string, folder: string, onSnapshot: (asOf: Instant) => void): Directory {
  let known: { readonly version: string; readonly members: Promise<Members> } | undefined;
  let looked = -Infinity;
  const snapshots = new Map<Instant, Promise<Members>>();

  async function current(): Promise<Members> {
    if (!known || wallClock() - looked > LOOK_EVERY) {
      const { mtimeMs, size, ino } = await fs.stat(file);
      looked = wallClock();
      const version = [mtimeMs, size, ino].join(' ');
      if (known?.version !== version) known = { version, members: readMembers(file) };
    }
    return known.members;
  }

  function snapshot(asOf: Instant): Promise<Members> {
    let members = snapshots.get(asOf);
    if (!members) {
      members = keepSnapshot(file, folder, asOf, onSnapshot).then(readMembers);
      snapshots.set(asOf, members);
      members.catch(() => snapshots.delete(asOf));
    }
    return members;
  }

  return { current, snapshot };
}

/** The file of a snapshot; made of the members now unless it is there. Whoever is first wins, and an interrupted copy is no snapshot. */
async function keepSnapshot(file: string, folder: string, asOf: Instant, onSnapshot: (asOf: Instant) => void): Promise<string> {
  const name = `members-${new Date(asOf).toISOString().replaceAll(':', '')}${path.extname(file)}`;
  const kept = path.join(folder, name);
  const copy = `${kept}.${String(process.pid)}.part`;
  if (await exists(kept)) return kept;
  await fs.mkdir(folder, { recursive: true });
  await fs.copyFile(file, copy);
  const handle = await fs.open(copy, 'r+');
  await handle.sync();
  await handle.close();
  try {
    await fs.link(copy, kept);
    onSnapshot(asOf);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await fs.rm(copy);
  return kept;
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}
