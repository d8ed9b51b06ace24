import { snapshotGroup } from '../../sends/sends.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { audienceName } from '../words.js';

function* check({ plan, timeline, prover, sends }: RuleContext): Iterable<Finding> {
  for (const each of timeline.campaigns.values()) {
    const { campaign } = each;
    const waves = sends.wavesOf(campaign);
    if (waves.length === 0) continue; // missing-step reports a campaign without waves
    for (const ref of campaign.audience?.to ?? []) {
      if (!plan.audiences.has(ref.name)) continue;
      const group = snapshotGroup(plan, each, [ref.name], []);
      if (waves.some((wave) => wave.open || !prover.disjoint(group, { ...wave.group, moment: group.moment, momentDay: group.momentDay })))
        continue;
      // A wave to them that reaches nobody is told by empty-audience.
      if (waves.some((wave) => wave.include.includes(ref.name) && prover.empty(wave.group))) continue;
      const name = audienceName(plan, ref.name);
      yield {
        span: ref.span,
        message: {
          en: `No wave of \`${campaign.name}\` reaches ${name.en}. Add a wave to them, or take them out of the audience step.`,
          zh: `活动中没有任何波次触达${name.zh}。请为其安排波次，或从人群步骤中删去。`,
        },
        subjects: [{ campaign: campaign.name }],
      };
    }
  }
}

const plan = (to: string): string => `message more for wecom { text "{name},新品到店" }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  audience { to fans, friends }
  timing {
    wave hello via wechat to ${to} { at 2027-03-02 10:00 }
    wave again via wecom to fans { at 2027-03-02 10:00  message more }
  }
}
`;

export const unreachedAudience: Rule = {
  id: 'unreached-audience',
  group: 'audience',
  level: 'info',
  needsWhole: 'file',
  scope: 'file',
  title: { en: 'An audience no wave reaches', zh: '没有波次触达的人群' },
  why: {
    en: 'An audience in the plan that nobody writes to is a wave forgotten, or a name left over.',
    zh: '计划里有、却没人联系的人群，不是漏了波次，就是多写了名字。',
  },
  configure: { en: 'Change its level with `level unreached-audience warning`.', zh: '可用 level unreached-audience warning 调整级别。' },
  bad: plan('fans'),
  good: plan('fans, friends'),
  check,
};
