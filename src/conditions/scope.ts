import type { Fix, Localized } from '../diagnostics/diagnostic.js';
import type { LanguageRuleId, Report } from '../diagnostics/problem.js';
import { differInNumbers, nearest } from '../diagnostics/suggest.js';
import type { Condition, Value } from '../model/conditions.js';
import type { Ref } from '../model/types.js';
import type { Span } from '../text/span.js';
import type { Environment, FoundName, MissingName } from './environment.js';

/** A measure of a condition: yes where the condition holds, no where it does not, never unknown. */
export interface Truth {
  readonly kind: 'truth';
  readonly condition: Condition;
  readonly type: { readonly kind: 'flag' };
}

/** A value as a measure may name it. */
export type Named = Value | Truth;

/** What one check carries through an expression. */
export interface Scope {
  readonly env: Environment;
  readonly report: Report;
  /** Measures being expanded, outermost first. */
  readonly measures: readonly string[];
  /** Measures already expanded in this check. */
  readonly expanded: Map<string, Named | undefined>;
  /** Called with the measures of a cycle, the first one also last. */
  readonly onCycle: (path: readonly string[]) => void;
}

export function found(scope: Scope, kind: FoundName['kind'], { name, span }: Ref, owner?: string): void {
  scope.env.onFound?.({ kind, name, ...(owner !== undefined && { owner }), span });
}

export function missing(scope: Scope, name: Omit<MissingName, 'record'>): void {
  const { record, onMissing } = scope.env;
  onMissing?.({ ...name, ...(record !== undefined && { record }) });
}

export function problem(scope: Scope, rule: LanguageRuleId, span: Span, message: Localized, fixes: readonly Fix[] = []): void {
  scope.report(fixes.length > 0 ? { rule, span, message, fixes } : { rule, span, message });
}

export function replacement(span: Span, text: string): Fix {
  return { title: { en: `Replace with ${text}`, zh: `改为 ${text}` }, safe: true, edits: [{ span, text }] };
}

/**
 * Reports a name that leads nowhere, with what was meant: what bears it as its label, else the nearest candidate.
 * `what` is the kind of thing looked for, with its article in English.
 */
export function unknownName(
  scope: Scope,
  name: string,
  span: Span,
  what: Localized,
  candidates: Iterable<string>,
  labelled?: string,
): void {
  const suggestion = labelled ?? nearest(name, candidates);
  const message: Localized = {
    en: `"${name}" is not ${what.en}.${suggestion ? ` Did you mean "${suggestion}"?` : ''}`,
    zh: `“${name}”不是${what.zh}。${suggestion ? `是否想写“${suggestion}”？` : ''}`,
  };
  problem(
    scope,
    'unknown-name',
    span,
    message,
    suggestion ? [{ ...replacement(span, suggestion), safe: labelled !== undefined || !differInNumbers(name, suggestion) }] : [],
  );
}
