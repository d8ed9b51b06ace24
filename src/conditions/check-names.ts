import type { Value, ValueType } from '../model/conditions.js';
import type { Expression } from '../model/expressions.js';
import { nameOfLabel } from '../model/named.js';
import type { ResolvedEntity } from '../model/plan.js';
import type { Ref } from '../model/types.js';
import { found, missing, problem, unknownName, type Named, type Scope } from './scope.js';

type NameExpression = Expression & { kind: 'name' };

const ATTRIBUTE_OR_MEASURE = { en: 'an attribute or measure', zh: '属性或度量' };

function attributeValue(entity: ResolvedEntity, name: string): Value | undefined {
  const attribute = entity.attributes.get(name);
  if (!attribute) return undefined;
  const fixed = attribute.fixed || attribute.type.kind === 'key';
  return { kind: 'attribute', entity: entity.name, attribute: name, fixed, type: attribute.type };
}

/** The entities whose attributes may be named alone, the nearest first. */
function visibleEntities(scope: Scope): readonly ResolvedEntity[] {
  const names = scope.env.record && scope.env.record !== 'member' ? [scope.env.record, 'member'] : ['member'];
  return names.flatMap((name) => scope.env.entities.get(name) ?? []);
}

/** Whether a single name is an attribute in sight or a measure. */
export function namesValue(name: string, scope: Scope): boolean {
  return visibleEntities(scope).some((entity) => entity.attributes.has(name)) || scope.env.measures.has(name);
}

/** An attribute, a measure, or (where `expected` is an enumeration) one of its values. */
export function checkName(
  expression: NameExpression,
  scope: Scope,
  expected: ValueType | undefined,
  expandMeasure: (name: string, scope: Scope) => Named | undefined,
): Named | undefined {
  const [first, second, ...rest] = expression.path;
  if (!first) return undefined;
  if (second && rest.length === 0) return checkPath(first, second, expression, scope);
  if (second) {
    unknownPath(expression, scope);
    return undefined;
  }
  const name = first.name;
  if (expected?.kind === 'enumeration' && expected.values.includes(name)) {
    found(scope, 'value', first, expected.name);
    return { kind: 'constant', scalar: { kind: 'enumeration', value: name }, type: expected };
  }
  for (const entity of visibleEntities(scope)) {
    const value = attributeValue(entity, name);
    if (!value) continue;
    found(scope, 'attribute', first, entity.name);
    return value;
  }
  if (scope.env.measures.has(name)) {
    found(scope, 'measure', first);
    return expandMeasure(name, scope);
  }
  reportUnknown(first, scope, expected);
  return undefined;
}

function reportUnknown(ref: Ref, scope: Scope, expected: ValueType | undefined): void {
  const { name, span } = ref;
  missing(scope, { kind: 'value', name, ...(expected && { expected }) });
  if (expected?.kind === 'enumeration') {
    const { name: of, values } = expected;
    const what = { en: `a value of ${of} (${values.join(', ')})`, zh: ` ${of} 的取值（${values.join('、')}）` };
    unknownName(scope, name, span, what, expected.values);
    return undefined;
  }
  if (expected?.kind === 'text' || expected?.kind === 'key') {
    const fix = { title: { en: `Put "${name}" in quotes`, zh: `给“${name}”加引号` }, safe: true, edits: [{ span, text: `"${name}"` }] };
    const message = {
      en: `"${name}" is not an attribute or measure. Texts stand in quotes.`,
      zh: `“${name}”不是属性或度量。文字要加引号。`,
    };
    problem(scope, 'unknown-name', span, message, [fix]);
    return undefined;
  }
  if (scope.env.isAudience(name)) {
    reportAudience(name, ref, scope);
    return undefined;
  }
  const candidates = [...visibleEntities(scope).flatMap((entity) => [...entity.attributes.keys()]), ...scope.env.measures.keys()];
  unknownName(scope, name, span, ATTRIBUTE_OR_MEASURE, candidates, nameOfLabel(name, scope.env.measures));
}

function reportAudience(name: string, ref: Ref, scope: Scope): void {
  const fix = { title: { en: `Write "in ${name}"`, zh: `写成“in ${name}”` }, safe: true, edits: [{ span: ref.span, text: `in ${name}` }] };
  const message = {
    en: `"${name}" is an audience. Write "in ${name}" for its members.`,
    zh: `“${name}”是人群。表示属于它的会员请写“in ${name}”。`,
  };
  problem(scope, 'type-mismatch', ref.span, message, [fix]);
}

/** `member.level`, or `order.at` where an order is in scope. */
function checkPath(first: Ref, second: Ref, expression: NameExpression, scope: Scope): Value | undefined {
  const entity = scope.env.entities.get(first.name);
  if (!entity) {
    unknownPath(expression, scope);
    return undefined;
  }
  found(scope, 'entity', first);
  if (entity.attributes.has(second.name)) found(scope, 'attribute', second, entity.name);
  if (first.name !== 'member' && first.name !== scope.env.record) {
    if (!entity.attributes.has(second.name)) {
      unknownAttribute(entity, second, scope);
      return undefined;
    }
    const path = `${first.name}.${second.name}`;
    problem(scope, 'type-mismatch', expression.span, {
      en: `A member can have many of "${first.name}". Say which one is meant, for example last(${path}).`,
      zh: `一个会员可以有多条“${first.name}”。请说明是哪一条，例如 last(${path})。`,
    });
    return undefined;
  }
  const value = attributeValue(entity, second.name);
  if (!value) unknownAttribute(entity, second, scope);
  return value;
}

export function unknownAttribute(entity: ResolvedEntity, ref: Ref, scope: Scope): void {
  missing(scope, { kind: 'attribute', name: ref.name, entity: entity.name });
  unknownName(scope, ref.name, ref.span, { en: `an attribute of ${entity.name}`, zh: ` ${entity.name} 的属性` }, entity.attributes.keys());
}

function unknownPath(expression: NameExpression, scope: Scope): void {
  const name = expression.path.map((ref) => ref.name).join('.');
  const ref: Ref = { name, span: expression.span };
  if (scope.env.isAudience(name)) {
    reportAudience(name, ref, scope);
    return undefined;
  }
  const paths = ['member', ...(scope.env.record ? [scope.env.record] : [])].flatMap((entity) =>
    [...(scope.env.entities.get(entity)?.attributes.keys() ?? [])].map((attribute) => `${entity}.${attribute}`),
  );
  unknownName(scope, name, expression.span, ATTRIBUTE_OR_MEASURE, paths);
}
