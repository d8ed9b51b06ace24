import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

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
  configure: NOT_CONFIGURABLE,
  bad: campaignWith(
    'wave hello via wechat to fans, friends { at again - 2d 10:00 }',
    'wave again via email to fans, friends { at hello + 2d 10:00 }',
  ),
  good: campaignWith(),
};
