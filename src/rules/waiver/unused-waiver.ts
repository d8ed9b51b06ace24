import type { Finding, Rule } from '../rule.js';
import type { StandingWaiver } from '../waivers.js';

export function describeUnused({ waive }: StandingWaiver): Finding {
  return {
    span: waive.span,
    message: {
      en: `Nothing here breaks \`${waive.rule.name}\`, so this waiver waives nothing. Take it out.`,
      zh: `这里没有违反“${waive.rule.name}”的内容，这条豁免没有用处，请删除。`,
    },
    fixes: [{ title: { en: 'Remove the waiver', zh: '删除这条豁免' }, safe: true, edits: [{ span: waive.span, text: '' }] }],
  };
}

export const unusedWaiver: Rule = {
  id: 'unused-waiver',
  group: 'waiver',
  level: 'warning',
  title: { en: 'A waiver that waives nothing', zh: '没有用处的豁免' },
  why: {
    en: 'A waiver that covers nothing today may silently cover a mistake tomorrow.',
    zh: '今天没有用处的豁免，明天可能悄悄放过一个错误。',
  },
  configure: { en: 'Change its level with `level unused-waiver info`.', zh: '可用 level unused-waiver info 调整级别。' },
  bad: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  waive quiet-hours because "物业同意" by lead until 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-03-02 10:00 }
  }
}
`,
  good: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-03-02 10:00 }
  }
}
`,
};
