import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { localize, type Diagnostic, type Level } from '../diagnostics/diagnostic.js';
import { rulePageUrl } from '../rules/page-url.js';
import type { Session } from './feature.js';
import { rangeOf, shownLocationOf } from './places.js';
import type { Project } from './project.js';

const SEVERITY: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Rules about what could as well not be there. */
const UNNECESSARY: ReadonlySet<string> = new Set(['unused-declaration', 'unused-waiver']);

/** A finding as an editor shows it: what is wrong, what helps, and the places that belong to it, as far as the editor can show them. */
export function diagnosticOf(project: Project, diagnostic: Diagnostic, session: Session): LspDiagnostic {
  const { rule, level, span, message, help, related } = diagnostic;
  const { locale } = session;
  const places = related.flatMap((each) => {
    const location = shownLocationOf({ project, session }, each.span);
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
    ...(UNNECESSARY.has(rule) && { tags: [DiagnosticTag.Unnecessary] }),
  };
}
