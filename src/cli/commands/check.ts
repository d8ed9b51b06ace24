import path from 'node:path';
import { analyse, type AnalyseOptions } from '../../compiler.js';
import { countLevels } from '../../diagnostics/json.js';
import { plain, renderSummary } from '../../diagnostics/pretty.js';
import { readProjects, repositoryOf, writeAtomically, type Project } from '../../node/projects.js';
import { UsageError } from '../../node/usage-error.js';
import { analysedWith, checkProjects, relativeTo, type NameProject } from '../checked.js';
import { ExitCode } from '../exit-codes.js';
import { textOption, warningLimit, type Options } from '../options.js';
import { OF_REPOSITORY, REPORTS } from '../reports.js';
import { createTerminal, type Terminal } from '../terminal.js';

/** Makes the safe fixes in the files of projects; what remains is checked. */
async function fixProjects(
  projects: readonly Project[],
  options: AnalyseOptions,
  format: string,
  terminal: Terminal,
): Promise<readonly Project[]> {
  const [{ applySafeFixes }, { renderFixes }] = await Promise.all([import('../../fixes.js'), import('../fixed.js')]);
  const show = (text: string): void => {
    if (format === 'pretty') terminal.out(text);
    else terminal.err(text);
  };
  return projects.map((project) => {
    if (project.stdin)
      throw new UsageError({ en: '--fix changes files; standard input cannot be changed.', zh: '--fix 会修改文件，不能用于标准输入。' });
    const unreadable = new Set(project.problems.map(({ span }) => span.file));
    const readable = project.sources.filter(({ path: file }) => !unreadable.has(file));
    const { sources, applied } = applySafeFixes(readable, options);
    const after = new Map(sources.map((source) => [source.path, source.text]));
    const changed = readable.flatMap(({ path: file, text }) => {
      const fixed = after.get(file) ?? text;
      return fixed === text ? [] : [{ file, before: text, after: fixed }];
    });
    for (const { file, after: text } of changed) writeAtomically(path.join(project.root, file), text);
    if (applied.length > 0) show(`${renderFixes(applied, changed, terminal.locale, terminal.paint)}\n`);
    return { ...project, sources: project.sources.map(({ path: file, text }) => ({ path: file, text: after.get(file) ?? text })) };
  });
}

/** `crm check`: tells every diagnostic; fails on errors, and on more warnings than allowed. */
export async function check(paths: readonly string[], options: Options): Promise<ExitCode> {
  const limit = warningLimit(options);
  const found = await readProjects(paths);
  const terminal = createTerminal(options, found[0]?.config.locale);
  const done = terminal.progress(terminal.locale === 'zh-CN' ? '正在检查' : 'checking');
  const analysed = await analysedWith(options, found);
  const format = textOption(options, 'format') ?? 'pretty';
  const projects = options.fix === true ? await fixProjects(found, analysed, format, terminal) : found;
  const checked = checkProjects(projects, analysed, namesFor(format, found), (_project, sources) => analyse(sources, analysed));
  done();
  const report = REPORTS[format];
  if (!report) throw new Error(`no report ${format}`);
  const output = textOption(options, 'output');
  if (output === undefined) terminal.out(await report(checked, terminal));
  else {
    writeAtomically(output, await report(checked, { locale: terminal.locale, paint: plain }));
    terminal.err(`${renderSummary(checked.diagnostics, checked.files.length, checked.campaigns, terminal.locale, terminal.paint)}\n`);
  }
  const { errors, warnings } = countLevels(checked.diagnostics);
  return errors > 0 || warnings > limit ? ExitCode.problems : ExitCode.fine;
}

/** Paths in a report begin where its reader looks: in the project, of several where the command runs, in the repository for CI. */
function namesFor(format: string, projects: readonly Project[]): NameProject {
  if (OF_REPOSITORY.has(format)) return (project) => relativeTo(repositoryOf(project.root) ?? process.cwd())(project);
  return projects.length > 1 ? relativeTo(process.cwd()) : () => '';
}
