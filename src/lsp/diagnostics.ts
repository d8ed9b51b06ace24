import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { localize, type Diagnostic, type Level, type Locale } from '../diagnostics/diagnostic.js';
import { rulePageUrl } from '../rules/page-url.js';
import { locationOf, rangeOf } from './places.js';
import type { Project } from './project.js';

const SEVERITY: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** A finding as an editor shows it: what is wrong, what helps; the places that belong to it, but for those in the library. */
export function diagnosticOf(project: Project, { rule, level, span, message, help, related }: Diagnostic, locale: Locale): LspDiagnostic {
  const places = related.flatMap((each) => {
    const location = locationOf(project, each.span);
    return location ? [{ location, message: localize(each.message, locale) }] : [];
  });
  return {
    range: rangeOf(project, span),
    severity: SEVERITY[level],
    code: rule,
    codeDescription: { href: rulePageUrl(rule) },
    source: 'crm',
    message: help ? `${localize(message, locale)}\n${localize(help, locale)}` : localize(message, locale),
    ...(places.length > 0 && { relatedInformation: places }),
    ...(rule === 'unused-declaration' && { tags: [DiagnosticTag.Unnecessary] }),
  };
}
