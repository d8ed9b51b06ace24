import { isoDay } from '../../model/calendar.js';
import { resolveDay } from '../../timeline/days.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { sendSubjects } from '../subjects.js';
import { nameOf, plural } from '../words.js';

function* check({ plan, timeline, now }: RuleContext): Iterable<Finding> {
  if (now === undefined) return;
  const today = timeline.zone.toLocal(now).day;
  for (const each of timeline.campaigns.values()) {
    const { campaign } = each;
    for (const { wave, occurrences } of each.waves.values()) {
      const past = occurrences.filter(({ instant }) => instant < now);
      const [first] = past;
      if (!first) continue;
      const name = nameOf(wave);
      yield {
        span: wave.nameSpan,
        message:
          past.length === 1
            ? {
                en: `The send of ${name.en} on ${isoDay(first.day)} lies in the past: nobody will get it any more.`,
                zh: `${name.zh}在${isoDay(first.day)}的发送已经过期，不会再发出。`,
              }
            : {
                en: `${plural(past.length, 'send')} of ${name.en} lie in the past, the first on ${isoDay(first.day)}: nobody will get them any more.`,
                zh: `${name.zh}有${past.length}次发送已经过期，最早为${isoDay(first.day)}，不会再发出。`,
              },
        subjects: sendSubjects({ campaign, wave }, past),
      };
    }
    const due = [
      ...(campaign.resources?.materials ?? []).map((material) => ({ day: material.due, span: material.nameSpan, name: nameOf(material) })),
      ...[
        ...(campaign.resources?.tasks ?? []),
        ...(campaign.followup?.tasks ?? []),
        ...(campaign.risks?.risks ?? []).flatMap((risk) => risk.tasks),
      ].map((task) => ({ day: task.due, span: task.text.span, name: { en: `"${task.text.value}"`, zh: `“${task.text.value}”` } })),
      ...(campaign.review?.on ? [{ day: campaign.review.on, span: campaign.review.on.span, name: { en: 'The review', zh: '复盘' } }] : []),
    ];
    for (const item of due) {
      const day = item.day && resolveDay(item.day, { events: plan.events, timeline: each }, 'first', () => undefined);
      if (day === undefined || day >= today) continue;
      yield {
        span: item.span,
        message: {
          en: `${item.name.en} was due on ${isoDay(day)}, which is over.`,
          zh: `${item.name.zh}应在${isoDay(day)}完成，日期已过。`,
        },
        subjects: [{ campaign: campaign.name, day }],
      };
    }
  }
}

export const pastSend: Rule = {
  id: 'past-send',
  group: 'plan',
  level: 'warning',
  scope: 'file',
  title: { en: 'A send or due day lies in the past', zh: '发送或截止日已过' },
  why: {
    en: 'A plan copied from last year keeps its dates; a send system skips what is past, or sends it at once.',
    zh: '照搬去年的计划常会留下旧日期；发送系统要么跳过，要么立即补发。',
  },
  configure: {
    en: 'Found only with `--now`. Change its level with `level past-send error`.',
    zh: '仅在给出 --now 时检查。可用 level past-send error 调整级别。',
  },
  bad: '',
  good: '',
  check,
};
