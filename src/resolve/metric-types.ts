import type { Localized } from '../diagnostics/diagnostic.js';
import type { Report } from '../diagnostics/problem.js';
import type { Literal } from '../model/literals.js';
import type { Plan } from '../model/plan.js';
import type { Campaign, Formula, Located, Metric, MetricType, Ref } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
import { dependencyCycles } from './cycles.js';

const LIKE: Readonly<Record<MetricType, Localized>> = {
  money: { en: 'an amount of money, such as `5_000元`', zh: '金额，例如“5_000元”' },
  integer: { en: 'a whole number, such as `300`', zh: '整数，例如“300”' },
  number: { en: 'a number, such as `1.8` or `50%`', zh: '数值，例如“1.8”或“50%”' },
  percent: { en: 'a share, such as `50%`', zh: '百分比，例如“50%”' },
  duration: { en: 'a length of time, such as `12min`', zh: '时长，例如“12min”' },
};

const WORDS: Readonly<Record<Literal['kind'], Localized>> = {
  integer: { en: 'a whole number', zh: '整数' },
  number: { en: 'a number', zh: '小数' },
  percent: { en: 'a share', zh: '百分比' },
  factor: { en: 'a price', zh: '折扣' },
  money: { en: 'money', zh: '金额' },
  duration: { en: 'a length of time', zh: '时长' },
  date: { en: 'a date', zh: '日期' },
  'month-day': { en: 'a day of the year', zh: '月日' },
  clock: { en: 'a time', zh: '时刻' },
  text: { en: 'a text', zh: '文字' },
  flag: { en: 'yes or no', zh: '是或否' },
};

const FITS: Readonly<Record<MetricType, readonly Literal['kind'][]>> = {
  money: ['money'],
  integer: ['integer'],
  number: ['number', 'integer', 'percent'],
  percent: ['percent'],
  duration: ['duration'],
};

const isCount = (type: MetricType): boolean => type === 'integer' || type === 'number' || type === 'percent';

function combined(left: MetricType, operator: string, right: MetricType): MetricType | undefined {
  const numbers = isCount(left) && isCount(right);
  if (operator === '+' || operator === '-') return left === right ? left : numbers ? 'number' : undefined;
  if (operator === '*') return numbers ? 'number' : isCount(left) ? right : isCount(right) ? left : undefined;
  return numbers || left === right ? 'number' : isCount(right) ? left : undefined;
}

/** What a metric measures; undefined where its formula mixes what does not go together, or leads nowhere. */
export function metricType(metric: Metric, metrics: Plan['metrics'], within: readonly string[] = []): MetricType | undefined {
  if (metric.type) return metric.type.value;
  if (!metric.formula || within.includes(metric.name)) return undefined;
  return typeOfFormula(metric.formula, metrics, [...within, metric.name]);
}

function typeOfFormula(formula: Formula, metrics: Plan['metrics'], within: readonly string[] = []): MetricType | undefined {
  if (formula.kind === 'number') return 'number';
  if (formula.kind === 'metric') {
    const found = metrics.get(formula.ref.name);
    return found && metricType(found, metrics, within);
  }
  const left = typeOfFormula(formula.left, metrics, within);
  const right = typeOfFormula(formula.right, metrics, within);
  return left && right && combined(left, formula.operator, right);
}

/** Values that metrics are compared with: in goals and in the gates of waves. */
function* comparisons(campaign: Campaign): Iterable<{ readonly metric: Ref; readonly value: Located<Literal> }> {
  yield* campaign.goal?.targets ?? [];
  for (const { gate } of wavesOf(campaign)) if (gate) yield gate;
}

/** A metric is compared with a value of its own kind: sales with money, shares with percentages. */
export function checkMetricValues(plan: Pick<Plan, 'campaigns' | 'metrics'>, report: Report): void {
  for (const campaign of plan.campaigns.values()) {
    for (const { metric: ref, value } of comparisons(campaign)) {
      const metric = plan.metrics.get(ref.name);
      const type = metric && metricType(metric, plan.metrics);
      if (!type || FITS[type].includes(value.value.kind)) continue;
      report({
        rule: 'type-mismatch',
        span: value.span,
        message: {
          en: `\`${ref.name}\` is ${LIKE[type].en}; this is ${WORDS[value.value.kind].en}.`,
          zh: `“${ref.name}”是${LIKE[type].zh}；这里写的是${WORDS[value.value.kind].zh}。`,
        },
        ...(metric.formula && { related: [{ span: metric.nameSpan, message: { en: 'its formula', zh: '它的公式' } }] }),
      });
    }
  }
}

/** The metrics that a formula names. */
export function* metricsIn(formula: Formula | undefined): Iterable<Ref> {
  if (formula?.kind === 'metric') yield formula.ref;
  if (formula?.kind === 'binary') {
    yield* metricsIn(formula.left);
    yield* metricsIn(formula.right);
  }
}

/** No metric is worked out from itself. */
export function checkMetricCycles(metrics: Plan['metrics'], report: Report): void {
  for (const cycle of dependencyCycles(metrics.keys(), (name) => [...metricsIn(metrics.get(name)?.formula)].map((ref) => ref.name))) {
    const metric = metrics.get(cycle[0] ?? '');
    const way = [...cycle, cycle[0] ?? ''].join(' → ');
    if (metric)
      report({
        rule: 'cyclic-reference',
        span: metric.nameSpan,
        message: { en: `A metric cannot be worked out from itself: ${way}.`, zh: `指标不能由它自己算出：${way}。` },
      });
  }
}

/** No formula adds what cannot be added, or divides by nothing. */
export function checkFormulas(metrics: Plan['metrics'], report: Report): void {
  for (const metric of metrics.values()) if (metric.formula) checkFormula(metric, metric.formula, metrics, report);
}

function checkFormula(metric: Metric, formula: Formula, metrics: Plan['metrics'], report: Report): void {
  if (formula.kind !== 'binary') return;
  checkFormula(metric, formula.left, metrics, report);
  checkFormula(metric, formula.right, metrics, report);
  if (formula.operator === '/' && formula.right.kind === 'number' && formula.right.value.equals(0)) {
    report({
      rule: 'invalid-literal',
      span: formula.right.span,
      message: { en: `\`${metric.name}\` divides by 0.`, zh: `“${metric.name}”除以了0。` },
    });
  }
  const [left, right] = [typeOfFormula(formula.left, metrics), typeOfFormula(formula.right, metrics)];
  if (!left || !right || combined(left, formula.operator, right)) return;
  report({
    rule: 'type-mismatch',
    span: formula.span,
    message: {
      en: `\`${formula.operator}\` cannot join ${WORDS[left].en} and ${WORDS[right].en}.`,
      zh: `“${formula.operator}”不能连接${WORDS[left].zh}与${WORDS[right].zh}。`,
    },
  });
}
