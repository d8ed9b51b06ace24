import type { Expression } from '../../model/expressions.js';
import { subExpressions } from '../../model/sub-expressions.js';
import type { Audience } from '../../model/types.js';
import { visitDeclaration } from '../../resolve/visit.js';
import type { Here } from '../feature.js';
import type { Refactoring, Selection } from './refactoring.js';

type Membership = Extract<Expression, { kind: 'membership' }>;

/** The `in AUDIENCE` that a selection is in. */
function membershipAt(expression: Expression, { start, end }: Selection): Membership | undefined {
  if (start < expression.span.start || expression.span.end < end) return undefined;
  for (const part of subExpressions(expression)) {
    const inner = part && membershipAt(part, { start, end });
    if (inner) return inner;
  }
  return expression.kind === 'membership' ? expression : undefined;
}

const ranks = (expression: Expression): boolean =>
  expression.kind === 'top' || [...subExpressions(expression)].some((part) => part !== undefined && ranks(part));

/** The condition of an audience in words of the language; nothing where it cannot stand elsewhere. */
function conditionOf({ where, of, asOf, from }: Audience, textOf: (expression: Expression) => string): string | undefined {
  // A rank counts within its own base, and another day is another day.
  if (!where || asOf || from || ranks(where)) return undefined;
  const own = textOf(where).replace(/\s*\n\s*/g, ' ');
  const isChain = where.kind === 'or' || (of !== undefined && of.name !== 'everyone');
  if (of === undefined || of.name === 'everyone') return isChain || where.kind === 'and' ? `(${own})` : own;
  return `(in ${of.name} and ${where.kind === 'or' ? `(${own})` : own})`;
}

/** Puts the condition of an audience in the place of its name. */
export function inlineAudience({ project, path }: Here, selection: Selection): readonly Refactoring[] {
  const { plan } = project.analysis;
  let found: Membership | undefined;
  const condition = (expression: Expression): void => {
    found ??= membershipAt(expression, selection);
  };
  for (const declaration of project.fileModel(path).declarations) visitDeclaration({ name: () => undefined, condition }, declaration);
  if (!found || found.negated) return [];
  const { name } = found.audience;
  const declaration = plan.audiences.get(name)?.declaration;
  if (!declaration || !('kind' in declaration) || declaration.kind !== 'audience') return [];
  const text = conditionOf(declaration, ({ span }) => (project.textOf(span.file) ?? '').slice(span.start, span.end));
  if (text === undefined) return [];
  return [
    {
      kind: 'refactor.inline',
      title: { en: `Put the condition of \`${name}\` here`, zh: `在此处写出“${name}”的条件` },
      edits: [{ span: found.span, text }],
    },
  ];
}
