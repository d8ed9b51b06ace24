import { Argument, Command, Option } from 'commander';
import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import type { ExitCode } from './exit-codes.js';
import type { Options } from './options.js';
import { headingIn, helpWords, notesOf, problemIn } from './usage-words.js';

/** Runs a command that is told apart by its paths and options; commands are loaded only then. */
export type Run = (paths: readonly string[], options: Options, command: () => Promise<ExitCode> | ExitCode) => Promise<void>;

/** The forms in which `crm check` reports. */
export const CHECK_FORMATS = ['pretty', 'json', 'github', 'sarif', 'junit'] as const;

const PROJECT_PATHS = { en: 'files or folders; without one the folder you are in', zh: '文件或文件夹，省略时为当前文件夹' };
const FOR_NOW = {
  en: 'check what depends on today, such as 2026-11-01 or 2026-11-01T10:00+08:00',
  zh: '检查与今天有关的内容，例如 2026-11-01 或 2026-11-01T10:00+08:00',
};
const PROOF = { en: 'what is possible and not proven safe is an error', zh: '未能证明安全的“可能”也算错误' };
const LEDGER = {
  en: 'what was sent before, as CSV or a JSON object on each line: it counts in caps and gaps',
  zh: '以前发送过的记录（CSV，或每行一个 JSON 对象），计入频次和间隔',
};

/** A call, and what it is for. */
export interface Example {
  readonly call: string;
  readonly purpose: string;
}

const examples = new WeakMap<Command, readonly Example[]>();

/** The examples in the help of a command. */
export function examplesOf(command: Command): readonly Example[] {
  return examples.get(command) ?? [];
}

/** All commands and options of `crm`, described in a language: for calls, help, completion and the manual. */
export function createProgram(version: string, locale: Locale, run: Run): Command {
  const say = (words: Localized): string => localize(words, locale);
  const option = (flags: string, words: Localized): Option => new Option(flags, say(words));
  const inLocale = (): Option => option('--locale <locale>', { en: 'language of the messages', zh: '消息的语言' }).choices(['en', 'zh-CN']);
  const crm = new Command('crm')
    .description(
      say({
        en: 'Plan CRM campaigns as text, prove them safe, compile them to a schedule.',
        zh: '用文本编写 CRM 活动计划，证明其安全，并编译成执行日程。',
      }),
    )
    .version(version, '-v, --version', say({ en: 'print the version', zh: '显示版本号' }))
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(problemIn(text, locale));
      },
    })
    .configureHelp({ styleTitle: (title) => headingIn(title, locale), optionDescription: (each) => notesOf(each, locale) })
    .helpOption('-h, --help', say(helpWords.option))
    .helpCommand('help [command]', say(helpWords.command))
    .showSuggestionAfterError();

  /** A command with its examples, each with what it is for. */
  const command = (name: string, words: Localized, calls: readonly (readonly [string, Localized])[]): Command => {
    const own = calls.map(([call, purpose]) => ({ call, purpose: say(purpose) }));
    const width = Math.max(...own.map(({ call }) => call.length));
    const lines = own.map(({ call, purpose }) => `  ${call.padEnd(width)}  ${purpose}`);
    const made = crm
      .command(name)
      .description(say(words))
      .helpOption('-h, --help', say(helpWords.option))
      .addHelpText('after', `\n${headingIn('Examples:', locale)}\n${lines.join('\n')}`);
    examples.set(made, own);
    return made;
  };

  command('init', { en: 'start a project that checks clean', zh: '新建一个检查无误的项目' }, [
    ['crm init', { en: 'asks what it needs to know', zh: '逐项询问' }],
    ['crm init plans --currency USD --timezone America/New_York', { en: 'asks nothing', zh: '不询问' }],
  ])
    .argument('[folder]', say({ en: 'where to; without it the folder you are in', zh: '放在哪里，省略时为当前文件夹' }))
    .addOption(option('--store <label>', { en: 'what people call the store', zh: '店铺的名称' }))
    .addOption(option('--timezone <zone>', { en: 'where its clocks are, such as Asia/Shanghai', zh: '所在时区，例如 Asia/Shanghai' }))
    .addOption(option('--currency <code>', { en: 'what it is paid in, such as CNY', zh: '货币，例如 CNY' }))
    .addOption(option('--members <count>', { en: 'how many members it has', zh: '会员人数' }))
    .addOption(
      option('--policy <strictness>', { en: 'how often members may be messaged', zh: '打扰会员的频次限制' }).choices(['retail', 'strict']),
    )
    .addOption(option('--ci <service>', { en: 'what checks the plan in review', zh: '评审时由什么检查计划' }).choices(['github', 'none']))
    .addOption(inLocale())
    .action(async (folder: string | undefined, options: Options) => {
      await run([], options, async () => (await import('./commands/init.js')).init(folder ?? '.', options));
    });

  command('check', { en: 'check a project: everything that is wrong with it', zh: '检查项目，列出所有问题' }, [
    ['crm check', { en: 'the project you are in', zh: '当前所在的项目' }],
    ['crm check --fix', { en: 'make the safe fixes, show what they changed', zh: '做安全的修正，并显示改动' }],
    ['crm check plans --format sarif --max-warnings 0', { en: 'for CI', zh: '用于 CI' }],
    ['crm check --watch', { en: 'again after every save', zh: '每次保存后重新检查' }],
  ])
    .argument(
      '[path...]',
      say({ en: 'files or folders; `-` reads one file from standard input', zh: '文件或文件夹；“-”表示从标准输入读取一个文件' }),
    )
    .addOption(
      option('--format <format>', { en: 'how to print', zh: '输出形式' })
        .choices([...CHECK_FORMATS])
        .default('pretty'),
    )
    .addOption(option('-o, --output <file>', { en: 'write to a file instead of standard output', zh: '写入文件，而不是标准输出' }))
    .addOption(option('--max-warnings <n>', { en: 'fail above this many warnings', zh: '警告超过这个数即失败' }))
    .addOption(option('--require-proof', PROOF))
    .addOption(option('--ledger <file>', LEDGER))
    .addOption(option('--fix', { en: 'make the safe fixes, and show what they changed', zh: '做安全的修正，并显示改动' }))
    .addOption(option('--watch', { en: 'check again after every save, until q is pressed', zh: '每次保存后重新检查，按 q 退出' }))
    .addOption(option('--now <moment>', FOR_NOW))
    .addOption(inLocale())
    .action(async (paths: string[], options: Options) => {
      await run(paths, options, async () =>
        options.watch === true
          ? (await import('./commands/watch.js')).watch(paths, options)
          : (await import('./commands/check.js')).check(paths, options),
      );
    });

  command('compile', { en: 'check a project and write its schedule', zh: '检查项目并写出执行日程' }, [
    ['crm compile -o schedule.json', { en: 'for the send system', zh: '供发送系统读取' }],
    ['crm compile --campaign double11 --format ics', { en: 'a calendar for the team', zh: '供团队使用的日历' }],
  ])
    .argument('[path...]', say({ en: 'files or folders of one project', zh: '同一项目的文件或文件夹' }))
    .addOption(option('-o, --output <file>', { en: 'write to a file instead of standard output', zh: '写入文件，而不是标准输出' }))
    .addOption(
      option('--format <format>', { en: 'form of the schedule', zh: '日程的形式' }).choices(['json', 'ndjson', 'ics']).default('json'),
    )
    .addOption(option('--campaign <name...>', { en: 'only these campaigns', zh: '只含这些活动' }))
    .addOption(option('--from <day>', { en: 'only sends on or after this day', zh: '只含这一天及以后的发送' }))
    .addOption(option('--until <day>', { en: 'only sends on or before this day', zh: '只含这一天及以前的发送' }))
    .addOption(option('--require-proof', PROOF))
    .addOption(option('--ledger <file>', LEDGER))
    .addOption(option('--now <moment>', FOR_NOW))
    .addOption(inLocale())
    .action(async (paths: string[], options: Options) => {
      await run(paths, options, async () => (await import('./commands/compile.js')).compile(paths, options));
    });

  command('fmt', { en: 'format files in place', zh: '就地整理格式' }, [
    ['crm fmt', { en: 'the project you are in', zh: '当前所在的项目' }],
    ['crm fmt --check plans', { en: 'change nothing, list what differs', zh: '不改动，只列出格式不符的文件' }],
  ])
    .argument('[path...]', say(PROJECT_PATHS))
    .addOption(option('--check', { en: 'change nothing; list the files that are not formatted', zh: '不改动，只列出格式不符的文件' }))
    .addOption(inLocale())
    .action(async (paths: string[], options: Options) => {
      await run(paths, options, async () => (await import('./commands/fmt.js')).fmt(paths, options));
    });

  command('diff', { en: 'what a change of plan means, in people and money', zh: '计划的改动对会员和费用意味着什么' }, [
    ['crm diff main', { en: 'the branch main against the files here', zh: 'main 分支与当前文件相比' }],
    ['crm diff origin/main... --format markdown', { en: 'for a pull request', zh: '用于合并请求的评论' }],
    ['crm diff old.json new.json', { en: 'two compiled schedules', zh: '两份编译好的日程' }],
  ])
    .argument(
      '<before>',
      say({ en: 'a folder, a schedule, or a git revision such as main or HEAD~1', zh: '文件夹、日程文件，或 git 版本，例如 main、HEAD~1' }),
    )
    .argument('[after]', say({ en: 'the same; without it the folder you are in', zh: '同上，省略时为当前文件夹' }))
    .addOption(option('--format <format>', { en: 'how to print', zh: '输出形式' }).choices(['text', 'markdown', 'json']).default('text'))
    .addOption(
      option('--now <moment>', {
        en: 'a change of what was to be sent before is an error',
        zh: '改动此刻之前的发送算作错误',
      }),
    )
    .addOption(
      option('--ledger <file>', {
        en: 'what was really sent: only that counts as past',
        zh: '实际发送过的记录：只有其中的发送才算已执行',
      }),
    )
    .addOption(inLocale())
    .action(async (before: string, after: string | undefined, options: Options) => {
      await run([], options, async () => (await import('./commands/diff.js')).diff(before, after, options));
    });

  command(
    'timeline',
    { en: 'draw a project as one page: sends, caps, budgets, findings', zh: '把项目画成一个页面：发送、频次、预算和问题' },
    [
      ['crm timeline -o timeline.html', { en: 'a page to explore, without a network', zh: '可离线浏览的页面' }],
      [
        'crm timeline --campaign double11 --format svg > double11.svg',
        { en: 'a picture for a chat or a README', zh: '用于聊天或 README 的图片' },
      ],
    ],
  )
    .argument('[path...]', say({ en: 'files or folders of one project', zh: '同一项目的文件或文件夹' }))
    .addOption(
      option('-o, --output <file>', {
        en: 'write to a file; else to standard output, or on a terminal to timeline.html or timeline.svg here',
        zh: '写入文件；省略时写到标准输出，在终端中则写到当前文件夹的 timeline.html 或 timeline.svg',
      }),
    )
    .addOption(
      option('--format <format>', { en: 'a page to explore, or a picture', zh: '可浏览的页面，或图片' })
        .choices(['html', 'svg'])
        .default('html'),
    )
    .addOption(
      option('--campaign <name...>', { en: 'only these campaigns; caps count all of them', zh: '只含这些活动，频次仍按全部活动计算' }),
    )
    .addOption(option('--ledger <file>', LEDGER))
    .addOption(option('--now <moment>', { en: 'check what depends on today, and mark it', zh: '检查与今天有关的内容，并标出今天' }))
    .addOption(inLocale())
    .action(async (paths: string[], options: Options) => {
      await run(paths, options, async () => (await import('./commands/timeline.js')).timeline(paths, options));
    });

  command('explain', { en: 'explain a rule: what, why, a bad and a good plan', zh: '解释一条规则：内容、原因、反例和正例' }, [
    ['crm explain', { en: 'lists all rules', zh: '列出全部规则' }],
    ['crm explain cap-exceeded', { en: 'the page of one rule', zh: '一条规则的说明' }],
  ])
    .argument('[rule]', say({ en: 'the id of a rule; without it all rules are listed', zh: '规则的名称，省略时列出全部' }))
    .addOption(inLocale())
    .action(async (rule: string | undefined, options: Options) => {
      await run([], options, async () => (await import('./commands/explain.js')).explain(rule, options));
    });

  command('lsp', { en: 'serve an editor: the language server of `.crm` files', zh: '为编辑器提供 .crm 语言服务' }, [
    ['crm lsp --stdio', { en: 'what an editor starts', zh: '由编辑器启动' }],
    [
      "nvim -c \"lua vim.lsp.start({ name = 'crm', cmd = { 'crm', 'lsp', '--stdio' } })\" plan.crm",
      { en: 'in Neovim', zh: '在 Neovim 中使用' },
    ],
  ])
    .addOption(option('--stdio', { en: 'over standard input and output, the only way there is', zh: '经由标准输入输出，这是唯一的方式' }))
    .action(async () => {
      await run([], {}, async () => (await import('./commands/lsp.js')).lsp());
    });

  command('completion', { en: 'print what makes a shell complete `crm`', zh: '输出 shell 的补全脚本' }, [
    [
      'source <(crm completion bash)',
      { en: 'for this shell; put it into ~/.bashrc to keep it', zh: '当前终端生效，写入 ~/.bashrc 长期生效' },
    ],
    ['crm completion fish > ~/.config/fish/completions/crm.fish', { en: 'for fish, for good', zh: '在 fish 中长期生效' }],
  ])
    .addArgument(new Argument('<shell>', say({ en: 'your shell', zh: '所用的 shell' })).choices(['bash', 'zsh', 'fish']))
    .addOption(inLocale())
    .action(async (shell: string, options: Options) => {
      await run([], options, async () => (await import('./commands/completion.js')).completion(shell, crm, options));
    });

  return crm;
}
