import type { Expression } from '../../model/expressions.js';
import { subExpressions } from '../../model/sub-expressions.js';
import type { DayForm, Declaration } from '../../model/types.js';
import { wavesOf } from '../../model/waves.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { spanFrom, type Span } from '../../text/span.js';
import type { Here } from '../feature.js';
import { freeName, type Refactoring, type Selection } from './refactoring.js';

/** A condition that members meet, with the declaration it stands in. */
interface Place {
  readonly condition: Expression;
  readonly declaration: Declaration;
  /** What it says who is meant by. */
  readonly of: string;
  /** The audience whose members are asked; everyone where there is none. */
  readonly base?: string;
  readonly inWave: boolean;
}

function conditionsIn(declaration: Declaration): readonly Place[] {
  const place = (condition: Expression | undefined, of: string, base?: string): readonly Place[] =>
    condition ? [{ condition, declaration, of, inWave: declaration.kind === 'campaign', ...(base !== undefined && { base }) }] : [];
  switch (declaration.kind) {
    case 'audience':
      return place(declaration.where, declaration.name, declaration.of?.name);
    case 'segments':
      return declaration.entries.flatMap(({ where, name }) => place(where, `${declaration.name}_${name}`, declaration.of?.name));
    case 'campaign':
      return wavesOf(declaration).flatMap(({ where, name }) => place(where, name));
    default:
      return [];
  }
}

/** What holds of a member by itself, so that it can stand alone. */
const CONDITIONS: ReadonlySet<Expression['kind']> = new Set<Expression['kind']>([
  'and',
  'or',
  'not',
  'comparison',
  'in-list',
  'in-range',
  'in-last',
  'known',
  'text-match',
  'aggregate',
]);

function isCondition(expression: Expression): boolean {
  if (expression.kind !== 'aggregate') return CONDITIONS.has(expression.kind);
  return expression.name === 'any' || expression.name === 'no';
}

const holds = (outer: Selection, inner: Selection): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The innermost condition around a selection: of a chain only the parts that are selected. */
function chosen(expression: Expression, selection: Selection): Span | undefined {
  const { span } = expression;
  if (!holds(span, selection)) return undefined;
  // Inside an aggregate conditions speak of its records, not of members.
  if (expression.kind !== 'aggregate') {
    for (const part of subExpressions(expression)) {
      const inner = part && chosen(part, selection);
      if (inner) return inner;
    }
  }
  if (expression.kind === 'and' || expression.kind === 'or') {
    const selected = expression.parts.filter((part) => part.span.start < selection.end && selection.start < part.span.end);
    const [first, last] = [selected[0], selected.at(-1)];
    if (first && last && first !== last) return spanFrom(span, { start: first.span.start, end: last.span.end });
  }
  return isCondition(expression) ? span : undefined;
}

/** Days that only a campaign can tell. */
function isOfCampaign({ anchor }: DayForm): boolean {
  return anchor.kind === 'start' || anchor.kind === 'end' || (anchor.kind === 'name' && !anchor.year);
}

/** Whether a condition asks what only a wave can ask: outcomes, days of the campaign, ranks within its audience. */
function needsWave(expression: Expression, within: Span): boolean {
  const meets = expression.span.start < within.end && within.start < expression.span.end;
  if (!meets) return false;
  if (expression.kind === 'outcome' || expression.kind === 'top') return true;
  if (expression.kind === 'aggregate' && expression.window) {
    const { window } = expression;
    const days = window.kind === 'during' ? [window.from, window.to] : window.kind === 'last' ? [] : [window.day];
    if (days.some((day) => day && isOfCampaign(day))) return true;
  }
  return [...subExpressions(expression)].some((part) => part && needsWave(part, within));
}

/** A date held against an event means one occurrence of it in a campaign, and none elsewhere. */
function namesEvent(expression: Expression, within: Span, plan: ResolvedPlan): boolean {
  if (expression.span.end <= within.start || within.end <= expression.span.start) return false;
  const [only] = expression.kind === 'name' ? expression.path : [];
  if (only && plan.events.has(only.name)) return true;
  return [...subExpressions(expression)].some((part) => part && namesEvent(part, within, plan));
}

/** Makes a condition an audience of its own and asks for its members instead. */
export function extractAudience({ project, path }: Here, selection: Selection): readonly Refactoring[] {
  const { plan } = project.analysis;
  const text = project.textOf(path) ?? '';
  const place = project
    .fileModel(path)
    .declarations.flatMap(conditionsIn)
    .find(({ condition }) => holds(condition.span, selection));
  const span = place && chosen(place.condition, selection);
  if (!place || !span) return [];
  // Elsewhere than in a wave the new audience has the same base, so that ranks and days mean the same.
  if (place.inWave && (needsWave(place.condition, span) || namesEvent(place.condition, span, plan))) return [];
  const name = freeName(`${place.of}_members`, (each) => plan.audiences.has(each));
  const condition = text.slice(span.start, span.end).replace(/\s*\n\s*/g, ' ');
  const base = place.base === undefined ? '' : ` of ${place.base}`;
  const at = startOf(place.declaration, text);
  return [
    {
      kind: 'refactor.extract',
      title: { en: `Make this condition the audience \`${name}\``, zh: `把这个条件提取为人群“${name}”` },
      edits: [
        { span: { file: path, start: at, end: at }, text: `audience ${name}${base} {\n  where ${condition}\n}\n\n` },
        { span, text: `in ${name}` },
      ],
    },
  ];
}

/** Where a declaration begins, with the documentation above it. */
function startOf({ doc, span }: Declaration, text: string): number {
  return doc === undefined ? span.start : text.lastIndexOf('/**', span.start);
}
