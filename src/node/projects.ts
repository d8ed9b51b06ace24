import fs from 'node:fs';
import path from 'node:path';
import type { Locale, Localized } from '../diagnostics/diagnostic.js';
import type { Problem } from '../diagnostics/problem.js';
import type { Source } from '../text/source.js';
import { UsageError } from './usage-error.js';

/** What crm.json may say. */
export interface ProjectConfig {
  readonly locale?: Locale;
  /** Globs of files and folders that do not belong to the project. */
  readonly exclude: readonly string[];
}

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

export const CONFIG = 'crm.json';

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

/** The nearest folder, upwards, that holds a crm.json; else the folder itself. */
export function rootOf(folder: string): string {
  for (let each = folder; ; each = path.dirname(each)) {
    if (fs.existsSync(path.join(each, CONFIG))) return each;
    if (path.dirname(each) === each) return folder;
  }
}

/** The root of the repository that a folder is in; nothing outside of any. */
export function repositoryOf(folder: string): string | undefined {
  for (let each = folder; ; each = path.dirname(each)) {
    if (fs.existsSync(path.join(each, '.git'))) return each;
    if (path.dirname(each) === each) return undefined;
  }
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function readConfig(root: string): ProjectConfig {
  const file = path.join(root, CONFIG);
  return fs.existsSync(file) ? parseConfig(file, () => fs.readFileSync(file, 'utf8')) : { exclude: [] };
}

/** The settings in a crm.json. */
export function parseConfig(file: string, read: () => string): ProjectConfig {
  let config: unknown;
  try {
    config = JSON.parse(read());
  } catch (error) {
    throw cannotRead(pathWords(file), error);
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError({
      en: `${file} must hold an object, such as { "locale": "zh-CN" }.`,
      zh: `${file} 的内容应是一个对象，例如 { "locale": "zh-CN" }。`,
    });
  const { locale, exclude = [], ...others } = config as Record<string, unknown>;
  const [unknown] = Object.keys(others).filter((key) => key !== '$schema');
  if (unknown !== undefined)
    throw new UsageError({
      en: `${file}: there is no setting "${unknown}". Known are "locale" and "exclude".`,
      zh: `${file}：没有“${unknown}”这项设置，可用的是“locale”和“exclude”。`,
    });
  if (locale !== undefined && locale !== 'en' && locale !== 'zh-CN')
    throw new UsageError({ en: `${file}: "locale" must be "en" or "zh-CN".`, zh: `${file}：“locale”只能是“en”或“zh-CN”。` });
  if (!isStrings(exclude))
    throw new UsageError({ en: `${file}: "exclude" must be a list of globs.`, zh: `${file}：“exclude”应是通配符（glob）的列表。` });
  return { ...(locale !== undefined && { locale }), exclude };
}

/** Whether a path is excluded; the matcher is loaded only when there is something to match. */
export async function excluder(globs: readonly string[]): Promise<(relative: string) => boolean> {
  if (globs.length === 0) return () => false;
  const { default: picomatch } = await import('picomatch');
  return picomatch([...globs], { dot: true });
}

/** Folders and files that belong to tools. */
export const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

function listFiles(root: string, isExcluded: (relative: string) => boolean): string[] {
  const found: string[] = [];
  const visit = (folder: string, relative: string): void => {
    let entries: fs.Dirent[];
    try {
      entries = fs.readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      throw cannotRead(pathWords(folder), error);
    }
    if (relative !== '' && entries.some((entry) => entry.name === CONFIG)) return;
    for (const entry of entries) {
      const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (isHidden(entry.name) || isExcluded(name)) continue;
      if (entry.isDirectory()) visit(path.join(folder, entry.name), name);
      else if (entry.name.endsWith('.crm') && (entry.isFile() || entry.isSymbolicLink())) found.push(name);
    }
  };
  visit(root, '');
  return found.sort();
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

/** What crm.json says of the language of the first path's project, as far as it can be read. */
export function localeOf([first = '.']: readonly string[]): Locale | undefined {
  try {
    const absolute = path.resolve(first);
    return first === '-' ? undefined : readConfig(rootOf(statOf(absolute).isDirectory() ? absolute : path.dirname(absolute))).locale;
  } catch {
    return undefined;
  }
}

/** Reads the project of a folder: all its `.crm` files. */
export async function readProject(root: string): Promise<Project> {
  const config = readConfig(root);
  const files = listFiles(root, await excluder(config.exclude));
  if (files.length === 0) throw new UsageError({ en: `There is no .crm file in ${root}.`, zh: `${root} 中没有 .crm 文件。` });
  const sources: Source[] = [];
  const problems: Problem[] = [];
  for (const name of files) {
    const { source, problem } = decode(name, readBytes(path.join(root, name)));
    sources.push(source);
    if (problem) problems.push(problem);
  }
  return { root, config, sources, problems };
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
