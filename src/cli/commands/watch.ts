import path from 'node:path';
import { Workspace } from '../../analysis/workspace.js';
import { analyse, FileCache, type Analysis, type AnalyseOptions } from '../../compiler.js';
import { localize, type Diagnostic, type Localized } from '../../diagnostics/diagnostic.js';
import { countLevels } from '../../diagnostics/json.js';
import { renderPretty, renderSummary } from '../../diagnostics/pretty.js';
import { readProject, readProjects, reread, type Project } from '../../node/projects.js';
import { UsageError } from '../../node/usage-error.js';
import { plural } from '../../text/numbers.js';
import { analysedWith, checkProjects, relativeTo, type Checked } from '../checked.js';
import type { Saved } from '../follow.js';
import { ExitCode } from '../exit-codes.js';
import { textOption, warningLimit, type Options } from '../options.js';
import { prettyReport } from '../reports.js';
import { createTerminal, type Terminal } from '../terminal.js';

/** `crm check --watch`: checks after each save until it is told to stop; what was printed stays. */
export async function watch(paths: readonly string[], options: Options): Promise<ExitCode> {
  if (options.fix === true || (textOption(options, 'format') ?? 'pretty') !== 'pretty' || options.output !== undefined)
    throw new UsageError({
      en: '--watch prints for people; it goes neither with --fix nor with --format or --output.',
      zh: '--watch 只面向人工查看，不能与 --fix、--format、--output 同时使用。',
    });
  const limit = warningLimit(options);
  const roots = (await readProjects(paths)).map(({ root, stdin }) => {
    if (stdin) throw new UsageError({ en: 'Standard input cannot be watched.', zh: '无法监视标准输入。' });
    return root;
  });
  const { watchFolders } = await import('../follow.js');
  const follower = await watchFolders(roots);
  let projects: readonly Project[] = await Promise.all(roots.map(readProject));
  const terminal = createTerminal(options, projects[0]?.config.locale);
  const say = (words: Localized): string => localize(words, terminal.locale);
  const analysers = new Map(roots.map((root) => [root, live()]));
  const analysed = await analysedWith(options, projects);
  const prefix = projects.length > 1 ? relativeTo(process.cwd()) : (): string => '';
  const check = (): Checked =>
    checkProjects(projects, analysed, prefix, ({ root }, sources) => (analysers.get(root) ?? live())(sources, analysed));

  let checked = check();
  terminal.out(prettyReport(checked, terminal));
  terminal.out(`${terminal.paint('dim', say(HELP))}\n`);

  const again = async ({ files, textsOnly }: Saved): Promise<void> => {
    const start = performance.now();
    try {
      projects = await Promise.all(projects.map((project) => (textsOnly ? reread(project, files) : readProject(project.root))));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      terminal.err(`${say(error.words)}\n`);
      return;
    }
    const before = checked;
    checked = check();
    const names = [...files].map((file) => path.relative(process.cwd(), file));
    tellChange(before, checked, names, performance.now() - start, terminal);
  };
  await follower.follow(again, {
    a: () => {
      terminal.out(prettyReport(checked, terminal));
    },
  });
  const { errors, warnings } = countLevels(checked.diagnostics);
  return errors > 0 || warnings > limit ? ExitCode.problems : ExitCode.fine;
}

const HELP: Localized = { en: 'Watching. q ends, a shows everything again.', zh: '正在监视。按 q 退出，按 a 重新显示全部。' };

type Analyser = (sources: Project['sources'], options: AnalyseOptions) => Pick<Analysis, 'plan' | 'diagnostics'>;

/** An analysis that remembers from one check to the next; with a ledger it only remembers what it has read. */
function live(): Analyser {
  const cache = new FileCache();
  let workspace: Workspace | undefined;
  return (sources, options) => {
    if (options.ledger) return analyse(sources, options, cache);
    workspace ??= new Workspace(options);
    workspace.update(sources);
    return workspace.analysis;
  };
}

/** What tells findings apart from one check to the next: not where they stand, which moves with every line. */
const keyOf = ({ rule, level, span, message }: Diagnostic): string => JSON.stringify([rule, level, span.file, message.en]);

/** Those of one list that have no partner in another. */
function without(all: readonly Diagnostic[], others: readonly Diagnostic[]): readonly Diagnostic[] {
  const left = new Map<string, number>();
  for (const each of others) left.set(keyOf(each), (left.get(keyOf(each)) ?? 0) + 1);
  return all.filter((each) => {
    const count = left.get(keyOf(each)) ?? 0;
    left.set(keyOf(each), count - 1);
    return count <= 0;
  });
}

const MOST_FILES = 3;

/** What a save has changed: new findings in full, those that are gone by their messages, and how the project is now. */
function tellChange(before: Checked, after: Checked, files: readonly string[], time: number, terminal: Terminal): void {
  const { locale, paint } = terminal;
  const say = (words: Localized): string => localize(words, locale);
  const clock = new Date().toTimeString().slice(0, 8);
  const more = files.length - MOST_FILES;
  const names =
    files.slice(0, MOST_FILES).join(', ') +
    (more > 0 ? say({ en: ` and ${plural(more, 'more file')}`, zh: `等${files.length}个文件` }) : '');
  terminal.out(`\n${paint('dim', clock)} ${paint('bold', names)}\n`);
  for (const { rule, message } of without(before.diagnostics, after.diagnostics))
    terminal.out(`${paint('green', say({ en: 'mended', zh: '已解决' }))} ${paint('dim', `[${rule}]`)} ${say(message)}\n`);
  const found = without(after.diagnostics, before.diagnostics);
  if (found.length > 0) terminal.out(`${renderPretty(found, after.textOf, locale, paint)}\n`);
  const summary = renderSummary(after.diagnostics, after.files.length, after.campaigns, locale, paint);
  terminal.out(`${summary} ${paint('dim', `(${Math.round(time)} ms)`)}\n`);
}
