import { createHash } from 'node:crypto';
import { countLevels, jsonDiagnostic, placer, type JsonReport } from '../diagnostics/json.js';
import { plain, renderPretty, renderSummary, type Paint } from '../diagnostics/pretty.js';
import type { Locale } from '../diagnostics/diagnostic.js';
import { RULES } from '../rules/generated/index.js';
import { lineStarts } from '../text/source.js';
import type { Checked } from './checked.js';

declare const CRM_VERSION: string;

/** What `crm check` prints, and how it is told. */
export interface Told {
  readonly locale: Locale;
  readonly paint: Paint;
}

type Report = (checked: Checked, told: Told) => string | Promise<string>;

const summaryOf = ({ diagnostics, files, campaigns }: Checked, { locale, paint }: Told): string =>
  `${renderSummary(diagnostics, files.length, campaigns, locale, paint)}\n`;

const jsonOf = ({ diagnostics, textOf }: Checked, locale: Locale) => {
  const place = placer(textOf);
  return diagnostics.map((diagnostic) => jsonDiagnostic(diagnostic, locale, place));
};

/** What `crm check` prints on a terminal. */
export function prettyReport(checked: Checked, told: Told): string {
  const { diagnostics, textOf } = checked;
  const all = diagnostics.length > 0 ? `${renderPretty(diagnostics, textOf, told.locale, told.paint)}\n` : '';
  return all + summaryOf(checked, told);
}

function json(checked: Checked, { locale }: Told): string {
  const report: JsonReport = {
    format: 1,
    diagnostics: jsonOf(checked, locale),
    summary: { files: checked.files.length, campaigns: checked.campaigns, ...countLevels(checked.diagnostics) },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

async function github(checked: Checked, told: Told): Promise<string> {
  const { githubAnnotations } = await import('../report/github.js');
  return githubAnnotations(jsonOf(checked, told.locale)) + summaryOf(checked, { ...told, paint: plain });
}

async function junit(checked: Checked, { locale }: Told): Promise<string> {
  const { junitReport } = await import('../report/junit.js');
  return junitReport(checked.files, jsonOf(checked, locale), locale);
}

async function sarif(checked: Checked, { locale }: Told): Promise<string> {
  const { sarifLog } = await import('../report/sarif.js');
  const log = sarifLog({
    diagnostics: jsonOf(checked, locale),
    rules: RULES,
    version: CRM_VERSION,
    locale,
    lineOf: (file, line) => {
      const text = checked.textOf(file) ?? '';
      const starts = lineStarts(text);
      return text.slice(starts[line - 1], starts[line]);
    },
    digest: (text) => createHash('sha256').update(text).digest('hex').slice(0, 16),
  });
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** The forms of a report by their names. */
export const REPORTS: Readonly<Record<string, Report>> = { pretty: prettyReport, json, github, junit, sarif };

/** Forms that other programs lay over the files of a repository: their paths begin at its root. */
export const OF_REPOSITORY: ReadonlySet<unknown> = new Set(['github', 'junit', 'sarif']);
