import { clauseOf, clausesOf } from '../../model/clauses.js';
import type { ActiveClause } from '../../model/plan.js';
import { grouped } from '../../text/numbers.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { clauseOrigin, countText, isOfPack, nameOf } from '../words.js';

/** The clauses that say what a group holds, the tightest first. */
function capacities({ plan }: RuleContext): readonly { readonly active: ActiveClause; readonly limit: number; readonly all: boolean }[] {
  return clausesOf(plan, 'capacity')
    .map((active) => ({ active, limit: active.clause.limit, all: active.clause.channels.length === 0 }))
    .sort((a, b) => a.limit - b.limit);
}

function* check(context: RuleContext): Iterable<Finding> {
  const { plan } = context;
  const clauses = capacities(context);
  const house = clauseOf(plan, 'community')?.clause;
  for (const channel of plan.channels.values()) {
    const { capacity } = channel.declaration;
    const found = clauses.find(({ active, all }) => all || active.channels.includes(channel.name));
    if (!capacity || !found || capacity.value <= found.limit) continue;
    const { active, limit } = found;
    const name = nameOf(channel.declaration);
    const whose = isOfPack(plan, active)
      ? { en: 'the platform takes', zh: '平台上限' }
      : { en: 'by the house limit it takes', zh: '政策规定的每群上限' };
    // A smaller limit of the house has a fix of its own.
    const isLeast = house === undefined || house.limit >= limit;
    yield {
      span: capacity.span,
      message: {
        en: `A group of ${name.en} cannot hold ${countText(capacity.value)} members: ${whose.en} ${countText(limit)} at most.`,
        zh: `${name.zh}每群容不下${countText(capacity.value)}人：${whose.zh}为${countText(limit)}人。`,
      },
      help: { en: 'Open more groups and keep each within the limit.', zh: '请多建几个群，每群不超过上限。' },
      related: [{ span: active.clause.span, message: clauseOrigin(plan, active, 'limit') }],
      fixes: isLeast
        ? [
            {
              title: { en: `Set the capacity to ${countText(limit)}`, zh: `把每群人数设为${countText(limit)}` },
              safe: true,
              edits: [{ span: capacity.span, text: grouped(limit, '_') }],
            },
          ]
        : [],
      clause: active,
    };
  }
}

const plan = (capacity: number): string => `policy large extends house { community unlimited }

channel fan_group "粉丝群" { kind group  groups 20  capacity ${capacity} }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via fan_group to fans { at 2027-03-02 10:00 }
  }
}
`;

export const groupAbovePlatform: Rule = {
  id: 'group-above-platform',
  group: 'audience',
  level: 'error',
  locked: true,
  title: { en: 'A group larger than its platform allows', zh: '每群人数超过平台上限' },
  why: {
    en: 'Whoever is too many cannot join: a group with customers holds 500 people in WeCom, fewer if a WeChat user opened it. A plan that counts on more reaches fewer than it says.',
    zh: '超出的人进不了群：企业微信成员创建的客户群最多500人，微信用户创建的更少。计划写得再多，也触达不到。',
  },
  configure: {
    en: 'The number stands in the built-in pack `group_platform`, for channels of kind `group`; it holds whatever a policy extends. A policy may add tighter ones, `capacity at most 200 for vip_group`; its level cannot be lowered, nor can it be waived. For groups of another platform declare the pack again, with `as of` and `source`.',
    zh: '上限写在内置规则包 group_platform 里，适用于 group 类渠道，与政策继承什么无关。政策可以加更严的，如 capacity at most 200 for vip_group；级别不能调低，也不能豁免。使用其他平台的群时，请连同 as of 和 source 重新声明该规则包。',
  },
  bad: plan(501),
  good: plan(500),
  check,
};
