import type { Rule } from '../rule.js';

export const ambiguousPolicy: Rule = {
  id: 'ambiguous-policy',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'More than one policy in force', zh: '不止一个政策生效' },
  why: {
    en: 'A plan is checked against one set of house rules; with two, nobody can say which number holds.',
    zh: '计划只按一套规矩检查；有两套时，谁也说不清以哪个数字为准。',
  },
  configure: {
    en: 'Not configurable: a plan that breaks the language has no meaning to check.',
    zh: '不可调整：语言本身不成立的计划没有含义可查。',
  },
  bad: `policy other "另一套" { cap sms 2 per calendar month }
campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-03-02 10:00 }
  }
}
`,
  good: `policy other "另一套" extends house { cap sms 2 per calendar month }
campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-03-02 10:00 }
  }
}
`,
};
