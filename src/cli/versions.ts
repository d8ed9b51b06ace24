import fs from 'node:fs';
import path from 'node:path';
import { FileCache } from '../compiler.js';
import type { Diagnostic, Localized } from '../diagnostics/diagnostic.js';
import { commitOf, mergeBase, readRevision } from '../node/git.js';
import { readProjects, readText, repositoryOf, rootOf, type Project } from '../node/projects.js';
import { UsageError } from '../node/usage-error.js';
import type { Schedule, ScheduleFilter } from '../schedule/types.js';
import { scheduleOf } from '../schedule.js';
import { analyseProject } from './checked.js';
import { parseSchedule } from './parse-schedule.js';

declare const CRM_VERSION: string;

/** A version of a plan: its schedule, or why it has none. */
export interface VersionRead {
  readonly name: string;
  readonly schedule?: Schedule;
  readonly errors: readonly Diagnostic[];
  readonly textOf: (file: string) => string | undefined;
}

/** Where a version comes from, before it is read. */
type Place = { readonly path: string } | { readonly commit: string; readonly repository: string; readonly folder: string };

interface Named {
  readonly name: string;
  readonly place: Place;
}

/**
 * Reads both versions of a call; files that are the same in both are read once.
 * Throws a `UsageError` for schedules that were compiled with different filters.
 */
export async function readVersions(before: string, after: string | undefined): Promise<readonly [VersionRead, VersionRead]> {
  const [from, to] = after === undefined ? rangeOf(before) : [before, after];
  const cache = new FileCache();
  const folder = folderOf(to) ?? folderOf(from) ?? process.cwd();
  const read = async (name: string): Promise<VersionRead> => readVersion({ name, place: placeOf(name, folder) }, cache);
  const [was, is] = [await read(from), await read(to)];
  if (was.schedule && is.schedule) requireSameFilter(was.name, was.schedule.filter, is.name, is.schedule.filter);
  return [was, is];
}

/** What only one of two filters leaves out would seem added or removed. */
function requireSameFilter(before: string, was: ScheduleFilter | null, after: string, is: ScheduleFilter | null): void {
  if (filterText(was) === filterText(is)) return;
  throw new UsageError({
    en: `These schedules do not cover the same: ${before} ${filterWords(was).en}, ${after} ${filterWords(is).en}. Compile both with the same --campaign, --from and --until, or both without.`,
    zh: `两份日程的范围不同：${before} ${filterWords(was).zh}，${after} ${filterWords(is).zh}。请用相同的 --campaign、--from、--until 编译两份，或者都不用。`,
  });
}

function filterWords(filter: ScheduleFilter | null): Localized {
  return filter
    ? { en: `was compiled with ${filterText(filter)}`, zh: `编译时用了 ${filterText(filter)}` }
    : { en: 'is whole', zh: '是完整的' };
}

/** The options of `crm compile` that make this filter. */
function filterText(filter: ScheduleFilter | null): string {
  const { campaigns, from, until } = filter ?? { campaigns: null, from: null, until: null };
  return [
    ...(campaigns ?? []).map((name) => `--campaign ${name}`),
    ...(from === null ? [] : [`--from ${from}`]),
    ...(until === null ? [] : [`--until ${until}`]),
  ].join(' ');
}

/** `a..b` and `a...b` name both versions, as in git; without `b` the second one is what lies here. */
function rangeOf(text: string): readonly [string, string] {
  const [, from, dots, to] = /^(.+?)(\.{2,3})([^./][^]*)?$/.exec(text) ?? [];
  if (from === undefined || fs.existsSync(text)) return [text, '.'];
  return [dots === '...' ? `${from}...${to ?? ''}` : from, to ?? '.'];
}

/** The folder that a path is or is in; nothing for what is no path of a plan. */
function folderOf(text: string): string | undefined {
  if (!fs.existsSync(text)) return undefined;
  if (fs.statSync(text).isDirectory()) return path.resolve(text);
  return text.endsWith('.crm') ? path.dirname(path.resolve(text)) : undefined;
}

function placeOf(text: string, folder: string): Place {
  if (fs.existsSync(text)) return { path: text };
  const repository = repositoryOf(folder);
  if (repository === undefined)
    throw new UsageError({
      en: `There is no file or folder ${text}, and this is no git repository in which it could be a revision.`,
      zh: `没有文件或文件夹 ${text}；这里也不是 git 仓库，无法把它当作版本。`,
    });
  const [, from, until = ''] = /^(.+)\.{3}(.*)$/.exec(text) ?? [];
  if (from !== undefined) {
    const to = until === '' ? 'HEAD' : until;
    const [a, b] = [commitIn(repository, from, text), commitIn(repository, to, text)];
    const commit = mergeBase(repository, a, b);
    if (commit === undefined)
      throw new UsageError({
        en: `${from} and ${to} have no commit in common.`,
        zh: `${from} 与 ${to} 没有共同的提交。`,
      });
    return { commit, repository, folder: inRepository(repository, rootOf(folder)) };
  }
  const colon = text.indexOf(':');
  const revision = colon < 0 ? text : text.slice(0, colon);
  const within = colon < 0 ? inRepository(repository, rootOf(folder)) : text.slice(colon + 1).replace(/\/+$/, '');
  return { commit: commitIn(repository, revision, text), repository, folder: within };
}

function commitIn(repository: string, revision: string, text: string): string {
  const commit = commitOf(repository, revision);
  if (commit !== undefined) return commit;
  throw new UsageError({
    en: `${text} is neither a file or folder nor a revision that git knows.`,
    zh: `${text} 既不是文件或文件夹，也不是 git 认识的版本。`,
  });
}

const inRepository = (repository: string, folder: string): string => path.relative(repository, folder).split(path.sep).join('/');

async function readVersion({ name, place }: Named, cache: FileCache): Promise<VersionRead> {
  if ('commit' in place) {
    const project = await readRevision(place.repository, place.commit, place.folder);
    if (project.sources.length === 0)
      throw new UsageError({
        en: `There is no .crm file in ${place.folder === '' ? 'the repository' : place.folder} at ${name}.`,
        zh: `${name} 的${place.folder === '' ? '仓库' : ` ${place.folder} `}中没有 .crm 文件。`,
      });
    return compiled(name, project, cache);
  }
  if (/\.(?:json|ndjson|jsonl)$/.test(place.path) && !fs.statSync(place.path).isDirectory())
    return { name, schedule: parseSchedule(readText(place.path)), errors: [], textOf: () => undefined };
  const [project] = await readProjects([place.path]);
  if (!project) throw new Error(`no project at ${place.path}`);
  return compiled(name, project, cache);
}

function compiled(name: string, project: Project, cache: FileCache): VersionRead {
  const { analysis, diagnostics, textOf } = analyseProject(project, {}, cache);
  const errors = diagnostics.filter(({ level }) => level === 'error');
  const schedule = errors.length === 0 ? scheduleOf(analysis, project.sources, CRM_VERSION) : undefined;
  return { name, ...(schedule && { schedule }), errors, textOf };
}
