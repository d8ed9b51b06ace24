import type { Rule } from '../rule.js';

export const duplicateName: Rule = {
  id: 'duplicate-name',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'One name for two things', zh: '一个名称指两样东西' },
  why: {
    en: 'A name must say which thing is meant: two audiences with one name, and half of the sends go to the wrong people.',
    zh: '名称必须只指一样东西：两个人群同名，就可能发错人。',
  },
  configure: {
    en: 'Not configurable: a plan that breaks the language has no meaning to check.',
    zh: '不可调整：语言本身不成立的计划没有含义可查。',
  },
  bad: `audience guests "来宾" { from "tag:guests"  size 100 }
audience guests "贵宾" { from "tag:vip"  size 200 }
campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to guests, friends { at 2027-03-02 10:00 }
  }
}
`,
  good: `audience guests "来宾" { from "tag:guests"  size 100 }
campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to guests, friends { at 2027-03-02 10:00 }
  }
}
`,
};
