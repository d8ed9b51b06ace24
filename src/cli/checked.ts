import path from 'node:path';
import { analyse, type Analysis, type AnalyseOptions, type FileCache } from '../compiler.js';
import type { Ledger } from '../ledger/types.js';
import type { Diagnostic, Localized } from '../diagnostics/diagnostic.js';
import { LIBRARY } from '../library/generated/sources.js';
import { readProjects, readText, type Project } from '../node/projects.js';
import { UsageError } from '../node/usage-error.js';
import { diagnosticOf, sortDiagnostics } from '../rules/run.js';
import { analyseOptions, textOption, type Options } from './options.js';

/** What was found in one project or several. */
export interface Checked {
  /** In order. */
  readonly files: readonly string[];
  readonly campaigns: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Also of the built-in library and of a ledger. */
  readonly textOf: (file: string) => string | undefined;
}

/** The one project that a call is about; the words say what cannot be of several. */
export async function readOneProject(paths: readonly string[], refusal: Localized): Promise<Project> {
  const [project, ...others] = await readProjects(paths);
  if (!project || others.length > 0) throw new UsageError(refusal);
  return project;
}

/** A project with all that is wrong in it, files that could not be read among it. */
export interface Analysed {
  readonly analysis: Analysis;
  readonly diagnostics: readonly Diagnostic[];
  /** Also of the built-in library and of a ledger. */
  readonly textOf: Checked['textOf'];
}

export function analyseProject({ sources, problems }: Project, options: AnalyseOptions, cache?: FileCache): Analysed {
  const analysis = analyse(sources, options, cache);
  const texts = new Map([...LIBRARY, ...sources, ...(options.ledger ? [options.ledger] : [])].map(({ path: file, text }) => [file, text]));
  return {
    analysis,
    diagnostics: sortDiagnostics([...problems.map(diagnosticOf), ...analysis.diagnostics]),
    textOf: (file) => texts.get(file),
  };
}

/** What files of a project are called in a report: their path from the project's root with this before it. */
export type NameProject = (project: Project) => string;

/** By the path from a folder; nothing for the folder itself. */
export function relativeTo(folder: string): NameProject {
  return ({ root }) => {
    const relative = path.relative(folder, root).split(path.sep).join('/');
    return relative === '' ? '' : `${relative}/`;
  };
}

/** Analyses projects and says what is wrong in them. */
export function checkProjects(
  projects: readonly Project[],
  { ledger }: AnalyseOptions,
  nameOf: NameProject,
  analyseOne: (project: Project, sources: Project['sources']) => Pick<Analysis, 'plan' | 'diagnostics'>,
): Checked {
  const texts = new Map(LIBRARY.map((source) => [source.path, source.text]));
  if (ledger) texts.set(ledger.path, ledger.text);
  const all: Diagnostic[] = [];
  const files: string[] = [];
  let campaigns = 0;
  for (const project of projects) {
    const prefix = nameOf(project);
    const sources = prefix === '' ? project.sources : project.sources.map((source) => ({ path: prefix + source.path, text: source.text }));
    for (const source of sources) texts.set(source.path, source.text);
    const { plan, diagnostics } = analyseOne(project, sources);
    const unread = project.problems.map((problem) =>
      diagnosticOf({ ...problem, span: { file: prefix + problem.span.file, start: problem.span.start, end: problem.span.end } }),
    );
    all.push(...unread, ...diagnostics);
    files.push(...sources.map((source) => source.path));
    campaigns += plan.campaigns.size;
  }
  return { files, campaigns, diagnostics: sortDiagnostics(all), textOf: (file) => texts.get(file) };
}

/** How a project is analysed, with what was sent before; that belongs to one store, so to one project. */
export async function analysedWith(options: Options, projects: readonly Project[]): Promise<AnalyseOptions> {
  const ledger = textOption(options, 'ledger');
  return { ...analyseOptions(options), ...(ledger !== undefined && { ledger: await ledgerOf(ledger, projects) }) };
}

async function ledgerOf(file: string, projects: readonly Project[]): Promise<Ledger> {
  if (projects.length > 1)
    throw new UsageError({ en: '--ledger goes with one project; several are given.', zh: '--ledger 只能用于一个项目，这里给出了多个。' });
  const { readLedger } = await import('../ledger/read.js');
  return readLedger(readText(file));
}
