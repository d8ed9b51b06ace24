import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyse, type Analysis, type AnalyseOptions } from '../../src/compiler.js';
import { scheduleOf } from '../../src/schedule.js';
import { json } from '../../src/schedule/ndjson.js';
import type { Source } from '../../src/text/source.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string };

/** A folder of the repository, such as `examples/double11`. */
export function folderOf(name: string): string {
  return path.join(root, name);
}

/** The example projects, by name; the send worker is none. */
export const EXAMPLES: readonly string[] = fs
  .readdirSync(path.join(root, 'examples'))
  .filter((name) => fs.existsSync(path.join(root, 'examples', name, 'crm.json')))
  .sort();

/** The `.crm` files of a project folder, by name. */
export function readProject(name: string): readonly Source[] {
  const files = fs.readdirSync(folderOf(name)).filter((file) => file.endsWith('.crm'));
  return files.sort().map((file) => ({ path: file, text: fs.readFileSync(path.join(folderOf(name), file), 'utf8') }));
}

/** Exactly one place of one file, replaced. */
export interface TextEdit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

export function edited(sources: readonly Source[], edits: readonly TextEdit[]): readonly Source[] {
  for (const { file, find } of edits) {
    const text = sources.find((source) => source.path === file)?.text;
    if (text === undefined) throw new Error(`There is no file ${file}.`);
    if (text.split(find).length !== 2) throw new Error(`"${find}" must stand exactly once in ${file}.`);
  }
  const apply = (source: Source): string =>
    edits.filter(({ file }) => file === source.path).reduce((text, { find, put }) => text.replace(find, () => put), source.text);
  return sources.map((source) => ({ ...source, text: apply(source) }));
}

/** What is found but told as no more than information is left out. */
export function problems(sources: readonly Source[], options: AnalyseOptions = {}): readonly string[] {
  const found = analyse(sources, options).diagnostics.filter(({ level }) => level !== 'info');
  return found.map(({ rule, level, verdict, message }) => `${level} [${rule}]${verdict ? ` ${verdict}:` : ''} ${message.en}`);
}

export function compileText(analysis: Analysis, sources: readonly Source[]): string {
  return json(scheduleOf(analysis, sources, version));
}
