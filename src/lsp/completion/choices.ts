import { ACTIVITY_KINDS, PLATFORMS, PURPOSES } from '../../model/from-syntax/activities.js';
import { BENEFIT_KINDS } from '../../model/from-syntax/benefits.js';
import { CHANNEL_KINDS, METRIC_TYPES, MONTHS, TYPES } from '../../model/from-syntax/declarations.js';
import { COPY_ITEMS } from '../../model/from-syntax/policies.js';
import { CLASSES } from '../../model/from-syntax/waves.js';
import { UNITS } from '../../model/from-syntax/windows.js';
import { STEPS } from '../../model/types.js';

/** Words of closed lists, by the property they are the value of, as `Node.property`. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  'Scope.value': ['targeted', 'storewide'],
  'StoreCurrency.value': ['CNY', 'HKD', 'USD', 'EUR', 'JPY', 'GBP'],
  'ChannelKind.value': CHANNEL_KINDS,
  'ChannelPersonal.value': ['yes', 'no'],
  'ChannelConfirm.value': ['yes', 'no'],
  'Benefit.kind': BENEFIT_KINDS,
  'Activity.kind': ACTIVITY_KINDS,
  'ActivityPlatform.value': PLATFORMS,
  'ActivityPurpose.values': PURPOSES,
  'PlainType.kind': TYPES,
  'Metric.type': METRIC_TYPES,
  'Metric.better': ['higher is better', 'lower is better'],
  'WaveLink.value': ['short', 'main', 'by device'],
  'WaveClass.value': CLASSES,
  'WaveGate.then': ['send', 'stop'],
  'RiskLikelihood.value': ['low', 'medium', 'high'],
  'RiskImpact.value': ['low', 'medium', 'high'],
  'CalendarWindow.unit': UNITS,
  'LevelClause.level': ['error', 'warning', 'info', 'off'],
  'RequireClause.items': [...COPY_ITEMS, ...STEPS, 'none'],
  'LiveClause.subjects': [...PLATFORMS, ...PURPOSES],
  'MonthDayRecurrence.overflow': ['last', 'skip'],
  'NthWeekday.overflow': ['last', 'skip'],
  'NthWeekday.month': MONTHS,
};

const DURATIONS = ['1d', '3d', '7d', '30d', '90d', '365d'];
const SHORT = ['15min', '30min', '1h', '2h', '24h'];
const MONEY = ['10元', '100元', '1万元', '10万元'];

const TIMES = ['10:00', '15:00', '20:00'];

/** Values with the unit that a property takes, and times of day, by `Node.property`. */
export const UNIT_VALUES: Readonly<Record<string, readonly string[]>> = {
  'MomentForm.time': TIMES,
  'Every.time': TIMES,
  'EachDate.time': TIMES,
  'QuietClause.from': ['21:00'],
  'QuietClause.to': ['08:00', '09:00'],
  'ChannelQuiet.from': ['21:00'],
  'ChannelQuiet.to': ['08:00', '09:00'],
  'RollingWindow.duration': ['7d', '30d', '90d'],
  'LastWindow.duration': DURATIONS,
  'InExpression.duration': DURATIONS,
  'GapClause.duration': ['1d', '3d', '7d'],
  'LeadClause.from': ['1d', '2d'],
  'LeadClause.to': ['3d', '7d'],
  'DayForm.offset': ['1d', '2d', '3d', '7d', '1mo', '1y'],
  'AfterEach.delay': SHORT,
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
  'BenefitRedeemed.value': ['10%', '30%', '50%'],
  'Holdout.percent': ['5%', '10%'],
  'FloorClause.factor': ['85折', '7折'],
  'ShareClause.share': ['30%'],
  'ProductPrice.value': ['99元', '199元'],
};
