import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

export const impossibleTime: Rule = {
  id: 'impossible-time',
  group: 'plan',
  level: 'error',
  locked: true,
  title: { en: 'A time that does not exist', zh: '不存在的时间' },
  why: {
    en: 'The clock skips an hour when daylight saving begins, and not every month has a 31st. A scheduler would move such a send silently, or drop it.',
    zh: '夏令时开始时会跳过一小时，也不是每个月都有31号。普通排程系统会悄悄改期或丢弃这样的发送。',
  },
  configure: NOT_CONFIGURABLE,
  bad: campaignWith('wave hello via wechat to fans, friends { at every month day 31 10:00 }'),
  good: campaignWith('wave hello via wechat to fans, friends { at every month day 31 or last 10:00 }'),
};
