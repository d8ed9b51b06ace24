import type { Finding, Rule, RuleContext } from '../rule.js';
import { waveSubject } from '../subjects.js';
import { nameOf } from '../words.js';
import { spanFrom } from '../../text/span.js';
import { isTrigger } from '../../model/waves.js';

function* check({ sends }: RuleContext): Iterable<Finding> {
  for (const { wave, timeline } of sends.triggered) {
    if (wave.limit) continue;
    const name = nameOf(wave);
    const trigger = wave.at.find(isTrigger);
    const yearly = trigger?.kind === 'each-date';
    const limit = yearly ? 'at most 1 per calendar year' : 'at most 1 per rolling 7d';
    const place = spanFrom(wave.span, { start: wave.span.end - 1, end: wave.span.end - 1 });
    yield {
      span: trigger?.span ?? wave.nameSpan,
      message: yearly
        ? {
            en: `${name.en} follows a date of each member, and nothing limits how often: a date may be changed. Add \`${limit}\`.`,
            zh: `${name.zh}由会员的日期触发，但没有限制次数，而日期可能被修改。请加上 ${limit}。`,
          }
        : {
            en: `${name.en} is set off by what members do, and nothing limits how often. Add \`${limit}\`.`,
            zh: `${name.zh}由会员行为触发，但没有限制次数。请加上 ${limit}。`,
          },
      fixes: [
        {
          title: yearly ? { en: 'At most once a year', zh: '每年最多1次' } : { en: 'At most once in 7 days', zh: '每7天最多1次' },
          safe: true,
          edits: [{ span: place, text: `  ${limit}\n    ` }],
        },
      ],
      subjects: [waveSubject(timeline)],
    };
  }
}

const plan = (limit: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "催付" via push to fans, friends {
      at 2h after each order where status is unpaid${limit}
    }
  }
}
`;

export const unlimitedTrigger: Rule = {
  id: 'unlimited-trigger',
  group: 'frequency',
  level: 'error',
  needsWhole: 'file',
  scope: 'file',
  title: { en: 'A triggered wave without a limit', zh: '触发波次没有次数限制' },
  why: {
    en: 'A triggered wave has no date: somebody who places ten orders gets ten messages, and no cap can be proven.',
    zh: '触发式波次没有固定日期：下十单就会收到十条，频次上限也无从证明。',
  },
  configure: {
    en: 'Not a matter of the policy: each triggered wave names its own limit.',
    zh: '与政策无关：每个触发波次都要写明自己的上限。',
  },
  bad: plan(''),
  good: plan('\n      at most 1 per rolling 7d'),
  check,
};
