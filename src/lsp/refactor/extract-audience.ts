import type { Expression } from '../../model/expressions.js';
import type { Declaration } from '../../model/types.js';
import { EVERYONE } from '../../resolve/audiences.js';
import { spanFrom, type Span } from '../../text/span.js';
import type { Here } from '../feature.js';
import { conditionsIn, meansTheSame, onOneLine } from './conditions.js';
import type { Refactoring, Selection } from './refactoring.js';
import { freeName } from '../../text/free-name.js';

const holds = (outer: Selection, inner: Selection): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The conditions of which another one is made. Inside an aggregate conditions speak of its records, not of members. */
function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'and' || expression.kind === 'or') return expression.parts;
  return expression.kind === 'not' ? [expression.part] : [];
}

/** The innermost condition around a selection: of a chain only the parts that are selected. Nothing where that is an audience already. */
function chosen(expression: Expression, selection: Selection): Span | undefined {
  const parts = partsOf(expression);
  const around = parts.find(({ span }) => holds(span, selection));
  if (around) return chosen(around, selection);
  const selected = parts.filter(({ span }) => span.start < selection.end && selection.start < span.end);
  const [first, last] = [selected[0], selected.at(-1)];
  if (first && last) return spanFrom(expression.span, { start: first.span.start, end: last.span.end });
  return expression.kind === 'membership' ? undefined : expression.span;
}

/** Makes a condition an audience of its own and asks for its members instead, where it means the same as an audience. */
export function extractAudience({ project, path }: Here, selection: Selection): readonly Refactoring[] {
  const { analysis } = project;
  const text = project.textOf(path) ?? '';
  const place = project
    .fileModel(path)
    .declarations.flatMap((declaration) => conditionsIn(declaration, analysis))
    .find(({ condition }) => holds(condition.span, selection));
  const span = place && chosen(place.condition, selection);
  if (place?.of === undefined || !span) return [];
  const { environment, declaration } = place;
  const condition = onOneLine(text.slice(span.start, span.end));
  const { base } = environment;
  const there = { ...analysis.plan.environment, base };
  if (!meansTheSame({ text: condition, environment }, { text: condition, environment: there })) return [];
  const name = freeName(`${place.of}_members`, (each) => analysis.plan.audiences.has(each));
  const of = base === EVERYONE ? '' : ` of ${base}`;
  const at = startOf(declaration, text);
  return [
    {
      kind: 'refactor.extract',
      title: { en: `Make this condition the audience \`${name}\``, zh: `把这个条件提取为人群“${name}”` },
      edits: [
        { span: { file: path, start: at, end: at }, text: `audience ${name}${of} {\n  where ${condition}\n}\n\n` },
        { span, text: `in ${name}` },
      ],
    },
  ];
}

/** Where a declaration begins, with the documentation and the comments on the lines above it. */
function startOf({ doc, span }: Declaration, text: string): number {
  const start = doc === undefined ? span.start : text.lastIndexOf('/**', span.start);
  const comments = /(?:(?<![^\n])[^\S\n]*\/\/[^\n]*\n)+[^\S\n]*$/.exec(text.slice(0, start));
  return comments ? comments.index : start;
}
