import type { Localized } from '../../diagnostics/diagnostic.js';
import { clausesOf } from '../../model/clauses.js';
import type { ActiveOf } from '../../model/plan.js';
import type { Activity, Campaign, Clause, LivePlatform, LivePurpose } from '../../model/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { ActivityTimeline } from '../../timeline/types.js';
import type { RuleContext, Subject } from '../rule.js';

export const PLATFORM_WORDS: Readonly<Record<LivePlatform, Localized>> = {
  ecommerce: { en: 'an e-commerce platform', zh: '电商平台' },
  social: { en: 'a social platform', zh: '社交平台' },
  mini_mall: { en: 'a mini mall', zh: '微商城' },
};

export const PURPOSE_WORDS: Readonly<Record<LivePurpose, Localized>> = {
  brand: { en: 'brand', zh: '品牌' },
  new_product: { en: 'new products', zh: '新品' },
  vip: { en: 'VIP', zh: 'VIP' },
  sales: { en: 'sales', zh: '业绩' },
  stock: { en: 'stock', zh: '清库存' },
};

export interface Livestream {
  readonly campaign: Campaign;
  readonly activity: Activity;
  readonly timeline: ActivityTimeline;
  /** All of it: a waiver covers it up to its last day. */
  readonly subject: Subject;
}

export function* livestreams({ timeline }: RuleContext): Iterable<Livestream> {
  for (const { campaign, activities } of timeline.campaigns.values()) {
    for (const each of activities.values()) {
      if (each.activity.activityKind?.value !== 'livestream') continue;
      const day = each.occurrences.at(-1)?.day;
      const subject = { campaign: campaign.name, ...(day !== undefined && { day }) };
      yield { campaign, activity: each.activity, timeline: each, subject };
    }
  }
}

export type LiveClause = Extract<Clause, { kind: 'live' }>;

/** What the policy says of lives on a platform, or with a purpose. */
export function liveClause(plan: ResolvedPlan, subject: LivePlatform | LivePurpose): ActiveOf<'live'> | undefined {
  return clausesOf(plan, 'live').find(({ clause }) => clause.subjects.includes(subject));
}
