import type { Localized } from '../diagnostics/diagnostic.js';
import type { Plan } from '../model/plan.js';
import type { Campaign, Declaration, Declared } from '../model/types.js';
import type { RefKind } from './visit.js';

/** Segments are an audience, for both share their names. */
export type NamedKind =
  | Exclude<Declaration['kind'], 'segments'>
  | 'segment'
  | 'attribute'
  | 'value'
  | 'phase'
  | 'wave'
  | 'activity'
  | 'material'
  | 'risk'
  | 'rule';

/** Something that has a name: of one kind and owner there is one of each name. */
export interface Named {
  readonly kind: NamedKind;
  readonly name: string;
  /** Of an attribute its entity, of a value its `entity.attribute`, of an entry its segments, of a part its campaign. */
  readonly owner?: string;
}

/** A text that is the same for the same thing. */
export function keyOf({ kind, owner, name }: Named): string {
  return owner === undefined ? `${kind} ${name}` : `${kind} ${owner} ${name}`;
}

export const KIND_WORDS: Readonly<Record<NamedKind, Localized>> = {
  store: { en: 'store', zh: '店铺' },
  role: { en: 'role', zh: '角色' },
  event: { en: 'event', zh: '事件' },
  channel: { en: 'channel', zh: '渠道' },
  entity: { en: 'entity', zh: '实体' },
  attribute: { en: 'attribute', zh: '属性' },
  value: { en: 'value', zh: '取值' },
  measure: { en: 'measure', zh: '度量' },
  audience: { en: 'audience', zh: '人群' },
  segment: { en: 'segment', zh: '分组' },
  products: { en: 'set of products', zh: '商品集' },
  benefit: { en: 'benefit', zh: '权益' },
  message: { en: 'message', zh: '消息' },
  metric: { en: 'metric', zh: '指标' },
  plan: { en: 'plan', zh: '年度计划' },
  policy: { en: 'policy', zh: '政策' },
  campaign: { en: 'campaign', zh: '活动' },
  phase: { en: 'phase', zh: '阶段' },
  wave: { en: 'wave', zh: '波次' },
  activity: { en: 'activity', zh: '活动环节' },
  material: { en: 'material', zh: '物料' },
  risk: { en: 'risk', zh: '风险' },
  rule: { en: 'rule', zh: '规则' },
};

/** A part of something that has a name. */
export function part(kind: NamedKind, owner: string, name: string): Named {
  return { kind, owner, name };
}

/** Kinds whose names the plan has in a map of their own. */
export const IN_MAPS = {
  role: 'roles',
  benefit: 'benefits',
  message: 'messages',
  metric: 'metrics',
  products: 'products',
  campaign: 'campaigns',
  event: 'events',
  entity: 'entities',
  policy: 'policies',
  channel: 'channels',
} as const satisfies Partial<Record<RefKind, keyof Plan>>;

/** Everything in a campaign that has a name. */
export function partsOf(
  campaign: Campaign,
): readonly { readonly kind: 'phase' | 'wave' | 'activity' | 'material' | 'risk'; readonly declared: Declared }[] {
  return [
    ...(campaign.timing?.phases ?? []).map((declared) => ({ kind: 'phase' as const, declared })),
    ...(campaign.timing?.waves ?? []).map((declared) => ({ kind: 'wave' as const, declared })),
    ...(campaign.method?.activities ?? []).map((declared) => ({ kind: 'activity' as const, declared })),
    ...(campaign.resources?.materials ?? []).map((declared) => ({ kind: 'material' as const, declared })),
    ...(campaign.risks?.risks ?? []).map((declared) => ({ kind: 'risk' as const, declared })),
    ...(campaign.followup?.waves ?? []).map((declared) => ({ kind: 'wave' as const, declared })),
  ];
}

/** Where something is declared: the place of its name; undefined for rules and for what is not declared. */
export function declaredAt({ kind, owner = '', name }: Named, plan: Plan): Declared | undefined {
  switch (kind) {
    case 'audience':
      return plan.audiences.get(name)?.declaration;
    case 'segment':
      return plan.audiences.get(`${owner}.${name}`)?.declaration;
    case 'channel':
      return plan.channels.get(name)?.declaration;
    case 'entity':
      return plan.entities.get(name)?.declaration;
    case 'attribute': {
      const span = plan.entities.get(owner)?.attributes.get(name)?.span;
      return span && { name, span, nameSpan: span };
    }
    case 'value': {
      const [entity = '', attribute = ''] = owner.split('.');
      const span = plan.entities.get(entity)?.attributes.get(attribute)?.valueSpans?.get(name);
      return span && { name, span, nameSpan: span };
    }
    case 'phase':
    case 'wave':
    case 'activity':
    case 'material':
    case 'risk': {
      const campaign = plan.campaigns.get(owner);
      return campaign && partsOf(campaign).find((each) => each.kind === kind && each.declared.name === name)?.declared;
    }
    case 'measure':
      return plan.measures.get(name);
    case 'plan':
      return plan.plans.get(name);
    case 'store':
      return plan.store?.name === name ? plan.store : undefined;
    case 'rule':
      return undefined;
    default: {
      const found = plan[IN_MAPS[kind]].get(name);
      return found && 'nameSpan' in found ? found : undefined;
    }
  }
}
