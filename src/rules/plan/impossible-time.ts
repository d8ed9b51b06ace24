import type { Rule } from '../rule.js';

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
  configure: {
    en: 'Not configurable: a plan that breaks the language has no meaning to check.',
    zh: '不可调整：语言本身不成立的计划没有含义可查。',
  },
  bad: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at every month day 31 10:00 }
  }
}
`,
  good: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at every month day 31 or last 10:00 }
  }
}
`,
};
