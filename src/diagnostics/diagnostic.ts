import type { TextEdit } from '../text/edit.js';
import type { Span } from '../text/span.js';

export type Locale = 'en' | 'zh-CN';

/** One text in each language; every word a planner reads comes as a pair. */
export interface Localized {
  readonly en: string;
  readonly zh: string;
}

export type Level = 'error' | 'warning' | 'info';

export const LEVEL_WORDS: Readonly<Record<Level, Localized>> = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  info: { en: 'info', zh: '提示' },
};

/** What a rule about members found: `violated` for at least some, or `possible` for some. A safe plan has no finding. */
export type Verdict = 'violated' | 'possible';

export interface Related {
  readonly span: Span;
  readonly message: Localized;
}

export interface Fix {
  readonly title: Localized;
  /** Safe fixes keep what the plan means or add what it lacks; others change a decision of the planner. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** A finding as data. Renderers turn it into text; nothing else does. */
export interface Diagnostic {
  readonly rule: string;
  readonly level: Level;
  readonly verdict?: Verdict;
  readonly span: Span;
  readonly message: Localized;
  readonly why?: Localized;
  readonly help?: Localized;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

export function localize(text: Localized, locale: Locale): string {
  return locale === 'zh-CN' ? text.zh : text.en;
}
