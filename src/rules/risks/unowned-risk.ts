import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Activity, Campaign, Risk } from '../../model/types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';

/** What weighs in a risk, as far as it is high. */
function highOf(risk: Risk): Localized | undefined {
  const likely = risk.likelihood?.value === 'high';
  const grave = risk.impact?.value === 'high';
  if (likely && grave) return { en: 'likely and grave', zh: '可能性和影响都高' };
  if (likely) return { en: 'likely', zh: '可能性高' };
  return grave ? { en: 'grave', zh: '影响大' } : undefined;
}

function missingOf({ response, owner }: Risk): { readonly what: Localized; readonly add: Localized } | undefined {
  const [say, own] = ['response "…"', { en: 'owner ROLE', zh: 'owner 角色' }];
  if (!response && !owner)
    return {
      what: { en: 'neither a response nor an owner', zh: '既没有对策也没有负责人' },
      add: { en: `${say}  ${own.en}`, zh: `${say}  ${own.zh}` },
    };
  if (!response) return { what: { en: 'no response', zh: '没有对策' }, add: { en: say, zh: say } };
  return owner ? undefined : { what: { en: 'no owner', zh: '没有负责人' }, add: own };
}

function* ofRisk(risk: Risk, campaign: Campaign): Iterable<Finding> {
  const [high, missing] = [highOf(risk), missingOf(risk)];
  if (!high || !missing) return;
  const name = nameOf(risk);
  yield {
    span: risk.nameSpan,
    message: {
      en: `The risk ${name.en} is ${high.en}, and has ${missing.what.en}. Add \`${missing.add.en}\`.`,
      zh: `风险${name.zh}${high.zh}，却${missing.what.zh}。请补充 ${missing.add.zh}。`,
    },
    subjects: [{ campaign: campaign.name }],
  };
}

function* ofActivity(activity: Activity, campaign: Campaign): Iterable<Finding> {
  if (activity.by ?? activity.host ?? activity.reply?.by) return;
  const name = nameOf(activity);
  yield {
    span: activity.nameSpan,
    message: {
      en: `Nobody runs the activity ${name.en}. Add \`by ROLE\`, a \`host\`, or \`reply within 10min by ROLE\`.`,
      zh: `活动环节${name.zh}没有人负责。请补充 by 角色、host 角色，或 reply within 10min by 角色。`,
    },
    subjects: [{ campaign: campaign.name }],
  };
}

function* check({ plan }: RuleContext): Iterable<Finding> {
  for (const campaign of plan.campaigns.values()) {
    for (const risk of campaign.risks?.risks ?? []) yield* ofRisk(risk, campaign);
    for (const activity of campaign.method?.activities ?? []) yield* ofActivity(activity, campaign);
  }
}

const plan = (owner: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  risks {
    risk stock_out "爆款断货" {
      likelihood high
      impact medium
      response "换推备选款"${owner}
    }
  }
}
`;

export const unownedRisk: Rule = {
  id: 'unowned-risk',
  group: 'risks',
  level: 'warning',
  needsWhole: 'file',
  scope: 'file',
  title: { en: 'A risk or activity that is nobody’s', zh: '没有人负责的风险或环节' },
  why: {
    en: 'A risk plan is read in the worst hour of a campaign. What is likely or grave needs a sentence that says what to do and a role that does it; and every activity needs somebody who is there.',
    zh: '风险预案是在活动最乱的时候看的：可能性高或影响大的风险，要写明怎么做、由谁做；每个活动环节也要有人在场。',
  },
  configure: {
    en: 'Risks that are neither likely nor grave may do without. Change the level with `level unowned-risk info`.',
    zh: '可能性和影响都不高的风险可以不写。可用 level unowned-risk info 调整级别。',
  },
  bad: plan(''),
  good: plan('\n      owner lead'),
  check,
};
