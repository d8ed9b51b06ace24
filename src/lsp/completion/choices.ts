import { ACTIVITY_KINDS, PLATFORMS, PURPOSES } from '../../model/from-syntax/activities.js';
import { BENEFIT_KINDS } from '../../model/from-syntax/benefits.js';
import { CHANNEL_KINDS, METRIC_TYPES, MONTHS, TYPES } from '../../model/from-syntax/declarations.js';
import { COPY_ITEMS } from '../../model/from-syntax/policies.js';
import { CLASSES } from '../../model/from-syntax/waves.js';
import { UNITS } from '../../model/from-syntax/windows.js';
import { STEPS } from '../../model/types.js';
import type { Typing } from './typing.js';

/** Words of closed lists, by the property they are the value of, as `Node.property`. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
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
  'RequireClause.items': COPY_ITEMS,
  'LiveClause.subjects': [...PLATFORMS, ...PURPOSES],
  'MonthDayRecurrence.overflow': ['last', 'skip'],
  'NthWeekday.overflow': ['last', 'skip'],
  'NthWeekday.month': MONTHS,
};

/** The words of a closed list that may be the value of a property. */
export function choicesAt({ tokens }: Typing, property: string): readonly string[] | undefined {
  if (property !== 'RequireClause.items') return CHOICES[property];
  const begins = tokens.findLastIndex(({ image }) => image === 'require');
  return tokens[begins + 1]?.image === 'steps' ? [...STEPS, 'none'] : COPY_ITEMS;
}
