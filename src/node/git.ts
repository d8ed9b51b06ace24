import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { belongs, outsideOf } from '../project/belonging.js';
import { CONFIG, NO_SETTINGS, parseConfig } from '../project/config.js';
import { decoded, type Project } from './projects.js';
import { UsageError } from './usage-error.js';

const MOST_BYTES = 1 << 30;

interface Answer {
  readonly code: number | null;
  readonly out: Buffer;
}

function git(repository: string, args: readonly string[], input = ''): Answer {
  const { status, stdout, error } = spawnSync('git', ['-C', repository, ...args], { input, maxBuffer: MOST_BYTES });
  if (error)
    throw new UsageError({
      en: `git could not be started (${error.message}). To compare revisions it must be installed; folders and schedules need no git.`,
      zh: `无法运行 git（${error.message}）。比较版本需要安装 git，比较文件夹或日程文件则不需要。`,
    });
  return { code: status, out: stdout };
}

/** The commit that a revision names: a branch, a tag, `HEAD~1`. Undefined where it names none. */
export function commitOf(repository: string, revision: string): string | undefined {
  if (revision === '') return undefined;
  const { code, out } = git(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return code === 0 ? out.toString().trim() : undefined;
}

/** The last commit that two have in common. */
export function mergeBase(repository: string, a: string, b: string): string | undefined {
  const { code, out } = git(repository, ['merge-base', a, b]);
  return code === 0 ? out.toString().trim() : undefined;
}

const LINK = '120000';

/** What a commit holds in a folder: blobs by their path from there. */
function blobsIn(repository: string, commit: string, folder: string): ReadonlyMap<string, string> {
  const { out } = git(repository, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...(folder === '' ? [] : [`${folder}/`])]);
  const blobs = new Map<string, string>();
  for (const line of out.toString('utf8').split('\0')) {
    const [, mode, object = '', name = ''] = /^(\d+) blob (\S+)\t([\s\S]*)$/.exec(line) ?? [];
    if (mode !== undefined && mode !== LINK) blobs.set(folder === '' ? name : name.slice(folder.length + 1), object);
  }
  return blobs;
}

/** The contents of objects, in their order. */
function contentsOf(repository: string, objects: readonly string[]): readonly Buffer[] {
  const { out } = git(repository, ['cat-file', '--batch'], objects.map((object) => `${object}\n`).join(''));
  let at = 0;
  return objects.map(() => {
    const end = out.indexOf('\n', at);
    const size = Number(out.subarray(at, end).toString().split(' ')[2]);
    at = end + size + 2;
    return out.subarray(end + 1, end + 1 + size);
  });
}

/** The project in a folder of a repository as it was in a commit; the folder by its path in the repository. */
export async function readRevision(repository: string, commit: string, folder: string): Promise<Project> {
  const blobs = blobsIn(repository, commit, folder);
  const read = (names: readonly string[]): readonly Buffer[] =>
    contentsOf(
      repository,
      names.map((name) => blobs.get(name) ?? ''),
    );
  const { config, problem } = blobs.has(CONFIG)
    ? parseConfig(path.posix.join(folder, CONFIG), read([CONFIG])[0]?.toString('utf8') ?? '')
    : { config: NO_SETTINGS };
  if (problem) throw new UsageError(problem);
  const isOutside = await outsideOf(config);
  const others = [...blobs.keys()].filter((name) => name.endsWith(`/${CONFIG}`)).map((name) => name.slice(0, -CONFIG.length));
  const names = [...blobs.keys()].filter((name) => belongs(name, isOutside) && !others.some((other) => name.startsWith(other))).sort();
  const bytes = read(names);
  return {
    root: path.join(repository, folder),
    config,
    ...decoded(names.map((name, index) => [name, bytes[index] ?? Buffer.alloc(0)])),
  };
}
