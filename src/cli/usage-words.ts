import type { Option } from 'commander';
import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';

/** The words that commander itself puts into help and errors, in the language of the call. */

export const helpWords = {
  option: { en: 'show this help', zh: '显示帮助' },
  command: { en: 'show the help of a command', zh: '显示某个命令的帮助' },
} satisfies Record<string, Localized>;

const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Examples:': '示例：',
};

export function headingIn(title: string, locale: Locale): string {
  return locale === 'zh-CN' ? (HEADINGS[title] ?? title) : title;
}

/** What an option is for, with its choices and what it is without. */
export function notesOf({ description, argChoices, defaultValue }: Option, locale: Locale): string {
  const notes = [
    ...(argChoices ? [localize({ en: argChoices.join(', '), zh: argChoices.join('、') }, locale)] : []),
    ...(typeof defaultValue === 'string' ? [localize({ en: `default ${defaultValue}`, zh: `默认 ${defaultValue}` }, locale)] : []),
  ];
  if (notes.length === 0) return description;
  return localize({ en: `${description} (${notes.join('; ')})`, zh: `${description}（${notes.join('；')}）` }, locale);
}

const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*)'$/, '没有命令“$1”'],
  [/^error: unknown option '(.*)'$/, '没有选项“$1”'],
  [/^error: missing required argument '(.*)'$/, '缺少参数 $1'],
  [/^error: option '(.*)' argument missing$/, '选项 $1 缺少值'],
  [/^error: too many arguments.*Expected (\d+) arguments? but got (\d+).*\.$/, '参数过多：最多$1个，给出了$2个'],
  [/^error: option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/, '选项 $1 不能是“$2”，可以是：$3'],
  [/^error: command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\.$/, '参数 $2 不能是“$1”，可以是：$3'],
  [/^\(Did you mean (.*)\?\)$/, '（是不是想写 $1？）'],
];

/** What is wrong with a call, as `crm` says it. */
export function problemIn(text: string, locale: Locale): string {
  if (locale !== 'zh-CN') return text.replace(/^error: /, 'crm: ');
  const lines = text.split('\n').map((line) => {
    const found = PROBLEMS.find(([pattern]) => pattern.test(line));
    return found ? line.replace(...found) : line;
  });
  return `crm：${lines.join('\n')}`;
}
