import type { Report } from '../diagnostics/problem.js';
import { nearest } from '../diagnostics/suggest.js';
import type { ValueType } from '../model/conditions.js';
import type { ResolvedAttribute, ResolvedEntity } from '../model/plan.js';
import type { Attribute, Entity, Measure } from '../model/types.js';
import { unknownName } from '../timeline/unknown-name.js';
import type { Declarations } from './declarations.js';

function typeOf(entity: string, attribute: Attribute): ValueType {
  const { type } = attribute;
  if (type.kind === 'enumeration')
    return { kind: 'enumeration', name: `${entity}.${attribute.name}`, values: type.values.map((value) => value.name) };
  return { kind: type.kind };
}

function add(entity: Entity, attributes: Map<string, ResolvedAttribute>, report: Report): void {
  for (const attribute of entity.attributes) {
    const first = attributes.get(attribute.name);
    if (first) {
      report({
        rule: 'duplicate-name',
        span: attribute.nameSpan,
        message: {
          en: `\`${entity.name}\` already has an attribute \`${attribute.name}\`.`,
          zh: `“${entity.name}”已有属性“${attribute.name}”。`,
        },
        related: [{ span: first.span, message: { en: 'the first one', zh: '第一次声明' } }],
      });
      continue;
    }
    const upTo = attribute.type.kind === 'text' ? attribute.type.upTo : undefined;
    const type = typeOf(entity.name, attribute);
    attributes.set(attribute.name, {
      name: attribute.name,
      type,
      fixed: attribute.fixed || type.kind === 'key',
      ...(upTo !== undefined && { upTo }),
      span: attribute.nameSpan,
      ...(attribute.type.kind === 'enumeration' && { valueSpans: new Map(attribute.type.values.map(({ name, span }) => [name, span])) }),
    });
  }
}

/** Entities with the attributes that `extend entity` adds. A measure may not share its name with an attribute of `member`. */
export function resolveEntities(
  declarations: Declarations,
  measures: ReadonlyMap<string, Measure>,
  report: Report,
): ReadonlyMap<string, ResolvedEntity> {
  const attributes = new Map<string, Map<string, ResolvedAttribute>>();
  const entities = new Map<string, ResolvedEntity>();
  for (const entity of declarations.of('entity').values()) {
    if (entity.extend) continue;
    const own = new Map<string, ResolvedAttribute>();
    attributes.set(entity.name, own);
    add(entity, own, report);
    entities.set(entity.name, { name: entity.name, ...(entity.of && { of: entity.of.name }), attributes: own, declaration: entity });
  }
  for (const { of } of declarations.of('entity').values())
    if (of && !entities.has(of.name)) report(unknownName({ en: 'entity', zh: '实体' }, of, nearest(of.name, entities.keys())));
  for (const entity of declarations.all('entity')) {
    if (!entity.extend) continue;
    const own = attributes.get(entity.name);
    if (own) add(entity, own, report);
    else
      report(
        unknownName({ en: 'entity', zh: '实体' }, { name: entity.name, span: entity.nameSpan }, nearest(entity.name, attributes.keys())),
      );
  }
  for (const measure of measures.values()) {
    const attribute = attributes.get('member')?.get(measure.name);
    if (!attribute) continue;
    report({
      rule: 'duplicate-name',
      span: measure.nameSpan,
      message: {
        en: `\`${measure.name}\` is already an attribute of \`member\`. Rename the measure.`,
        zh: `“${measure.name}”已是 member 的属性，请给度量换个名称。`,
      },
      related: [{ span: attribute.span, message: { en: 'the attribute', zh: '该属性' } }],
    });
  }
  return entities;
}
