import type { Rule } from '../rule.js';

export const invalidLiteral: Rule = {
  id: 'invalid-literal',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'A value that is not written right', zh: '写法不对的数值或日期' },
  why: {
    en: 'A number without its unit, or a date that does not exist, would have to be guessed; guessing prices and dates is how campaigns go wrong.',
    zh: '没有单位的数字、不存在的日期都只能靠猜，而活动事故多半出在猜价格、猜日期上。',
  },
  configure: {
    en: 'Not configurable: a plan that breaks the language has no meaning to check.',
    zh: '不可调整：语言本身不成立的计划没有含义可查。',
  },
  bad: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-3-2 10:00 }
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
