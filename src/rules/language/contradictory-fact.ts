import { campaignWith } from '../example-base.js';
import type { Rule } from '../rule.js';
import { NOT_CONFIGURABLE } from '../words.js';

export const contradictoryFact: Rule = {
  id: 'contradictory-fact',
  group: 'language',
  level: 'error',
  locked: true,
  title: { en: 'A fact that cannot be true', zh: '不可能成立的事实' },
  why: {
    en: 'Proofs rest on facts: from a false one the compiler would prove a plan safe that is not.',
    zh: '证明建立在事实之上：由错误的事实，会把不安全的计划“证明”成安全。',
  },
  configure: NOT_CONFIGURABLE,
  bad: `audience young "新客" of fans { where registered in last 30d  size 900 }
fact overlap young, fans at most 500 because "拍脑袋"
${campaignWith('wave hello via wechat to young, friends { at 2027-03-02 10:00 }')}`,
  good: `audience young "新客" of fans { where registered in last 30d  size 900 }
${campaignWith('wave hello via wechat to young, friends { at 2027-03-02 10:00 }')}`,
};
