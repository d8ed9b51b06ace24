import type { Rule } from '../rule.js';

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
  configure: {
    en: 'Not configurable: a plan that breaks the language has no meaning to check.',
    zh: '不可调整：语言本身不成立的计划没有含义可查。',
  },
  bad: `store second "分店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }
campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-03-02 10:00 }
  }
}
`,
  good: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-03-02 10:00 }
  }
}
`,
};
