import type { Report } from '../diagnostics/problem.js';
import type { Condition, Value } from '../model/conditions.js';
import type { Expression } from '../model/expressions.js';
import type { Environment } from './environment.js';

/** The typed condition of an expression; nothing where it has none, which is reported. */
export function checkCondition(_expression: Expression, _env: Environment, _report: Report): Condition | undefined {
  return undefined;
}

/** The typed value of an expression, such as a measure's; nothing where it has none, which is reported. */
export function checkValue(_expression: Expression, _env: Environment, _report: Report): Value | undefined {
  return undefined;
}
