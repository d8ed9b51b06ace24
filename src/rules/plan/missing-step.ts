import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import { clauseOf } from '../../model/clauses.js';
import { STEPS, type Campaign, type Ref, type StepName } from '../../model/types.js';
import { wavesOf } from '../../model/waves.js';
import { partsOf } from '../../resolve/named.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';
import { spanFrom } from '../../text/span.js';
import { freeName } from '../../text/free-name.js';

const STEP_WORDS: Readonly<Record<StepName, Localized>> = {
  goal: { en: 'goal', zh: '定目标' },
  audience: { en: 'audience', zh: '定人群' },
  timing: { en: 'timing', zh: '定时间' },
  method: { en: 'method', zh: '定方法' },
  resources: { en: 'resources', zh: '配资源' },
  risks: { en: 'risks', zh: '防风险' },
  followup: { en: 'follow-up', zh: '二次营销' },
  review: { en: 'review', zh: '做复盘' },
};

const DECIDING: ReadonlySet<StepName> = new Set(['goal', 'audience', 'timing', 'method']);

function isEmpty(campaign: Campaign, step: StepName): boolean {
  switch (step) {
    case 'goal':
      return campaign.goal?.purpose === undefined && campaign.goal?.targets.length === 0;
    case 'audience':
      return campaign.audience?.to.length === 0;
    case 'timing':
      return campaign.timing?.waves.length === 0 && campaign.timing.phases.length === 0;
    case 'method':
      return campaign.method?.offers.length === 0 && campaign.method.activities.length === 0;
    case 'resources': {
      const step_ = campaign.resources;
      return (
        step_ !== undefined &&
        step_.budget === undefined &&
        [step_.people, step_.data, step_.materials, step_.costs, step_.tasks].every((list) => list.length === 0)
      );
    }
    case 'risks':
      return campaign.risks?.risks.length === 0;
    case 'followup':
      return campaign.followup?.waves.length === 0 && campaign.followup.tasks.length === 0;
    case 'review':
      return campaign.review?.on === undefined && campaign.review?.metrics.length === 0 && campaign.review.keeps.length === 0;
  }
}

/** What stands for a reason until the planner gives one. */
const FILL_IN = '"待填写 (fill in)"';

const namesOf = (refs: readonly Ref[]): readonly string[] => [...new Set(refs.map(({ name }) => name))];

/** Whom the campaign's waves address already. */
function audiencesOf(campaign: Campaign): string {
  const names = namesOf(wavesOf(campaign).flatMap(({ to }) => to));
  return campaign.scope?.value === 'storewide' || names.length === 0 ? 'everyone' : names.join(', ');
}

/** What the campaign's waves offer already. */
function methodOf(campaign: Campaign): string {
  const offers = namesOf(wavesOf(campaign).flatMap((wave) => wave.offers));
  return offers.length === 0 ? `method none because ${FILL_IN}` : `method {\n    offer ${offers.join(', ')}\n  }`;
}

/** A name for a part of the campaign that nothing there has. */
function partName(campaign: Campaign, wanted: string): string {
  const taken = new Set(partsOf(campaign).map(({ declared }) => declared.name));
  return freeName(wanted, (name) => taken.has(name));
}

/** What a planner completes (so it is not safe to add unseen): it has no error, and says what belongs there. */
function skeleton(step: StepName, campaign: Campaign, plan: ResolvedPlan): string {
  const [role] = plan.roles.keys();
  const by = role === undefined ? '' : ` by ${role}`;
  switch (step) {
    case 'goal':
      return 'goal {\n    purpose "…"\n  }';
    case 'audience':
      return `audience {\n    to ${audiencesOf(campaign)}\n  }`;
    case 'timing':
      return `timing {\n    phase ${partName(campaign, 'main')} start .. end\n  }`;
    case 'method':
      return methodOf(campaign);
    case 'resources':
      return `resources {\n    task "…" due start${by}\n  }`;
    case 'risks': {
      const owner = role === undefined ? '' : `\n      owner ${role}`;
      const name = partName(campaign, 'first_risk');
      return `risks {\n    risk ${name} "…" {\n      likelihood medium\n      impact medium\n      response "…"${owner}\n    }\n  }`;
    }
    case 'followup':
      return `followup none because ${FILL_IN}`;
    case 'review':
      return `review {\n    on end + 7d${by}\n    metrics sales\n  }`;
  }
}

function addStep(campaign: Campaign, step: StepName, plan: ResolvedPlan): Fix {
  const before = STEPS.slice(0, STEPS.indexOf(step)).flatMap((each) => campaign[each]?.span.end ?? []);
  const after = STEPS.slice(STEPS.indexOf(step) + 1).flatMap((each) => campaign[each]?.span.start ?? []);
  const text = skeleton(step, campaign, plan);
  const last = before.length > 0 ? Math.max(...before) : undefined;
  const edit =
    last !== undefined
      ? { span: spanFrom(campaign.span, { start: last, end: last }), text: `\n\n  ${text}` }
      : after.length > 0
        ? { span: spanFrom(campaign.span, { start: Math.min(...after), end: Math.min(...after) }), text: `${text}\n\n  ` }
        : { span: spanFrom(campaign.span, { start: campaign.span.end - 1, end: campaign.span.end - 1 }), text: `\n  ${text}\n` };
  return { title: { en: `Add the step \`${step}\``, zh: `补充步骤 ${step}` }, safe: false, edits: [edit] };
}

function* check({ plan }: RuleContext): Iterable<Finding> {
  const required = clauseOf(plan, 'require-steps');
  if (!required) return;
  for (const campaign of plan.campaigns.values()) {
    for (const { value: step } of required.clause.steps) {
      const present = campaign[step];
      if (present && (present.none || !isEmpty(campaign, step))) continue;
      const n = STEPS.indexOf(step) + 1;
      const word = STEP_WORDS[step];
      yield {
        span: present?.keywordSpan ?? campaign.nameSpan,
        level: DECIDING.has(step) ? 'error' : 'warning',
        message: present
          ? {
              en: `Step ${n} of \`${campaign.name}\`, ${word.en}, is empty. Fill it, or write \`${step} none because "…"\`.`,
              zh: `活动${nameOf(campaign).zh}的第${n}步“${word.zh}”是空的。请补充内容，或写 ${step} none because "…"。`,
            }
          : {
              en: `\`${campaign.name}\` has no step ${n}, ${word.en}. Add \`${step} { … }\`, or \`${step} none because "…"\`.`,
              zh: `活动${nameOf(campaign).zh}缺少第${n}步“${word.zh}”。请补充 ${step} { … }，或写 ${step} none because "…"。`,
            },
        fixes: present ? [] : [addStep(campaign, step, plan)],
        subjects: [{ campaign: campaign.name }],
        clause: required,
      };
    }
  }
}

const complete = (review: string): string => `message letter for email { subject "{name},春天好"  body "新品到店,欢迎试穿。" }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  goal { purpose "唤醒老友" }
  audience { to fans, friends }
  timing {
    wave hello via wechat to fans { at 2027-03-02 10:00 }
    wave again via email to friends { at 2027-03-03 10:00  message letter }
  }
  method none because "只做通知"
  resources { people lead 1 }
  risks none because "小范围通知"
  followup none because "无需跟进"${review}
}

policy strict "严格" extends house { require steps goal, audience, timing, method, resources, risks, followup, review }
`;

export const missingStep: Rule = {
  id: 'missing-step',
  group: 'plan',
  level: 'error',
  needsWhole: 'file',
  scope: 'file',
  title: { en: 'A step of the plan is missing', zh: '缺少策划步骤' },
  why: {
    en: 'VIP planning has eight steps. The first four decide what happens (an error without them); the last four decide whether it goes well (a warning).',
    zh: 'VIP策划有八步：前四步决定做什么（缺少即为错误），后四步决定做得好不好（缺少为警告）。',
  },
  configure: {
    en: 'A policy says which steps it wants: `require steps goal, audience, timing`; `require steps none` asks for none.',
    zh: '由政策决定需要哪些步骤：require steps goal, audience, timing；require steps none 表示都不要求。',
  },
  bad: complete(''),
  good: complete('\n  review { on end + 7d by lead  metrics sales }'),
  check,
};
