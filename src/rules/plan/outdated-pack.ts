import { isoDay } from '../../model/calendar.js';
import type { Policy } from '../../model/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { Span } from '../../text/span.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { countText, nameOf } from '../words.js';

/** So many days after its `as of` a pack still counts as known. */
const MOST = 180;

const isBuiltIn = ({ span }: { readonly span: Span }): boolean => span.file.startsWith('crm:');

/** A built-in file cannot be mended: what is said of it stands at the policy in force, or at the store. */
function placeOf(pack: Policy, { policy, store }: ResolvedPlan): Span | undefined {
  if (pack.asOf && !isBuiltIn(pack)) return pack.asOf.span;
  return policy && !isBuiltIn(policy) ? policy.nameSpan : store?.nameSpan;
}

function* check({ plan, timeline, now }: RuleContext): Iterable<Finding> {
  if (now === undefined) return;
  const today = timeline.zone.toLocal(now).day;
  for (const pack of plan.packs) {
    const { asOf, source } = pack;
    const span = placeOf(pack, plan);
    if (!asOf || !span || today - asOf.value <= MOST) continue;
    const [name, since, age] = [nameOf(pack), isoDay(asOf.value), countText(today - asOf.value)];
    const declared = `policy ${pack.name} as of ${isoDay(today)} source "…"`;
    yield {
      span,
      message: {
        en: `The limits of ${name.en} were last compared with their source on ${since}, ${age} days ago: law and platforms may have changed since.`,
        zh: `${name.zh}的限制最近一次核对是${since}，距今${age}天，法律或平台规则可能已有变化。`,
      },
      help: {
        en: `${source ? `Compare it with ${source.value}` : 'Find its source, and compare it'}. ${isBuiltIn(pack) ? `If a newer crm has no newer pack, declare it again with what you found: \`${declared} { … }\`` : `Then set its \`as of\` to the day on which you looked${source ? '' : ', and add `source "…"`'}`}.`,
        zh: `请核对${source ? `来源：${source.value}` : '并找到来源'}。${isBuiltIn(pack) ? `若新版 crm 没有更新的规则包，请按核对结果重新声明：${declared} { … }` : `然后把 as of 改为核对当天${source ? '' : '，并补上 source "…"'}`}。`,
      },
      related: isBuiltIn(pack) ? [{ span: asOf.span, message: { en: `${name.en}, as of ${since}`, zh: `${name.zh}，截至${since}` } }] : [],
    };
  }
}

export const outdatedPack: Rule = {
  id: 'outdated-pack',
  group: 'plan',
  level: 'info',
  title: { en: 'Limits of law or a platform that nobody has compared for long', zh: '规则包长期未核对' },
  why: {
    en: 'Law and platforms change: WeCom went from 4 messages in a month to as many as the month has days. A plan proven against last year’s limits is not proven; after 180 days somebody should look again.',
    zh: '法律和平台规则会变：企业微信群发从每月4条改成了每月最多当月天数条。拿去年的限制证明的计划不算数，超过180天应重新核对。',
  },
  configure: {
    en: 'Found only with `--now`, for policies in force that say `as of`. Exactly 180 days is fine. Change its level with `level outdated-pack warning`.',
    zh: '仅在给出 --now 时检查，适用于生效的、写有 as of 的政策；恰好180天不算。可用 level outdated-pack warning 调整级别。',
  },
  bad: '',
  good: '',
  check,
};
