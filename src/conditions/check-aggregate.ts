import type { AggregateFunction, Condition, Moment, TimeWindow, Value, ValueType } from '../model/conditions.js';
import type { Expression, WindowForm } from '../model/expressions.js';
import type { ResolvedEntity } from '../model/plan.js';
import type { DayForm, Ref } from '../model/types.js';
import { conditionOf } from './check-condition.js';
import { unknownAttribute } from './check-names.js';
import type { ResolvedDay } from './environment.js';
import { found, missing, problem, unknownName, type Scope } from './scope.js';
import { isDated, isNumeric } from './types.js';
import { typeWords } from './words.js';
import { spanFrom } from '../text/span.js';

type AggregateExpression = Expression & { kind: 'aggregate' };

/** Over which records: the entity, the window and the filter of an aggregate. */
interface Records {
  readonly entity: ResolvedEntity;
  readonly window?: TimeWindow;
  readonly where?: Condition;
}

/** `count(…)`, `sum(…)` and the others that are values. */
export function checkAggregate(expression: AggregateExpression, scope: Scope): Value | undefined {
  const records = checkRecords(expression, scope);
  if (!records || expression.name === 'any' || expression.name === 'no') return undefined;
  const { entity, ...rest } = records;
  if (expression.name === 'count') {
    if (expression.attribute) {
      reportNeedless(expression, expression.attribute, scope);
      return undefined;
    }
    return { kind: 'aggregate', function: 'count', entity: entity.name, ...rest, type: { kind: 'integer' } };
  }
  const attribute = checkAttribute(expression, expression.name, entity, scope);
  return attribute && { kind: 'aggregate', function: expression.name, entity: entity.name, ...rest, ...attribute };
}

/** `any(…)` and `no(…)`. */
export function checkExistence(expression: AggregateExpression, scope: Scope): Condition | undefined {
  const records = checkRecords(expression, scope);
  if (!records) return undefined;
  if (expression.attribute) {
    reportNeedless(expression, expression.attribute, scope);
    return undefined;
  }
  const { entity, ...rest } = records;
  const exists: Condition = { kind: 'exists', entity: entity.name, ...rest };
  return expression.name === 'no' ? { kind: 'not', part: exists } : exists;
}

function reportNeedless(expression: AggregateExpression, attribute: Ref, scope: Scope): void {
  const { name, entity } = expression;
  const span = spanFrom(attribute.span, { start: entity.span.end });
  const fix = { title: { en: `Leave out ".${attribute.name}"`, zh: `去掉“.${attribute.name}”` }, safe: true, edits: [{ span, text: '' }] };
  const message = {
    en: `${name}(…) looks at whole records. Write ${name}(${entity.name}) without ".${attribute.name}".`,
    zh: `${name}(…) 看的是整条记录。请写 ${name}(${entity.name})，不带“.${attribute.name}”。`,
  };
  problem(scope, 'type-mismatch', attribute.span, message, [fix]);
}

function checkRecords(expression: AggregateExpression, scope: Scope): Records | undefined {
  const { env } = scope;
  const entity = env.entities.get(expression.entity.name);
  const candidates = [...env.entities.values()].filter((one) => one.of !== undefined).map((one) => one.name);
  if (!entity) {
    missing(scope, { kind: 'entity', name: expression.entity.name });
    unknownName(scope, expression.entity.name, expression.entity.span, { en: 'an entity', zh: '实体' }, candidates);
    return undefined;
  }
  found(scope, 'entity', expression.entity);
  if (entity.of === undefined) {
    problem(scope, 'type-mismatch', expression.entity.span, {
      en: `"${entity.name}" has no records of its own per member. Use one of ${candidates.join(', ')}.`,
      zh: `“${entity.name}”不是会员名下的记录。请用 ${candidates.join('、')} 之一。`,
    });
    return undefined;
  }
  const window = expression.window && checkWindow(expression.window, scope);
  const where = expression.where && conditionOf(expression.where, { ...scope, env: { ...env, record: entity.name } });
  if ((expression.window && !window) || (expression.where && !where)) return undefined;
  return { entity, ...(window && { window }), ...(where && { where }) };
}

function checkAttribute(
  expression: AggregateExpression,
  name: Exclude<AggregateFunction, 'count'>,
  entity: ResolvedEntity,
  scope: Scope,
): { readonly attribute: string; readonly type: ValueType } | undefined {
  if (!expression.attribute) {
    const fitting = [...entity.attributes.values()].find((one) => resultType(name, one.type))?.name ?? '…';
    problem(scope, 'type-mismatch', expression.entity.span, {
      en: `${name}(…) needs an attribute, for example ${name}(${entity.name}.${fitting}).`,
      zh: `${name}(…) 需要一个属性，例如 ${name}(${entity.name}.${fitting})。`,
    });
    return undefined;
  }
  const attribute = entity.attributes.get(expression.attribute.name);
  if (!attribute) {
    unknownAttribute(entity, expression.attribute, scope);
    return undefined;
  }
  found(scope, 'attribute', expression.attribute, entity.name);
  const type = resultType(name, attribute.type);
  if (type) return { attribute: attribute.name, type };
  const words = typeWords(attribute.type);
  const path = `${entity.name}.${attribute.name}`;
  const ordered = name === 'min' || name === 'max';
  problem(scope, 'type-mismatch', expression.attribute.span, {
    en: `${name}(…) needs numbers${ordered ? ', money, dates or durations' : ' or money'}, but "${path}" is ${words.en}.`,
    zh: `${name}(…) 需要数字${ordered ? '、金额、日期或时长' : '或金额'}，而“${path}”是${words.zh}。`,
  });
  return undefined;
}

function resultType(name: Exclude<AggregateFunction, 'count'>, type: ValueType): ValueType | undefined {
  if (name === 'first' || name === 'last') return type;
  if (name === 'average' && type.kind === 'integer') return { kind: 'number' };
  if (isNumeric(type)) return type;
  const ordered = name === 'min' || name === 'max';
  return ordered && (isDated(type) || type.kind === 'duration') ? type : undefined;
}

function checkWindow(window: WindowForm, scope: Scope): TimeWindow | undefined {
  switch (window.kind) {
    case 'last':
      return { kind: 'last', duration: window.duration };
    case 'during':
      return checkSpan(window, scope);
    case 'before':
    case 'since': {
      const day = checkDay(window.day, scope);
      const moment: Moment | undefined = day && (day.kind === 'wave' ? day : { kind: 'day', day: day.from });
      return moment && { kind: window.kind, moment };
    }
  }
}

function checkSpan(window: WindowForm & { kind: 'during' }, scope: Scope): TimeWindow | undefined {
  const first = checkDay(window.from, scope);
  const last = window.to ? checkDay(window.to, scope) : first;
  if (!first || !last) return undefined;
  if (first.kind === 'wave' || last.kind === 'wave') {
    problem(scope, 'type-mismatch', window.span, {
      en: 'A wave is a moment, not a span. Write "since" or "before" with it.',
      zh: '波次是一个时刻，不是一段时间。请改用“since”或“before”。',
    });
    return undefined;
  }
  if (first.from <= last.to) return { kind: 'during', from: first.from, to: last.to };
  problem(scope, 'invalid-literal', window.span, { en: 'The span ends before it begins.', zh: '这段时间的结束早于开始。' });
  return undefined;
}

function checkDay(form: DayForm, scope: Scope): ResolvedDay | undefined {
  const day = scope.env.resolveDay(form, scope.report);
  if (day?.kind !== 'wave' || scope.env.outcomes) return day;
  problem(scope, 'type-mismatch', form.span, {
    en: "The moment a wave is sent can only be used in a wave's own where.",
    zh: '波次的发送时刻只能用在波次自己的 where 里。',
  });
  return undefined;
}
