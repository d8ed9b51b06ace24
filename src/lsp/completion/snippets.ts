import type { Localized } from '../../diagnostics/diagnostic.js';
import { dayOf, isoDay } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';

/** A piece of a plan with gaps to fill in. */
export interface Snippet {
  readonly title: Localized;
  /** In the syntax of editors: `${1:name}`. */
  readonly body: string;
}

/** Stands for today where there is no clock. */
const SOME_DAY = dayOf(2027, 1, 1) ?? 0;

/** The days of a new plan: two weeks from today, for two weeks. */
function runsFrom(today = SOME_DAY): { readonly from: string; readonly to: string } {
  return { from: isoDay(today + 14), to: isoDay(today + 27) };
}

/** A whole campaign with its eight steps. */
export function campaignSnippet(today: Day | undefined): Snippet {
  const { from, to } = runsFrom(today);
  return {
    title: { en: 'a whole campaign with its eight steps', zh: '完整的八步活动' },
    body: `campaign \${1:name} "\${2:label}" {
  scope \${3|targeted,storewide|}
  runs \${4:${from}} .. \${5:${to}}

  goal {
    purpose "\${6:purpose}"
    \${7:sales} >= \${8:10万元}
  }

  audience {
    to \${9:everyone}
  }

  timing {
    wave \${10:first} via \${11:sms} to \${9:everyone} {
      at start 10:00
      message \${12:message}
      offer \${13:benefit}
    }
  }

  method {
    offer \${13:benefit}
  }

  resources {
    budget \${14:1万元}
    people \${15:role} 1
  }

  risks {
    risk \${16:risk} {
      likelihood \${17|low,medium,high|}
      impact \${18|low,medium,high|}
      response "\${19:response}"
      owner \${15:role}
    }
  }

  followup {
    wave \${20:thanks} via \${21:push} to \${9:everyone} {
      at end + 2d 15:00
      message \${22:message}
    }
  }

  review {
    on end + 7d by \${15:role}
    metrics \${7:sales}, roi
  }
}
`,
  };
}

/** Steps of a campaign, by the type of their node. */
export const STEP_SNIPPETS: Readonly<Record<string, Snippet>> = {
  GoalStep: {
    title: { en: 'step 1: what the campaign is to achieve', zh: '第一步：目标' },
    body: 'goal {\n  purpose "${1:purpose}"\n  ${2:sales} >= ${3:10万元}\n}',
  },
  AudienceStep: { title: { en: 'step 2: whom it addresses', zh: '第二步：人群' }, body: 'audience {\n  to ${1:everyone}\n}' },
  TimingStep: {
    title: { en: 'step 3: when what goes out', zh: '第三步：时间与波次' },
    body: 'timing {\n  wave ${1:first} via ${2:sms} to ${3:everyone} {\n    at start 10:00\n    message ${4:message}\n  }\n}',
  },
  MethodStep: { title: { en: 'step 4: what it offers', zh: '第四步：方式与权益' }, body: 'method {\n  offer ${1:benefit}\n}' },
  ResourcesStep: {
    title: { en: 'step 5: budget, people, material', zh: '第五步：资源' },
    body: 'resources {\n  budget ${1:1万元}\n  people ${2:role} ${3:1}\n}',
  },
  RisksStep: {
    title: { en: 'step 6: what may go wrong', zh: '第六步：风险' },
    body: 'risks {\n  risk ${1:risk} {\n    likelihood ${2|low,medium,high|}\n    impact ${3|low,medium,high|}\n    response "${4:response}"\n    owner ${5:role}\n  }\n}',
  },
  FollowupStep: {
    title: { en: 'step 7: what follows', zh: '第七步：跟进' },
    body: 'followup {\n  wave ${1:thanks} via ${2:push} to ${3:everyone} {\n    at end + 2d 15:00\n    message ${4:message}\n  }\n}',
  },
  ReviewStep: {
    title: { en: 'step 8: when and by what it is judged', zh: '第八步：复盘' },
    body: 'review {\n  on end + 7d by ${1:role}\n  metrics ${2:sales}, roi\n}',
  },
};

/** Other things with gaps, by the type of their node. */
export const PART_SNIPPETS: Readonly<Record<string, Snippet>> = {
  Wave: {
    title: { en: 'a send', zh: '一个波次' },
    body: 'wave ${1:name} "${2:label}" via ${3:sms} to ${4:everyone} {\n  at ${5:start 10:00}\n  message ${6:message}\n}',
  },
  Phase: { title: { en: 'a stretch of days', zh: '一个阶段' }, body: 'phase ${1:name} "${2:label}" ${3:start} .. ${4:end}' },
  Activity: {
    title: { en: 'something members take part in', zh: '一个活动环节' },
    body: 'activity ${1:name} "${2:label}" ${3:flash_sale} {\n  at ${4:start 20:00} for ${5:2h}\n  by ${6:role}\n}',
  },
  Risk: {
    title: { en: 'something that may go wrong', zh: '一个风险' },
    body: 'risk ${1:name} "${2:label}" {\n  likelihood ${3|low,medium,high|}\n  impact ${4|low,medium,high|}\n  response "${5:response}"\n  owner ${6:role}\n}',
  },
  Waive: {
    title: { en: 'an exception with its reason', zh: '一条豁免' },
    body: 'waive ${1:cap-exceeded} because "${2:reason}" by ${3:role} until ${4:end}',
  },
};
