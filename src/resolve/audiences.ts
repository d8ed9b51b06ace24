import { audiencesIn } from '../conditions/audiences-in.js';
import { checkCondition } from '../conditions/check.js';
import type { Environment } from '../conditions/environment.js';
import type { Report } from '../diagnostics/problem.js';
import type { Condition } from '../model/conditions.js';
import type { ResolvedAudience } from '../model/plan.js';
import type { Audience, Segments } from '../model/types.js';
import { dependencyCycles } from './cycles.js';
import type { Declarations } from './declarations.js';

export const EVERYONE = 'everyone';

function and(parts: readonly (Condition | undefined)[]): Condition {
  const known = parts.filter((part) => part !== undefined && part.kind !== 'everyone') as readonly Condition[];
  const [only] = known;
  if (!only) return { kind: 'everyone' };
  return known.length === 1 ? only : { kind: 'and', parts: known };
}

function audienceOf(audience: Audience, env: Environment, report: Report): ResolvedAudience {
  const of = audience.of?.name ?? (audience.name === EVERYONE ? undefined : EVERYONE);
  const where = audience.where && checkCondition(audience.where, { ...env, base: of ?? EVERYONE }, report);
  // A condition with a mistake (reported) selects nobody knows whom: like a list from another system.
  const broken = audience.where !== undefined && where === undefined;
  const external = audience.from?.value ?? (broken ? `?${audience.name}` : undefined);
  return {
    name: audience.name,
    label: audience.label?.value ?? audience.name,
    ...(of !== undefined && { of }),
    ...(external === undefined ? { condition: and([where]) } : { from: external, ...(where && { condition: where }) }),
    ...(audience.size && { size: audience.size }),
    ...(audience.asOf && { asOf: audience.asOf.value }),
    declaration: audience,
  };
}

function segmentsOf(segments: Segments, env: Environment, report: Report): readonly ResolvedAudience[] {
  const of = segments.of?.name ?? EVERYONE;
  const earlier: Condition[] = [];
  const others: Condition[] = [];
  const entries: ResolvedAudience[] = [];
  const seen = new Map<string, Segments['entries'][number]>();
  for (const entry of segments.entries) {
    const first = seen.get(entry.name);
    if (first) {
      report({
        rule: 'duplicate-name',
        span: entry.nameSpan,
        message: {
          en: `\`${segments.name}\` has two entries called \`${entry.name}\`. Rename one.`,
          zh: `“${segments.name}”里有两个“${entry.name}”，请改掉一个。`,
        },
        related: [{ span: first.nameSpan, message: { en: 'the first one', zh: '第一次出现' } }],
      });
      continue;
    }
    seen.set(entry.name, entry);
    const where = entry.where && checkCondition(entry.where, { ...env, base: of }, report);
    const own = where ?? (entry.where ? undefined : ({ kind: 'everyone' } as const));
    const name = `${segments.name}.${entry.name}`;
    entries.push({
      name,
      label: entry.label?.value ?? entry.name,
      of,
      segments: segments.name,
      ...(own ? { condition: and([own, ...others]) } : { from: `?${name}` }),
      ...(entry.size && { size: entry.size }),
      declaration: entry,
    });
    if (!where) continue;
    earlier.push(where);
    others.push({ kind: 'not', part: where });
  }
  // Without `otherwise` the segments hold the members that meet one of the conditions; with it, the whole base.
  const whole =
    segments.entries.some((entry) => entry.otherwise) || earlier.length === 0
      ? ({ kind: 'everyone' } as const)
      : earlier.length === 1
        ? (earlier[0] as Condition)
        : ({ kind: 'or', parts: earlier } as const);
  return [
    {
      name: segments.name,
      label: segments.label?.value ?? segments.name,
      of,
      condition: whole,
      entries: entries.map((entry) => entry.name),
      declaration: segments,
    },
    ...entries,
  ];
}

/** Sets of members by name: audiences, segments, and their entries. Cycles through bases and `in` are reported and cut. */
export function resolveAudiences(declarations: Declarations, env: Environment, report: Report): ReadonlyMap<string, ResolvedAudience> {
  const declared = [...declarations.of('audience').values(), ...declarations.of('segments').values()];
  return cutCycles(
    declared.flatMap((each) => resolveAudience(each, env, report)),
    report,
  );
}

/** An audience, or segments with their entries. */
export function resolveAudience(declared: Audience | Segments, env: Environment, report: Report): readonly ResolvedAudience[] {
  return declared.kind === 'audience' ? [audienceOf(declared, env, report)] : segmentsOf(declared, env, report);
}

/** Audiences by name. What is defined by itself is reported, and is then known to nobody. */
export function cutCycles(resolved: readonly ResolvedAudience[], report: Report): ReadonlyMap<string, ResolvedAudience> {
  const audiences = new Map<string, ResolvedAudience>();
  for (const audience of resolved) audiences.set(audience.name, audience);
  const uses = (name: string): Iterable<string> => {
    const { of, condition } = audiences.get(name) ?? {};
    const named = audiencesIn(condition);
    return of === undefined || named.has(of) ? named : [of, ...named];
  };
  for (const cycle of dependencyCycles(audiences.keys(), uses)) {
    const [name = ''] = cycle;
    const audience = audiences.get(name);
    if (!audience) continue;
    const way = [...cycle, name].join(' → ');
    report({
      rule: 'cyclic-reference',
      span: audience.declaration.nameSpan,
      message: { en: `An audience cannot be defined by itself: ${way}.`, zh: `人群不能由它自己定义：${way}。` },
    });
    for (const each of cycle) {
      const member = audiences.get(each);
      if (!member) continue;
      const { condition: _condition, of: _of, ...rest } = member;
      audiences.set(each, { ...rest, of: EVERYONE, from: `?${each}` });
    }
  }
  return audiences;
}
