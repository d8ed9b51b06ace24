import { clauseOf } from '../../model/clauses.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { waveSubject } from '../subjects.js';
import { clauseOrigin, countText, nameOf } from '../words.js';

function* check({ plan, sends }: RuleContext): Iterable<Finding> {
  const active = clauseOf(plan, 'community');
  if (!active) return;
  const { limit } = active.clause;
  for (const channel of plan.channels.values()) {
    const { capacity } = channel.declaration;
    if (!capacity || capacity.value <= limit) continue;
    yield {
      span: capacity.span,
      message: {
        en: `A group of \`${channel.name}\` holds ${countText(capacity.value)} members; a community of the house has at most ${countText(limit)}.`,
        zh: `“${channel.label}”每群${countText(capacity.value)}人，社群上限为${countText(limit)}人。`,
      },
      help: { en: 'Open more groups and keep each within the limit.', zh: '请多建几个群，每群不超过上限。' },
      related: [{ span: active.clause.span, message: clauseOrigin(plan, active, 'limit') }],
      fixes: [
        {
          title: { en: `Set the capacity to ${countText(limit)}`, zh: `把每群人数设为${countText(limit)}` },
          // More groups may be needed then.
          safe: false,
          edits: [{ span: capacity.span, text: String(limit) }],
        },
      ],
      clause: active,
    };
  }
  for (const wave of sends.waves) {
    const { groups, capacity } = wave.channel?.declaration ?? {};
    const { high } = wave.bounds;
    if (!groups || !capacity || wave.open || high === undefined || high <= groups.value * capacity.value) continue;
    const room = groups.value * capacity.value;
    const most = wave.bounds.low < high ? { en: 'up to ', zh: '最多' } : { en: '', zh: '' };
    yield {
      span: wave.wave.nameSpan,
      message: {
        en: `${nameOf(wave.wave).en} goes to ${most.en}${countText(high)} members, but ${countText(groups.value)} groups of ${countText(capacity.value)} hold only ${countText(room)}. At least ${countText(Math.ceil(high / capacity.value))} groups are needed.`,
        zh: `${nameOf(wave.wave).zh}面向${most.zh}${countText(high)}人，而${countText(groups.value)}个群、每群${countText(capacity.value)}人只能容纳${countText(room)}人，至少需要${countText(Math.ceil(high / capacity.value))}个群。`,
      },
      related: [{ span: groups.span, message: { en: 'the groups of the channel', zh: '渠道的群数' } }],
      subjects: [waveSubject(wave.timeline)],
    };
  }
}

const plan = (capacity: number): string => `channel vip_group "会员群" { kind group  groups 200  capacity ${capacity} }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via vip_group to fans, friends { at 2027-03-02 10:00 }
  }
}
`;

export const communityTooLarge: Rule = {
  id: 'community-too-large',
  group: 'audience',
  level: 'error',
  title: { en: 'A community group is too large', zh: '社群人数过多' },
  why: {
    en: 'In a group of more than 150 people talk dies down: that is the best size and the upper limit of VIP community practice.',
    zh: 'VIP社群的经验：最佳群人数为150人，也是上限；再多，群里就没人说话了。',
  },
  configure: {
    en: 'The number is the policy’s: `community at most 150`; `community at most unlimited` removes the limit.',
    zh: '上限由政策决定：community at most 150；community at most unlimited 表示不限。',
  },
  bad: plan(151),
  good: plan(150),
  check,
};
