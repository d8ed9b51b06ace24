import builder, { type Builder } from 'junit-report-builder';
import type { JsonDiagnostic } from '../diagnostics/json.js';
import { LEVEL_WORDS, localize, type Locale } from '../diagnostics/diagnostic.js';
import { groupBy } from '../text/group-by.js';

/** XML has no place for other control characters. */
const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD');

/** All that is to be said of a finding, for people. */
function textOf({ file, range, level, rule, message, help, why }: JsonDiagnostic, locale: Locale): string {
  const head = `${file}:${range.start.line}:${range.start.column}: ${localize(LEVEL_WORDS[level], locale)} [${rule}] ${message}`;
  return printable([head, help, why].filter((line) => line !== undefined).join('\n'));
}

/**
 * A check as JUnit XML: a suite for each file, a test case for each finding. Errors are failures; warnings and infos pass,
 * with what they say as output. A file without findings has one case that passes.
 */
export function junitReport(files: readonly string[], diagnostics: readonly JsonDiagnostic[], locale: Locale): string {
  // Its types say `default`, but the module itself is the builder.
  const report = (builder as unknown as Builder).newBuilder();
  const byFile = groupBy(diagnostics, ({ file }) => file);
  for (const file of new Set([...files, ...byFile.keys()])) {
    const suite = report.testSuite().name(file);
    const found = byFile.get(file) ?? [];
    if (found.length === 0)
      suite
        .testCase()
        .className(file)
        .name(localize({ en: 'no problems', zh: '没有问题' }, locale))
        .file(file);
    for (const diagnostic of found) {
      const { rule, message, range, level } = diagnostic;
      const test = suite.testCase().className(file).name(`${rule} (${range.start.line}:${range.start.column})`).file(file);
      const text = textOf(diagnostic, locale);
      if (level === 'error') test.failure(printable(message), rule).stacktrace(text);
      else test.standardOutput(text);
    }
  }
  return `${report.build()}\n`;
}
