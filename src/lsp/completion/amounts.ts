import type { ValueType } from '../../model/conditions.js';
import type { MetricType } from '../../model/types.js';
import { metricType } from '../../resolve/metric-types.js';
import type { ExpectedValue } from '../../syntax/expected.js';
import type { Telling } from '../describe/telling.js';
import { yearsOf } from './events.js';
import { lookedFor } from './looked-for.js';
import { moneyIn } from './money.js';
import type { Typing } from './typing.js';

const DURATIONS = ['1d', '3d', '7d', '30d', '90d', '365d'];
const SHORT = ['15min', '30min', '1h', '2h', '24h'];
const PERCENTS = ['10%', '20%', '50%'];
const MONEY = ['10元', '100元', '1万元', '10万元'];

const TIMES = ['10:00', '15:00', '20:00'];

/** Values with the unit that a property takes, and times of day, by `Node.property`. */
const AMOUNTS: Readonly<Record<string, readonly string[]>> = {
  'MomentForm.time': TIMES,
  'Every.time': TIMES,
  'EachDate.time': TIMES,
  'QuietClause.from': ['21:00'],
  'QuietClause.to': ['08:00', '09:00'],
  'ChannelQuiet.from': ['21:00'],
  'ChannelQuiet.to': ['08:00', '09:00'],
  'RollingWindow.duration': ['7d', '30d', '90d'],
  'LastWindow.duration': DURATIONS,
  'TopExpression.percent': PERCENTS,
  'InExpression.duration': DURATIONS,
  'GapClause.duration': ['1d', '3d', '7d'],
  'LeadClause.from': ['1d', '2d'],
  'LeadClause.to': ['3d', '7d'],
  'DayForm.offset': ['1d', '2d', '3d', '7d', '1mo', '1y'],
  'AfterEach.delay': SHORT,
  'Size.low': ['1_000', '10_000', '100_000'],
  'WaveSplit.every': SHORT,
  'WaveSplit.size': ['10_000', '30_000'],
  'ActivityFor.duration': ['1h', '2h', '24h', '3d'],
  'ActivityReply.duration': SHORT,
  'WithinPart.duration': ['1h', '24h', '3d'],
  'TestWinner.after': ['2h', '4h', '24h'],
  'ChannelRate.duration': ['1s', '1min'],
  'ChannelCost.value': ['0.045元', '0.05元'],
  'Budget.value': MONEY,
  'Cost.amount': MONEY,
  'BenefitPrice.value': ['95折', '9折', '88折', '85折', '8折'],
  'BenefitReduce.value': ['10元', '40元', '100元'],
  'BenefitReduce.over': ['100元', '300元', '500元'],
  'BenefitAmount.value': ['5元', '10元'],
  'BenefitWorth.value': ['10元', '50元'],
  'BenefitTimes.value': ['2', '3', '5'],
  'BenefitPay.value': ['5%', '10%', '20%'],
  'BenefitPrize.worth': ['5元', '50元', '500元'],
  'BenefitTier.from': ['1', '100', '500'],
  'BenefitTier.price': ['95折', '9折', '86折'],
  'BenefitDeposit.value': ['10元', '20元', '50元'],
  'BenefitDeposit.counts': ['20元', '50元', '100元'],
  'BenefitOpens.duration': ['24h', '48h', '72h'],
  'BenefitLimit.value': ['1_000', '10_000'],
  'BenefitPerMember.value': ['1', '2'],
  'BenefitWinners.value': ['1', '10', '100'],
  'TestVariant.share': ['10%', '20%', '50%'],
  'Beat.duration': ['5min', '10min', '15min'],
  'ChannelRate.count': ['50', '100'],
  'BenefitRedeemed.value': ['10%', '30%', '50%'],
  'Holdout.percent': ['5%', '10%'],
  'FloorClause.factor': ['85折', '7折'],
  'ShareClause.share': ['30%'],
  'ProductPrice.value': ['99元', '199元'],
};

/** Values of a metric, by what it measures. */
const MEASURED: Readonly<Record<MetricType, readonly string[]>> = {
  money: MONEY,
  percent: PERCENTS,
  duration: SHORT,
  integer: ['100', '1_000'],
  number: ['50%', '1', '1.5', '2'],
};

/** Values that attributes of members and records are held against, by their type. */
export const COMPARED: Readonly<Partial<Record<ValueType['kind'], readonly string[]>>> = {
  duration: ['7d', '30d', '90d', '180d', '365d'],
  money: ['100元', '500元', '1000元'],
  percent: PERCENTS,
  integer: ['1', '2', '3', '10'],
  number: ['1', '2', '3', '10'],
};

/** Units that a number of days may have been meant in. */
const UNITS_OF_DAYS = ['d', 'w', 'mo', 'y', 'h', 'min'];

/** Values that a property takes, with their units; of a number that is being written, the units it may have. */
export function amountsAt(typing: Typing, value: ExpectedValue, telling: Telling): readonly string[] {
  const { currency } = telling.analysis.plan;
  const samples = samplesAt(typing, value, telling).map((sample) => moneyIn(currency, sample));
  if (!typing.isNumber) return samples;
  const times = samples.filter((sample) => sample.includes(':') && sample.startsWith(typing.word));
  return [...times, ...withUnits(typing.word, samples)];
}

/** A number with the units of samples: `30` with those of `7d` as `30d`. */
export function withUnits(number: string, samples: readonly string[]): readonly string[] {
  if (!/^\d+(?:_\d+)*(?:\.\d+)?$/.test(number)) return [];
  const units = samples.map((sample) => sample.replace(/^[\d_.:]+/, '')).filter((unit) => unit !== '');
  const all = units.includes('d') ? [...units, ...UNITS_OF_DAYS] : units.includes('h') ? [...units, 'min'] : units;
  return [...new Set(all)].map((unit) => `${number}${unit}`);
}

/** `top` has been written, and nothing that is called so: any name could be the word of a ranking. */
export function beginsRanking({ tokens }: Typing, values: readonly ExpectedValue[], { analysis: { plan } }: Telling): boolean {
  const isName = plan.measures.has('top') || plan.entities.get('member')?.attributes.has('top') === true;
  return tokens.at(-1)?.image === 'top' && !isName && values.some(({ type }) => type === 'TopExpression');
}

function samplesAt(typing: Typing, { type, property }: ExpectedValue, telling: Telling): readonly string[] {
  const { plan } = telling.analysis;
  const { tokens } = typing;
  if (property === 'year') {
    if (typing.beginsLine) return [];
    const event = plan.events.get(tokens.at(-1)?.image ?? '');
    return event ? yearsOf(event, telling).map(String) : [];
  }
  if (property === 'value' && (type === 'GoalItem' || type === 'WaveGate')) {
    const metric = plan.metrics.get(tokens.at(-2)?.image ?? '');
    const measured = metric && metricType(metric, plan.metrics);
    return measured ? MEASURED[measured] : [];
  }
  if (type === 'NumberExpression' && typing.isNumber) {
    const looked = lookedFor(typing, plan);
    return (looked?.kind === 'value' && looked.expected && COMPARED[looked.expected.kind]) || [];
  }
  if (type === 'TopExpression' && tokens.at(-1)?.image !== 'top') return [];
  return AMOUNTS[`${type}.${property}`] ?? [];
}
