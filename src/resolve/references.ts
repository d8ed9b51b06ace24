import type { Localized } from '../diagnostics/diagnostic.js';
import type { Report } from '../diagnostics/problem.js';
import type { NamedThings } from '../model/named.js';
import type { Plan } from '../model/plan.js';
import type { Campaign, Declaration, Declared, Ref } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
import { meantBy, unknownName } from '../timeline/unknown-name.js';
import { visitDeclaration, visitFact, type RefKind, type Visitor } from './visit.js';

/** What entities, policies and attributes are called is checked where they are resolved. */
type CheckedKind = Exclude<RefKind, 'entity' | 'policy' | 'attribute'>;

export interface Use {
  readonly kind: RefKind;
  readonly ref: Ref;
  /** The campaign around it: phases and waves are looked up there. */
  readonly campaign?: Campaign;
}

const WORDS: Readonly<Record<CheckedKind, Localized>> = {
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

/** Calls back with every name the plan uses, but for those in days, moments and conditions. */
export function usesOfPlan(plan: Plan, visit: (use: Use) => void): void {
  const to: Visitor = {
    name: (kind, ref, campaign) => {
      visit({ kind, ref, ...(campaign && { campaign }) });
    },
  };
  const declarations: readonly Iterable<Declaration>[] = [
    [...plan.audiences.values()].flatMap(({ declaration }) => ('kind' in declaration ? [declaration] : [])),
    plan.benefits.values(),
    plan.messages.values(),
    plan.metrics.values(),
    plan.plans.values(),
    plan.policies.values(),
    plan.campaigns.values(),
  ];
  for (const fact of plan.facts) visitFact(to, fact);
  for (const list of declarations) for (const declaration of list) visitDeclaration(to, declaration);
}

/** What there is of a kind. */
function namesOf(plan: Plan, use: Use & { readonly kind: CheckedKind }, rules: NamedThings): NamedThings {
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
      return byName(use.campaign?.timing?.phases ?? []);
    case 'happening':
      return byName(happenings(use.campaign));
    case 'event':
      return plan.events;
    case 'rule':
      return rules;
  }
}

const byName = (parts: readonly Declared[]): NamedThings => new Map(parts.map((part) => [part.name, part]));

function happenings(campaign: Campaign | undefined): readonly Declared[] {
  return [...(campaign ? wavesOf(campaign) : []), ...(campaign?.method?.activities ?? [])];
}

/** Reports every name that leads nowhere, with the nearest one that does. */
export function checkReferences(plan: Plan, ruleIds: readonly string[], report: Report): void {
  const rules: NamedThings = new Map(ruleIds.map((id) => [id, undefined]));
  usesOfPlan(plan, ({ kind, ...use }) => {
    if (kind === 'entity' || kind === 'policy' || kind === 'attribute') return;
    const names = namesOf(plan, { ...use, kind }, rules);
    if (!names.has(use.ref.name)) report(unknownName(WORDS[kind], use.ref, meantBy(use.ref.name, names)));
  });
}
