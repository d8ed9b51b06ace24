import type { Command } from 'commander';
import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import { createProgram, examplesOf } from '../cli/program.js';
import { notesOf } from '../cli/usage-words.js';

const EXIT_CODES: readonly (readonly [code: number, meaning: Localized])[] = [
  [0, { en: 'fine', zh: '正常' }],
  [
    1,
    {
      en: 'problems found: errors, or more warnings than allowed; a change of the past',
      zh: '发现问题：有错误，或警告超过允许的数量；改动了已经过去的发送',
    },
  ],
  [2, { en: 'something differs: `diff`, `fmt --check`', zh: '存在差异：diff、fmt --check' }],
  [
    3,
    {
      en: 'the call or the environment is wrong: unknown option, unreadable path, no .crm file',
      zh: '调用或环境有误：未知选项、无法读取的路径、没有 .crm 文件',
    },
  ],
  [70, { en: 'a defect in crm itself', zh: 'crm 自身的缺陷' }],
];

const VARIABLES: readonly (readonly [name: string, meaning: Localized])[] = [
  [
    'LC_ALL, LANG',
    {
      en: 'language of the messages, where neither `--locale` nor `crm.json` says it',
      zh: '消息的语言，仅在 --locale 和 crm.json 都未指定时使用',
    },
  ],
  ['NO_COLOR, FORCE_COLOR', { en: 'colours never, or even into a file', zh: '禁用颜色，或在写入文件时也使用颜色' }],
];

/** Angle brackets in Markdown would be HTML. */
const term = (text: string): string => `\`${text}\``;

const WORDS = {
  commands: { en: 'Commands', zh: '命令' },
  examples: { en: 'Examples', zh: '示例' },
  exit: { en: 'Exit codes', zh: '退出码' },
  environment: { en: 'Environment', zh: '环境变量' },
} satisfies Record<string, Localized>;

const programIn = (locale: Locale): Command => createProgram('', locale, () => Promise.resolve());

/** The parts of a command: its call, its options, its examples. */
function sectionOf(command: Command, locale: Locale, heading: string): readonly string[] {
  const help = command.createHelp();
  const options = help.visibleOptions(command).map((option) => `- ${term(option.flags)}: ${notesOf(option, locale)}`);
  const own = command.registeredArguments.map((argument) => `- ${term(argument.name())}: ${argument.description}`);
  return [
    `${heading} crm ${command.name()}`,
    command.description(),
    `    crm ${command.name()} ${command.usage()}`,
    [...own, ...options].join('\n'),
    localize(WORDS.examples, locale),
    examplesOf(command)
      .map(({ call, purpose }) => `    # ${purpose}\n    ${call}`)
      .join('\n\n'),
  ];
}

function closing(locale: Locale, heading: string): readonly string[] {
  const say = (words: Localized): string => localize(words, locale);
  return [
    `${heading} ${say(WORDS.exit)}`,
    EXIT_CODES.map(([code, meaning]) => `- ${term(String(code))}: ${say(meaning)}`).join('\n'),
    `${heading} ${say(WORDS.environment)}`,
    VARIABLES.map(([name, meaning]) => `- ${term(name)}: ${say(meaning)}`).join('\n'),
  ];
}

/** The reference of all commands, in Markdown. */
export function commandDocs(locale: Locale): string {
  const program = programIn(locale);
  const commands = program.commands.flatMap((command) => sectionOf(command, locale, '##'));
  const intro = localize(
    {
      en: 'Made from the commands themselves by `npm run docs`. `crm COMMAND --help` shows the same in a terminal, `man crm` all of it.',
      zh: '由 npm run docs 从命令本身生成。crm 命令 --help 可在终端查看单个命令，man crm 查看全部。',
    },
    locale,
  );
  return `${[`# ${localize(WORDS.commands, locale)}`, intro, program.description(), ...commands, ...closing(locale, '##')].join('\n\n')}\n`;
}

/** The manual page, in the Markdown that \`marked-man\` turns into roff. */
export function manual(): string {
  const program = programIn('en');
  const commands = program.commands.flatMap((command) => sectionOf(command, 'en', '###'));
  const head = [
    '# crm(1) -- plan CRM campaigns as text, prove them safe',
    '## SYNOPSIS',
    'crm <command> [options] [path...]',
    '## DESCRIPTION',
    program.description(),
  ];
  return `${[...head, '## COMMANDS', ...commands, ...closing('en', '##').map((part) => (part.startsWith('## ') ? part.toUpperCase() : part))].join('\n\n')}\n`;
}
