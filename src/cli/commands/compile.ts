import { countLevels } from '../../diagnostics/json.js';
import { renderPretty, renderSummary } from '../../diagnostics/pretty.js';
import { plural } from '../../text/numbers.js';
import type { Locale } from '../../diagnostics/diagnostic.js';
import type { Schedule, ScheduleFilter } from '../../schedule/types.js';
import { json, ndjson } from '../../schedule/ndjson.js';
import { scheduleOf } from '../../schedule.js';
import { UsageError } from '../../node/usage-error.js';
import { ExitCode } from '../exit-codes.js';
import { writeAtomically } from '../../node/projects.js';
import { campaignsOption, type Options } from '../options.js';
import { analysedWith, analyseProject, readOneProject } from '../checked.js';
import { createTerminal } from '../terminal.js';

declare const CRM_VERSION: string;

function dayOption(name: string, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value))
    throw new UsageError({ en: `--${name} takes a day, such as 2026-11-01.`, zh: `--${name} 应为日期，例如 2026-11-01。` });
  return value;
}

function filterOf(options: Options, known: readonly string[]): ScheduleFilter | null {
  const wanted = campaignsOption(options, known);
  const campaigns = wanted ? [...new Set(wanted)].sort() : null;
  const from = dayOption('from', options.from);
  const until = dayOption('until', options.until);
  return (campaigns ?? from ?? until) === null ? null : { campaigns, from, until };
}

async function written(schedule: Schedule, format: Options[string] | undefined, locale: Locale): Promise<string> {
  if (format === 'ics') return (await import('../../report/ics.js')).icsCalendar(schedule, locale);
  return format === 'ndjson' ? ndjson(schedule) : json(schedule);
}

/** `crm compile`: checks a project and writes its schedule; with an error nothing is written. */
export async function compile(paths: readonly string[], options: Options): Promise<ExitCode> {
  const project = await readOneProject(paths, {
    en: 'A schedule is of one project; these paths belong to several.',
    zh: '日程只针对一个项目，而这些路径属于多个项目。',
  });
  const terminal = createTerminal(options, project.config.locale);
  const done = terminal.progress(terminal.locale === 'zh-CN' ? '正在编译' : 'compiling');
  const { analysis, diagnostics, textOf } = analyseProject(project, await analysedWith(options, [project]));
  const filter = filterOf(options, [...analysis.plan.campaigns.keys()]);
  const { errors, warnings } = countLevels(diagnostics);
  if (errors + warnings > 0) {
    const told = diagnostics.filter((diagnostic) => diagnostic.level !== 'info');
    terminal.err(`${renderPretty(told, textOf, terminal.locale, terminal.paint)}\n`);
  }
  if (errors > 0) {
    done();
    terminal.err(`${renderSummary(diagnostics, project.sources.length, analysis.plan.campaigns.size, terminal.locale, terminal.paint)}\n`);
    terminal.err(terminal.locale === 'zh-CN' ? '有错误，没有写出日程。\n' : 'No schedule is written while there are errors.\n');
    return ExitCode.problems;
  }
  const schedule = scheduleOf(analysis, project.sources, CRM_VERSION, filter);
  const text = await written(schedule, options.format, terminal.locale);
  done();
  if (typeof options.output === 'string') {
    writeAtomically(options.output, text);
    const { sends, triggers, campaigns, tasks } = schedule;
    const count = { sends: sends.length, triggers: triggers.length, campaigns: campaigns.length, tasks: tasks.length };
    const estimate = campaigns.map((campaign) => campaign.resources.estimate.total);
    const cost =
      estimate.length === 1
        ? terminal.locale === 'zh-CN'
          ? `，预计费用${estimate[0] ?? ''} ${schedule.store.currency}`
          : `, estimated cost ${estimate[0] ?? ''} ${schedule.store.currency}`
        : '';
    terminal.out(
      terminal.locale === 'zh-CN'
        ? `${options.output}：${count.campaigns}个活动，${count.sends}次发送，${count.triggers}个触发，${count.tasks}项任务${cost}\n`
        : `${options.output}: ${plural(count.campaigns, 'campaign')}, ${plural(count.sends, 'send')}, ${plural(count.triggers, 'trigger')}, ${plural(count.tasks, 'task')}${cost}\n`,
    );
  } else terminal.out(text);
  return ExitCode.fine;
}
