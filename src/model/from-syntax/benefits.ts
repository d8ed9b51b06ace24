import type * as ast from '../../syntax/generated/ast.js';
import type { Benefit, BenefitKind, PriceTier, Prize } from '../types.js';
import {
  checkOnce,
  choiceOf,
  declared,
  durationOf,
  factorOf,
  integerOf,
  moneyOf,
  percentOf,
  refOf,
  refsOf,
  spanOf,
  textOf,
  type Draft,
  type Lowering,
} from './context.js';
import { lowerDayOrSpan } from './days.js';

export const BENEFIT_KINDS: readonly BenefitKind[] = [
  'discount',
  'coupon',
  'red_packet',
  'free_shipping',
  'gift',
  'points',
  'lottery',
  'free_order',
  'tiered_price',
  'presale',
  'early_access',
];

/** What each kind takes besides the common properties, and what it cannot do without. */
const OWN: Readonly<Record<BenefitKind, { readonly takes: readonly string[]; readonly needs: readonly string[] }>> = {
  discount: { takes: ['BenefitPrice'], needs: ['BenefitPrice'] },
  coupon: { takes: ['BenefitReduce', 'BenefitThreshold'], needs: ['BenefitReduce'] },
  red_packet: { takes: ['BenefitAmount'], needs: ['BenefitAmount'] },
  free_shipping: { takes: [], needs: [] },
  gift: { takes: ['BenefitWorth'], needs: [] },
  points: { takes: ['BenefitTimes', 'BenefitPay'], needs: [] },
  lottery: { takes: ['BenefitPrize'], needs: ['BenefitPrize'] },
  free_order: { takes: ['BenefitWinners', 'BenefitWorth'], needs: ['BenefitWinners'] },
  tiered_price: { takes: ['BenefitTier'], needs: ['BenefitTier'] },
  presale: { takes: ['BenefitDeposit'], needs: ['BenefitDeposit'] },
  early_access: { takes: ['BenefitOpens'], needs: ['BenefitOpens'] },
};

const COMMON = ['BenefitValid', 'BenefitLimit', 'BenefitPerMember', 'BenefitOn', 'BenefitStacks', 'BenefitRedeemed'];

const WORDS: Readonly<Record<string, string>> = {
  BenefitPrice: 'price',
  BenefitReduce: 'reduce',
  BenefitThreshold: 'threshold',
  BenefitAmount: 'amount',
  BenefitWorth: 'worth',
  BenefitTimes: 'times',
  BenefitPay: 'pay up to',
  BenefitPrize: 'prize',
  BenefitWinners: 'winners',
  BenefitTier: 'from',
  BenefitDeposit: 'deposit',
  BenefitOpens: 'opens',
};

function checkKind(c: Lowering, node: ast.Benefit, kind: BenefitKind): void {
  const { takes, needs } = OWN[kind];
  for (const property of node.properties) {
    if (takes.includes(property.$type) || COMMON.includes(property.$type)) continue;
    const word = WORDS[property.$type] ?? '';
    const others = Object.entries(OWN)
      .filter(([, own]) => own.takes.includes(property.$type))
      .map(([name]) => name);
    c.report({
      rule: 'type-mismatch',
      span: spanOf(c, property),
      message: {
        en: `A ${kind} has no \`${word}\`; that belongs to ${others.map((name) => `\`${name}\``).join(', ')}.`,
        zh: `${kind} 没有“${word}”，它属于 ${others.join('、')}。`,
      },
    });
  }
  for (const need of needs) {
    if (node.properties.some((property) => property.$type === need)) continue;
    const word = WORDS[need] ?? '';
    c.report({
      rule: 'syntax-error',
      span: spanOf(c, node),
      message: { en: `A ${kind} needs \`${word}\`: say what it gives.`, zh: `${kind} 需要写“${word}”：请写明优惠内容。` },
    });
  }
}

export function lowerBenefit(c: Lowering, node: ast.Benefit): Benefit | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.properties, ['BenefitPrize', 'BenefitTier']);
  const kind = choiceOf(c, node, 'kind', node.kind, BENEFIT_KINDS, { en: 'kind of benefit', zh: '权益类型' });
  if (kind) checkKind(c, node, kind.value);
  const prizes: Prize[] = [];
  const tiers: PriceTier[] = [];
  const benefit: Draft<Benefit> = {
    ...base,
    kind: 'benefit',
    ...(kind && { benefitKind: kind }),
    prizes,
    tiers,
    stacksWith: [],
  };
  for (const property of node.properties) lowerProperty(c, property, benefit, prizes, tiers);
  return benefit;
}

function lowerProperty(c: Lowering, property: ast.BenefitProperty, benefit: Draft<Benefit>, prizes: Prize[], tiers: PriceTier[]): void {
  const set = <K extends keyof Benefit>(key: K, value: Benefit[K] | undefined): void => {
    if (value !== undefined) benefit[key] = value;
  };
  switch (property.$type) {
    case 'BenefitPrice':
      set('price', factorOf(c, property, 'value', property.value));
      set('fromPieces', integerOf(c, property, 'pieces', property.pieces, 1));
      break;
    case 'BenefitReduce':
      set('over', moneyOf(c, property, 'over', property.over));
      // With a threshold that cannot be read nobody knows what is taken off when; without one it would be always.
      if (property.over === undefined || benefit.over) set('reduce', moneyOf(c, property, 'value', property.value));
      break;
    case 'BenefitThreshold':
      set('threshold', { value: property.onList ? 'list' : 'after discount', span: spanOf(c, property) });
      break;
    case 'BenefitAmount':
      set('amount', moneyOf(c, property, 'value', property.value));
      break;
    case 'BenefitWorth':
      set('worth', moneyOf(c, property, 'value', property.value));
      break;
    case 'BenefitTimes':
      set('times', integerOf(c, property, 'value', property.value, 1));
      break;
    case 'BenefitPay':
      set('payUpTo', percentOf(c, property, 'value', property.value));
      break;
    case 'BenefitPrize': {
      const label = textOf(c, property, 'label', property.label);
      const count = integerOf(c, property, 'count', property.count, 1);
      const worth = moneyOf(c, property, 'worth', property.worth);
      if (label && count && worth) prizes.push({ label, count: count.value, worth, span: spanOf(c, property) });
      break;
    }
    case 'BenefitWinners':
      set('winners', integerOf(c, property, 'value', property.value, 1));
      break;
    case 'BenefitTier': {
      const from = integerOf(c, property, 'from', property.from);
      const price = factorOf(c, property, 'price', property.price);
      if (from && price) tiers.push({ from: from.value, price, span: spanOf(c, property) });
      break;
    }
    case 'BenefitDeposit':
      set('deposit', moneyOf(c, property, 'value', property.value));
      set('counts', moneyOf(c, property, 'counts', property.counts));
      break;
    case 'BenefitOpens': {
      const before = durationOf(c, property, 'duration', property.duration);
      const phase = refOf(c, property.phase);
      if (before && phase) set('opens', { before: before.value, phase, span: spanOf(c, property) });
      break;
    }
    case 'BenefitValid':
      set('valid', lowerDayOrSpan(c, property));
      break;
    case 'BenefitLimit':
      set('limit', integerOf(c, property, 'value', property.value));
      break;
    case 'BenefitPerMember':
      set('perMember', integerOf(c, property, 'value', property.value, 1));
      break;
    case 'BenefitOn':
      set('on', refsOf(c, property.products));
      break;
    case 'BenefitStacks':
      set('stacksWith', refsOf(c, property.benefits));
      for (const ref of benefit.stacksWith) {
        if (ref.name !== benefit.name) continue;
        c.report({
          rule: 'cyclic-reference',
          span: ref.span,
          message: {
            en: `A benefit never stacks with itself: a member uses one \`${ref.name}\` for an order. Take it out of the list.`,
            zh: `权益不能与自己叠加：一笔订单只用一次“${ref.name}”。请从列表中去掉。`,
          },
        });
      }
      set('stacksSpan', spanOf(c, property));
      break;
    case 'BenefitRedeemed':
      set('redeemed', percentOf(c, property, 'value', property.value));
      break;
  }
}

/** Whether a benefit of a kind may have a property, by the type of its node. */
export function takesProperty(kind: BenefitKind, property: string): boolean {
  return OWN[kind].takes.includes(property) || COMMON.includes(property);
}
