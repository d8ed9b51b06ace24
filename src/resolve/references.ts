import type { Localized } from '../diagnostics/diagnostic.js';
import type { Report } from '../diagnostics/problem.js';
import { nearest } from '../diagnostics/suggest.js';
import type { Plan } from '../model/plan.js';
import type { Benefit, Campaign, Clause, Ref, Task, Waive, Wave } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
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

function* each(kind: RefKind, refs: readonly (Ref | undefined)[], campaign?: Campaign): Iterable<Use> {
  for (const ref of refs) if (ref) yield { kind, ref, ...(campaign && { campaign }) };
}

function* ofTasks(tasks: readonly Task[]): Iterable<Use> {
  for (const task of tasks) yield* each('role', [task.by]);
}

function* ofWaives(waives: readonly Waive[]): Iterable<Use> {
  for (const waive of waives) {
    yield* each('rule', [waive.rule]);
    yield* each('channel', waive.on);
    yield* each('role', [waive.by]);
  }
}

function* ofWave(wave: Wave, campaign: Campaign): Iterable<Use> {
  yield* each('channel', [wave.channel]);
  yield* each('audience', [...wave.to, ...wave.except]);
  yield* each('message', [wave.message, ...(wave.test?.variants.map((variant) => variant.message) ?? [])]);
  yield* each('benefit', wave.offers);
  yield* each('phase', [wave.during], campaign);
  yield* each('role', [wave.confirm?.by]);
  yield* each('metric', [wave.test?.winner?.metric, wave.gate?.metric]);
  yield* ofWaives(wave.waives);
}

/** Every name a campaign uses. */
function* usesOfCampaign(campaign: Campaign): Iterable<Use> {
  yield* ofWaives(campaign.waives);
  yield* each('metric', campaign.goal?.targets.map((target) => target.metric) ?? []);
  if (campaign.audience) {
    yield* each('audience', [
      ...campaign.audience.to,
      ...campaign.audience.except.flatMap((exclusion) => exclusion.audiences),
      campaign.audience.holdout?.of,
    ]);
  }
  for (const wave of wavesOf(campaign)) yield* ofWave(wave, campaign);
  yield* each('benefit', campaign.method?.offers ?? []);
  for (const activity of campaign.method?.activities ?? []) {
    yield* each('products', activity.products);
    yield* each('benefit', activity.offers);
    yield* each('channel', [activity.via]);
    yield* each('role', [activity.by, activity.host, activity.reply?.by]);
  }
  for (const people of campaign.resources?.people ?? []) yield* each('role', [people.role]);
  for (const material of campaign.resources?.materials ?? []) {
    yield* each('role', [material.by]);
    yield* each('happening', [material.for], campaign);
  }
  yield* ofTasks(campaign.resources?.tasks ?? []);
  for (const risk of campaign.risks?.risks ?? []) {
    yield* each('role', [risk.owner]);
    yield* ofTasks(risk.tasks);
  }
  yield* ofTasks(campaign.followup?.tasks ?? []);
  yield* each('role', [campaign.review?.by]);
  yield* each('metric', campaign.review?.metrics ?? []);
  yield* each('audience', [campaign.review?.bySegments]);
}

function* usesOfBenefit(benefit: Benefit): Iterable<Use> {
  yield* each('products', benefit.on ?? []);
  yield* each('benefit', benefit.stacksWith);
}

function* usesOfClause(clause: Clause): Iterable<Use> {
  if ('channels' in clause) yield* each('channel', clause.channels);
  if (clause.for) yield { kind: 'audience', ref: clause.for };
  if (clause.during) yield { kind: 'event', ref: clause.during.ref };
  if (clause.kind === 'floor') yield* each('products', [...clause.on, ...clause.exceptProducts]);
  if (clause.kind === 'lead') yield* each('channel', [clause.lead, clause.before]);
  if (clause.kind === 'level') yield { kind: 'rule', ref: clause.rule };
}

/** Every name the plan uses, but for those in days, moments and conditions. */
export function* usesOfPlan(plan: Plan): Iterable<Use> {
  for (const audience of plan.audiences.values()) if ('of' in audience.declaration) yield* each('audience', [audience.declaration.of]);
  for (const fact of plan.facts) yield* each('audience', [fact.left, fact.right]);
  for (const benefit of plan.benefits.values()) yield* usesOfBenefit(benefit);
  for (const message of plan.messages.values()) yield* each('channel', [message.channel]);
  for (const metric of plan.metrics.values()) yield* each('metric', [...metricsIn(metric.formula)]);
  for (const budget of plan.plans.values()) yield* each('campaign', budget.campaigns);
  for (const policy of plan.policies.values()) for (const clause of policy.clauses) yield* usesOfClause(clause);
  for (const campaign of plan.campaigns.values()) yield* usesOfCampaign(campaign);
}

/** The names of a kind that exist, as the keys of a map or a set. */
function namesOf(plan: Plan, use: Use, rules: readonly string[]): ReadonlyMap<string, unknown> | ReadonlySet<string> {
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
      return new Set(rules);
  }
}

function happenings(campaign: Campaign | undefined): string[] {
  return [...(campaign ? wavesOf(campaign) : []), ...(campaign?.method?.activities ?? [])].map((part) => part.name);
}

/** Reports every name that leads nowhere, with the nearest one that does. */
export function checkReferences(plan: Plan, rules: readonly string[], report: Report): void {
  for (const use of usesOfPlan(plan)) {
    const names = namesOf(plan, use, rules);
    if (names.has(use.ref.name)) continue;
    report(unknownName(WORDS[use.kind], use.ref, nearest(use.ref.name, names.keys())));
  }
}
