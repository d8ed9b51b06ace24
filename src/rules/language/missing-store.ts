import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

export const missingStore: Rule = {
  id: 'missing-store',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'No store, or more than one', zh: '没有店铺，或不止一个' },
  why: {
    en: "Time zone, currency and number of members are the store's; without them no time and no share means anything.",
    zh: '时区、货币和会员数都来自店铺；没有它们，时间和比例都没有意义。',
  },
  configure: NOT_CONFIGURABLE,
  bad: `store second "分店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }
${campaignWith()}`,
  good: campaignWith(),
};
