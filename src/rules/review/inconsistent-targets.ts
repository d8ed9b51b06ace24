import type { Localized } from '../../diagnostics/diagnostic.js';
import { decimal, exact, type Exact } from '../../model/exact.js';
import type { MetricType, Formula, Target } from '../../model/types.js';
import { moneyText } from '../../pricing/money-text.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { countText, lengthText } from '../words.js';
import { contradictionsOf, formulasOf, type Formulas, type Contradiction } from './_targets.js';

/** Targets are round numbers: up to this share they may differ from what a formula gives. */
const TOLERANCE = exact(2, 100);
const DIGITS = 2;

function typeOf(name: string, targets: Iterable<Target>, plan: ResolvedPlan): MetricType | undefined {
  const kind = [...targets].find(({ metric }) => metric.name === name)?.value.value.kind;
  if (kind === 'money' || kind === 'percent' || kind === 'duration') return kind;
  return plan.metrics.get(name)?.type?.value;
}

function valueText(value: Exact, type: MetricType | undefined, plan: ResolvedPlan): Localized {
  const rounded = value.round(DIGITS);
  if (type === 'money') return moneyText(rounded, plan.currency);
  if (type === 'duration') return lengthText(Number(value.div(1000).round().n));
  const [whole = '', fraction] = decimal(type === 'percent' ? value.mul(100).round(DIGITS) : rounded).split('.');
  const text = countText(Number(whole)) + (fraction === undefined ? '' : `.${fraction}`) + (type === 'percent' ? '%' : '');
  return { en: text, zh: text };
}

function formulaText(formula: Formula, part: (name: string) => Localized): Localized {
  if (formula.kind === 'metric') return part(formula.ref.name);
  if (formula.kind === 'number') return { en: decimal(formula.value), zh: decimal(formula.value) };
  const side = (of: Formula): Localized => {
    const text = formulaText(of, part);
    return of.kind === 'binary' ? { en: `(${text.en})`, zh: `（${text.zh}）` } : text;
  };
  const [left, right] = [side(formula.left), side(formula.right)];
  const sign = { '+': '+', '-': '−', '*': '×', '/': '÷' }[formula.operator];
  return { en: `${left.en} ${sign} ${right.en}`, zh: `${left.zh} ${sign} ${right.zh}` };
}

/** In per cent, with one digit after the point; more than 2 % never reads as 2 %. */
function apartText({ stated, computed }: Contradiction): Localized {
  if (computed.value.equals(0)) return { en: 'that is nowhere near', zh: '完全对不上' };
  const exactly = stated.value.sub(computed.value).div(computed.value).abs().mul(100);
  const rounded = exactly.round(1);
  const share = rounded.lte(TOLERANCE.mul(100)) ? exactly.ceil(1) : rounded;
  return { en: `${decimal(share)}% apart`, zh: `相差${decimal(share)}%` };
}

function describe(contradiction: Contradiction, plan: ResolvedPlan): Pick<Finding, 'message' | 'help'> {
  const { metric, formula, stated, computed, known, targets } = contradiction;
  const nameText = (name: string): Localized => ({ en: `\`${name}\``, zh: plan.metrics.get(name)?.label?.value ?? name });
  const textOf = (name: string, value: Exact): Localized => valueText(value, typeOf(name, targets, plan), plan);
  const isTarget = [...targets].some((target) => target.metric.name === metric.name);
  const name = nameText(metric.name);
  const rule = formulaText(formula, nameText);
  const arithmetic = formulaText(formula, (part) => textOf(part, known.get(part)?.value ?? exact(0)));
  const [set, gives, apart] = [textOf(metric.name, stated.value), textOf(metric.name, computed.value), apartText(contradiction)];
  return {
    message: {
      en: `The targets contradict ${name.en} = ${rule.en}: ${isTarget ? `it is set to ${set.en}` : `by other formulas it is ${set.en}`}, but ${arithmetic.en} = ${gives.en}, ${apart.en}.`,
      zh: `目标与公式“${name.zh} = ${rule.zh}”矛盾：${isTarget ? `${name.zh}定为${set.zh}` : `按其他公式推算，${name.zh}为${set.zh}`}，而${arithmetic.zh} = ${gives.zh}，${apart.zh}。`,
    },
    help: isTarget
      ? {
          en: `Change one of them; with the others as they are, ${name.en} would be ${gives.en}.`,
          zh: `请调整其中一个；其他目标不变时，${name.zh}应为${gives.zh}。`,
        }
      : { en: 'Change one of these targets.', zh: '请调整其中一个目标。' },
  };
}

const formulasOfPlan = ({ plan }: RuleContext): Formulas => formulasOf(plan.metrics);

function* check({ plan, shared }: RuleContext): Iterable<Finding> {
  for (const campaign of plan.campaigns.values()) {
    for (const contradiction of contradictionsOf(shared(formulasOfPlan), campaign, TOLERANCE)) {
      const { metric, formula, targets } = contradiction;
      const ordered = [...targets].sort((a, b) => a.span.start - b.span.start);
      const place = ordered.find((target) => target.metric.name === metric.name) ?? ordered.at(-1);
      if (!place) continue;
      const others = ordered.filter((target) => target !== place);
      yield {
        span: place.span,
        ...describe(contradiction, plan),
        related: [
          ...others.map(({ span }) => ({ span, message: { en: 'does not fit with this', zh: '与此不符' } })),
          ...(formula.span.file.startsWith('crm:') ? [] : [{ span: formula.span, message: { en: 'the formula', zh: '公式' } }]),
        ],
        subjects: [{ campaign: campaign.name }],
      };
    }
  }
}

const plan = (sales: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  goal {
    purpose "带动复购"
    orders >= 1_000
    average_order_value >= 200元
    sales >= ${sales}
  }
}
`;

export const inconsistentTargets: Rule = {
  id: 'inconsistent-targets',
  group: 'review',
  level: 'warning',
  scope: 'file',
  title: { en: 'Targets that cannot all be meant', zh: '互相矛盾的目标' },
  why: {
    en: 'Orders, order value and sales are one sum: who sets them apart will miss one of them. Review practice lets rounded targets differ by 2 % from what the formula gives.',
    zh: '订单数、客单价、销售额是一笔账，各定各的必有一个落空。复盘惯例：取整后的目标与公式推算相差不超过2%。',
  },
  configure: {
    en: 'The formulas are those of the metrics: `metric roi = sales / cost`. Change the level with `level inconsistent-targets info`.',
    zh: '公式以指标的声明为准：metric roi = sales / cost。可用 level inconsistent-targets info 调整级别。',
  },
  bad: plan('25万元'),
  good: plan('20万元'),
  check,
};
