import { Command, CommanderError, Option } from 'commander';
import { ExitCode } from './exit-codes.js';

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
    .argument('[path...]', 'files or folders; `-` reads one file from standard input')
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .option('--max-warnings <n>', 'fail above this many warnings')
    .option('--require-proof', 'what is possible and not proven safe is an error')
    .option('--ledger <file>', 'what was sent before, as CSV or a JSON object on each line: it counts in caps and gaps')
    .option('--fix', 'make the safe fixes, and show what they changed')
    .option('--now <moment>', 'check what depends on today, such as 2026-11-01 or 2026-11-01T10:00+08:00')
    .addOption(locale())
    .addHelpText('after', '\nExamples:\n  crm check\n  crm check plans --format json --max-warnings 0\n  crm check --fix')
    .action(async (paths: string[], options: Record<string, string | boolean>) => {
      await run(paths, options, async () => (await import('./commands/check.js')).check(paths, options));
    });
  crm
    .command('compile')
    .description('check a project and write its schedule')
    .argument('[path...]', 'files or folders of one project')
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
      await run(paths, options, async () => (await import('./commands/compile.js')).compile(paths, options));
    });
  crm
    .command('fmt')
    .description('format files in place')
    .argument('[path...]', 'files or folders')
    .option('--check', 'change nothing; list the files that are not formatted')
    .addOption(locale())
    .addHelpText('after', '\nExamples:\n  crm fmt\n  crm fmt --check plans')
    .action(async (paths: string[], options: Record<string, string | boolean>) => {
      await run(paths, options, async () => (await import('./commands/fmt.js')).fmt(paths, options));
    });
  crm
    .command('explain')
    .description('explain a rule: what, why, a bad and a good plan')
    .argument('[rule]', 'the id of a rule; without it all rules are listed')
    .addOption(locale())
    .addHelpText('after', '\nExamples:\n  crm explain\n  crm explain cap-exceeded --locale zh-CN')
    .action(async (rule: string | undefined, options: Record<string, string>) => {
      await run([], options, async () => (await import('./commands/explain.js')).explain(rule, options));
    });
  crm
    .command('timeline')
    .description('draw a project as one page: sends, caps, budgets, findings')
    .argument('[path...]', 'files or folders of one project')
    .option('-o, --output <file>', 'write to a file; else to standard output, or on a terminal to timeline.html or timeline.svg here')
    .addOption(new Option('--format <format>', 'a page to explore, or a picture').choices(['html', 'svg']).default('html'))
    .option('--campaign <name...>', 'only these campaigns; caps count all of them')
    .option('--now <moment>', 'check what depends on today, and mark it')
    .addOption(locale())
    .addHelpText('after', '\nExamples:\n  crm timeline -o timeline.html\n  crm timeline --campaign double11 --format svg > double11.svg')
    .action(async (paths: string[], options: Record<string, string | string[]>) => {
      await run(paths, options, async () => (await import('./commands/timeline.js')).timeline(paths, options));
    });
  crm
    .command('lsp')
    .description('serve an editor: the language server of `.crm` files')
    .option('--stdio', 'over standard input and output, the only way there is')
    .addHelpText(
      'after',
      "\nExamples:\n  crm lsp --stdio\n  nvim -c \"lua vim.lsp.start({ name = 'crm', cmd = { 'crm', 'lsp', '--stdio' } })\" plan.crm",
    )
    .action(async () => {
      await run([], {}, async () => (await import('./commands/lsp.js')).lsp());
    });
  return crm;
}

/** Runs `crm` with the arguments of the process and sets its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? ExitCode.fine : ExitCode.usage;
    else await fail(error, [], {});
  }
}

interface CallOptions {
  readonly locale?: unknown;
}

/** Runs a command; whatever stops it is told in the language of the call. */
async function run(paths: readonly string[], options: CallOptions, command: () => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    await fail(error, paths, options);
  }
}

async function fail(error: unknown, paths: readonly string[], { locale }: CallOptions): Promise<void> {
  const { tellFailure } = await import('./failure.js');
  process.exitCode = tellFailure(error, paths, typeof locale === 'string' ? locale : undefined, CRM_VERSION);
}
