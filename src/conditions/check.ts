import type { Report } from '../diagnostics/problem.js';
import type { Condition } from '../model/conditions.js';
import type { Expression } from '../model/expressions.js';
import type { Measure } from '../model/types.js';
import { conditionOf } from './check-condition.js';
import { measureOf } from './check-value.js';
import type { Environment } from './environment.js';
import { problem, type Named, type Scope } from './scope.js';

/**
 * The typed condition of an expression; nothing where it has none, which is reported.
 * Mistakes inside a measure are not: `checkMeasure` reports them where the measure is declared.
 */
export function checkCondition(expression: Expression, env: Environment, report: Report): Condition | undefined {
  return conditionOf(expression, { env, report, measures: [], expanded: new Map(), onCycle: () => undefined });
}

/** The typed value of a measure, or its condition. A cycle is reported once, at the first of its measures by name. */
export function checkMeasure(measure: Measure, env: Environment, report: Report): Named | undefined {
  const expression = measure.value;
  if (!expression) return undefined;
  let reported = false;
  const onCycle = (path: readonly string[]): void => {
    if (reported || path[0] !== measure.name || path.some((name) => name < measure.name)) return;
    reported = true;
    reportCycle(path, expression, scope);
  };
  const scope: Scope = { env: { ...env, outcomes: false }, report, measures: [measure.name], expanded: new Map(), onCycle };
  return measureOf(expression, scope);
}

function reportCycle(path: readonly string[], expression: Expression, scope: Scope): void {
  const way = path.join(' → ');
  problem(scope, 'cyclic-reference', expression.span, {
    en: `A measure cannot be defined by itself: ${way}.`,
    zh: `度量不能由它自己定义：${way}。`,
  });
}
