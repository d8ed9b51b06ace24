import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import type { AudienceStep, Ref } from '../../model/types.js';
import { snapshotGroup } from '../../sends/sends.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { waveSubject } from '../subjects.js';
import { audienceName, listOf, nameOf } from '../words.js';
import { spanFrom } from '../../text/span.js';

function addTo(step: AudienceStep, ref: Ref, name: Localized): Fix[] {
  const last = step.to.at(-1);
  if (!last) return [];
  const place = spanFrom(last.span, { start: last.span.end });
  return [
    {
      title: { en: `Add \`${ref.name}\` to the audience step`, zh: `把${name.zh}加入人群步骤` },
      safe: false,
      edits: [{ span: place, text: `, ${ref.name}` }],
    },
  ];
}

function* check({ plan, timeline, prover }: RuleContext): Iterable<Finding> {
  for (const each of timeline.campaigns.values()) {
    const { campaign } = each;
    const step = campaign.audience;
    if (!step || step.none || step.to.length === 0) continue;
    const whole = snapshotGroup(
      plan,
      each,
      step.to.map((ref) => ref.name),
      [],
    );
    if (whole.include.length < step.to.length) continue; // unknown-name reports the missing audience
    for (const timelineOfWave of each.waves.values()) {
      const { wave } = timelineOfWave;
      for (const ref of wave.to) {
        if (!plan.audiences.has(ref.name) || prover.within(snapshotGroup(plan, each, [ref.name], []), whole)) continue;
        const name = audienceName(plan, ref.name);
        const to = listOf(step.to.map((other) => audienceName(plan, other.name)));
        yield {
          span: ref.span,
          message: {
            en: `${nameOf(wave).en} goes to ${name.en}, but the audience step of \`${campaign.name}\` only has ${to.en}; nothing proves that all of ${name.en} belong to them.`,
            zh: `${nameOf(wave).zh}发给${name.zh}，而活动的人群步骤只有${to.zh}，无法证明${name.zh}都在其中。`,
          },
          help: {
            en: `Add ${name.en} to the step, send the wave to somebody else, or state what the data team knows: \`fact ${ref.name} within … because "…"\`.`,
            zh: `请把${name.zh}加入人群步骤、改发其他人群，或写明数据团队确认的事实：fact ${ref.name} within … because "…"。`,
          },
          related: [{ span: step.keywordSpan, message: { en: 'the audience step', zh: '人群步骤' } }],
          fixes: addTo(step, ref, name),
          subjects: [waveSubject(timelineOfWave)],
        };
      }
    }
  }
}

const plan = (to: string): string => `message greeting for wechat { text "{name},春天好" }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  audience { to ${to} }
  timing {
    wave hello "问候" via wechat to fans { at 2027-03-02 10:00  message greeting }
    wave again "再访" via wecom to friends { at 2027-03-02 10:00 }
  }
}
`;

export const audienceNotCovered: Rule = {
  id: 'audience-not-covered',
  group: 'audience',
  needsWhole: 'project',
  level: 'error',
  scope: 'file',
  title: { en: 'A wave reaches beyond the campaign’s audience', zh: '波次超出活动人群' },
  why: {
    en: 'Sizes, holdout and exclusions are decided in the audience step. Whoever a wave adds behind its back was never counted.',
    zh: '人数、对照组和排除名单都在人群步骤里决定；波次另加的人从未被计算过。',
  },
  configure: {
    en: 'Change its level with `level audience-not-covered warning`.',
    zh: '可用 level audience-not-covered warning 调整级别。',
  },
  bad: `audience guests "来宾" { from "tag:guests"  size 500 }

${plan('fans, guests').replace('}\n}\n', '  wave third via email to guests { at 2027-03-03 10:00 }\n  }\n}\n')}`,
  good: plan('fans, friends'),
  check,
};
