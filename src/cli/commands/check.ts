import path from 'node:path';
import { analyse, type AnalyseOptions } from '../../compiler.js';
import type { Ledger } from '../../ledger/types.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { countLevels, jsonDiagnostic, placer, type JsonReport } from '../../diagnostics/json.js';
import { renderPretty, renderSummary } from '../../diagnostics/pretty.js';
import { diagnosticOf, sortDiagnostics } from '../../rules/run.js';
import { LIBRARY } from '../../library/generated/sources.js';
import { UsageError } from '../../node/usage-error.js';
import { ExitCode } from '../exit-codes.js';
import { readProjects, readText, writeAtomically, type Project } from '../../node/projects.js';
import { analyseOptions } from '../options.js';
import { chooseLocale, createTerminal, type Terminal } from '../terminal.js';

interface Checked {
  readonly files: number;
  readonly campaigns: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly textOf: (file: string) => string | undefined;
}

/** Analyses projects; where there are several, their files go by the path from here. */
function checkProjects(projects: readonly Project[], options: AnalyseOptions): Checked {
  const texts = new Map(LIBRARY.map((source) => [source.path, source.text]));
  if (options.ledger) texts.set(options.ledger.path, options.ledger.text);
  const all: Diagnostic[] = [];
  let files = 0;
  let campaigns = 0;
  for (const project of projects) {
    const prefix = projects.length > 1 ? `${path.relative(process.cwd(), project.root).split(path.sep).join('/')}/` : '';
    const sources = prefix === '' ? project.sources : project.sources.map((source) => ({ path: prefix + source.path, text: source.text }));
    for (const source of sources) texts.set(source.path, source.text);
    const { plan, diagnostics } = analyse(sources, options);
    const unread = project.problems.map((problem) =>
      diagnosticOf({ ...problem, span: { file: prefix + problem.span.file, start: problem.span.start, end: problem.span.end } }),
    );
    all.push(...unread, ...diagnostics);
    files += sources.length;
    campaigns += plan.campaigns.size;
  }
  return { files, campaigns, diagnostics: sortDiagnostics(all), textOf: (file) => texts.get(file) };
}

/** What was sent before; it belongs to one store, so to one project. */
async function ledgerOf(file: string, projects: readonly Project[]): Promise<Ledger> {
  if (projects.length > 1)
    throw new UsageError({ en: '--ledger goes with one project; several are given.', zh: '--ledger 只能用于一个项目，这里给出了多个。' });
  const { readLedger } = await import('../../ledger/read.js');
  return readLedger(readText(file));
}

/** Makes the safe fixes in the files of projects; what remains is checked. */
async function fixProjects(
  projects: readonly Project[],
  options: AnalyseOptions,
  format: unknown,
  terminal: Terminal,
): Promise<readonly Project[]> {
  const [{ applySafeFixes }, { renderFixes }] = await Promise.all([import('../../fixes.js'), import('../fixed.js')]);
  const show = (text: string): void => {
    if (format === 'json') terminal.err(text);
    else terminal.out(text);
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

/** `crm check`: prints every diagnostic; fails on errors, and on more warnings than allowed. */
export async function check(paths: readonly string[], options: Record<string, string | boolean>): Promise<ExitCode> {
  const limit = options.maxWarnings === undefined ? Infinity : Number(options.maxWarnings);
  if (options.maxWarnings !== undefined && !/^\d+$/.test(String(options.maxWarnings)))
    throw new UsageError({ en: '--max-warnings takes a whole number, such as 0.', zh: '--max-warnings 应为整数，例如 0。' });
  const found = await readProjects(paths);
  const terminal = createTerminal(chooseLocale(options.locale as string | undefined, found[0]?.config.locale, process.env));
  const done = terminal.progress(terminal.locale === 'zh-CN' ? '正在检查' : 'checking');
  const ledger = typeof options.ledger === 'string' ? await ledgerOf(options.ledger, found) : undefined;
  const analysed = { ...analyseOptions(options), ...(ledger && { ledger }) };
  const projects = options.fix === true ? await fixProjects(found, analysed, options.format, terminal) : found;
  const checked = checkProjects(projects, analysed);
  done();
  const { errors, warnings } = countLevels(checked.diagnostics);
  if (options.format === 'json') {
    const place = placer(checked.textOf);
    const report: JsonReport = {
      format: 1,
      diagnostics: checked.diagnostics.map((diagnostic) => jsonDiagnostic(diagnostic, terminal.locale, place)),
      summary: { files: checked.files, campaigns: checked.campaigns, ...countLevels(checked.diagnostics) },
    };
    terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    if (checked.diagnostics.length > 0)
      terminal.out(`${renderPretty(checked.diagnostics, checked.textOf, terminal.locale, terminal.paint)}\n`);
    terminal.out(`${renderSummary(checked.diagnostics, checked.files, checked.campaigns, terminal.locale, terminal.paint)}\n`);
  }
  return errors > 0 || warnings > limit ? ExitCode.problems : ExitCode.fine;
}
