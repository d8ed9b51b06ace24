import { lineStarts, positionAt, type Range } from '../text/source.js';
import type { Span } from '../text/span.js';
import { localize, type Diagnostic, type Level, type Locale } from './diagnostic.js';

export interface Summary {
  readonly files: number;
  readonly campaigns: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface JsonRange {
  readonly file: string;
  readonly range: Range;
}

export interface JsonDiagnostic extends JsonRange {
  readonly rule: string;
  readonly level: Level;
  readonly verdict?: string;
  readonly message: string;
  readonly why?: string;
  readonly help?: string;
  readonly related: readonly (JsonRange & { readonly message: string })[];
  readonly fixes: readonly {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly (JsonRange & { readonly text: string })[];
  }[];
}

/** What `crm check --format json` prints. */
export interface JsonReport {
  readonly format: 1;
  readonly diagnostics: readonly JsonDiagnostic[];
  readonly summary: Summary;
}

/** Turns spans into lines and columns; each text is measured once. */
export function placer(textOf: (file: string) => string | undefined): (span: Span) => JsonRange {
  const starts = new Map<string, readonly number[]>();
  return ({ file, start, end }) => {
    let lines = starts.get(file);
    if (!lines) starts.set(file, (lines = lineStarts(textOf(file) ?? '')));
    return { file, range: { start: positionAt(lines, start), end: positionAt(lines, end) } };
  };
}

export function countLevels(diagnostics: readonly Diagnostic[]): Pick<Summary, 'errors' | 'warnings' | 'infos'> {
  const count = (level: Level): number => diagnostics.filter((diagnostic) => diagnostic.level === level).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

export function jsonDiagnostic(diagnostic: Diagnostic, locale: Locale, place: (span: Span) => JsonRange): JsonDiagnostic {
  const { file, range } = place(diagnostic.span);
  return {
    rule: diagnostic.rule,
    level: diagnostic.level,
    ...(diagnostic.verdict && { verdict: diagnostic.verdict }),
    message: localize(diagnostic.message, locale),
    ...(diagnostic.why && { why: localize(diagnostic.why, locale) }),
    ...(diagnostic.help && { help: localize(diagnostic.help, locale) }),
    file,
    range,
    related: diagnostic.related.map((related) => ({ ...place(related.span), message: localize(related.message, locale) })),
    fixes: diagnostic.fixes.map((fix) => ({
      title: localize(fix.title, locale),
      safe: fix.safe,
      edits: fix.edits.map((edit) => ({ ...place(edit.span), text: edit.text })),
    })),
  };
}
