/**
 * The public library of crm-lang: analyse sources, render what was found, compile a schedule.
 * Pure: no file system, no network, no clock; it runs unchanged in a browser.
 */
export { analyse, FileCache, type Analysis, type AnalyseOptions } from './compiler.js';
export type { Diagnostic, Fix, Level, Locale, Localized, Related, Verdict } from './diagnostics/diagnostic.js';
export { renderPretty, renderSummary } from './diagnostics/pretty.js';
export type { Source } from './text/source.js';
export type { Span } from './text/span.js';
export { RULES } from './rules/generated/index.js';
export type { Rule } from './rules/rule.js';
