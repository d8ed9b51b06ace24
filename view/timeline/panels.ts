import type { BudgetView, CampaignView, FindingView, TimelineView } from '../../src/timeline-view/types.js';
import { element, prose } from './elements.js';
import { toneOf } from './marks.js';
import type { Words } from './words.js';

/** A table with the names of its columns; it scrolls by itself where it is too wide. */
export function tableWith(caption: string, columns: readonly string[], rows: readonly HTMLTableRowElement[]): HTMLElement {
  const table = element('table', '', '', { 'aria-label': caption });
  const head = element('tr');
  for (const column of columns) head.append(element('th', '', column, { scope: 'col' }));
  const [top, body] = [element('thead'), element('tbody')];
  top.append(head);
  body.append(...rows);
  table.append(top, body);
  const box = element('div', 'table');
  box.append(table);
  return box;
}

export function rowWith(className: string, cells: readonly (string | HTMLElement)[]): HTMLTableRowElement {
  const row = element('tr', className);
  for (const cell of cells) {
    if (typeof cell === 'string') row.append(element('td', '', cell));
    else if (cell instanceof HTMLTableCellElement) row.append(cell);
    else {
      const box = element('td');
      box.append(cell);
      row.append(box);
    }
  }
  return row;
}

const number = (text: string): HTMLElement => element('td', 'number', text);

/** What campaigns may cost beside what they may spend; `open` leads to more about one. */
export function budgetTable(
  view: TimelineView,
  campaigns: readonly CampaignView[],
  words: Words,
  open?: (of: CampaignView | BudgetView) => void,
): HTMLElement {
  const names = new Set(campaigns.map(({ name }) => name));
  const shared = view.budgets.filter((budget) => budget.campaigns.some((name) => names.has(name)));
  const rows = [...shared, ...campaigns].map((each) => {
    const isShared = 'campaigns' in each;
    const label = isShared ? `${each.label} (${words.together(each.campaigns.length)})` : each.label;
    const { cost } = each;
    const { budget, percent, messages, benefits, costs } = cost;
    const name = open ? element('button', 'link', label, { type: 'button' }) : element('span', '', label);
    if (open) name.addEventListener('click', () => open(each));
    const share = element('td', 'number share');
    share.append(...(percent === undefined ? [] : [bar(percent), element('span', '', words.percent(cost))]));
    const tone = percent !== undefined && percent > 100 ? 'over-budget' : '';
    return rowWith(`${tone}${isShared ? ' together' : ''}`, [
      name,
      number(budget?.text ?? words.noBudget),
      number(words.atMost(cost)),
      share,
      ...[messages, benefits, costs].map(({ text }) => number(text)),
    ]);
  });
  return tableWith(words.panels.budget, words.budgetColumns, rows);
}

function bar(percent: number): HTMLElement {
  const made = element('span', 'meter', '', { 'aria-hidden': 'true' });
  const filled = element('span', percent > 100 ? 'filled over' : 'filled');
  filled.style.width = `${Math.min(100, percent)}%`;
  made.append(filled);
  return made;
}

/** Everything that was found, with its waivers. */
export function findingsTable(findings: readonly FindingView[], words: Words, open?: (finding: FindingView) => void): HTMLElement {
  if (findings.length === 0) return element('p', 'more', words.noFindings);
  const rows = findings.map((finding) => {
    const { message, rule, at, waivers = [] } = finding;
    const verdict = element('td', 'verdict');
    verdict.append(
      element('span', `sample ${toneOf([finding])}`, '', { 'aria-hidden': 'true' }),
      element('span', '', words.verdict(finding)),
    );
    const text = [message, ...waivers.map(words.waiver)].join('\n');
    const place = `${at.file}:${at.line}`;
    const where = open ? element('button', 'link', place, { type: 'button' }) : element('span', '', place);
    if (open) where.addEventListener('click', () => open(finding));
    return rowWith('', [verdict, prose(text, 'td', 'long'), rule, where]);
  });
  return tableWith(words.panels.findings, words.findingColumns, rows);
}
