import type { Condition, TimeWindow, Value } from '../model/conditions.js';
import type { Day } from '../model/literals.js';
import type { ResolvedEntity } from '../model/plan.js';

/** After which day a value or condition can no longer change: never settled is `Infinity`, settled from the start `-Infinity`. */
export interface Settling {
  value(value: Value): Day;
}

export const NEVER: Day = Infinity;
export const ALWAYS: Day = -Infinity;

export function createSettling(entities: ReadonlyMap<string, ResolvedEntity>): Settling {
  /** The time of a record, by which windows go, is when it happened; everything else may change unless it is said not to. */
  function isFixed(entity: string, name: string): boolean {
    const attribute = entities.get(entity)?.attributes.get(name);
    if (!attribute) return false;
    return attribute.fixed || attribute.type.kind === 'key' || isRecordTime(entity, name, entities);
  }

  function ofValue(value: Value): Day {
    switch (value.kind) {
      case 'constant':
        return ALWAYS;
      case 'attribute':
        return value.fixed || isFixed(value.entity, value.attribute) ? ALWAYS : NEVER;
      case 'age':
        return NEVER;
      case 'aggregate':
        if (value.attribute !== undefined && !isFixed(value.entity, value.attribute)) return NEVER;
        return Math.max(endOf(value.window), value.where ? ofCondition(value.where) : ALWAYS);
    }
  }

  function ofCondition(condition: Condition): Day {
    switch (condition.kind) {
      case 'everyone':
      case 'nobody':
        return ALWAYS;
      case 'and':
      case 'or':
        return condition.parts.reduce((latest, part) => Math.max(latest, ofCondition(part)), ALWAYS);
      case 'not':
        return ofCondition(condition.part);
      case 'compare':
        return Math.max(ofValue(condition.left), ofValue(condition.right));
      case 'flag':
      case 'one-of':
      case 'known':
      case 'text-match':
        return ofValue(condition.value);
      case 'exists':
        return Math.max(endOf(condition.window), condition.where ? ofCondition(condition.where) : ALWAYS);
      case 'in-last':
      case 'member-of':
      case 'top':
      case 'outcome':
        return NEVER;
    }
  }

  return { value: ofValue };
}

/** The last day whose records count. */
function endOf(window: TimeWindow | undefined): Day {
  if (window?.kind === 'during') return window.to;
  if (window?.kind === 'before' && window.moment.kind === 'day') return window.moment.day - 1;
  return NEVER;
}

/** Whether an attribute is the time of the records of an entity. */
export function isRecordTime(entity: string, attribute: string, entities: ReadonlyMap<string, ResolvedEntity>): boolean {
  const resolved = entities.get(entity);
  return attribute === 'at' && resolved?.of !== undefined && resolved.attributes.get(attribute)?.type.kind === 'time';
}

/** Whether the value looks at the moment a wave is sent, so that it is evaluated then and not at the snapshot. */
export function dependsOnSend(value: Value): boolean {
  switch (value.kind) {
    case 'constant':
    case 'attribute':
      return false;
    case 'age':
      return dependsOnSend(value.of);
    case 'aggregate':
      return windowDepends(value.window) || (value.where !== undefined && conditionDepends(value.where));
  }
}

function windowDepends(window: TimeWindow | undefined): boolean {
  return (window?.kind === 'before' || window?.kind === 'since') && window.moment.kind === 'wave';
}

function conditionDepends(condition: Condition): boolean {
  switch (condition.kind) {
    case 'everyone':
    case 'nobody':
    case 'member-of':
      return false;
    case 'and':
    case 'or':
      return condition.parts.some(conditionDepends);
    case 'not':
      return conditionDepends(condition.part);
    case 'compare':
      return dependsOnSend(condition.left) || dependsOnSend(condition.right);
    case 'flag':
    case 'one-of':
    case 'known':
    case 'text-match':
    case 'in-last':
      return dependsOnSend(condition.value);
    case 'exists':
      return windowDepends(condition.window) || (condition.where !== undefined && conditionDepends(condition.where));
    case 'top':
      return dependsOnSend(condition.by);
    case 'outcome':
      return true;
  }
}
