import type { Loosened, ReplacedPack } from '../../resolve/policy.js';
import type { Clause } from '../../model/types.js';
import { isoDay } from '../../model/calendar.js';
import { campaignWith } from '../example-base.js';
import type { Finding, Rule } from '../rule.js';
import type { StandingWaiver } from '../waivers.js';

type LevelClause = Extract<Clause, { kind: 'level' }>;

/** A waiver of a locked rule, or of a finding behind which a hard clause stands. */
export function describeForbidden({ waive }: StandingWaiver, rule: Rule, hard: boolean): Finding {
  const name = rule.id;
  const reason =
    rule.group === 'language' || rule.check === undefined
      ? { en: 'it is a rule of the language', zh: '它是语言本身的规则' }
      : hard && !rule.locked
        ? { en: 'the house made the clause behind it `hard`', zh: '政策中相应的条款是 hard' }
        : { en: 'law or a platform demands it', zh: '这是法律或平台的要求' };
  return {
    span: waive.rule.span,
    message: { en: `\`${name}\` cannot be waived here: ${reason.en}.`, zh: `“${name}”在此不能豁免：${reason.zh}。` },
  };
}

/** A clause of an extending policy that allows more than a hard one. */
export function describeLoosened({ clause, hard }: Loosened): Finding {
  return {
    span: clause.span,
    message: {
      en: 'This clause allows more than the `hard` clause it replaces. Only a tighter one may stand here.',
      zh: '这条规则比它所替换的 hard 条款更宽松。这里只能写得更严。',
    },
    related: [{ span: hard.span, message: { en: 'the hard clause', zh: 'hard 条款' } }],
  };
}

/** A pack of the project in the place of a built-in one, without what makes it one. */
export function describeReplaced({ policy, builtIn }: ReplacedPack): Finding {
  const { name, asOf } = policy;
  const day = builtIn.asOf ? isoDay(builtIn.asOf.value) : '';
  const older = asOf && builtIn.asOf && asOf.value < builtIn.asOf.value;
  return {
    span: older ? asOf.span : policy.nameSpan,
    message: older
      ? {
          en: `\`${name}\` takes the place of a built-in pack that is newer: its numbers are as of ${day}.`,
          zh: `“${name}”所替换的内置规则包更新，其数字截至${day}。`,
        }
      : {
          en: `\`${name}\` takes the place of built-in limits of law or a platform. Say since when its numbers hold and where they stand: \`policy ${name} as of ${day} source "https://…"\`, with the day on which you looked.`,
          zh: `“${name}”会替换内置的法律或平台限制。请写明核对日期和来源：policy ${name} as of ${day} source "https://…"。`,
        },
    related: [{ span: builtIn.nameSpan, message: { en: 'the built-in pack', zh: '内置的规则包' } }],
  };
}

/** A level for a rule of the language, or one below its own for a rule that law or a platform demands. */
export function describeFixedLevel(clause: LevelClause, rule: Rule): Finding {
  const language = rule.group === 'language';
  return {
    span: clause.span,
    message: {
      en: `The level of \`${rule.id}\` cannot be ${language ? 'changed' : 'lowered'}: ${language ? 'it is a rule of the language' : 'law or a platform demands it'}. Take this clause out.`,
      zh: `“${rule.id}”的级别不能${language ? '更改' : '调低'}：${language ? '它是语言本身的规则' : '这是法律或平台的要求'}。请删除这一条。`,
    },
  };
}

export const forbiddenWaiver: Rule = {
  id: 'forbidden-waiver',
  group: 'waiver',
  level: 'error',
  locked: true,
  title: { en: 'A waiver of what cannot be waived', zh: '不允许的豁免' },
  why: {
    en: 'What law, a platform or the house itself has fixed is not for a single plan to set aside.',
    zh: '法律、平台或公司已定死的规则，不能由单个计划放开。',
  },
  configure: {
    en: 'Not configurable. A house decides with `hard` which of its clauses are fixed.',
    zh: '不可调整。公司可用 hard 决定哪些条款不能豁免。',
  },
  bad: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  waive prize-too-high because "客户很熟" by lead until 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-03-02 10:00 }
  }
}
`,
  good: campaignWith(),
};
