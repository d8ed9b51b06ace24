import { createRequire } from 'node:module';
import { localize } from '../../diagnostics/diagnostic.js';
import { countLevels } from '../../diagnostics/json.js';
import { writeAtomically } from '../../node/projects.js';
import { plural } from '../../text/numbers.js';
import { readMoment } from '../../timeline/read-moment.js';
import { ExitCode } from '../exit-codes.js';
import { campaignsOption, type Options } from '../options.js';
import { analysedWith, analyseProject, readOneProject } from '../checked.js';
import type { renderTimeline } from '../render-timeline.js';
import { createTerminal } from '../terminal.js';

/** What draws stands in a bundle of its own beside this one, which no other command loads. */
interface DrawingBundle {
  readonly renderTimeline: typeof renderTimeline;
}

/** `-o`, else standard output; a terminal shows no pages, so there a file is written. */
function outputOf({ output }: Options, format: string): string | undefined {
  if (typeof output === 'string') return output === '-' ? undefined : output;
  return process.stdout.isTTY ? `timeline.${format}` : undefined;
}

/** `crm timeline`: a project as one page or picture. Errors of the plan are shown in it, and tell in the exit code. */
export async function timeline(paths: readonly string[], options: Options): Promise<ExitCode> {
  const project = await readOneProject(paths, {
    en: 'A timeline is of one project; these paths belong to several.',
    zh: '时间线只针对一个项目，而这些路径属于多个项目。',
  });
  const terminal = createTerminal(options, project.config.locale);
  const done = terminal.progress(terminal.locale === 'zh-CN' ? '正在绘制' : 'drawing');
  const { analysis, diagnostics, textOf } = analyseProject(project, await analysedWith(options, [project]));
  const campaigns = campaignsOption(options, [...analysis.plan.campaigns.keys()]);
  const today = typeof options.now === 'string' ? readMoment(options.now, analysis.timeline.zone)?.start : undefined;
  const format = options.format === 'svg' ? 'svg' : 'html';
  const drawing = createRequire(__filename)('./timeline.cjs') as DrawingBundle;
  const { view, text } = drawing.renderTimeline(
    format,
    { ...analysis, diagnostics },
    {
      locale: terminal.locale,
      textOf,
      ...(campaigns && { campaigns }),
      ...(today !== undefined && { today: analysis.timeline.zone.toLocal(today).day }),
    },
  );
  done();
  const output = outputOf(options, format);
  if (output === undefined) terminal.out(text);
  else {
    writeAtomically(output, text);
    const count = { campaigns: view.campaigns.length, waves: view.waves.length, caps: view.caps.length };
    terminal.out(
      localize(
        {
          en: `${output}: ${plural(count.campaigns, 'campaign')}, ${plural(count.waves, 'wave')}, ${plural(count.caps, 'cap')}\n`,
          zh: `${output}：${count.campaigns}个活动，${count.waves}个波次，${count.caps}条频次上限\n`,
        },
        terminal.locale,
      ),
    );
  }
  const { errors } = countLevels(diagnostics);
  if (errors === 0) return ExitCode.fine;
  terminal.err(
    localize(
      {
        en: `The plan has ${plural(errors, 'error')}; \`crm check\` tells what to do.\n`,
        zh: `计划中有${errors}个错误，用 crm check 查看如何修改。\n`,
      },
      terminal.locale,
    ),
  );
  return ExitCode.problems;
}
