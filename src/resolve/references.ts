import type { Localized } from '../diagnostics/diagnostic.js';
import type { Report } from '../diagnostics/problem.js';
import { nearest } from '../diagnostics/suggest.js';
import type { Plan } from '../model/plan.js';
import type { Benefit, Campaign, Clause, Ref, Task, Waive, Wave } from '../model/types.js';
import { messageRefs, wavesOf } from '../model/waves.js';
import { metricsIn } from './metric-types.js';
import { unknownName } from '../timeline/unknown-name.js';

/** What a name must be the name of. Days, moments and conditions resolve their own names. */
export type RefKind =
  'audience' | 'channel' | 'role' | 'benefit' | 'message' | 'metric' | 'products' | 'campaign' | 'phase' | 'happening' | 'event' | 'rule';

export interface Use {
  readonly kind: RefKind;
  readonly ref: Ref;
  /** The campaign around it: phases and waves are looked up there. */
  readonly campaign?: Campaign;
}

const WORDS: Readonly<Record<RefKind, Localized>> = {
  audience: { en: 'audience', zh: '人群' },
  channel: { en: 'channel', zh: '渠道' },
  role: { en: 'role', zh: '角色' },
  benefit: { en: 'benefit', zh: '权益' },
  message: { en: 'message', zh: '消息' },
  metric: { en: 'metric', zh: '指标' },
  products: { en: 'set of products', zh: '商品集' },
  campaign: { en: 'campaign', zh: '活动' },
  phase: { en: 'phase', zh: '阶段' },
  happening: { en: 'wave or activity', zh: '波次或活动环节' },
  event: { en: 'event', zh: '事件' },
  rule: { en: 'rule', zh: '规则' },
};

/** Notes names that are used as those of a kind; nothing where there is none. */
type Note = (kind: RefKind, refs: readonly (Ref | undefined)[], campaign?: Campaign) => void;

function ofTasks(use: Note, tasks: readonly Task[]): void {
  for (const task of tasks) use('role', [task.by]);
}

function ofWaives(use: Note, waives: readonly Waive[]): void {
  for (const waive of waives) {
    use('rule', [waive.rule]);
    use('channel', waive.on);
    use('role', [waive.by]);
  }
}

function ofWave(use: Note, wave: Wave, campaign: Campaign): void {
  use('channel', [wave.channel]);
  use('audience', [...wave.to, ...wave.except]);
  use('message', messageRefs(wave));
  use('benefit', wave.offers);
  use('phase', [wave.during], campaign);
  use('role', [wave.confirm?.by]);
  use('metric', [wave.test?.winner?.metric, wave.gate?.metric]);
  ofWaives(use, wave.waives);
}

/** Every name a campaign uses. */
function usesOfCampaign(use: Note, campaign: Campaign): void {
  ofWaives(use, campaign.waives);
  use('metric', campaign.goal?.targets.map((target) => target.metric) ?? []);
  if (campaign.audience) {
    use('audience', [
      ...campaign.audience.to,
      ...campaign.audience.except.flatMap((exclusion) => exclusion.audiences),
      campaign.audience.holdout?.of,
    ]);
  }
  for (const wave of wavesOf(campaign)) ofWave(use, wave, campaign);
  use('benefit', campaign.method?.offers ?? []);
  for (const activity of campaign.method?.activities ?? []) {
    use('products', activity.products);
    use('benefit', activity.offers);
    use('channel', [activity.via]);
    use('role', [activity.by, activity.host, activity.reply?.by]);
  }
  for (const people of campaign.resources?.people ?? []) use('role', [people.role]);
  for (const material of campaign.resources?.materials ?? []) {
    use('role', [material.by]);
    use('happening', [material.for], campaign);
  }
  ofTasks(use, campaign.resources?.tasks ?? []);
  for (const risk of campaign.risks?.risks ?? []) {
    use('role', [risk.owner]);
    ofTasks(use, risk.tasks);
  }
  ofTasks(use, campaign.followup?.tasks ?? []);
  use('role', [campaign.review?.by]);
  use('metric', campaign.review?.metrics ?? []);
  use('audience', [campaign.review?.bySegments]);
}

function usesOfBenefit(use: Note, benefit: Benefit): void {
  use('products', benefit.on ?? []);
  use('benefit', benefit.stacksWith);
}

function usesOfClause(use: Note, clause: Clause): void {
  if ('channels' in clause) use('channel', clause.channels);
  if (clause.for) use('audience', [clause.for]);
  if (clause.during) use('event', [clause.during.ref]);
  if (clause.kind === 'floor') use('products', [...clause.on, ...clause.exceptProducts]);
  if (clause.kind === 'lead') use('channel', [clause.lead, clause.before]);
  if (clause.kind === 'level') use('rule', [clause.rule]);
}

/** Calls back with every name the plan uses, but for those in days, moments and conditions. */
export function usesOfPlan(plan: Plan, visit: (use: Use) => void): void {
  const use: Note = (kind, refs, campaign) => {
    for (const ref of refs) if (ref) visit({ kind, ref, ...(campaign && { campaign }) });
  };
  for (const audience of plan.audiences.values()) if ('of' in audience.declaration) use('audience', [audience.declaration.of]);
  for (const fact of plan.facts) use('audience', [fact.left, fact.right]);
  for (const benefit of plan.benefits.values()) usesOfBenefit(use, benefit);
  for (const message of plan.messages.values()) use('channel', [message.channel]);
  for (const metric of plan.metrics.values()) use('metric', [...metricsIn(metric.formula)]);
  for (const budget of plan.plans.values()) use('campaign', budget.campaigns);
  for (const policy of plan.policies.values()) for (const clause of policy.clauses) usesOfClause(use, clause);
  for (const campaign of plan.campaigns.values()) usesOfCampaign(use, campaign);
}

/** The names of a kind that exist, as the keys of a map or a set. */
function namesOf(plan: Plan, use: Use, rules: ReadonlySet<string>): ReadonlyMap<string, unknown> | ReadonlySet<string> {
  switch (use.kind) {
    case 'audience':
      return plan.audiences;
    case 'channel':
      return plan.channels;
    case 'role':
      return plan.roles;
    case 'benefit':
      return plan.benefits;
    case 'message':
      return plan.messages;
    case 'metric':
      return plan.metrics;
    case 'products':
      return plan.products;
    case 'campaign':
      return plan.campaigns;
    case 'phase':
      return new Set((use.campaign?.timing?.phases ?? []).map((phase) => phase.name));
    case 'happening':
      return new Set(happenings(use.campaign));
    case 'event':
      return plan.events;
    case 'rule':
      return rules;
  }
}

function happenings(campaign: Campaign | undefined): string[] {
  return [...(campaign ? wavesOf(campaign) : []), ...(campaign?.method?.activities ?? [])].map((part) => part.name);
}

/** Reports every name that leads nowhere, with the nearest one that does. */
export function checkReferences(plan: Plan, ruleIds: readonly string[], report: Report): void {
  const rules = new Set(ruleIds);
  usesOfPlan(plan, (use) => {
    const names = namesOf(plan, use, rules);
    if (!names.has(use.ref.name)) report(unknownName(WORDS[use.kind], use.ref, nearest(use.ref.name, names.keys())));
  });
}
