import { isoDay } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';
import type { CampaignTimeline, DayRange } from '../../timeline/types.js';
import { campaignWith } from '../example-base.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { sendSubjects } from '../subjects.js';
import { moreSends, nameOf } from '../words.js';

const range = (runs: DayRange): string => `${isoDay(runs.from)} .. ${isoDay(runs.to)}`;

function* wavesOf(timeline: CampaignTimeline, runs: DayRange): Iterable<Finding> {
  const { campaign } = timeline;
  for (const { wave, occurrences } of timeline.waves.values()) {
    const isOutside = ({ day }: { readonly day: Day }): boolean => day < runs.from || (wave.step === 'timing' && day > runs.to);
    const outside = occurrences.filter(isOutside);
    const [first] = outside;
    if (!first) continue;
    const name = nameOf(wave);
    const more = moreSends(outside.length - 1);
    yield {
      span: wave.nameSpan,
      message:
        wave.step === 'timing'
          ? {
              en: `${name.en} sends on ${isoDay(first.day)}${more.en}, outside the campaign, which runs ${range(runs)}. Move the send, or change \`runs\`.`,
              zh: `${name.zh}在${isoDay(first.day)}发送${more.zh}，不在活动期间（${range(runs)}）。请调整发送时间或 runs。`,
            }
          : {
              en: `The follow-up ${name.en} sends on ${isoDay(first.day)}${more.en}, before the campaign starts on ${isoDay(runs.from)}.`,
              zh: `二次营销${name.zh}在${isoDay(first.day)}发送${more.zh}，早于活动开始日${isoDay(runs.from)}。`,
            },
      related: campaign.runs ? [{ span: campaign.runs.span, message: { en: 'the campaign runs', zh: '活动期间' } }] : [],
      subjects: sendSubjects({ campaign, wave }, outside),
    };
  }
}

function* activitiesOf(timeline: CampaignTimeline, runs: DayRange): Iterable<Finding> {
  const { campaign } = timeline;
  for (const { activity, occurrences, ends } of timeline.activities.values()) {
    const index = occurrences.findIndex(({ day }, at) => {
      const end = ends[at];
      const last = end === undefined ? day : end.clock === 0 && end.day > day ? end.day - 1 : end.day;
      return day < runs.from || last > runs.to;
    });
    const occurrence = occurrences[index];
    if (!occurrence) continue;
    const name = nameOf(activity);
    yield {
      span: activity.nameSpan,
      message: {
        en: `${name.en} on ${isoDay(occurrence.day)} lies outside the campaign, which runs ${range(runs)}. Move it, shorten it, or change \`runs\`.`,
        zh: `${name.zh}（${isoDay(occurrence.day)}）不在活动期间（${range(runs)}）之内。请改期、缩短，或调整 runs。`,
      },
      related: campaign.runs ? [{ span: campaign.runs.span, message: { en: 'the campaign runs', zh: '活动期间' } }] : [],
      subjects: [{ campaign: campaign.name, day: occurrence.day }],
    };
  }
}

function* check({ timeline }: RuleContext): Iterable<Finding> {
  for (const each of timeline.campaigns.values()) {
    const { runs, campaign } = each;
    if (!runs) continue;
    const related = campaign.runs ? [{ span: campaign.runs.span, message: { en: 'the campaign runs', zh: '活动期间' } }] : [];
    for (const phase of campaign.timing?.phases ?? []) {
      const days = each.phases.get(phase.name);
      if (!days || (days.from >= runs.from && days.to <= runs.to)) continue;
      const name = nameOf(phase);
      yield {
        span: phase.nameSpan,
        message: {
          en: `Phase ${name.en} (${range(days)}) reaches beyond the campaign, which runs ${range(runs)}.`,
          zh: `阶段${name.zh}（${range(days)}）超出了活动期间（${range(runs)}）。`,
        },
        related,
        subjects: [{ campaign: campaign.name, day: days.to }],
      };
    }
    yield* wavesOf(each, runs);
    yield* activitiesOf(each, runs);
    if (each.review !== undefined && each.review < runs.from && campaign.review?.on) {
      yield {
        span: campaign.review.on.span,
        message: {
          en: `The review on ${isoDay(each.review)} lies before the campaign starts on ${isoDay(runs.from)}.`,
          zh: `复盘日${isoDay(each.review)}早于活动开始日${isoDay(runs.from)}。`,
        },
        related,
        subjects: [{ campaign: campaign.name, day: each.review }],
      };
    }
  }
}

const plan = (day: string): string => campaignWith(`wave hello "问候" via wechat to fans, friends { at ${day} 10:00 }`);

export const outsideRun: Rule = {
  id: 'outside-run',
  group: 'plan',
  level: 'error',
  scope: 'file',
  title: { en: 'Something lies outside the campaign', zh: '超出活动期间' },
  why: {
    en: 'Offers, budget and holdout hold for the days a campaign runs. What is sent outside them is paid by nobody and measured by nobody.',
    zh: '优惠、预算和对照组都以活动期间为准；期间之外的发送既没有预算，也无法衡量。',
  },
  configure: { en: 'Change its level with `level outside-run warning`.', zh: '可用 level outside-run warning 调整级别。' },
  bad: plan('2027-04-01'),
  good: plan('2027-03-31'),
  check,
};
