import fs from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';
import { CONFIG } from '../project/config.js';

/** Editors write a file in several steps: what happens within this many milliseconds is one save. */
const ONE_SAVE = 20;

/**
 * The watcher passes over a change of a file within 50 milliseconds of another one, as of a tool that formats what was saved.
 * So each file is looked at again; what the watcher has not told by the look after that is told for it.
 */
const NEXT_LOOK = 80;

const timeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What was saved, by absolute paths. */
export interface Saved {
  readonly files: ReadonlySet<string>;
  /** Only texts of plans: none came or went, and no settings. */
  readonly textsOnly: boolean;
}

export interface Follower {
  /** Calls back after each save, one after the other, until the planner ends it by a key or a signal. */
  readonly follow: (saved: (what: Saved) => Promise<void>, keys: Readonly<Record<string, () => void>>) => Promise<void>;
}

const isPlan = (file: string): boolean => file.endsWith('.crm') || path.basename(file) === CONFIG;

/** Keys that end a program: Ctrl-C and Ctrl-D come as characters from a raw terminal. */
const ENDS: ReadonlySet<string> = new Set(['q', '\u0003', '\u0004']);

/** Begins to watch the plans in folders; what is saved from then on is not missed. */
export async function watchFolders(folders: readonly string[]): Promise<Follower> {
  const watcher = watch([...folders], {
    ignoreInitial: true,
    atomic: false,
    ignored: (file, stats) => /[\\/](?:\.[^\\/]+|node_modules)$/.test(file) || (stats?.isFile() === true && !isPlan(file)),
  });
  await new Promise<void>((resolve, reject) => {
    watcher.once('ready', resolve);
    watcher.once('error', reject);
  });
  let files = new Set<string>();
  let textsOnly = true;
  let wake = (): void => undefined;
  /** When each file that was told of had been written. */
  const told = new Map<string, number>();

  function note(file: string, isText: boolean): void {
    files.add(file);
    textsOnly &&= isText;
    lookAgain(file, isText, false);
    wake();
  }
  function lookAgain(file: string, isText: boolean, isMissed: boolean): void {
    setTimeout(() => {
      if (files.has(file) || timeOf(file) === told.get(file)) return;
      if (isMissed) note(file, isText);
      else lookAgain(file, isText, true);
    }, NEXT_LOOK).unref();
  }
  watcher.on('all', (event, file) => {
    if (isPlan(file) || event === 'unlinkDir') note(path.resolve(file), event === 'change' && file.endsWith('.crm'));
  });

  function takeSaved(): Saved {
    for (const file of files) told.set(file, timeOf(file));
    const saved = { files, textsOnly };
    files = new Set();
    textsOnly = true;
    return saved;
  }

  async function follow(saved: (what: Saved) => Promise<void>, keys: Readonly<Record<string, () => void>>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    await new Promise<void>((resolve, reject) => {
      wake = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          running = running.then(() => saved(takeSaved())).catch(reject);
        }, ONE_SAVE);
      };
      if (files.size > 0) wake();
      watcher.once('error', reject);
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
      const { stdin } = process;
      if (!stdin.isTTY) return;
      stdin.setRawMode(true);
      stdin.setEncoding('utf8');
      stdin.on('data', (key: string) => {
        if (ENDS.has(key)) resolve();
        else keys[key]?.();
      });
    }).finally(async () => {
      if (process.stdin.isTTY) process.stdin.setRawMode(false);
      process.stdin.pause();
      clearTimeout(timer);
      await watcher.close();
    });
    await running;
  }

  return { follow };
}
