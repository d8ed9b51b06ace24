import type { Span } from '../text/span.js';
import type { Fix, Localized, Related } from './diagnostic.js';

/** Rules of the language itself: found before a plan has a meaning, never configurable. */
export type LanguageRuleId =
  | 'syntax-error'
  | 'duplicate-name'
  | 'unknown-name'
  | 'type-mismatch'
  | 'invalid-literal'
  | 'cyclic-reference'
  | 'ambiguous-policy'
  | 'missing-store'
  | 'contradictory-fact'
  | 'impossible-time';

/**
 * What the layers below the rules report: a language rule with its words.
 * Level, reason and documentation come from the rule of that id.
 */
export interface Problem {
  readonly rule: LanguageRuleId;
  readonly span: Span;
  readonly message: Localized;
  readonly help?: Localized;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** Where the layers below the rules put what they find. */
export type Report = (problem: Problem) => void;
