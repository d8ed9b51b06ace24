import { LEVEL_WORDS, localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import { GROUP_WORDS } from '../rules/groups.js';
import type { Rule } from '../rules/rule.js';

const indent = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');

/** The page of a rule for a terminal. */
export function renderRule(rule: Rule, locale: Locale): string {
  const say = (text: Localized): string => localize(text, locale);
  const level = LEVEL_WORDS[rule.level];
  const locked = rule.locked ? { en: ', locked', zh: '，不可调整' } : { en: '', zh: '' };
  const after = say({ en: ` (${level.en}${locked.en})`, zh: `（${level.zh}${locked.zh}）` });
  const parts = [`${rule.id} — ${say(rule.title)}${after}`, say(rule.why)];
  if (rule.bad !== '') parts.push(say({ en: 'Found in:', zh: '会报告：' }), indent(rule.bad));
  if (rule.good !== '') parts.push(say({ en: 'Fine:', zh: '正确写法：' }), indent(rule.good));
  parts.push(say(rule.configure));
  return `${parts.join('\n\n')}\n`;
}

/** All rules, a line each, by group. */
export function renderRuleList(rules: readonly Rule[], locale: Locale): string {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const groups = [...new Set(rules.map((rule) => rule.group))];
  const line = (rule: Rule): string => `  ${rule.id.padEnd(width)}  ${localize(rule.title, locale)}`;
  return `${groups.map((group) => [localize(GROUP_WORDS[group], locale), ...rules.filter((rule) => rule.group === group).map(line)].join('\n')).join('\n\n')}\n`;
}

/** The page of a rule as Markdown, for editors. */
export function rulePageMarkdown(rule: Rule, locale: Locale): string {
  const say = (text: Localized): string => localize(text, locale);
  const code = (text: string): string => `\`\`\`crm\n${text.trimEnd()}\n\`\`\``;
  const locked = rule.locked ? { en: ', locked', zh: '，不可调整' } : { en: '', zh: '' };
  const level = say({ en: `${LEVEL_WORDS[rule.level].en}${locked.en}`, zh: `${LEVEL_WORDS[rule.level].zh}${locked.zh}` });
  const parts = [`**${say(rule.title)}** \`${rule.id}\` — ${level}`, say(rule.why)];
  if (rule.bad !== '') parts.push(say({ en: 'Found in:', zh: '会报告：' }), code(rule.bad));
  if (rule.good !== '') parts.push(say({ en: 'Fine:', zh: '正确写法：' }), code(rule.good));
  parts.push(say(rule.configure));
  return parts.join('\n\n');
}
