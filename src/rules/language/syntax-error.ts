import type { Rule } from '../rule.js';

export const syntaxError: Rule = {
  id: 'syntax-error',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'A sentence the language does not have', zh: '语言里没有的句子' },
  why: {
    en: 'A plan that can be read in two ways, or in none, would be executed by guessing.',
    zh: '读不懂或有歧义的计划，执行时只能靠猜。',
  },
  configure: {
    en: 'Not configurable: a plan that breaks the language has no meaning to check.',
    zh: '不可调整：语言本身不成立的计划没有含义可查。',
  },
  bad: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wvae hello via wechat to fans, friends { at 2027-03-02 10:00 }
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
