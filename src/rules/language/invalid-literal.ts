import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

export const invalidLiteral: Rule = {
  id: 'invalid-literal',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'A value that is not written right', zh: '写法不对的数值或日期' },
  why: {
    en: 'A number without its unit, a date that does not exist, half a placeholder: each would have to be guessed, and guessing prices, dates and names is how campaigns go wrong.',
    zh: '没有单位的数字、不存在的日期、写了一半的占位符都只能靠猜，而活动事故多半出在猜价格、猜日期、猜姓名上。',
  },
  configure: NOT_CONFIGURABLE,
  bad: campaignWith('wave hello via wechat to fans, friends { at 2027-3-2 10:00 }'),
  good: campaignWith(),
};
