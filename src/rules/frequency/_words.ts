import type { Contact } from '../../caps/types.js';
import type { Localized, Related } from '../../diagnostics/diagnostic.js';
import type { ActiveClause } from '../../model/plan.js';
import type { Clause, Window } from '../../model/types.js';
import { groupBy } from '../../text/group-by.js';
import type { RuleContext, Subject } from '../rule.js';
import { audienceName, channelName, countText, daysWords, plural, windowWords } from '../words.js';

export { placeWords, windowWords } from '../words.js';

/** The window of a clause, with its season and whom it is for: `in one calendar month during `double11_season``. */
export function limitWords(context: RuleContext, { during, for: audience, window }: Clause & { readonly window: Window }): Localized {
  const event = during && context.plan.events.get(during.ref.name);
  const season = {
    en: during ? ` during \`${during.ref.name}\`` : '',
    zh: during ? `（${event?.label?.value ?? during.ref.name}期间）` : '',
  };
  const who = audience && audienceName(context.plan, audience.name);
  const words = windowWords(window);
  return { en: `${words.en}${season.en}${who ? ` for ${who.en}` : ''}`, zh: `${who ? `${who.zh}中的会员` : ''}${words.zh}${season.zh}` };
}

/** What a clause counts, of that many: `sms messages`; the Chinese goes after a number. */
export function channelsWords(context: RuleContext, active: ActiveClause, count: number): Localized {
  const { clause } = active;
  const messages = count === 1 ? 'message' : 'messages';
  if (!('channels' in clause)) return { en: messages, zh: '条消息' };
  if ('any' in clause && clause.any) return { en: `${messages} over all channels`, zh: '条消息（各渠道合计）' };
  const names = clause.channels.map((ref) => {
    const { en, zh } = channelName(context.plan, ref.name);
    return { en, zh: /^(wechat|wecom)$/.test(context.plan.channels.get(ref.name)?.kind ?? '') ? `${zh}消息` : zh };
  });
  return { en: `${names.map((name) => name.en).join(' and ')} ${messages}`, zh: `条${names.map((name) => name.zh).join('和')}` };
}

/** How many members: at least, at most. */
export function membersWords(atLeast: number, atMost: number | undefined): Localized {
  if (atLeast > 0 && atMost === atLeast) return { en: `exactly ${plural(atLeast, 'member')}`, zh: `共${countText(atLeast)}人` };
  const most =
    atMost === undefined
      ? { en: 'an unknown number of members', zh: '人数未知' }
      : { en: `up to ${plural(atMost, 'member')}`, zh: `最多${countText(atMost)}人` };
  if (atLeast === 0) return most;
  return atMost === undefined
    ? { en: `at least ${plural(atLeast, 'member')}`, zh: `至少${countText(atLeast)}人` }
    : { en: `at least ${countText(atLeast)}, ${most.en}`, zh: `至少${countText(atLeast)}人，${most.zh}` };
}

/** What helps where something sent before the plan counts too. A schedule is made without it, so no guard of it can. */
export const afterPast: Localized = {
  en: 'Send later, or leave out those who got the earlier message: as an audience in `except`.',
  zh: '请推迟发送，或把已经收到之前消息的会员作为人群用 except 排除。',
};

/** Members who are in each entry, through one of the audiences it names. */
export function audiencesWords(context: RuleContext, entries: readonly (readonly string[])[]): Localized {
  const words = entries.map((names) =>
    listWith(
      'or',
      names.map((name) => audienceName(context.plan, name)),
    ),
  );
  const [first] = words;
  if (!first || words.length === 1) return { en: first?.en ?? '', zh: `${first?.zh ?? ''}中的会员` };
  return { en: `${words.length === 2 ? 'both' : 'all of'} ${listWith('and', words).en}`, zh: `同属${listWith('and', words).zh}的会员` };
}

/** Longer lists are cut. */
const MOST_NAMES = 4;

function listWith(word: 'and' | 'or', items: readonly Localized[]): Localized {
  const zh = word === 'and' ? '和' : '或';
  const shown = items.slice(0, MOST_NAMES);
  const more = items.length - shown.length;
  const last = more > 0 ? { en: `${more} more`, zh: `另外${more}个` } : shown.pop();
  return {
    en: [shown.map((item) => item.en).join(', '), last?.en].filter(Boolean).join(` ${word} `),
    zh: [shown.map((item) => item.zh).join('、'), last?.zh].filter(Boolean).join(zh),
  };
}

function dayOf(contact: Contact): Localized {
  return daysWords(contact.firstDay, contact.lastDay);
}

/** The wave behind a contact, with the campaign where it is not that of the others. */
export function contactWords(context: RuleContext, contact: Contact): Localized {
  if (contact.past) return contact.past.words;
  const wave = context.sends.wave(contact.wave);
  const days = dayOf(contact);
  return {
    en: `\`${contact.wave.split('/')[1] ?? contact.wave}\` ${contact.trigger ? 'on any day ' : ''}${days.en}`,
    zh: `“${wave?.wave.label?.value ?? contact.wave.split('/')[1] ?? contact.wave}”（${days.zh}${contact.trigger ? '任意一天' : ''}）`,
  };
}

/** More lines of a ledger are not shown. */
const MOST_LINES = 3;

/** One place for each wave, with the days of its sends, and the first lines of the ledger; the one at `skip` is the primary place. */
export function relatedContacts(context: RuleContext, contacts: readonly Contact[], skip?: string): readonly Related[] {
  const lines = contacts.flatMap(({ past }) => (past ? [{ span: past.span, message: past.words }] : [])).slice(0, MOST_LINES);
  return [...lines, ...relatedWaves(context, contacts, skip)];
}

function relatedWaves(context: RuleContext, contacts: readonly Contact[], skip: string | undefined): readonly Related[] {
  return [...groupBy(contacts, (contact) => contact.wave)].flatMap(([id, own]) => {
    const wave = context.sends.wave(id);
    if (!wave || id === skip) return [];
    const on = own.map(dayOf);
    const shown = on.slice(0, 3);
    const en = shown.map((day, index) => (index > 0 && day.en.startsWith('on ') ? day.en.slice(3) : day.en)).join(', ');
    const list = { en: on.length > 3 ? `${en} …` : en, zh: shown.map((day) => day.zh).join('、') + (on.length > 3 ? '……' : '') };
    const each = own[0]?.trigger;
    return [
      {
        span: wave.wave.nameSpan,
        message: each
          ? { en: `may be set off at any time ${list.en}`, zh: `${list.zh}期间随时可能触发` }
          : { en: `sends ${list.en}`, zh: `${list.zh}发送` },
      },
    ];
  });
}

/** The contact that makes it too many: the last one; the finding stands at its wave. */
export function lastWave(
  context: RuleContext,
  contacts: readonly Contact[],
): { readonly id: string; readonly span: Related['span'] } | undefined {
  const planned = contacts.filter(({ past }) => !past);
  const last = planned.toReversed().find((contact) => !contact.trigger) ?? planned.at(-1);
  const wave = last && context.sends.wave(last.wave);
  return wave && { id: wave.id, span: wave.wave.nameSpan };
}

export function subjectsOf(contacts: readonly Contact[]): readonly Subject[] {
  return contacts.filter(({ past }) => !past).map(subjectOf);
}

export function subjectOf(contact: Contact): Subject {
  return { campaign: contact.campaign, wave: contact.wave.split('/')[1] ?? '', channel: contact.channel, day: contact.lastDay };
}
