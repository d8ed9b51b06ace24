import type { Fix } from '../diagnostics/diagnostic.js';
import type { Condition, Value, ValueType } from '../model/conditions.js';
import type { Comparison, Expression } from '../model/expressions.js';
import type { Day } from '../model/literals.js';
import type { DayForm } from '../model/types.js';
import { namesValue } from './check-names.js';
import { valueOf } from './check-value.js';
import { compareConstants } from './constants.js';
import { problem, replacement, type Named, type Scope } from './scope.js';
import { comparable, isDated, isOrdered } from './types.js';
import { exampleOf, expressionText, typeWords } from './words.js';

const MIRRORED: Readonly<Record<Comparison, Comparison>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** One value, or the days of an event of several days. */
type Operand = { readonly kind: 'value'; readonly value: Named } | { readonly kind: 'days'; readonly from: Day; readonly to: Day };

export function checkComparison(expression: Expression & { kind: 'comparison' }, scope: Scope): Condition | undefined {
  const { operator, left, right } = expression;
  if (left.kind === 'literal' && right.kind !== 'literal') return compare(right, MIRRORED[operator], left, expression, scope);
  if (left.kind === 'literal') {
    problem(scope, 'type-mismatch', expression.span, {
      en: 'Both sides are fixed values. One side must be an attribute, a measure or an aggregate.',
      zh: '两边都是固定的值。其中一边必须是属性、度量或汇总。',
    });
    return undefined;
  }
  return compare(left, operator, right, expression, scope);
}

function compare(
  left: Expression,
  operator: Comparison,
  right: Expression,
  whole: Expression & { kind: 'comparison' },
  scope: Scope,
): Condition | undefined {
  const value = valueOf(left, scope);
  if (!value) return undefined;
  const other = checkOperand(left, value, right, scope);
  if (!other) return undefined;
  if (operator !== '=' && operator !== '!=' && !isOrdered(value.type)) {
    const words = typeWords(value.type);
    const text = expressionText(left);
    problem(scope, 'type-mismatch', whole.operatorSpan, {
      en: `"${text}" is ${words.en}, which has no order. Use "is", "is not" or "in (…)".`,
      zh: `“${text}”是${words.zh}，没有先后大小。请用“is”、“is not”或“in (…)”。`,
    });
    return undefined;
  }
  if (other.kind === 'days') return value.kind === 'truth' ? undefined : compareDays(value, operator, other.from, other.to);
  if (value.kind === 'truth' || other.value.kind === 'truth') return sameAnswer(value, operator === '=', other.value);
  return { kind: 'compare', operator, left: value, right: other.value };
}

/** The condition that a flag is yes; nothing for other types. */
export function holdsOf(value: Named): Condition | undefined {
  if (value.kind === 'truth') return value.condition;
  if (value.kind === 'constant' && value.scalar.kind === 'flag') return { kind: value.scalar.value ? 'everyone' : 'nobody' };
  return value.type.kind === 'flag' ? { kind: 'flag', value } : undefined;
}

/** A measure of a condition against another flag: both yes or both no, or one each. An unknown flag is neither. */
function sameAnswer(left: Named, same: boolean, right: Named): Condition | undefined {
  const [a, b] = [holdsOf(left), holdsOf(right)];
  if (!a || !b) return undefined;
  const not = (part: Condition): Condition => ({ kind: 'not', part });
  if (b.kind === 'everyone' || b.kind === 'nobody') return (b.kind === 'everyone') === same ? a : not(a);
  const known = [left, right].flatMap((value): Condition[] =>
    value.kind === 'attribute' || value.kind === 'aggregate' ? [{ kind: 'known', value }] : [],
  );
  const both: Condition = { kind: 'and', parts: [...known, a, same ? b : not(b)] };
  const neither: Condition = { kind: 'and', parts: [...known, not(a), same ? not(b) : b] };
  return { kind: 'or', parts: [both, neither] };
}

/** Before its first day, after its last, or one of its days. */
function compareDays(value: Value, operator: Comparison, from: Day, to: Day): Condition {
  const at = (comparison: Comparison, day: Day): Condition => ({
    kind: 'compare',
    operator: comparison,
    left: value,
    right: dayConstant(day),
  });
  if (operator === '=') return { kind: 'and', parts: [at('>=', from), at('<=', to)] };
  if (operator === '!=') return { kind: 'or', parts: [at('<', from), at('>', to)] };
  return at(operator, operator === '<' || operator === '>=' ? from : to);
}

function dayConstant(day: Day): Value {
  return { kind: 'constant', scalar: { kind: 'date', value: day }, type: { kind: 'date' } };
}

/** The other side of a comparison with a value: of its type, or reported. */
function checkOperand(leftExpression: Expression, left: Named, expression: Expression, scope: Scope): Operand | undefined {
  const event = isDated(left.type) && expression.kind === 'name' && expression.path.length === 1 ? expression.path[0] : undefined;
  if (event && !namesValue(event.name, scope)) {
    const form: DayForm = { anchor: { kind: 'name', ref: event, span: event.span }, span: event.span };
    const day = scope.env.resolveDay(form, scope.report);
    if (day?.kind !== 'wave') return day;
    problem(scope, 'type-mismatch', event.span, {
      en: `"${event.name}" is a wave. A date cannot be compared with it; use "since" or "before" inside an aggregate.`,
      zh: `“${event.name}”是波次，日期不能与它比较。请在汇总里用“since”或“before”。`,
    });
    return undefined;
  }
  const value = valueOf(expression, scope, left.type);
  if (!value) return undefined;
  if (comparable(left.type, value.type)) return { kind: 'value', value };
  reportMismatch(leftExpression, left, expression, value, scope);
  return undefined;
}

function reportMismatch(leftExpression: Expression, left: Named, expression: Expression, right: Named, scope: Scope): void {
  const [name, other] = [expressionText(leftExpression), expressionText(expression)];
  const [words, otherWords] = [typeWords(left.type), typeWords(right.type)];
  const example = exampleOf(left.type, scope.env.currency);
  const message = {
    en: `"${name}" is ${words.en}, but "${other}" is ${otherWords.en}. Compare it with ${typeNoun(left.type)} such as ${example}.`,
    zh: `“${name}”是${words.zh}，而“${other}”是${otherWords.zh}，两者不能比较。请写${left.type.kind === 'enumeration' ? '其中之一' : words.zh}，例如 ${example}。`,
  };
  problem(scope, 'type-mismatch', expression.span, message, mismatchFixes(left.type, expression, right));
}

function typeNoun(type: ValueType): string {
  return type.kind === 'enumeration' ? 'one of its values,' : typeWords(type).en;
}

/** `"v3"` for the enumeration value v3. */
function mismatchFixes(type: ValueType, expression: Expression, right: Named): readonly Fix[] {
  if (type.kind !== 'enumeration' || right.kind !== 'constant' || right.scalar.kind !== 'text') return [];
  return type.values.includes(right.scalar.value) ? [replacement(expression.span, right.scalar.value)] : [];
}

/** `x in (a, b)`. */
export function checkList(expression: Expression & { kind: 'in-list' }, scope: Scope): Condition | undefined {
  const value = valueOf(expression.value, scope);
  if (!value) return undefined;
  const operands = expression.items.map((item) => checkOperand(expression.value, value, item, scope));
  const found = operands.filter((operand) => operand !== undefined);
  if (found.length !== operands.length) return undefined;
  const condition = value.kind === 'truth' ? answersIn(value, found) : valuesIn(value, found);
  if (!expression.negated || !condition) return condition;
  const other: Condition = { kind: 'not', part: condition };
  return value.kind === 'truth' ? other : { kind: 'and', parts: [{ kind: 'known', value }, other] };
}

/** A measure of a condition in a list of flags. */
function answersIn(value: Named, found: readonly Operand[]): Condition | undefined {
  const parts = found.flatMap((one) => (one.kind === 'value' ? (sameAnswer(value, true, one.value) ?? []) : []));
  return parts.length > 0 ? { kind: 'or', parts } : undefined;
}

function valuesIn(value: Value, found: readonly Operand[]): Condition {
  const scalars = found.flatMap((one) => (one.kind === 'value' && one.value.kind === 'constant' ? [one.value.scalar] : []));
  if (scalars.length === found.length) return { kind: 'one-of', value, scalars };
  return {
    kind: 'or',
    parts: found.flatMap((one) => {
      if (one.kind === 'days') return compareDays(value, '=', one.from, one.to);
      if (one.value.kind === 'truth') return sameAnswer(value, true, one.value) ?? [];
      return { kind: 'compare', operator: '=', left: value, right: one.value };
    }),
  };
}

/** `x in a .. b`, both ends included. */
export function checkRange(expression: Expression & { kind: 'in-range' }, scope: Scope): Condition | undefined {
  const value = valueOf(expression.value, scope);
  if (!value) return undefined;
  const low = checkOperand(expression.value, value, expression.from, scope);
  const high = checkOperand(expression.value, value, expression.to, scope);
  if (!low || !high) return undefined;
  if (value.kind === 'truth' || !isOrdered(value.type)) {
    const words = typeWords(value.type);
    const text = expressionText(expression.value);
    problem(scope, 'type-mismatch', expression.span, {
      en: `"${text}" is ${words.en}, which has no ranges. List the values: in (…, …).`,
      zh: `“${text}”是${words.zh}，没有区间。请逐个列出：in (…, …)。`,
    });
    return undefined;
  }
  const from = low.kind === 'days' ? dayConstant(low.from) : low.value;
  const to = high.kind === 'days' ? dayConstant(high.to) : high.value;
  // What compares with a value that has an order has one too.
  if (from.kind === 'truth' || to.kind === 'truth') return undefined;
  if ((compareConstants(from, to, value.type) ?? 0) > 0) {
    reportEmptyRange(expression, scope);
    return undefined;
  }
  const below: Condition = { kind: 'compare', operator: expression.negated ? '<' : '>=', left: value, right: from };
  const above: Condition = { kind: 'compare', operator: expression.negated ? '>' : '<=', left: value, right: to };
  return { kind: expression.negated ? 'or' : 'and', parts: [below, above] };
}

function reportEmptyRange(expression: Expression & { kind: 'in-range' }, scope: Scope): void {
  const [from, to] = [expressionText(expression.from), expressionText(expression.to)];
  const fix: Fix = {
    title: { en: `Write ${to} .. ${from}`, zh: `写成 ${to} .. ${from}` },
    safe: false,
    edits: [
      { span: expression.from.span, text: to },
      { span: expression.to.span, text: from },
    ],
  };
  const message = {
    en: `The range ${from} .. ${to} is empty: its start lies after its end.`,
    zh: `区间 ${from} .. ${to} 是空的：起点在终点之后。`,
  };
  problem(scope, 'invalid-literal', expression.span, message, [fix]);
}
