import type { Localized } from '../diagnostics/diagnostic.js';
import type { RuleGroup } from './rule.js';

/** What people call the groups of rules. */
export const GROUP_WORDS: Readonly<Record<RuleGroup, Localized>> = {
  language: { en: 'language', zh: '语言' },
  plan: { en: 'plan', zh: '计划' },
  audience: { en: 'audience', zh: '人群' },
  frequency: { en: 'frequency', zh: '频次' },
  timing: { en: 'timing', zh: '时间' },
  benefit: { en: 'benefit', zh: '优惠' },
  message: { en: 'message', zh: '消息' },
  live: { en: 'live', zh: '直播' },
  resources: { en: 'resources', zh: '资源' },
  risks: { en: 'risks', zh: '风险' },
  review: { en: 'review', zh: '复盘' },
  waiver: { en: 'waiver', zh: '豁免' },
};
