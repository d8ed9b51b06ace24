import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import type { Paint } from '../diagnostics/pretty.js';
import type { Action, Change, ScheduleDiff } from '../diff/types.js';
import {
  amountText,
  factsWords,
  groupSends,
  headline,
  kindWords,
  loadWords,
  OLD_SCHEDULE,
  PAST_CHANGE,
  pastWords,
  priceWords,
  sendsWords,
  whyWords,
} from './diff-words.js';

const SIGNS: Readonly<Record<Action, readonly [sign: string, style: 'green' | 'red' | 'yellow' | 'cyan']>> = {
  added: ['+', 'green'],
  removed: ['-', 'red'],
  moved: ['>', 'cyan'],
  changed: ['~', 'yellow'],
};

/** A difference for a terminal: one line that says it all, then people, prices, money, sends and the plan, each where it differs. */
export function diffText(diff: ScheduleDiff, locale: Locale, paint: Paint): string {
  const say = (words: Localized): string => localize(words, locale);
  const colon = say({ en: ': ', zh: '：' });
  const line = (action: Action, text: string): string => {
    const [sign, style] = SIGNS[action];
    return `  ${paint(style, sign)} ${text}`;
  };
  const section = (title: Localized, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', paint('bold', say(title)), ...lines];
  const limits = diff.loads?.map(
    (load) =>
      `  ${say(loadWords(load))}${say({ en: `, limit ${load.limit}`, zh: `，上限${load.limit}` })} ${paint('dim', `[${load.clause}]`)}`,
  );
  const prices = diff.prices?.map((price) => {
    const { after } = price;
    const how = after
      ? say({ en: `, floor ${after.floor}: ${after.offers.join(' + ')}`, zh: `，底线${after.floor}：${after.offers.join('＋')}` })
      : '';
    return `  ${say(priceWords(price))}${how}`;
  });
  const costs = diff.costs.map(({ campaign, label, before, after, change, budget }) => {
    const money = (amount: string | null): string => (amount === null ? '–' : amountText(amount, diff.currency));
    const name = say({ en: campaign, zh: label });
    const limit = budget.after === null ? '' : say({ en: `, budget ${money(budget.after)}`, zh: `，预算${money(budget.after)}` });
    const was = budget.before === budget.after ? '' : say({ en: ` (was ${money(budget.before)})`, zh: `（原${money(budget.before)}）` });
    return `  ${name}${colon}${money(before)} → ${money(after)} (${amountText(change, diff.currency, true)})${limit}${was}`;
  });
  const sends = groupSends(diff.changes).map((group) => {
    const to = group.first.to === undefined ? '' : ` → ${group.first.to}`;
    const mark = group.first.past ? `${paint('red', say({ en: 'past', zh: '已过' }))} ` : '';
    return line(
      group.first.action,
      `${mark}${paint('bold', group.first.address)}${to}  ${say(factsWords(group))}${colon}${say(whyWords(group.first))}`,
    );
  });
  const plan = diff.changes
    .filter(({ kind }) => kind !== 'send')
    .map((change) => line(change.action, `${say(kindWords(change.kind))} ${paint('bold', change.address)}${whyOf(change, say, colon)}`));
  const unknown = diff.loads === null || diff.prices === null ? [say(OLD_SCHEDULE)] : [];
  const past =
    diff.pastChanges.length === 0
      ? []
      : [
          '',
          `${paint('red', say({ en: 'error', zh: '错误' }))} ${paint('dim', '[past-change]')} ${say(pastWords(diff))}`,
          ...diff.pastChanges.map((id) => `  ${id}`),
          say(PAST_CHANGE),
        ];
  return `${[
    paint('bold', say(headline(diff))),
    ...section({ en: 'Members', zh: '会员' }, limits ?? []),
    ...section({ en: 'Prices', zh: '价格' }, prices ?? []),
    ...section({ en: 'Money', zh: '费用' }, costs),
    ...section({ en: `Sends ${sendsWords(diff).en}`, zh: `发送${sendsWords(diff).zh}` }, sends),
    ...section({ en: 'Plan', zh: '计划' }, plan),
    ...unknown,
    ...past,
  ].join('\n')}\n`;
}

function whyOf(change: Change, say: (words: Localized) => string, colon: string): string {
  const why = say(whyWords(change));
  return why === '' ? '' : `${colon}${why}`;
}
