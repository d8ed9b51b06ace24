import { analyse } from '../compiler.js';
import { renderPretty } from '../diagnostics/pretty.js';
import { LIBRARY } from '../library/generated/sources.js';
import { EXAMPLE_BASE } from '../rules/example-base.js';
import { RULES } from '../rules/generated/index.js';
import type { Rule } from '../rules/rule.js';

/** What crm says to the bad plan of a rule. */
function rendered(rule: Rule): string {
  const sources = [
    { path: 'base.crm', text: EXAMPLE_BASE },
    { path: 'plan.crm', text: rule.bad },
  ];
  const texts = new Map([...LIBRARY, ...sources].map((source) => [source.path, source.text]));
  const found = analyse(sources).diagnostics.filter((diagnostic) => diagnostic.span.file === 'plan.crm' && diagnostic.rule === rule.id);
  return renderPretty(
    found.map(({ why: _why, ...diagnostic }) => diagnostic),
    (file) => texts.get(file),
    'en',
  ).trimEnd();
}

function page(rule: Rule): string {
  const parts = [
    `## ${rule.id}`,
    `**${rule.title.en}** (${rule.title.zh}) · ${rule.group} · ${rule.level}${rule.locked ? ', locked' : ''}`,
    rule.why.en,
    rule.why.zh,
  ];
  if (rule.bad !== '') parts.push('Found in:', `\`\`\`crm\n${rule.bad.trimEnd()}\n\`\`\``, `\`\`\`text\n${rendered(rule)}\n\`\`\``);
  if (rule.good !== '') parts.push('Fine:', `\`\`\`crm\n${rule.good.trimEnd()}\n\`\`\``);
  parts.push(rule.configure.en);
  return parts.join('\n\n');
}

/** The reference of all rules, in Markdown. */
export function ruleDocs(): string {
  const groups = [...new Set(RULES.map((rule) => rule.group))].sort();
  const index = groups.map(
    (group) =>
      `- ${group}: ${RULES.filter((rule) => rule.group === group)
        .map((rule) => `[${rule.id}](#${rule.id})`)
        .join(', ')}`,
  );
  const intro =
    'Made from the rules themselves by `npm run docs`. Each example is read beside a small store with channels, audiences `fans` and `friends`, and a lenient policy.';
  return `# Rules\n\n${intro}\n\n${index.join('\n')}\n\n${RULES.map(page).join('\n\n')}\n`;
}
