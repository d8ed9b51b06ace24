import type { Localized } from '../diagnostics/diagnostic.js';
import { isoDay } from '../model/calendar.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import type { Day, Duration } from '../model/literals.js';
import type { ActiveClause } from '../model/plan.js';
import type { Declared, Window } from '../model/types.js';
import { grouped, plural } from '../text/numbers.js';
import { durationZh } from '../timeline/words.js';

export { plural } from '../text/numbers.js';

/** `30000` as `30,000`; Chinese readers know the comma too. */
export function countText(count: number): string {
  return grouped(count);
}

/** Whether the clause is of a pack: of law or a platform, and not of the house. */
export function isOfPack(plan: Pick<ResolvedPlan, 'policies'>, active: ActiveClause): boolean {
  return plan.policies.get(active.policy)?.asOf !== undefined || isFormerPack(plan, active);
}

/** Of a built-in pack that the project declares anew, but not so that it could take its place. */
function isFormerPack({ policies }: Pick<ResolvedPlan, 'policies'>, { policy, clause }: ActiveClause): boolean {
  return clause.span.file.startsWith('crm:') && policies.get(policy)?.span.file.startsWith('crm:') === false;
}

/** What to call a clause in force, and where its numbers come from: `the house limit`, or the pack with its day and source. */
export function clauseOrigin(plan: Pick<ResolvedPlan, 'policies'>, active: ActiveClause, word: 'limit' | 'rule'): Localized {
  const policy = plan.policies.get(active.policy);
  const zh = word === 'limit' ? '上限' : '条款';
  if (isFormerPack(plan, active)) return { en: `the built-in ${word} of \`${active.policy}\``, zh: `内置规则包 ${active.policy} 的${zh}` };
  if (!policy?.asOf) return { en: `the house ${word}`, zh: `政策${zh}` };
  const day = isoDay(policy.asOf.value);
  const source = policy.source?.value;
  return {
    en: `the ${word} of \`${active.policy}\` as of ${day}${source === undefined ? '' : ` (${source})`}`,
    zh: `${nameOf(policy).zh}的${zh}，截至${day}${source === undefined ? '' : `（${source}）`}`,
  };
}

/** A list for a sentence: the first few, and how many more. */
export function listOf(items: readonly Localized[], most = 4): Localized {
  const shown = items.slice(0, most);
  const more = items.length - shown.length;
  return {
    en: shown.map((item) => item.en).join(', ') + (more > 0 ? ` and ${more} more` : ''),
    zh: shown.map((item) => item.zh).join('、') + (more > 0 ? `等${items.length}项` : ''),
  };
}

/** How to call a declaration: its name, in Chinese its label. */
export function nameOf(declaration: Pick<Declared, 'name' | 'label'>): Localized {
  return { en: `\`${declaration.name}\``, zh: `“${declaration.label?.value ?? declaration.name}”` };
}

export function audienceName(plan: ResolvedPlan, name: string): Localized {
  return { en: `\`${name}\``, zh: `“${plan.audiences.get(name)?.label ?? name}”` };
}

export function channelName(plan: ResolvedPlan, name: string): Localized {
  return { en: name, zh: plan.channels.get(name)?.label ?? name };
}

/** A length in whole seconds: `11 h 59 min`, `2 min 1 s`. */
export function lengthText(seconds: number): Localized {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const en = [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', rest > 0 ? `${rest} s` : ''];
  const zh = [hours > 0 ? `${hours}小时` : '', minutes > 0 ? `${minutes}分钟` : '', rest > 0 ? `${rest}秒` : ''];
  return { en: en.filter((part) => part !== '').join(' ') || '0 s', zh: zh.join('') || '0秒' };
}

/** `3d` as `3 days`. */
export function spelled({ count, unit }: Duration): Localized {
  const word = { s: 'second', min: 'minute', h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' }[unit];
  return { en: plural(count, word), zh: durationZh({ count, unit }) };
}

const UNITS: Readonly<Record<string, Localized>> = {
  day: { en: 'calendar day', zh: '自然日' },
  week: { en: 'calendar week', zh: '自然周' },
  month: { en: 'calendar month', zh: '自然月' },
  quarter: { en: 'calendar quarter', zh: '自然季度' },
  year: { en: 'calendar year', zh: '自然年' },
};

/** `in any 30 days`, `in one calendar month`, `in one campaign` */
export function windowWords(window: Window): Localized {
  if (window.kind === 'campaign') return { en: 'in one campaign', zh: '每个活动' };
  if (window.kind === 'calendar')
    return { en: `in one ${UNITS[window.unit]?.en ?? window.unit}`, zh: `每${UNITS[window.unit]?.zh ?? window.unit}` };
  const length = spelled(window.duration);
  return { en: `in any ${length.en}`, zh: `任意连续${length.zh}` };
}

/** One day or several: `on 2027-03-02`, `from 2027-03-02 to 2027-03-31`. */
export function daysWords(from: Day, to: Day): Localized {
  const [first, last] = [isoDay(from), isoDay(to)];
  return from === to ? { en: `on ${first}`, zh: first } : { en: `from ${first} to ${last}`, zh: `${first}至${last}` };
}

/** When it comes together: `in 2027-03`, `on 2027-03-02`, `from 2027-03-02 to 2027-03-31`, `in this campaign`. */
export function placeWords(window: Window, from: Day, to: Day): Localized {
  if (window.kind === 'campaign') return { en: 'in this campaign', zh: '本活动中' };
  const [year, month] = isoDay(from).split('-');
  if (window.kind === 'calendar' && window.unit === 'month') return { en: `in ${year}-${month}`, zh: `${year}年${Number(month)}月` };
  if (window.kind === 'calendar' && window.unit === 'year') return { en: `in ${year}`, zh: `${year}年` };
  return daysWords(from, to);
}

/** How many sends there are besides the one named, in parentheses; nothing where there are none. */
export function moreSends(count: number): Localized {
  return count > 0 ? { en: ` (and ${plural(count, 'more send')})`, zh: `（另有${count}次）` } : { en: '', zh: '' };
}

/** What a rule of the language says about being configured. */
export const NOT_CONFIGURABLE: Localized = {
  en: 'Not configurable: a plan that breaks the language has no meaning to check.',
  zh: '不可调整：语言本身不成立的计划没有含义可查。',
};
