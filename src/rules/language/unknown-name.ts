import type { Rule } from '../rule.js';

export const unknownName: Rule = {
  id: 'unknown-name',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'A name that nothing has', zh: '不存在的名称' },
  why: {
    en: 'A misspelt name would silently leave people out.',
    zh: '名称写错，会悄悄漏掉一批人。',
  },
  configure: {
    en: 'Not configurable: a plan that breaks the language has no meaning to check.',
    zh: '不可调整：语言本身不成立的计划没有含义可查。',
  },
  bad: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, frends { at 2027-03-02 10:00 }
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
