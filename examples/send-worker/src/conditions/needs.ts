import type { Schedule, ScheduleCondition, ScheduleValue, ScheduleWindow } from 'crm-lang/schedule';
import { unknownKind } from '../refusal.js';

/** What conditions ask for, so that it can be fetched, or refused, before they are asked. */
export interface Needs {
  /** Audiences they name, with those that these are made of. */
  readonly audiences: ReadonlySet<string>;
  /** `received campaign/wave` and other outcomes. */
  readonly outcomes: ReadonlySet<string>;
  /** Waves whose moment a window begins or ends with. */
  readonly waves: ReadonlySet<string>;
}

/** Collects the needs of audiences and conditions; refuses kinds that this worker does not know. */
export function needsOf(audiences: Schedule['audiences'], names: Iterable<string>, conditions: Iterable<ScheduleCondition>): Needs {
  const needs = { audiences: new Set<string>(), outcomes: new Set<string>(), waves: new Set<string>() };
  for (const name of names) addAudience(name);
  for (const condition of conditions) addCondition(condition);
  return needs;

  function addAudience(name: string): void {
    if (needs.audiences.has(name)) return;
    needs.audiences.add(name);
    const audience = audiences[name];
    if (!audience) return;
    if (audience.of !== null) addAudience(audience.of);
    if (audience.condition) addCondition(audience.condition);
  }

  function addCondition(condition: ScheduleCondition): void {
    switch (condition.kind) {
      case 'everyone':
      case 'nobody':
        return;
      case 'and':
      case 'or':
        return condition.parts.forEach(addCondition);
      case 'not':
        return addCondition(condition.part);
      case 'compare':
        addValue(condition.left);
        return addValue(condition.right);
      case 'flag':
      case 'one-of':
      case 'known':
      case 'text-match':
      case 'in-last':
        return addValue(condition.value);
      case 'exists':
        addWindow(condition.window);
        if (condition.where) addCondition(condition.where);
        return;
      case 'member-of':
        return addAudience(condition.audience);
      case 'top':
        addAudience(condition.of);
        return addValue(condition.by);
      case 'outcome':
        needs.outcomes.add(`${condition.outcome} ${condition.target}`);
        return;
      default:
        return unknownKind('condition', condition);
    }
  }

  function addValue(value: ScheduleValue): void {
    switch (value.kind) {
      case 'attribute':
      case 'constant':
        return;
      case 'age':
        return addValue(value.of);
      case 'aggregate':
        addWindow(value.window);
        if (value.where) addCondition(value.where);
        return;
      default:
        return unknownKind('value', value);
    }
  }

  function addWindow(window: ScheduleWindow | null): void {
    switch (window?.kind) {
      case undefined:
      case 'last':
      case 'during':
        return;
      case 'before':
      case 'since':
        if ('sent' in window.moment) needs.waves.add(window.moment.sent);
        return;
      default:
        return unknownKind('window', window);
    }
  }
}
