import type { Localized } from '../diagnostics/diagnostic.js';
import type { Report } from '../diagnostics/problem.js';
import { nearest } from '../diagnostics/suggest.js';
import type { Plan } from '../model/plan.js';
import type { Benefit, Campaign, Clause, Formula, Ref, Task, Waive, Wave } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
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
export function* usesOfCampaign(campaign: Campaign): Iterable<Use> {
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

function* usesOfFormula(formula: Formula | undefined): Iterable<Use> {
  if (formula?.kind === 'metric') yield { kind: 'metric', ref: formula.ref };
  if (formula?.kind === 'binary') {
    yield* usesOfFormula(formula.left);
    yield* usesOfFormula(formula.right);
  }
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
  for (const metric of plan.metrics.values()) yield* usesOfFormula(metric.formula);
  for (const budget of plan.plans.values()) yield* each('campaign', budget.campaigns);
  for (const policy of plan.policies.values()) for (const clause of policy.clauses) yield* usesOfClause(clause);
  for (const campaign of plan.campaigns.values()) yield* usesOfCampaign(campaign);
}

/** The names of a kind that exist. */
function namesOf(plan: Plan, use: Use, rules: readonly string[]): Iterable<string> {
  switch (use.kind) {
    case 'audience':
      return plan.audiences.keys();
    case 'channel':
      return plan.channels.keys();
    case 'role':
      return plan.roles.keys();
    case 'benefit':
      return plan.benefits.keys();
    case 'message':
      return plan.messages.keys();
    case 'metric':
      return plan.metrics.keys();
    case 'products':
      return plan.products.keys();
    case 'campaign':
      return plan.campaigns.keys();
    case 'phase':
      return (use.campaign?.timing?.phases ?? []).map((phase) => phase.name);
    case 'happening':
      return happenings(use.campaign);
    case 'event':
      return plan.events.keys();
    case 'rule':
      return rules;
  }
}

function happenings(campaign: Campaign | undefined): string[] {
  return [...(campaign ? wavesOf(campaign) : []), ...(campaign?.method?.activities ?? [])].map((part) => part.name);
}

function exists(plan: Plan, use: Use, rules: readonly string[]): boolean {
  const { name } = use.ref;
  switch (use.kind) {
    case 'audience':
      return plan.audiences.has(name);
    case 'channel':
      return plan.channels.has(name);
    case 'role':
      return plan.roles.has(name);
    case 'benefit':
      return plan.benefits.has(name);
    case 'message':
      return plan.messages.has(name);
    case 'metric':
      return plan.metrics.has(name);
    case 'products':
      return plan.products.has(name);
    case 'campaign':
      return plan.campaigns.has(name);
    case 'event':
      return plan.events.has(name);
    case 'phase':
    case 'happening':
    case 'rule':
      return [...namesOf(plan, use, rules)].includes(name);
  }
}

/** Reports every name that leads nowhere, with the nearest one that does. */
export function checkReferences(plan: Plan, rules: readonly string[], report: Report): void {
  for (const use of usesOfPlan(plan)) {
    if (exists(plan, use, rules)) continue;
    report(unknownName(WORDS[use.kind], use.ref, nearest(use.ref.name, namesOf(plan, use, rules))));
  }
}
