import { rangesMeet } from '../../model/calendar.js';
import { rangeText } from '../../timeline/words.js';
import { campaignWith } from '../example-base.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';

function* check({ timeline }: RuleContext): Iterable<Finding> {
  for (const { campaign, phases } of timeline.campaigns.values()) {
    const placed = (campaign.timing?.phases ?? []).flatMap((phase) => {
      const days = phases.get(phase.name);
      return days ? [{ phase, days }] : [];
    });
    for (const [index, later] of placed.entries()) {
      for (const earlier of placed.slice(0, index)) {
        // Of two with one name it is told that they have one name.
        if (earlier.phase.name === later.phase.name || !rangesMeet(earlier.days, later.days)) continue;
        const shared = rangeText({
          from: Math.max(earlier.days.from, later.days.from),
          to: Math.min(earlier.days.to, later.days.to),
        });
        yield {
          span: later.phase.nameSpan,
          message: {
            en: `Phases ${nameOf(earlier.phase).en} and ${nameOf(later.phase).en} share ${shared}. Let one end before the other begins.`,
            zh: `阶段${nameOf(earlier.phase).zh}与${nameOf(later.phase).zh}在${shared}重叠。请让前一个先结束。`,
          },
          related: [{ span: earlier.phase.nameSpan, message: { en: 'the other phase', zh: '另一个阶段' } }],
          subjects: [{ campaign: campaign.name }],
        };
      }
    }
  }
}

const plan = (day: string): string =>
  campaignWith(
    'phase warm_up "预热" 2027-03-01 .. 2027-03-10',
    `phase sale "正式" ${day} .. 2027-03-31`,
    'wave hello via wechat to fans, friends { at 2027-03-02 10:00 }',
  );

export const overlappingPhases: Rule = {
  id: 'overlapping-phases',
  group: 'plan',
  level: 'warning',
  scope: 'file',
  title: { en: 'Two phases share a day', zh: '两个阶段重叠' },
  why: {
    en: 'On a shared day nobody can say which phase a send belongs to, and the review counts it twice.',
    zh: '重叠的日子说不清属于哪个阶段，复盘时会重复计算。',
  },
  configure: { en: 'Change its level with `level overlapping-phases off`.', zh: '可用 level overlapping-phases off 关闭。' },
  bad: plan('2027-03-10'),
  good: plan('2027-03-11'),
  check,
};
