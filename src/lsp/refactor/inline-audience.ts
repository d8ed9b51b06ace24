import type { Environment } from '../../conditions/environment.js';
import type { Expression } from '../../model/expressions.js';
import { subExpressions } from '../../model/sub-expressions.js';
import type { Audience } from '../../model/types.js';
import { EVERYONE } from '../../resolve/audiences.js';
import type { Here } from '../feature.js';
import { conditionsIn, meansTheSame, onOneLine, type ConditionPlace } from './conditions.js';
import { explicitNames } from './explicit-names.js';
import type { Refactoring, Selection } from './refactoring.js';

type Membership = Extract<Expression, { kind: 'membership' }>;

interface Found {
  readonly membership: Membership;
  readonly place: ConditionPlace;
}

/** The `in AUDIENCE` that a selection is in, with what names mean just there. */
function membershipAt(place: ConditionPlace, { start, end }: Selection): Found | undefined {
  const { condition, environment } = place;
  if (start < condition.span.start || condition.span.end < end) return undefined;
  const record = condition.kind === 'aggregate' ? condition.entity.name : undefined;
  const inside = record === undefined ? environment : { ...environment, record };
  for (const part of subExpressions(condition)) {
    const inner = part && membershipAt({ ...place, condition: part, environment: inside }, { start, end });
    if (inner) return inner;
  }
  return condition.kind === 'membership' ? { membership: condition, place } : undefined;
}

/** The condition of an audience as it can stand at a place; nothing where it would mean something else there. */
function conditionAt({ declaration, environment }: ConditionPlace, where: Expression, file: string, from: Environment): string | undefined {
  const written = file.slice(where.span.start, where.span.end);
  const explicit = explicitNames(where, file, from, environment.record);
  // A measure is used in campaigns, too, where an event means the day that they meet.
  const isMeasure = declaration.kind === 'measure';
  if (isMeasure && explicit.hasDaysOfMeasures) return undefined;
  const ways = isMeasure ? [explicit.text] : [written, explicit.text];
  return ways.map(onOneLine).find((text) => meansTheSame({ text: written, environment: from }, { text, environment }));
}

/** What makes somebody a member of an audience, in words of the language; nothing where that cannot stand elsewhere. */
function membersOf({ where, of, asOf, from }: Audience, place: ConditionPlace, { project }: Here): string | undefined {
  // Another day is another day.
  if (!where || asOf || from) return undefined;
  const base = of?.name ?? EVERYONE;
  const file = project.textOf(where.span.file) ?? '';
  const own = conditionAt(place, where, file, { ...project.analysis.plan.environment, base });
  if (own === undefined) return undefined;
  if (base === EVERYONE) return where.kind === 'or' || where.kind === 'and' ? `(${own})` : own;
  return `(in ${base} and ${where.kind === 'or' ? `(${own})` : own})`;
}

/** Puts the condition of an audience in the place of its name, where it means the same there. */
export function inlineAudience(here: Here, selection: Selection): readonly Refactoring[] {
  const { project, path } = here;
  const { analysis } = project;
  const places = project.fileModel(path).declarations.flatMap((declaration) => conditionsIn(declaration, analysis));
  const [found] = places.flatMap((place) => membershipAt(place, selection) ?? []);
  if (!found || found.membership.negated) return [];
  const { membership, place } = found;
  const { name } = membership.audience;
  const declaration = analysis.plan.audiences.get(name)?.declaration;
  if (!declaration || !('kind' in declaration) || declaration.kind !== 'audience') return [];
  const text = membersOf(declaration, place, here);
  if (text === undefined) return [];
  return [
    {
      kind: 'refactor.inline',
      title: { en: `Put the condition of \`${name}\` here`, zh: `在此处写出“${name}”的条件` },
      edits: [{ span: membership.span, text }],
    },
  ];
}
