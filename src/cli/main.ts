import { Command, CommanderError, Option } from 'commander';
import { ExitCode, UsageError } from './exit-codes.js';

/** The version is filled in when the bundle is made. */
declare const CRM_VERSION: string;

function program(): Command {
  const locale = (): Option => new Option('--locale <locale>', 'language of the messages').choices(['en', 'zh-CN']);
  const crm = new Command('crm')
    .description('Plan CRM campaigns as text, prove them safe, compile them to a schedule.')
    .version(CRM_VERSION, '-v, --version')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'crm: '));
      },
    })
    .showSuggestionAfterError();
  crm
    .command('check')
    .description('check a project: everything that is wrong with it')
    .argument('[path...]', 'files or folders; `-` reads one file from standard input', [])
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .option('--max-warnings <n>', 'fail above this many warnings')
    .option('--require-proof', 'what is possible and not proven safe is an error')
    .option('--now <moment>', 'check what depends on today, such as 2026-11-01 or 2026-11-01T10:00+08:00')
    .addOption(locale())
    .addHelpText('after', '\nExamples:\n  crm check\n  crm check plans --format json --max-warnings 0')
    .action(async (paths: string[], options: Record<string, string | boolean>) => {
      const { check } = await import('./commands/check.js');
      process.exitCode = await check(paths, options);
    });
  crm
    .command('compile')
    .description('check a project and write its schedule')
    .argument('[path...]', 'files or folders of one project', [])
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .addOption(new Option('--format <format>', 'form of the schedule').choices(['json', 'ndjson']).default('json'))
    .option('--campaign <name...>', 'only these campaigns')
    .option('--from <day>', 'only sends on or after this day')
    .option('--until <day>', 'only sends on or before this day')
    .option('--require-proof', 'what is possible and not proven safe is an error')
    .option('--now <moment>', 'check what depends on today')
    .addOption(locale())
    .addHelpText('after', '\nExamples:\n  crm compile -o schedule.json\n  crm compile --campaign double11 --format ndjson')
    .action(async (paths: string[], options: Record<string, string | boolean | string[]>) => {
      const { compile } = await import('./commands/compile.js');
      process.exitCode = await compile(paths, options);
    });
  crm
    .command('fmt')
    .description('format files in place')
    .argument('[path...]', 'files or folders', [])
    .option('--check', 'change nothing; list the files that are not formatted')
    .addOption(locale())
    .addHelpText('after', '\nExamples:\n  crm fmt\n  crm fmt --check plans')
    .action(async (paths: string[], options: Record<string, string | boolean>) => {
      const { fmt } = await import('./commands/fmt.js');
      process.exitCode = await fmt(paths, options);
    });
  crm
    .command('explain')
    .description('explain a rule: what, why, a bad and a good plan')
    .argument('[rule]', 'the id of a rule; without it all rules are listed')
    .addOption(locale())
    .addHelpText('after', '\nExamples:\n  crm explain\n  crm explain cap-exceeded --locale zh-CN')
    .action(async (rule: string | undefined, options: Record<string, string>) => {
      const { explain } = await import('./commands/explain.js');
      process.exitCode = explain(rule, options);
    });
  return crm;
}

/** Runs `crm` with the arguments of the process and sets its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? ExitCode.fine : ExitCode.usage;
    else if (error instanceof UsageError) {
      process.stderr.write(`crm: ${error.message}\n`);
      process.exitCode = ExitCode.usage;
    } else {
      const detail = error instanceof Error ? error.message : String(error);
      process.stderr.write(
        `crm: this is a defect in crm, not in your plan: ${detail}\nPlease report it with the plan and this version (${CRM_VERSION}) in the issue tracker of crm-lang. Set CRM_DEBUG=1 to see where it happened.\n`,
      );
      if (process.env.CRM_DEBUG && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
      process.exitCode = ExitCode.defect;
    }
  }
}
