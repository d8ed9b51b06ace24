import { isoDay } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';
import type { Declared } from '../../model/types.js';
import type { CampaignTimeline } from '../../timeline/types.js';
import { createZone, type Zone } from '../../timeline/zone.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';

/** The last day on which a wave reaches somebody. */
interface Last {
  readonly wave: Declared;
  readonly day: Day;
}

function lastSend(context: RuleContext, { campaign, waves }: CampaignTimeline, zone: Zone): Last | undefined {
  const planned = context.sends.sendsOf(campaign).map(({ addressed, occurrence, end }) => ({
    wave: addressed.wave,
    day: Math.max(occurrence.latest?.day ?? occurrence.day, zone.toLocal(end - 1).day),
  }));
  const triggered = [...waves.values()].flatMap(({ wave, trigger }) => (trigger ? [{ wave, day: trigger.until.day }] : []));
  return [...planned, ...triggered].reduce<Last | undefined>((last, each) => (last && last.day >= each.day ? last : each), undefined);
}

function* check(context: RuleContext): Iterable<Finding> {
  const zone = createZone(context.plan.zone);
  for (const each of context.timeline.campaigns.values()) {
    const { campaign, review, runs } = each;
    const on = campaign.review?.on;
    // Before the start it is outside-run.
    if (review === undefined || !runs || !on || review < runs.from) continue;
    const last = lastSend(context, each, zone);
    const isSend = last !== undefined && last.day >= Math.max(review, runs.to);
    if (!isSend && review > runs.to) continue;
    const day = isoDay(review);
    const [until, send] = [isoDay(runs.to), isSend ? nameOf(last.wave) : undefined];
    const sent = isSend ? isoDay(last.day) : until;
    yield {
      span: on.span,
      message: send
        ? {
            en: `The review on ${day} is too early: ${send.en} sends until ${sent}.`,
            zh: `复盘定在${day}太早：${send.zh}要发送到${sent}。`,
          }
        : {
            en: `The review on ${day} is too early: the campaign runs until ${until}.`,
            zh: `复盘定在${day}太早：活动要到${until}才结束。`,
          },
      help: {
        en: `Review after ${sent}, when the numbers are in: a week later is usual.`,
        zh: `请在${sent}之后、数据齐全时复盘，一般再等一周。`,
      },
      related: [
        send && last
          ? { span: last.wave.nameSpan, message: { en: `sends until ${sent}`, zh: `发送到${sent}` } }
          : { span: campaign.runs?.span ?? campaign.nameSpan, message: { en: 'the campaign runs', zh: '活动期间' } },
      ],
      subjects: [{ campaign: campaign.name, day: review }],
    };
  }
}

const plan = (day: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via wechat to fans, friends { at 2027-03-02 10:00 }
  }
  review { on ${day} by lead }
}
`;

export const earlyReview: Rule = {
  id: 'early-review',
  group: 'review',
  level: 'warning',
  scope: 'file',
  title: { en: 'A review before the campaign is over', zh: '活动没结束就复盘' },
  why: {
    en: 'A review looks at what a campaign did. What is sent after it, orders that come later and returns are in nobody’s numbers.',
    zh: '复盘看的是整个活动的结果。之后的发送、后来的订单和退货，都不会计入。',
  },
  configure: {
    en: 'The day after the last send and the end of `runs` is early enough. Change the level with `level early-review info`.',
    zh: '最后一次发送和活动结束的次日起即可。可用 level early-review info 调整级别。',
  },
  bad: plan('end'),
  good: plan('end + 1d'),
  check,
};
