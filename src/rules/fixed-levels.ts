import type { Level } from '../diagnostics/diagnostic.js';
import type { Rule } from './rule.js';

const ORDER: readonly (Level | 'off')[] = ['off', 'info', 'warning', 'error'];

/** Whether a house cannot give a rule this level: rules of the language keep theirs, locked rules keep at least theirs. */
export function isFixed(rule: Rule, level: Level | 'off'): boolean {
  return rule.group === 'language' || (rule.locked === true && ORDER.indexOf(level) < ORDER.indexOf(rule.level));
}
