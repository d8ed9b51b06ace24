import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import { isoDay } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';
import { clockText } from '../../model/literal-text.js';
import { bansOfWave } from '../../sends/deadline.js';
import { isBanned, nextBan, type Ban } from '../../sends/quiet.js';
import type { AddressedWave } from '../../sends/types.js';
import type { Occurrence, ZonedMoment } from '../../timeline/types.js';
import { momentText } from '../../timeline/words.js';
import type { Zone } from '../../timeline/zone.js';
import { campaignWith } from '../example-base.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { sendSubjects } from '../subjects.js';
import { channelName, clauseOrigin, moreSends, nameOf } from '../words.js';
import { onlyTime } from './_time.js';

/** How long before quiet hours a moved send should begin, in minutes. */
const AHEAD = 60;

/** The nearest good time of the same day: an hour before quiet hours begin, or when they end. */
function goodTime(occurrence: Occurrence, range: { readonly from: number; readonly to: number }): number | undefined {
  const crosses = range.to <= range.from;
  if (crosses && occurrence.clock >= range.from) return range.from - AHEAD >= range.to ? range.from - AHEAD : undefined;
  return range.to < 1440 ? range.to : undefined;
}

/** A good time of the same day outside of all bans, where the wave names one time. */
function moveOut(addressed: AddressedWave, occurrence: Occurrence, ban: Ban, bans: readonly Ban[]): Fix[] {
  const time = onlyTime(addressed.wave);
  if (ban.kind !== 'quiet' || !time) return [];
  const clock = bans
    .flatMap((each) => (each.kind === 'quiet' ? (goodTime(occurrence, each.range) ?? []) : []))
    .find((good) => !bans.some((each) => isBanned({ day: occurrence.day, clock: good }, each)));
  if (clock === undefined) return [];
  const text = clockText(clock);
  return [{ title: { en: `Send at ${text}`, zh: `改到${text}发送` }, safe: true, edits: [{ span: time.span, text }] }];
}

function quietHelp(range: { readonly from: number; readonly to: number }, waits: boolean, pull: Localized): Localized {
  const [from, to] = [clockText(range.from), clockText(range.to)];
  const what = waits ? { en: 'Let the wait end', zh: '请让等待结束' } : { en: 'Send', zh: '请安排' };
  const when =
    range.to <= range.from
      ? { en: `between ${to} and ${from}`, zh: `在${to}到${from}之间` }
      : { en: `before ${from}, or from ${to} on`, zh: `在${from}之前，或${to}及以后` };
  return {
    en: `${what.en} ${when.en}; ${from} itself is already quiet.${pull.en}`,
    zh: `${what.zh}${when.zh}；${from}整已属免打扰。${pull.zh}`,
  };
}

function blackoutHelp(ban: Extract<Ban, { kind: 'blackout' }>, day: Day): Localized {
  const days = ban.days.find((range) => day >= range.from && day <= range.to);
  if (!days) return { en: 'Move the send out of these days.', zh: '请避开这些日子。' };
  return {
    en: `The blackout lasts from ${isoDay(days.from)} to ${isoDay(days.to)}: send before it or after.`,
    zh: `禁发期为${isoDay(days.from)}至${isoDay(days.to)}，请安排在此之前或之后。`,
  };
}

function endBefore(moment: ZonedMoment): Localized {
  const text = momentText(moment);
  return { en: `Let the wait end before ${text}.`, zh: `请让等待在${text}之前结束。` };
}

interface Banned {
  readonly occurrence: Occurrence;
  readonly at: ZonedMoment;
  /** Said before the moment: a wave that waits may send at any moment until its latest. */
  readonly would: Localized;
  /** The wait itself goes through the ban, and ends outside of it. */
  readonly through?: true;
}

/** The moment of the ban at which a send begins, or at which it may begin because it waits. */
function bannedMoment(occurrence: Occurrence, ban: Ban, zone: Zone): Banned | undefined {
  const { latest } = occurrence;
  if (isBanned(occurrence, ban)) return { occurrence, at: occurrence, would: { en: 'would send at', zh: '将在' } };
  if (!latest) return undefined;
  if (isBanned(latest, ban)) return { occurrence, at: latest, would: { en: 'may send as late as', zh: '最晚可能在' } };
  const begins = nextBan(occurrence, ban, zone);
  if (begins > latest.instant) return undefined;
  return { occurrence, at: zone.toLocal(begins), would: { en: 'may, while it waits, send at', zh: '等待期间可能在' }, through: true };
}

function* ofWave(context: RuleContext, addressed: AddressedWave): Iterable<Finding> {
  const { plan, timeline } = context;
  const { wave, channel } = addressed;
  const bans = bansOfWave(plan, addressed);
  for (const ban of bans) {
    const banned = addressed.timeline.occurrences.flatMap((occurrence) => bannedMoment(occurrence, ban, timeline.zone) ?? []);
    const [first] = banned;
    if (!first || !channel) continue;
    const { at, would } = first;
    const waits = at !== first.occurrence;
    const when = momentText(at);
    const name = nameOf(wave);
    const via = channelName(plan, channel.name);
    const more = moreSends(banned.length - 1);
    const pull =
      at.clock < 6 * 60
        ? {
            en: ' For a rush at midnight, send the evening before and meet people in groups, lives or the shop at 00:00.',
            zh: '零点冲刺请在前一晚发送，零点用社群、直播、店铺页承接。',
          }
        : { en: '', zh: '' };
    yield {
      span: wave.at[0]?.span ?? wave.nameSpan,
      message:
        ban.kind === 'quiet'
          ? {
              en: `${name.en} ${would.en} ${when}${more.en}; ${via.en} is quiet from ${clockText(ban.range.from)} to ${clockText(ban.range.to)} (${plan.zone}).`,
              zh: `${name.zh}${would.zh}${when}发送${more.zh}，而${via.zh}在${clockText(ban.range.from)}至${clockText(ban.range.to)}（${plan.zone}）免打扰。`,
            }
          : {
              en: `${name.en} ${would.en} ${when}${more.en}, in the blackout \`${ban.event}\` of ${via.en}.`,
              zh: `${name.zh}${would.zh}${when}发送${more.zh}，正处于${via.zh}的禁发期“${ban.label}”。`,
            },
      help: first.through ? endBefore(at) : ban.kind === 'quiet' ? quietHelp(ban.range, waits, pull) : blackoutHelp(ban, at.day),
      related: [
        {
          span: ban.span,
          message: ban.clause ? clauseOrigin(plan, ban.clause, 'rule') : { en: 'the quiet hours of the channel', zh: '渠道的免打扰时段' },
        },
      ],
      fixes: waits ? [] : moveOut(addressed, first.occurrence, ban, bans),
      subjects: sendSubjects(
        addressed,
        banned.map(({ occurrence }) => occurrence),
      ),
      ...(ban.clause && { clause: ban.clause }),
    };
  }
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const wave of context.sends.waves) yield* ofWave(context, wave);
}

const plan = (time: string): string => campaignWith(`wave hello "问候" via push to fans, friends { at 2027-03-02 ${time} }`);

export const quietHours: Rule = {
  id: 'quiet-hours',
  group: 'timing',
  level: 'error',
  scope: 'file',
  title: { en: 'A send in quiet hours', zh: '在免打扰时段发送' },
  why: {
    en: 'Providers allow promotional SMS from 08:00 to 21:00 at the strictest, and a phone that rings at night loses the member for good. From is quiet already, until is free: 21:00 is too late, 08:00 is fine.',
    zh: '服务商对营销短信最严的时段是08:00–21:00，深夜打扰会永久失去会员。起点算免打扰，终点不算：21:00已经太晚，08:00可以发送。',
  },
  configure: {
    en: 'The hours are the policy’s: `quiet sms 21:00 .. 08:00`, `quiet sms none`, `blackout sms during spring_festival`; a channel may add its own.',
    zh: '时段由政策决定：quiet sms 21:00 .. 08:00、quiet sms none、blackout sms during spring_festival；渠道也可另加。',
  },
  bad: plan('21:00'),
  good: plan('20:59'),
  check,
};
