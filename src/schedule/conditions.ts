import { isoDay } from '../model/calendar.js';
import type { Condition, Moment, Scalar, TimeWindow, Value, ValueType } from '../model/conditions.js';
import { decimal } from '../model/exact.js';
import { durationText } from '../model/literal-text.js';
import type { ScheduleCondition, ScheduleMoment, ScheduleValue, ScheduleWindow } from './types.js';

function scalarOf(scalar: Scalar): string | number | boolean {
  switch (scalar.kind) {
    case 'number':
      return scalar.of === 'integer' ? Number(scalar.value.n * scalar.value.s) : decimal(scalar.value);
    case 'date':
      return isoDay(scalar.value);
    case 'duration':
      return durationText(scalar.value);
    default:
      return scalar.value;
  }
}

function momentOf(moment: Moment): ScheduleMoment {
  return moment.kind === 'day' ? { day: isoDay(moment.day) } : { sent: moment.wave };
}

function windowOf(window: TimeWindow | undefined): ScheduleWindow | null {
  switch (window?.kind) {
    case 'last':
      return { kind: 'last', duration: durationText(window.duration) };
    case 'during':
      return { kind: 'during', from: isoDay(window.from), to: isoDay(window.to) };
    case 'before':
    case 'since':
      return { kind: window.kind, moment: momentOf(window.moment) };
    case undefined:
      return null;
  }
}

const valuesOf = (type: ValueType): { readonly values?: readonly string[] } => (type.kind === 'enumeration' ? { values: type.values } : {});

function valueOf(value: Value): ScheduleValue {
  switch (value.kind) {
    case 'attribute':
      return { kind: 'attribute', type: value.type.kind, entity: value.entity, attribute: value.attribute, ...valuesOf(value.type) };
    case 'aggregate':
      return {
        kind: 'aggregate',
        type: value.type.kind,
        function: value.function,
        entity: value.entity,
        attribute: value.attribute ?? null,
        window: windowOf(value.window),
        where: value.where ? conditionOf(value.where) : null,
        ...valuesOf(value.type),
      };
    case 'age':
      return { kind: 'age', type: 'duration', of: valueOf(value.of) };
    case 'constant':
      return { kind: 'constant', type: value.type.kind, value: scalarOf(value.scalar) };
  }
}

/** The condition as a self-contained tree: a consumer needs no parser of .crm files to evaluate it or to turn it into SQL. */
export function conditionOf(condition: Condition): ScheduleCondition {
  switch (condition.kind) {
    case 'everyone':
    case 'nobody':
      return { kind: condition.kind };
    case 'and':
    case 'or':
      return { kind: condition.kind, parts: condition.parts.map(conditionOf) };
    case 'not':
      return { kind: 'not', part: conditionOf(condition.part) };
    case 'compare':
      return { kind: 'compare', operator: condition.operator, left: valueOf(condition.left), right: valueOf(condition.right) };
    case 'flag':
    case 'known':
      return { kind: condition.kind, value: valueOf(condition.value) };
    case 'one-of':
      return { kind: 'one-of', value: valueOf(condition.value), constants: condition.scalars.map(scalarOf) };
    case 'text-match':
      return { kind: 'text-match', match: condition.match, value: valueOf(condition.value), text: condition.text };
    case 'in-last':
      return { kind: 'in-last', value: valueOf(condition.value), duration: durationText(condition.duration) };
    case 'exists':
      return {
        kind: 'exists',
        entity: condition.entity,
        window: windowOf(condition.window),
        where: condition.where ? conditionOf(condition.where) : null,
      };
    case 'member-of':
      return { kind: 'member-of', audience: condition.audience };
    case 'top':
      return { kind: 'top', percent: decimal(condition.percent.mul(100)), by: valueOf(condition.by), of: condition.of };
    case 'outcome':
      return { kind: 'outcome', outcome: condition.outcome, target: condition.target };
  }
}
