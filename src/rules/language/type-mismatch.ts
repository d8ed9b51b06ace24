import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

export const typeMismatch: Rule = {
  id: 'type-mismatch',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'Values that cannot be compared or used so', zh: '类型不符' },
  why: {
    en: 'Money is not a duration and 3w is not 30,000: a comparison of unlike things selects the wrong members.',
    zh: '金额不是时长，3w 不是三万：拿不同的东西比较，会选错人。',
  },
  configure: NOT_CONFIGURABLE,
  bad: `audience rich "大额客户" { where sum(order.amount) > 30d  size 100 }
${campaignWith('wave hello via wechat to rich, friends { at 2027-03-02 10:00 }')}`,
  good: `audience rich "大额客户" { where sum(order.amount) > 1万元  size 100 }
${campaignWith('wave hello via wechat to rich, friends { at 2027-03-02 10:00 }')}`,
};
