import type { Condition } from '../model/conditions.js';
import { ONE, ZERO } from '../model/exact.js';
import type { Expression } from '../model/expressions.js';
import { checkExistence } from './check-aggregate.js';
import { checkComparison, checkList, checkRange, holdsOf } from './check-comparison.js';
import { valueOf } from './check-value.js';
import { found, problem, unknownName, type Scope } from './scope.js';
import { exampleOf, expressionText, typeWords } from './words.js';
import { isDated, isOrdered, isTextual } from './types.js';

export function conditionOf(expression: Expression, scope: Scope): Condition | undefined {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return checkParts(expression, scope);
    case 'not': {
      const part = conditionOf(expression.part, scope);
      return part && { kind: 'not', part };
    }
    case 'comparison':
      return checkComparison(expression, scope);
    case 'in-list':
      return checkList(expression, scope);
    case 'in-range':
      return checkRange(expression, scope);
    case 'in-last':
      return checkInLast(expression, scope);
    case 'known':
      return checkKnown(expression, scope);
    case 'text-match':
      return checkTextMatch(expression, scope);
    case 'membership':
      return checkMembership(expression, scope);
    case 'top':
      return checkTop(expression, scope);
    case 'outcome':
      return checkOutcome(expression, scope);
    case 'aggregate':
      if (expression.name === 'any' || expression.name === 'no') return checkExistence(expression, scope);
      return checkFlag(expression, scope);
    case 'name':
    case 'age':
    case 'literal':
      return checkFlag(expression, scope);
  }
}

/** All parts are checked even where one fails, so that every mistake shows at once. */
function checkParts(expression: Expression & { kind: 'and' | 'or' }, scope: Scope): Condition | undefined {
  const parts = expression.parts.map((part) => conditionOf(part, scope));
  const typed = parts.filter((part) => part !== undefined);
  return typed.length === parts.length ? { kind: expression.kind, parts: typed } : undefined;
}

/** A comparison with an unknown value is false, also a negative one. */
function negative(known: Condition, part: Condition): Condition {
  return { kind: 'and', parts: [known, { kind: 'not', part }] };
}

function checkInLast(expression: Expression & { kind: 'in-last' }, scope: Scope): Condition | undefined {
  const value = valueOf(expression.value, scope);
  if (!value) return undefined;
  if (value.kind !== 'truth' && isDated(value.type)) {
    const condition: Condition = { kind: 'in-last', value, duration: expression.duration };
    return expression.negated ? negative({ kind: 'known', value }, condition) : condition;
  }
  const text = expressionText(expression.value);
  const words = typeWords(value.type);
  const duration = value.type.kind === 'duration';
  problem(scope, 'type-mismatch', expression.value.span, {
    en: `"in last" needs a date, but "${text}" is ${words.en}.${duration ? ` Write ${text} < ${expression.written}.` : ''}`,
    zh: `“in last”需要日期，而“${text}”是${words.zh}。${duration ? `请写 ${text} < ${expression.written}。` : ''}`,
  });
  return undefined;
}

function checkKnown(expression: Expression & { kind: 'known' }, scope: Scope): Condition | undefined {
  const value = valueOf(expression.value, scope);
  if (!value) return undefined;
  const condition: Condition = value.kind === 'truth' ? { kind: 'everyone' } : { kind: 'known', value };
  return expression.known ? condition : { kind: 'not', part: condition };
}

function checkTextMatch(expression: Expression & { kind: 'text-match' }, scope: Scope): Condition | undefined {
  const value = valueOf(expression.value, scope);
  if (!value) return undefined;
  if (value.kind !== 'truth' && isTextual(value.type))
    return { kind: 'text-match', match: expression.match, value, text: expression.text.value };
  const text = expressionText(expression.value);
  const words = typeWords(value.type);
  const phrase = expression.match === 'contains' ? 'contains' : `${expression.match} with`;
  problem(scope, 'type-mismatch', expression.value.span, {
    en: `"${phrase}" needs a text, but "${text}" is ${words.en}.`,
    zh: `“${phrase}”需要文字，而“${text}”是${words.zh}。`,
  });
  return undefined;
}

function checkMembership(expression: Expression & { kind: 'membership' }, scope: Scope): Condition | undefined {
  const { name, span } = expression.audience;
  if (!scope.env.isAudience(name)) {
    unknownName(scope, name, span, { en: 'an audience', zh: '人群' }, scope.env.audienceNames);
    return undefined;
  }
  found(scope, 'audience', expression.audience);
  const condition: Condition = { kind: 'member-of', audience: name };
  return expression.negated ? { kind: 'not', part: condition } : condition;
}

function checkTop(expression: Expression & { kind: 'top' }, scope: Scope): Condition | undefined {
  const by = valueOf(expression.by, scope);
  const percent = expression.percent.value;
  if (percent.kind !== 'percent' || percent.value.lte(ZERO) || percent.value.gt(ONE)) {
    const example = exampleOf({ kind: 'percent' }, scope.env.currency);
    problem(scope, 'invalid-literal', expression.percent.span, {
      en: `"top" needs a percentage above 0% and up to 100%, such as top ${example}.`,
      zh: `“top”需要大于 0% 且不超过 100% 的百分比，例如 top ${example}。`,
    });
    return undefined;
  }
  if (!by) return undefined;
  if (by.kind !== 'truth' && isOrdered(by.type)) return { kind: 'top', percent: percent.value, by, of: scope.env.base };
  const text = expressionText(expression.by);
  const words = typeWords(by.type);
  problem(scope, 'type-mismatch', expression.by.span, {
    en: `"top" ranks by a number, money, date or duration, but "${text}" is ${words.en}.`,
    zh: `“top”按数字、金额、日期或时长排名，而“${text}”是${words.zh}。`,
  });
  return undefined;
}

function checkOutcome(expression: Expression & { kind: 'outcome' }, scope: Scope): Condition | undefined {
  const { name, target, span } = expression;
  if (!scope.env.outcomes) {
    problem(scope, 'type-mismatch', span, {
      en: `${name}(…) is only known once a wave is sent, so it can only stand in a wave's own where.`,
      zh: `${name}(…) 要等波次发送后才知道，只能写在波次自己的 where 里。`,
    });
    return undefined;
  }
  const resolved = scope.env.resolveOutcome(target, name, scope.report);
  return resolved === undefined ? undefined : { kind: 'outcome', outcome: name, target: resolved };
}

/** A flag attribute or measure, or `true` or `false`, standing alone. */
function checkFlag(expression: Expression, scope: Scope): Condition | undefined {
  const value = valueOf(expression, scope);
  if (!value) return undefined;
  const holds = holdsOf(value);
  if (holds) return holds;
  const text = expressionText(expression);
  const words = typeWords(value.type);
  if (value.kind === 'constant') {
    problem(scope, 'type-mismatch', expression.span, {
      en: `"${text}" is ${words.en}, not a condition. Compare a value with it.`,
      zh: `“${text}”是${words.zh}，不是条件。请用一个值与它比较。`,
    });
    return undefined;
  }
  const operator = value.type.kind === 'duration' ? '<=' : isOrdered(value.type) && value.type.kind !== 'enumeration' ? '>=' : 'is';
  const example = `${text} ${operator} ${exampleOf(value.type, scope.env.currency)}`;
  problem(scope, 'type-mismatch', expression.span, {
    en: `"${text}" is ${words.en}, not a condition. Compare it, for example ${example}.`,
    zh: `“${text}”是${words.zh}，不是条件。请写成比较，例如 ${example}。`,
  });
  return undefined;
}
