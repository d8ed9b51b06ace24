import path from 'node:path';
import type { Analysis, AnalyseOptions } from '../compiler.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { LIBRARY } from '../library/generated/sources.js';
import type { Project } from '../node/projects.js';
import { diagnosticOf, sortDiagnostics } from '../rules/run.js';

/** What was found in one project or several. */
export interface Checked {
  /** In order. */
  readonly files: readonly string[];
  readonly campaigns: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Also of the built-in library and of a ledger. */
  readonly textOf: (file: string) => string | undefined;
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
  options: AnalyseOptions,
  nameOf: NameProject,
  analyse: (sources: Project['sources'], options: AnalyseOptions) => Pick<Analysis, 'plan' | 'diagnostics'>,
): Checked {
  const texts = new Map(LIBRARY.map((source) => [source.path, source.text]));
  if (options.ledger) texts.set(options.ledger.path, options.ledger.text);
  const all: Diagnostic[] = [];
  const files: string[] = [];
  let campaigns = 0;
  for (const project of projects) {
    const prefix = nameOf(project);
    const sources = prefix === '' ? project.sources : project.sources.map((source) => ({ path: prefix + source.path, text: source.text }));
    for (const source of sources) texts.set(source.path, source.text);
    const { plan, diagnostics } = analyse(sources, options);
    const unread = project.problems.map((problem) =>
      diagnosticOf({ ...problem, span: { file: prefix + problem.span.file, start: problem.span.start, end: problem.span.end } }),
    );
    all.push(...unread, ...diagnostics);
    files.push(...sources.map((source) => source.path));
    campaigns += plan.campaigns.size;
  }
  return { files, campaigns, diagnostics: sortDiagnostics(all), textOf: (file) => texts.get(file) };
}
