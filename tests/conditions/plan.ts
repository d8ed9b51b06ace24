import { createProver, type Prover } from '../../src/conditions/prove.js';
import type { Condition, Group, Scalar, TimeWindow, Value, ValueType } from '../../src/model/conditions.js';
import { exact } from '../../src/model/exact.js';
import type { Day, Duration } from '../../src/model/literals.js';
import type { ResolvedAttribute, ResolvedAudience, ResolvedEntity } from '../../src/model/plan.js';
import type { Fact } from '../../src/model/types.js';

/** Small plans for the tests of this folder, written as data. */

export const NOWHERE = { file: 'test.crm', start: 0, end: 0 };

export const LEVEL: ValueType = { kind: 'enumeration', name: 'member.level', values: ['v1', 'v2', 'v3', 'v4'] };

function entity(
  name: string,
  of: string | undefined,
  attributes: Record<string, ValueType | { readonly fixed: ValueType }>,
): ResolvedEntity {
  const resolved = Object.entries(attributes).map(([attribute, type]): [string, ResolvedAttribute] => {
    const fixed = 'fixed' in type;
    return [attribute, { name: attribute, type: fixed ? type.fixed : type, fixed, span: NOWHERE }];
  });
  const declaration = { name, span: NOWHERE, nameSpan: NOWHERE };
  return { name, ...(of && { of }), attributes: new Map(resolved), declaration };
}

export const ENTITIES: ReadonlyMap<string, ResolvedEntity> = new Map(
  [
    entity('member', undefined, {
      id: { kind: 'key' },
      level: LEVEL,
      city: { kind: 'text' },
      email: { kind: 'text' },
      points: { kind: 'integer' },
      spend: { kind: 'money' },
      vip: { kind: 'flag' },
      sms_consent: { kind: 'flag' },
      birthday: { kind: 'date' },
      registered: { kind: 'date' },
      gender: { fixed: { kind: 'enumeration', name: 'member.gender', values: ['female', 'male'] } },
    }),
    entity('order', 'member', {
      at: { kind: 'time' },
      amount: { kind: 'money' },
      status: { kind: 'enumeration', name: 'order.status', values: ['unpaid', 'paid', 'refunded'] },
      category: { fixed: { kind: 'text' } },
    }),
  ].map((one) => [one.name, one]),
);

export function attribute(name: string, of = 'member'): Value {
  const found = ENTITIES.get(of)?.attributes.get(name);
  if (!found) throw new Error(`no attribute ${of}.${name}`);
  return { kind: 'attribute', entity: of, attribute: name, fixed: found.fixed || found.type.kind === 'key', type: found.type };
}

export function aggregate(
  name: (Value & { kind: 'aggregate' })['function'],
  of: string | undefined,
  options: { readonly window?: TimeWindow; readonly where?: Condition } = {},
): Value {
  const type: ValueType =
    of === undefined ? { kind: 'integer' } : ((ENTITIES.get('order') as ResolvedEntity).attributes.get(of) as ResolvedAttribute).type;
  return { kind: 'aggregate', function: name, entity: 'order', ...(of && { attribute: of }), ...options, type };
}

export const age = (of: Value): Value => ({ kind: 'age', of, type: { kind: 'duration' } });
export const recency = age(aggregate('last', 'at'));

export function duration(text: string): Duration {
  const [, count, unit] = /^(\d+)([a-z]+)$/.exec(text) ?? [];
  return { count: Number(count), unit: unit as Duration['unit'] };
}

/** `90d`, a date as a day number, an enumeration value `v3`, a quoted text, a flag, or a number. */
export function constant(value: number | string | boolean, type: ValueType): Value {
  const scalar = (): Scalar => {
    if (typeof value === 'boolean') return { kind: 'flag', value };
    if (type.kind === 'duration') return { kind: 'duration', value: duration(String(value)) };
    if (type.kind === 'enumeration') return { kind: 'enumeration', value: String(value) };
    if (type.kind === 'text' || type.kind === 'key') return { kind: 'text', value: String(value) };
    if (type.kind === 'date' || type.kind === 'time') return { kind: 'date', value: Number(value) };
    const of = type.kind === 'integer' || type.kind === 'money' || type.kind === 'percent' ? type.kind : 'number';
    return { kind: 'number', of, value: exact(value) };
  };
  return { kind: 'constant', scalar: scalar(), type };
}

export function is(left: Value, operator: (Condition & { kind: 'compare' })['operator'], right: number | string | boolean): Condition {
  return { kind: 'compare', operator, left, right: constant(right, left.type) };
}

export const and = (...parts: Condition[]): Condition => ({ kind: 'and', parts });
export const or = (...parts: Condition[]): Condition => ({ kind: 'or', parts });
export const not = (part: Condition): Condition => ({ kind: 'not', part });
export const member = (audience: string): Condition => ({ kind: 'member-of', audience });
export const known = (value: Value): Condition => ({ kind: 'known', value });
export const flag = (name: string): Condition => ({ kind: 'flag', value: attribute(name) });
export const any = (options: { readonly window?: TimeWindow; readonly where?: Condition } = {}): Condition => ({
  kind: 'exists',
  entity: 'order',
  ...options,
});
export const last = (text: string): TimeWindow => ({ kind: 'last', duration: duration(text) });
export const oneOf = (value: Value, ...values: (number | string)[]): Condition => ({
  kind: 'one-of',
  value,
  scalars: values.map((one) => (constant(one, value.type) as Value & { kind: 'constant' }).scalar),
});
export const outcome = (name: (Condition & { kind: 'outcome' })['outcome'], target = 'c/w'): Condition => ({
  kind: 'outcome',
  outcome: name,
  target,
});
export const matches = (match: 'starts' | 'contains' | 'ends', text: string, value = attribute('city')): Condition => ({
  kind: 'text-match',
  match,
  value,
  text,
});
export const inLast = (value: Value, text: string): Condition => ({ kind: 'in-last', value, duration: duration(text) });

export interface AudienceOptions {
  readonly of?: string;
  readonly where?: Condition;
  readonly from?: string;
  readonly size?: number | readonly [number, number];
  readonly asOf?: Day;
}

export function audience(name: string, options: AudienceOptions = {}): ResolvedAudience {
  const { of = 'everyone', where, from, size, asOf } = options;
  const [low, high] = typeof size === 'number' ? [size, size] : (size ?? []);
  return {
    name,
    label: name,
    ...(name !== 'everyone' && { of }),
    ...(where && { condition: where }),
    ...(from !== undefined && { from }),
    ...(low !== undefined && high !== undefined && { size: { low, high, span: NOWHERE } }),
    ...(asOf !== undefined && { asOf }),
    declaration: { kind: 'audience', name, span: NOWHERE, nameSpan: NOWHERE },
  };
}

/** Segments and their entries, first match first; a condition of nothing is `otherwise`. */
export function segments(
  name: string,
  entries: Record<string, Condition | undefined>,
  sizes: Record<string, number> = {},
  of = 'everyone',
): ResolvedAudience[] {
  const earlier: Condition[] = [];
  const resolved = Object.entries(entries).map(([entry, where]): ResolvedAudience => {
    const rest = earlier.map(not);
    const condition = and(...(where ? [where] : []), ...rest);
    if (where) earlier.push(where);
    const size = sizes[entry];
    return {
      name: `${name}.${entry}`,
      label: entry,
      of,
      condition,
      segments: name,
      ...(size !== undefined && { size: { low: size, high: size, span: NOWHERE } }),
      declaration: { name: entry, otherwise: !where, span: NOWHERE, nameSpan: NOWHERE },
    };
  });
  const declaration = { kind: 'segments' as const, name, entries: [], span: NOWHERE, nameSpan: NOWHERE };
  return [{ name, label: name, of, entries: resolved.map((one) => one.name), declaration }, ...resolved];
}

export function fact(relation: Fact['relation'], left: string, right: string, most?: number): Fact {
  const ref = (name: string): Fact['left'] => ({ name, span: NOWHERE });
  return {
    kind: 'fact',
    relation,
    left: ref(left),
    right: ref(right),
    ...(most !== undefined && { most: { value: most, span: NOWHERE } }),
    span: NOWHERE,
  };
}

export function byName(audiences: readonly ResolvedAudience[]): ReadonlyMap<string, ResolvedAudience> {
  return new Map([audience('everyone'), ...audiences].map((one) => [one.name, one]));
}

export function prover(audiences: readonly ResolvedAudience[] = [], facts: readonly Fact[] = []): Prover {
  return createProver({ audiences: byName(audiences), facts, entities: ENTITIES });
}

export function group(include: string | readonly string[], options: Partial<Group> = {}): Group {
  return { include: typeof include === 'string' ? [include] : include, exclude: [], moment: 'm', momentDay: 20_000, ...options };
}

/** Everyone who meets a condition. */
export const who = (where: Condition, options: Partial<Group> = {}): Group => group('everyone', { where, ...options });
