import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

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
  configure: NOT_CONFIGURABLE,
  bad: `audience guests "来宾" { from "tag:guests"  size 100 }
audience guests "贵宾" { from "tag:vip"  size 200 }
${campaignWith('wave hello via wechat to guests, friends { at 2027-03-02 10:00 }')}`,
  good: `audience guests "来宾" { from "tag:guests"  size 100 }
${campaignWith('wave hello via wechat to guests, friends { at 2027-03-02 10:00 }')}`,
};
