import fs from 'node:fs';
import path from 'node:path';
import type { Locale, Localized } from '../diagnostics/diagnostic.js';
import type { Problem } from '../diagnostics/problem.js';
import { outsideOf, type Outside } from '../project/belonging.js';
import { CONFIG, NO_SETTINGS, parseConfig, type ProjectConfig, type ReadConfig } from '../project/config.js';
import { problemsOf, type Contents } from '../project/contents.js';
import type { Source } from '../text/source.js';
import { UsageError } from './usage-error.js';

export interface Project {
  /** Absolute path of the folder. */
  readonly root: string;
  readonly config: ProjectConfig;
  readonly sources: readonly Source[];
  /** Files that could not be read as text. */
  readonly problems: readonly Problem[];
  /** The one source came from standard input. */
  readonly stdin?: true;
}

function reasonOf(error: unknown): Localized {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return { en: 'there is no such file or folder', zh: '没有这个文件或文件夹' };
  if (code === 'EACCES' || code === 'EPERM') return { en: 'permission denied', zh: '没有权限' };
  const text = code ?? (error instanceof Error ? error.message : String(error));
  return { en: text, zh: text };
}

function cannotRead(what: Localized, error: unknown): UsageError {
  const reason = reasonOf(error);
  return new UsageError({ en: `Cannot read ${what.en}: ${reason.en}.`, zh: `无法读取${what.zh}：${reason.zh}。` });
}

/** A path within a sentence. */
const pathWords = (file: string): Localized => ({ en: file, zh: ` ${file}` });

function statOf(file: string): fs.Stats {
  try {
    return fs.statSync(file);
  } catch (error) {
    throw cannotRead(pathWords(file), error);
  }
}

/** The nearest folder, upwards, that holds a crm.json. */
export function configuredRoot(folder: string): string | undefined {
  return upwards(folder, CONFIG);
}

/** The folder of the project that a folder belongs to: without a crm.json it is the folder itself. */
export function rootOf(folder: string): string {
  return configuredRoot(folder) ?? folder;
}

/** The root of the repository that a folder is in; nothing outside of any. */
export function repositoryOf(folder: string): string | undefined {
  return upwards(folder, '.git');
}

/** The nearest folder, upwards, that holds an entry of a name. */
function upwards(folder: string, name: string): string | undefined {
  for (let each = folder; ; each = path.dirname(each)) {
    if (fs.existsSync(path.join(each, name))) return each;
    if (path.dirname(each) === each) return undefined;
  }
}

/** What the crm.json of a folder says; a folder without one has no settings. */
function readConfig(root: string): ReadConfig {
  const file = path.join(root, CONFIG);
  if (!fs.existsSync(file)) return { config: NO_SETTINGS };
  try {
    return parseConfig(file, fs.readFileSync(file, 'utf8'));
  } catch (error) {
    return { config: NO_SETTINGS, problem: cannotRead(pathWords(file), error).words };
  }
}

/** Says what stands in a folder that cannot be read. */
type Unreadable = (folder: string, error: unknown) => fs.Dirent[];

interface Listed {
  /** The `.crm` files below a folder. */
  readonly files: readonly string[];
  /** Links, which may lead anywhere: no folder behind one belongs to the project. */
  readonly links: ReadonlySet<string>;
}

function listFiles(root: string, isOutside: Outside, unreadable: Unreadable = refuse): Listed {
  const found: string[] = [];
  const links = new Set<string>();
  const visit = (folder: string, relative: string): void => {
    const entries = entriesOf(folder, unreadable);
    if (relative !== '' && entries.some((entry) => entry.name === CONFIG)) return;
    for (const entry of entries) {
      const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (isOutside(name)) continue;
      if (entry.isDirectory()) visit(path.join(folder, entry.name), name);
      else if (entry.name.endsWith('.crm') && (entry.isFile() || entry.isSymbolicLink())) found.push(name);
      else if (entry.isSymbolicLink()) links.add(name);
    }
  };
  visit(root, '');
  return { files: found.sort(), links };
}

function entriesOf(folder: string, unreadable: Unreadable): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return unreadable(folder, error);
  }
}

function refuse(folder: string, error: unknown): never {
  throw cannotRead(pathWords(folder), error);
}

/** Byte offset and line of the first byte that is not UTF-8. */
function firstBadByte(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  const valid = (end: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valid(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text of a file; bytes that are not UTF-8 make a problem, and the file counts as empty. */
export function decode(name: string, bytes: Buffer): { readonly source: Source; readonly problem?: Problem } {
  try {
    return { source: { path: name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) } };
  } catch {
    const at = firstBadByte(bytes);
    const text = bytes.subarray(0, at).toString('utf8');
    const utf16 = bytes[0] === 0xff || bytes[0] === 0xfe;
    return {
      source: { path: name, text: '' },
      problem: {
        rule: 'syntax-error',
        span: { file: name, start: 0, end: 0 },
        message: {
          en: `This file is not UTF-8: byte ${at + 1} (line ${text.split('\n').length}) fits no character${utf16 ? '; it looks like UTF-16' : '; it may be GBK'}. Save it as UTF-8.`,
          zh: `文件不是 UTF-8 编码：第${at + 1}个字节（第${text.split('\n').length}行）无法解码${utf16 ? '，看起来是 UTF-16' : '，可能是 GBK'}。请另存为 UTF-8。`,
        },
      },
    };
  }
}

/** The bytes of a file; 0 is standard input. */
function readBytes(file: string | 0): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw cannotRead(file === 0 ? { en: 'standard input', zh: '标准输入' } : pathWords(file), error);
  }
}

/** A text file outside of any project, by the path it was given. */
export function readText(file: string): Source {
  const { source, problem } = decode(file.split(path.sep).join('/'), readBytes(file));
  if (problem) throw new UsageError({ en: `${file}: ${problem.message.en}`, zh: `${file}：${problem.message.zh}` });
  return source;
}

/**
 * Reads the projects that paths belong to: each once, in the order of the paths.
 * With `only`, of each project just the files that the paths name or hold.
 */
export async function readProjects(paths: readonly string[], options: { readonly only?: boolean } = {}): Promise<readonly Project[]> {
  const wanted = paths.length > 0 ? paths : ['.'];
  if (wanted.includes('-')) {
    if (wanted.length > 1)
      throw new UsageError({
        en: '`-` reads one file from standard input; give no other path with it.',
        zh: '“-”表示从标准输入读取一个文件，不能同时给出其他路径。',
      });
    const { source, problem } = decode('stdin.crm', readBytes(0));
    return [{ root: process.cwd(), config: { exclude: [] }, sources: [source], problems: problem ? [problem] : [], stdin: true }];
  }
  const roots = new Map<string, string[]>();
  for (const each of wanted) {
    const absolute = path.resolve(each);
    const isFolder = statOf(absolute).isDirectory();
    if (!isFolder && !absolute.endsWith('.crm')) throw new UsageError({ en: `${each} is no .crm file.`, zh: `${each} 不是 .crm 文件。` });
    const root = rootOf(isFolder ? absolute : path.dirname(absolute));
    roots.set(root, [...(roots.get(root) ?? []), absolute]);
  }
  return Promise.all(
    [...roots].map(async ([root, named]) => {
      const project = await readProject(root);
      if (options.only !== true) return project;
      const isNamed = (file: string): boolean =>
        named.some((each) => path.join(root, file) === each || path.join(root, file).startsWith(each + path.sep));
      return { ...project, sources: project.sources.filter((source) => isNamed(source.path)) };
    }),
  );
}

/** What crm.json says of the language of the first path's project; nothing where it cannot be read. */
export function localeOf([first = '.']: readonly string[]): Locale | undefined {
  try {
    const absolute = path.resolve(first);
    return first === '-' ? undefined : readConfig(rootOf(statOf(absolute).isDirectory() ? absolute : path.dirname(absolute))).config.locale;
  } catch {
    return undefined;
  }
}

/** Reads the project of a folder: all its `.crm` files. */
export async function readProject(root: string): Promise<Project> {
  const { config, problem } = readConfig(root);
  if (problem) throw new UsageError(problem);
  const { files } = listFiles(root, await outsideOf(config));
  if (files.length === 0) throw new UsageError({ en: `There is no .crm file in ${root}.`, zh: `${root} 中没有 .crm 文件。` });
  return { root, config, ...decoded(files.map((name) => [name, readBytes(path.join(root, name))])) };
}

/** The same for an editor, which goes on with what can be read: folders and files that cannot are passed over. */
export async function readContents(root: string): Promise<Contents> {
  const read = readConfig(root);
  const isExcluded = await outsideOf(read.config);
  const { files, links } = listFiles(root, isExcluded, () => []);
  const isOutside: Outside = (file) => links.has(file) || isExcluded(file);
  const readable = files.flatMap((name): readonly [string, Buffer][] => {
    try {
      return [[name, fs.readFileSync(path.join(root, name))]];
    } catch {
      return [];
    }
  });
  const { sources, problems } = decoded(readable);
  return { texts: new Map(sources.map((source) => [source.path, source.text])), problems: [...problemsOf(read), ...problems], isOutside };
}

/** The texts of files, and those that cannot be read as text. */
export function decoded(files: readonly (readonly [string, Buffer])[]): Pick<Project, 'sources' | 'problems'> {
  const read = files.map(([name, bytes]) => decode(name, bytes));
  return { sources: read.map(({ source }) => source), problems: read.flatMap(({ problem }) => problem ?? []) };
}

/** A project after some of its files, by absolute paths, were saved: only those are read. */
export async function reread(project: Project, saved: ReadonlySet<string>): Promise<Project> {
  const { root, sources, problems } = project;
  const changed = new Map(
    sources.flatMap(({ path: name }) => {
      const file = path.join(root, name);
      return saved.has(file) ? [[name, fs.existsSync(file) ? decode(name, readBytes(file)) : undefined] as const] : [];
    }),
  );
  if (changed.size === 0) return project;
  // A file that is written anew by way of another one may be away for a moment.
  if ([...changed.values()].includes(undefined)) return readProject(root);
  return {
    ...project,
    sources: sources.map((source) => changed.get(source.path)?.source ?? source),
    problems: [...problems.filter(({ span }) => !changed.has(span.file)), ...[...changed.values()].flatMap((each) => each?.problem ?? [])],
  };
}

/** Writes a file so that it is either the old one or the whole new one, whenever the process ends. */
export function writeAtomically(file: string, text: string): void {
  const temporary = path.join(path.dirname(path.resolve(file)), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    const handle = fs.openSync(temporary, 'w');
    try {
      fs.writeFileSync(handle, text);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    const reason = reasonOf(error);
    throw new UsageError({ en: `Cannot write ${file}: ${reason.en}.`, zh: `无法写入 ${file}：${reason.zh}。` });
  }
}
