import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import { isoDay } from '../../model/calendar.js';
import type { Duration } from '../../model/literals.js';
import { clockText } from '../../model/literal-text.js';
import { bansOfWave, deadlineOf } from '../../sends/deadline.js';
import { isBanned, nextBan, type Ban } from '../../sends/quiet.js';
import type { Send } from '../../sends/types.js';
import type { Zone } from '../../timeline/zone.js';
import { campaignWith } from '../example-base.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { sendSubjects } from '../subjects.js';
import { channelName, countText, lengthText, nameOf, plural, spelled } from '../words.js';
import { onlyTime } from './_time.js';

const MINUTE = 60_000;

/** With seconds where it is not a whole minute. */
function momentText(zone: Zone, instant: number, beside: number): string {
  const whole = Math.ceil(instant / 1000);
  const { day, clock } = zone.toLocal(whole * 1000);
  const seconds = whole % 60;
  const time = seconds === 0 ? clockText(clock) : `${clockText(clock)}:${String(seconds).padStart(2, '0')}`;
  return day === beside ? time : `${isoDay(day)} ${time}`;
}

/** Whether a dispatch of that length could begin then. */
function fits(start: number, length: number, bans: readonly Ban[], zone: Zone): boolean {
  const local = zone.toLocal(start);
  return bans.every((ban) => !isBanned(local, ban) && nextBan(local, ban, zone) >= start + length);
}

/** `second`, `30 seconds` */
function unitText(duration: Duration | undefined): Localized {
  if (!duration) return { en: '', zh: '' };
  const { en, zh } = spelled(duration);
  return duration.count === 1 ? { en: en.slice(2), zh: zh.slice(1) } : { en, zh };
}

function earlier(send: Send, latest: number, zone: Zone): Fix[] {
  const time = onlyTime(send.addressed.wave);
  const local = zone.toLocal(latest);
  if (!time || local.day !== send.occurrence.day || send.occurrence.latest) return [];
  const text = clockText(local.clock);
  return [{ title: { en: `Start at ${text}`, zh: `改到${text}开始` }, safe: true, edits: [{ span: time.span, text }] }];
}

function* check({ plan, timeline: { zone }, sends }: RuleContext): Iterable<Finding> {
  const told = new Set<string>();
  const bans = new Map(sends.waves.map((wave) => [wave.id, bansOfWave(plan, wave)]));
  for (const send of sends.sends) {
    const { addressed, occurrence } = send;
    const start = occurrence.latest ?? occurrence;
    if (told.has(addressed.id) || send.end <= start.instant) continue;
    const own = bans.get(addressed.id) ?? [];
    if (own.some((ban) => isBanned(start, ban))) continue; // quiet-hours reports a start in quiet hours
    const deadline = deadlineOf(send, own, zone);
    if (!deadline || send.end <= deadline.instant || start.instant >= deadline.instant) continue;
    told.add(addressed.id);
    const length = send.end - start.instant;
    const latest = Math.floor((deadline.instant - length) / MINUTE) * MINUTE;
    const { wave, channel, bounds } = addressed;
    const name = nameOf(wave);
    const shared = send.end - (occurrence.latest ? start.instant - occurrence.instant : 0) > send.dispatch.end;
    const rate = channel?.declaration.rate;
    const unit = unitText(rate?.duration);
    const how = wave.split
      ? {
          en: `${plural(send.dispatch.batches, 'batch', 'batches')} of ${countText(wave.split.size.value)}`,
          zh: `${send.dispatch.batches}批，每批${countText(wave.split.size.value)}人`,
        }
      : {
          en: `${countText(bounds.high ?? 0)} messages${rate ? ` at ${countText(rate.count)} per ${unit.en}` : ''}`,
          zh: `${countText(bounds.high ?? 0)}条${rate ? `、每${unit.zh}${countText(rate.count)}条` : ''}`,
        };
    const also =
      shared && channel
        ? { en: `, sharing the rate of ${channelName(plan, channel.name).en} with other sends,`, zh: `（与同渠道其他发送共用速率）` }
        : { en: '', zh: '' };
    const ends = momentText(zone, send.end, start.day);
    const limit = momentText(zone, deadline.instant, start.day);
    const lengthWords = lengthText(Math.ceil(length / 1000));
    const possible = zone.toLocal(latest).day === start.day && fits(latest, length, own, zone);
    const waits = occurrence.latest !== undefined;
    const starts = waits ? { en: 'may start as late as', zh: '最晚可能于' } : { en: 'starts at', zh: '于' };
    yield {
      span: wave.at[0]?.span ?? wave.nameSpan,
      message: {
        en: `${name.en} ${starts.en} ${clockText(start.clock)} on ${isoDay(start.day)}; ${how.en}${also.en} take ${lengthWords.en}, until ${ends}, but ${deadline.words.en} at ${limit}.`,
        zh: `${name.zh}${starts.zh}${isoDay(start.day)} ${clockText(start.clock)}开始，${how.zh}${also.zh}，需${lengthWords.zh}，要发到${ends}，而${deadline.words.zh}于${limit}。`,
      },
      help: possible
        ? {
            en: `${waits ? 'Let the wait end' : 'Start'} by ${momentText(zone, latest, start.day)}, split over several days, or raise the rate.`,
            zh: `请不晚于${momentText(zone, latest, start.day)}${waits ? '结束等待' : '开始'}，或分几天发送，或提高速率。`,
          }
        : {
            en: 'No start on that day is early enough: split over several days, or raise the rate.',
            zh: '当天无论何时开始都发不完：请分几天发送，或提高速率。',
          },
      related: deadline.span ? [{ span: deadline.span, message: deadline.words }] : [],
      fixes: possible ? earlier(send, latest, zone) : [],
      subjects: sendSubjects(addressed, [occurrence]),
      ...(deadline.ban?.clause && { clause: deadline.ban.clause }),
    };
  }
}

const plan = (time: string): string => `channel push "推送" { kind push  rate 100 per 1s  requires push_consent }

${campaignWith(`wave hello "问候" via push to fans, friends { at 2027-03-02 ${time} }`)}`;

export const dispatchOverrun: Rule = {
  id: 'dispatch-overrun',
  group: 'timing',
  level: 'error',
  scope: 'file',
  title: { en: 'A dispatch that is not over in time', zh: '不能按时发完' },
  why: {
    en: 'A send takes as long as its size divided by the channel’s rate. One that starts in time and ends in the night disturbs the last ones just the same.',
    zh: '发送时长等于人数除以渠道速率。按时开始、却发到深夜，对最后收到的人同样是打扰。',
  },
  configure: {
    en: 'Depends on `rate` of the channel, `split by … every …`, the policy’s `quiet`, the phase and `runs`.',
    zh: '取决于渠道的 rate、split by … every …、政策的 quiet、阶段和 runs。',
  },
  bad: plan('20:58'),
  good: plan('20:57'),
  check,
};
