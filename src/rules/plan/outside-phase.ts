import { isoDay } from '../../model/calendar.js';
import { campaignWith } from '../example-base.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { sendSubjects } from '../subjects.js';
import { nameOf } from '../words.js';

function* check({ timeline }: RuleContext): Iterable<Finding> {
  for (const { campaign, waves, phases } of timeline.campaigns.values()) {
    for (const { wave, occurrences } of waves.values()) {
      const days = wave.during && phases.get(wave.during.name);
      const phase = campaign.timing?.phases.find((each) => each.name === wave.during?.name);
      if (!wave.during || !days || !phase) continue;
      const outside = occurrences.filter(({ day }) => day < days.from || day > days.to);
      const [first] = outside;
      if (!first) continue;
      const name = nameOf(wave);
      yield {
        span: wave.during.span,
        message: {
          en: `${name.en} sends on ${isoDay(first.day)}, but its phase \`${phase.name}\` lasts ${isoDay(days.from)} .. ${isoDay(days.to)}.`,
          zh: `${name.zh}在${isoDay(first.day)}发送，而所属阶段${nameOf(phase).zh}为${isoDay(days.from)} .. ${isoDay(days.to)}。`,
        },
        help: { en: 'Move the send, or name the phase it belongs to.', zh: '请调整发送时间，或改写所属阶段。' },
        related: [{ span: phase.nameSpan, message: { en: 'the phase', zh: '所属阶段' } }],
        subjects: sendSubjects({ campaign, wave }, outside),
      };
    }
  }
}

const plan = (day: string): string =>
  campaignWith(
    'phase warm_up "预热" 2027-03-01 .. 2027-03-10',
    `wave hello "问候" via wechat to fans, friends { at ${day} 10:00  during warm_up }`,
  );

export const outsidePhase: Rule = {
  id: 'outside-phase',
  group: 'plan',
  level: 'error',
  scope: 'file',
  title: { en: 'A wave is not in its phase', zh: '波次不在所属阶段内' },
  why: {
    en: 'A phase is a promise about when things happen; a wave that says it belongs to one and is sent at another time breaks it.',
    zh: '阶段约定了什么时候做什么；写着属于某阶段、却在别的时间发送，计划就乱了。',
  },
  configure: { en: 'Change its level with `level outside-phase warning`.', zh: '可用 level outside-phase warning 调整级别。' },
  bad: plan('2027-03-11'),
  good: plan('2027-03-10'),
  check,
};
