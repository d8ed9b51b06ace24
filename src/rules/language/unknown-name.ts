import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

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
  configure: NOT_CONFIGURABLE,
  bad: campaignWith('wave hello via wechat to fans, frends { at 2027-03-02 10:00 }'),
  good: campaignWith(),
};
