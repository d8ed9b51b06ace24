import { countLevels } from '../../diagnostics/json.js';
import { renderPretty } from '../../diagnostics/pretty.js';
import { diffSchedules } from '../../diff/diff.js';
import { executedIn } from '../../diff/executed.js';
import type { Past } from '../../diff/types.js';
import { readLedger } from '../../ledger/read.js';
import { localeOf, readText } from '../../node/projects.js';
import { UsageError } from '../../node/usage-error.js';
import { diffMarkdown } from '../../report/diff-markdown.js';
import { diffText } from '../../report/diff-text.js';
import { diagnosticOf } from '../../rules/run.js';
import type { Schedule } from '../../schedule/types.js';
import { plural } from '../../text/numbers.js';
import { readMoment } from '../../timeline/read-moment.js';
import { createZone } from '../../timeline/zone.js';
import { ExitCode } from '../exit-codes.js';
import { analyseOptions, textOption, type Options } from '../options.js';
import { createTerminal, type Terminal } from '../terminal.js';
import { readVersions, type VersionRead } from '../versions.js';

/** `crm diff BEFORE [AFTER]`: what a change of plan means, in people and money. */
export async function diff(before: string, after: string | undefined, options: Options): Promise<ExitCode> {
  const terminal = createTerminal(options, localeOf(['.']));
  const done = terminal.progress(terminal.locale === 'zh-CN' ? '正在比较' : 'comparing');
  const [was, is] = await readVersions(before, after);
  if (!was.schedule || !is.schedule) {
    done();
    for (const version of [was, is]) tellErrors(version, terminal);
    return ExitCode.problems;
  }
  const found = diffSchedules(
    { name: was.name, schedule: was.schedule },
    { name: is.name, schedule: is.schedule },
    pastOf(options, was.schedule, terminal),
  );
  done();
  const format = textOption(options, 'format');
  if (format === 'json') terminal.out(`${JSON.stringify(found, undefined, 2)}\n`);
  else if (format === 'markdown') terminal.out(diffMarkdown(found, terminal.locale));
  else terminal.out(diffText(found, terminal.locale, terminal.paint));
  if (found.pastChanges.length > 0) return ExitCode.problems;
  return found.same ? ExitCode.fine : ExitCode.differs;
}

/** What must not be changed any more. */
function pastOf(options: Options, before: Schedule, terminal: Terminal): Past {
  const { now } = analyseOptions(options);
  const moment = now === undefined ? undefined : readMoment(now, createZone(before.store.timezone));
  if (now !== undefined && !moment)
    throw new UsageError({
      en: `--now: there is no such time as ${now} in ${before.store.timezone}.`,
      zh: `--now：${before.store.timezone} 没有 ${now} 这个时刻。`,
    });
  const file = textOption(options, 'ledger');
  if (file === undefined) return moment ? { now: moment.start } : {};
  const source = readText(file);
  const ledger = readLedger(source);
  if (ledger.problems.length > 0) {
    const texts = (name: string): string | undefined => (name === source.path ? source.text : undefined);
    terminal.err(`${renderPretty(ledger.problems.map(diagnosticOf), texts, terminal.locale, terminal.paint)}\n`);
  }
  return { ...(moment && { now: moment.start }), executed: executedIn(before, ledger.rows) };
}

function tellErrors({ name, errors, textOf }: VersionRead, terminal: Terminal): void {
  if (errors.length === 0) return;
  const { locale, paint } = terminal;
  terminal.err(`${renderPretty(errors, textOf, locale, paint)}\n`);
  const { errors: count } = countLevels(errors);
  terminal.err(
    locale === 'zh-CN'
      ? `${name === '.' ? '当前计划' : `${name} `}有${count}个错误，没有日程可以比较。\n`
      : `${name === '.' ? 'The plan here' : name} has ${plural(count, 'error')}: there is no schedule of it to compare.\n`,
  );
}
