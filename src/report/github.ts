import type { JsonDiagnostic } from '../diagnostics/json.js';
import type { Level } from '../diagnostics/diagnostic.js';

const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'notice' };

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function annotation({ level, rule, message, help, file, range }: JsonDiagnostic): string {
  const { start, end } = range;
  const properties = {
    file,
    line: start.line,
    // A column has a meaning only within one line.
    ...(start.line === end.line ? { endLine: end.line, col: start.column, endColumn: end.column } : { endLine: end.line }),
    title: rule,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[level]} ${list.join(',')}::${data(help === undefined ? message : `${message}\n${help}`)}\n`;
}

/**
 * Diagnostics as commands of GitHub Actions, which shows them at the lines of a pull request; files by their path in the repository.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubAnnotations(diagnostics: readonly JsonDiagnostic[]): string {
  return diagnostics.map(annotation).join('');
}
