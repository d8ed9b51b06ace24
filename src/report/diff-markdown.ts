import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import type { ScheduleDiff } from '../diff/types.js';
import {
  ACTION_WORDS,
  amountText,
  audienceWords,
  factsWords,
  groupSends,
  headline,
  kindWords,
  loadSubject,
  OLD_SCHEDULE,
  PAST_CHANGE,
  pastWords,
  priceText,
  sendsWords,
  whyWords,
} from './diff-words.js';

/** A comment on a pull request takes 65,536 characters: longer tables are cut, and say so. */
const MOST_ROWS = 60;

const ACTION: Localized = { en: 'Change', zh: '改动' };
const WHAT: Localized = { en: 'What', zh: '对象' };
const WHY: Localized = { en: 'Why', zh: '原因' };

const cell = (text: string): string => text.replace(/[\\|<>*_`[\]]/g, String.raw`\$&`).replace(/\s*\n\s*/g, ' ');
const code = (text: string): string => `\`${text.replaceAll('`', "'").replaceAll('|', String.raw`\|`)}\``;

/** A difference as Markdown, fit for a comment on a pull request. */
export function diffMarkdown(diff: ScheduleDiff, locale: Locale): string {
  const say = (words: Localized): string => localize(words, locale);
  const table = (head: readonly Localized[], rows: readonly (readonly string[])[]): readonly string[] => {
    if (rows.length === 0) return [];
    const shown = rows.slice(0, MOST_ROWS);
    const more = rows.length - shown.length;
    return [
      '',
      `| ${head.map(say).join(' | ')} |`,
      `|${' --- |'.repeat(head.length)}`,
      ...shown.map((row) => `| ${row.join(' | ')} |`),
      ...(more > 0
        ? ['', say({ en: `… and ${more} more; \`crm diff\` lists all.`, zh: `……另有${more}项，用 crm diff 可看到全部。` })]
        : []),
    ];
  };
  const titled = (title: Localized, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', `### ${say(title)}`, ...lines];
  const money = (amount: string | null): string => (amount === null ? '–' : cell(amountText(amount, diff.currency)));
  const loads = (diff.loads ?? []).map((load) => [
    cell(say(loadSubject(load))),
    `${load.before} → **${load.after}**`,
    String(load.limit),
    cell(say(audienceWords(load.audiences))),
    code(load.clause),
  ]);
  const prices = (diff.prices ?? []).map(({ products, before, after }) => [
    products.length === 0 ? say({ en: 'other products', zh: '其他商品' }) : products.map(code).join(', '),
    `${say(priceText(before))} → **${say(priceText(after))}**`,
    after?.floor ?? before?.floor ?? '',
    (after?.offers ?? []).map(code).join(' + '),
  ]);
  const costs = diff.costs.map(({ campaign, before, after, change, budget }) => [
    code(campaign),
    money(before),
    money(after),
    `**${cell(amountText(change, diff.currency, true))}**`,
    budget.before === budget.after ? money(budget.after) : `${money(budget.before)} → ${money(budget.after)}`,
  ]);
  const sends = groupSends(diff.changes).map((group) => {
    const { first } = group;
    const to = first.to === undefined ? '' : ` → ${code(first.to)}`;
    const past = first.past ? ` **${say({ en: 'past', zh: '已过' })}**` : '';
    return [say(ACTION_WORDS[first.action]) + past, code(first.address) + to, cell(say(factsWords(group))), cell(say(whyWords(first)))];
  });
  const plan = diff.changes
    .filter(({ kind }) => kind !== 'send')
    .map((change) => [
      say(ACTION_WORDS[change.action]),
      `${say(kindWords(change.kind))} ${code(change.address)}`,
      cell(say(whyWords(change))),
    ]);
  const past =
    diff.pastChanges.length === 0
      ? []
      : [
          '',
          `> **past-change**: ${say(pastWords(diff))} ${diff.pastChanges.slice(0, MOST_ROWS).map(code).join(', ')}`,
          `> ${say(PAST_CHANGE)}`,
        ];
  return `${[
    `## ${say({ en: 'What changes', zh: '改动的影响' })}`,
    '',
    `**${cell(say(headline(diff)))}**`,
    ...past,
    ...titled(
      { en: 'Members', zh: '会员' },
      table(
        [{ en: 'Messages', zh: '消息' }, ACTION, { en: 'Limit', zh: '上限' }, { en: 'For', zh: '涉及' }, { en: 'Clause', zh: '条款' }],
        loads,
      ),
    ),
    ...titled(
      { en: 'Prices', zh: '价格' },
      table(
        [
          { en: 'Products', zh: '商品' },
          { en: 'Lowest price', zh: '最低到手价' },
          { en: 'Floor', zh: '底线' },
          { en: 'By', zh: '叠加' },
        ],
        prices,
      ),
    ),
    ...titled(
      { en: 'Money', zh: '费用' },
      table(
        [{ en: 'Campaign', zh: '活动' }, { en: 'Before', zh: '改前' }, { en: 'After', zh: '改后' }, ACTION, { en: 'Budget', zh: '预算' }],
        costs,
      ),
    ),
    ...titled(
      { en: `Sends: ${sendsWords(diff).en}`, zh: `发送：${sendsWords(diff).zh}` },
      table([ACTION, { en: 'Send', zh: '发送' }, WHAT, WHY], sends),
    ),
    ...folded(say({ en: `Plan: ${plan.length} changes`, zh: `计划：${plan.length}处改动` }), table([ACTION, WHAT, WHY], plan)),
    ...(diff.loads === null || diff.prices === null ? ['', say(OLD_SCHEDULE)] : []),
  ].join('\n')}\n`;
}

/** What a reader opens on demand. */
function folded(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', '<details>', `<summary>${title}</summary>`, ...lines, '', '</details>'];
}
