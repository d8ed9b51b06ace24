import type { Contact } from '../../caps/types.js';
import type { Localized, Related } from '../../diagnostics/diagnostic.js';
import { isoDay } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';
import type { ActiveClause } from '../../model/plan.js';
import type { Window } from '../../model/types.js';
import { durationZh } from '../../timeline/words.js';
import type { RuleContext, Subject } from '../rule.js';
import { audienceName, channelName, countText, listOf } from '../words.js';

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
  const { count, unit } = window.duration;
  const long = { s: 'seconds', min: 'minutes', h: 'hours', d: 'days', w: 'weeks', mo: 'months', y: 'years' }[unit];
  return { en: `in any ${count} ${count === 1 ? long.slice(0, -1) : long}`, zh: `任意连续${durationZh(window.duration)}` };
}

/** Where a window lies: its days, or the campaign. */
export function placeWords(window: Window, from: Day, to: Day): Localized {
  const days = from === to ? isoDay(from) : `${isoDay(from)} .. ${isoDay(to)}`;
  if (window.kind === 'calendar' && window.unit === 'month') return { en: isoDay(from).slice(0, 7), zh: isoDay(from).slice(0, 7) };
  if (window.kind === 'calendar' && window.unit === 'year') return { en: isoDay(from).slice(0, 4), zh: isoDay(from).slice(0, 4) };
  return { en: days, zh: days };
}

export function channelsWords(context: RuleContext, active: ActiveClause): Localized {
  const { clause } = active;
  if (!('channels' in clause)) return { en: 'messages', zh: '消息' };
  if ('any' in clause && clause.any) return { en: 'messages of any kind', zh: '各渠道消息' };
  const names = clause.channels.map((ref) => channelName(context.plan, ref.name));
  return { en: `${names.map((name) => name.en).join(' and ')} messages`, zh: names.map((name) => name.zh).join('加') };
}

/** How many members: at least, at most. */
export function membersWords(atLeast: number, atMost: number | undefined): Localized {
  if (atLeast > 0 && atMost === atLeast) return { en: `exactly ${countText(atLeast)} members`, zh: `共${countText(atLeast)}人` };
  const most =
    atMost === undefined
      ? { en: 'an unknown number of members', zh: '人数未知' }
      : { en: `up to ${countText(atMost)} members`, zh: `最多${countText(atMost)}人` };
  if (atLeast === 0) return most;
  return atMost === undefined
    ? { en: `at least ${countText(atLeast)} members`, zh: `至少${countText(atLeast)}人` }
    : { en: `at least ${countText(atLeast)}, ${most.en}`, zh: `至少${countText(atLeast)}人，${most.zh}` };
}

export function audiencesWords(context: RuleContext, names: readonly string[]): Localized {
  const list = listOf(names.map((name) => audienceName(context.plan, name)));
  return names.length > 1
    ? { en: `both ${list.en}`.replace(/^both (.*), (.*), /, 'all of $1, $2, '), zh: `同属${list.zh}的会员` }
    : { en: list.en, zh: `${list.zh}中的会员` };
}

function dayOf(contact: Contact): string {
  return contact.firstDay === contact.lastDay ? isoDay(contact.firstDay) : `${isoDay(contact.firstDay)} .. ${isoDay(contact.lastDay)}`;
}

/** The wave behind a contact, with the campaign where it is not that of the others. */
export function contactWords(context: RuleContext, contact: Contact): Localized {
  const wave = context.sends.wave(contact.wave);
  return {
    en: `\`${contact.wave.split('/')[1] ?? contact.wave}\` on ${dayOf(contact)}`,
    zh: `“${wave?.wave.label?.value ?? contact.wave.split('/')[1] ?? contact.wave}”（${dayOf(contact)}）`,
  };
}

/** One place for each wave, with the days of its sends; the one at `skip` is the primary place. */
export function relatedContacts(context: RuleContext, contacts: readonly Contact[], skip?: string): readonly Related[] {
  const days = new Map<string, string[]>();
  for (const contact of contacts) days.set(contact.wave, [...(days.get(contact.wave) ?? []), dayOf(contact)]);
  return [...days].flatMap(([id, on]) => {
    const wave = context.sends.wave(id);
    if (!wave || id === skip) return [];
    const list = on.length > 3 ? `${on.slice(0, 3).join(', ')} …` : on.join(', ');
    const each = contacts.find((contact) => contact.wave === id)?.trigger;
    return [
      {
        span: wave.wave.nameSpan,
        message: each
          ? { en: `may be set off at any time, ${list}`, zh: `${list}期间随时可能触发` }
          : { en: `sends on ${list}`, zh: `${list}发送` },
      },
    ];
  });
}

/** The contact that makes it too many: the last one; the finding stands at its wave. */
export function lastWave(
  context: RuleContext,
  contacts: readonly Contact[],
): { readonly id: string; readonly span: Related['span'] } | undefined {
  const last = [...contacts].reverse().find((contact) => !contact.trigger) ?? contacts.at(-1);
  const wave = last && context.sends.wave(last.wave);
  return wave && { id: wave.id, span: wave.wave.nameSpan };
}

export function subjectsOf(contacts: readonly Contact[]): readonly Subject[] {
  return contacts.map(subjectOf);
}

export function subjectOf(contact: Contact): Subject {
  return { campaign: contact.campaign, wave: contact.wave.split('/')[1] ?? '', channel: contact.channel, day: contact.lastDay };
}
