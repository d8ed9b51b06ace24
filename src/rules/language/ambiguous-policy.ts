import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

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
  configure: NOT_CONFIGURABLE,
  bad: `policy other "另一套" { cap sms 2 per calendar month }
${campaignWith()}`,
  good: `policy other "另一套" extends house { cap sms 2 per calendar month }
${campaignWith()}`,
};
