import { snapshotGroup } from '../../sends/sends.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { audienceName, countText, listOf, nameOf } from '../words.js';
import { spanFrom } from '../../text/span.js';

function* check({ plan, timeline, prover, sizes }: RuleContext): Iterable<Finding> {
  for (const each of timeline.campaigns.values()) {
    const { campaign } = each;
    const step = campaign.audience;
    if (campaign.scope?.value !== 'storewide' || !step || step.none || step.to.length === 0) continue;
    const related = [{ span: campaign.scope.span, message: { en: 'storewide', zh: '全店活动' } }];
    const to = snapshotGroup(
      plan,
      each,
      step.to.map((ref) => ref.name),
      [],
    );
    if (to.include.length === step.to.length && !prover.within(snapshotGroup(plan, each, ['everyone'], []), to)) {
      const list = listOf(step.to.map((ref) => audienceName(plan, ref.name)));
      const first = step.to[0];
      const last = step.to.at(-1);
      yield {
        span: first?.span ?? step.keywordSpan,
        message: {
          en: `\`${campaign.name}\` is storewide, but its audience is only ${list.en}. Address \`everyone\`, or make it \`scope targeted\`.`,
          zh: `${nameOf(campaign).zh}是全店活动，人群却只有${list.zh}。请写 to everyone，或改为 scope targeted。`,
        },
        related,
        fixes:
          first && last
            ? [
                {
                  title: { en: 'Address everyone', zh: '面向全部会员' },
                  safe: false,
                  edits: [{ span: spanFrom(first.span, { end: last.span.end }), text: 'everyone' }],
                },
              ]
            : [],
        subjects: [{ campaign: campaign.name }],
      };
    }
    for (const exclusion of step.except) {
      if (exclusion.because) continue;
      const list = listOf(exclusion.audiences.map((ref) => audienceName(plan, ref.name)));
      const { high } = sizes.bounds(
        snapshotGroup(
          plan,
          each,
          exclusion.audiences.map((ref) => ref.name),
          [],
        ),
      );
      const many =
        high === undefined ? { en: '', zh: '' } : { en: ` (up to ${countText(high)} people)`, zh: `（最多${countText(high)}人）` };
      yield {
        span: exclusion.span,
        message: {
          en: `A storewide campaign leaves out ${list.en}${many.en} and does not say why. Add \`because "…"\`.`,
          zh: `全店活动排除了${list.zh}${many.zh}，但没有说明原因。请加上 because "…"。`,
        },
        related,
        subjects: [{ campaign: campaign.name }],
      };
    }
  }
}

const plan = (to: string): string => `campaign spring "春季" {
  scope storewide
  runs 2027-03-01 .. 2027-03-31
  audience { to ${to} }
  timing {
    wave hello via weibo { at 2027-03-02 10:00 }
  }
}
`;

export const storewideNotEveryone: Rule = {
  id: 'storewide-not-everyone',
  group: 'audience',
  level: 'error',
  scope: 'file',
  title: { en: 'A storewide campaign leaves members out', zh: '全店活动遗漏了会员' },
  why: {
    en: 'What is public in the store must be open to all old customers; those left out see it anyway and feel cheated.',
    zh: '店铺里公开的活动要面向全部老客户；被漏掉的人照样看得到，反而会觉得被亏待。',
  },
  configure: {
    en: 'Change its level with `level storewide-not-everyone warning`.',
    zh: '可用 level storewide-not-everyone warning 调整级别。',
  },
  bad: plan('fans, friends'),
  good: plan('everyone'),
  check,
};
