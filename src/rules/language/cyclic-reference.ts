import type { Rule } from '../rule.js';

export const cyclicReference: Rule = {
  id: 'cyclic-reference',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'Something defined by itself', zh: '循环定义' },
  why: {
    en: 'What is defined by itself has no value and no date.',
    zh: '由自己定义自己的东西，没有取值也没有日期。',
  },
  configure: {
    en: 'Not configurable: a plan that breaks the language has no meaning to check.',
    zh: '不可调整：语言本身不成立的计划没有含义可查。',
  },
  bad: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at again - 2d 10:00 }
    wave again via email to fans, friends { at hello + 2d 10:00 }
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
