import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

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
  configure: NOT_CONFIGURABLE,
  bad: campaignWith('wvae hello via wechat to fans, friends { at 2027-03-02 10:00 }'),
  good: campaignWith(),
};
