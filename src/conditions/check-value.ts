import type { ValueType } from '../model/conditions.js';
import type { Expression } from '../model/expressions.js';
import { checkAggregate } from './check-aggregate.js';
import { conditionOf } from './check-condition.js';
import { checkName } from './check-names.js';
import { problem, type Named, type Scope } from './scope.js';
import { constantOf, isDated } from './types.js';
import { expressionText, literalWords, typeWords } from './words.js';

/** `expected`: a bare name is looked up among the values of that enumeration first. */
export function valueOf(expression: Expression, scope: Scope, expected?: ValueType): Named | undefined {
  switch (expression.kind) {
    case 'name':
      return checkName(expression, scope, expected, expandMeasure);
    case 'literal':
      return checkLiteral(expression, scope);
    case 'age':
      return checkAge(expression, scope);
    case 'aggregate':
      if (expression.name === 'any' || expression.name === 'no') return reportExistence(expression, scope);
      return checkAggregate(expression, scope);
    default:
      return reportCondition(expression, scope);
  }
}

function reportExistence(expression: Expression & { kind: 'aggregate' }, scope: Scope): Named | undefined {
  const text = expressionText(expression);
  problem(scope, 'type-mismatch', expression.span, {
    en: `"${text}" is a condition, not a value. To count, write count(${expression.entity.name}).`,
    zh: `“${text}”是条件，不是值。要计数请写 count(${expression.entity.name})。`,
  });
  return undefined;
}

function reportCondition(expression: Expression, scope: Scope): Named | undefined {
  const text = expressionText(expression);
  problem(scope, 'type-mismatch', expression.span, {
    en: `"${text}" is a condition. A value is needed here, such as an attribute, a measure or a number.`,
    zh: `“${text}”是条件。这里需要一个值，例如属性、度量或数字。`,
  });
  return undefined;
}

function checkLiteral(expression: Expression & { kind: 'literal' }, scope: Scope): Named | undefined {
  const constant = constantOf(expression.literal);
  if (constant) return constant;
  const words = literalWords(expression.literal);
  const text = expressionText(expression);
  problem(scope, 'type-mismatch', expression.span, {
    en: `"${text}" is ${words.en}. No attribute of a member or record can be compared with it.`,
    zh: `“${text}”是${words.zh}，会员和记录都没有可以与它比较的属性。`,
  });
  return undefined;
}

function checkAge(expression: Expression & { kind: 'age' }, scope: Scope): Named | undefined {
  const of = valueOf(expression.of, scope);
  if (!of) return undefined;
  if (of.kind !== 'truth' && isDated(of.type)) return { kind: 'age', of, type: { kind: 'duration' } };
  const text = expressionText(expression.of);
  const words = typeWords(of.type);
  problem(scope, 'type-mismatch', expression.of.span, {
    en: `age(…) needs a date or point in time, but "${text}" is ${words.en}. Write for example age(last(order.at)).`,
    zh: `age(…) 需要日期或时间，而“${text}”是${words.zh}。请写例如 age(last(order.at))。`,
  });
  return undefined;
}

/** What a measure stands for: a value, or a condition. */
export function measureOf(expression: Expression, scope: Scope): Named | undefined {
  if (!isCondition(expression)) return valueOf(expression, scope);
  const condition = conditionOf(expression, scope);
  return condition && { kind: 'truth', condition, type: { kind: 'flag' } };
}

/** Whether an expression can only be a condition; a name alone may be either. */
function isCondition(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
    case 'literal':
    case 'age':
      return false;
    case 'aggregate':
      return expression.name === 'any' || expression.name === 'no';
    default:
      return true;
  }
}

/** A measure's value in place of its name. What is wrong with the measure itself is reported where it is declared. */
function expandMeasure(name: string, scope: Scope): Named | undefined {
  const start = scope.measures.indexOf(name);
  if (start >= 0) {
    scope.onCycle([...scope.measures.slice(start), name]);
    return undefined;
  }
  if (scope.expanded.has(name)) return scope.expanded.get(name);
  const expression = scope.env.measures.get(name)?.value;
  const { record: _record, onFound: _onFound, ...env } = scope.env;
  const inner: Scope = { ...scope, env: { ...env, outcomes: false }, report: () => undefined, measures: [...scope.measures, name] };
  const value = expression && measureOf(expression, inner);
  scope.expanded.set(name, value);
  return value;
}
