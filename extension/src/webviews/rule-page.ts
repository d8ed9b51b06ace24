import type { RulePage } from '../../../src/lsp/extension-requests.js';
import { t } from '../words.js';
import { escape, htmlPage, prose } from './page.js';

const STYLE = `
.facts { color: var(--vscode-descriptionForeground); margin: 0 0 16px; }
.facts code { color: var(--vscode-foreground); }
h2.bad::before { content: "✗ "; color: var(--vscode-errorForeground); }
h2.good::before { content: "✓ "; color: var(--vscode-testing-iconPassed, #388a34); }
.keyword { color: var(--vscode-charts-blue); }
.text { color: var(--vscode-debugTokenExpression-string); }
.number { color: var(--vscode-debugTokenExpression-number); }
.comment { color: var(--vscode-descriptionForeground); font-style: italic; }
.all { border-top: 1px solid var(--vscode-panel-border); margin-top: 32px; padding-top: 12px; }
`;

/** The page of a rule: what it finds and why, a plan that breaks it and one that does not, how it is configured. */
export function rulePageHtml(page: RulePage, language: string): string {
  const examples = page.examples.map(({ title, isGood, code }) => {
    const pieces = code.map(([text, kind]) => (kind === 'plain' ? escape(text) : `<span class="${kind}">${escape(text)}</span>`));
    return `<h2 class="${isGood ? 'good' : 'bad'}">${escape(title)}</h2>\n<pre>${pieces.join('')}</pre>`;
  });
  const body = `<h1>${escape(page.title)}</h1>
<p class="facts"><code>${escape(page.id)}</code> · ${escape(page.level)}</p>
<h2>${escape(t('Why'))}</h2>
<p>${prose(page.why)}</p>
<h2>${escape(t('Configure'))}</h2>
<p>${prose(page.configure)}</p>
${examples.join('\n')}
<p class="all"><a href="command:crm.explainRule?%5Bnull%5D">${escape(t('All rules'))}</a></p>`;
  return htmlPage({ language, title: page.id, style: STYLE, body });
}
