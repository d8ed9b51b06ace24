import type { Localized } from '../../diagnostics/diagnostic.js';
import type { TextEdit } from '../../text/edit.js';

/** A change of form that keeps what the plan means. */
export interface Refactoring {
  readonly kind: 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite';
  readonly title: Localized;
  readonly edits: readonly TextEdit[];
}

/** What is selected in a file; a cursor is an empty selection. */
export interface Selection {
  readonly start: number;
  readonly end: number;
}
