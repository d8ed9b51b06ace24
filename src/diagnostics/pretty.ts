import { lineStarts, positionAt } from '../text/source.js';
import type { Span } from '../text/span.js';
import { textWidth } from '../text/width.js';
import { LEVEL_WORDS, localize, type Diagnostic, type Level, type Locale, type Localized } from './diagnostic.js';
import { countLevels } from './json.js';

/** Paints a text for a terminal; the plain painter leaves it as it is. */
export type Paint = (style: 'red' | 'yellow' | 'green' | 'blue' | 'bold' | 'dim' | 'cyan', text: string) => string;

export const plain: Paint = (_style, text) => text;

const STYLE: Readonly<Record<Level, 'red' | 'yellow' | 'blue'>> = { error: 'red', warning: 'yellow', info: 'blue' };

const COLON: Localized = { en: ': ', zh: '：' };

const TAB = '    ';

interface Place {
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** Columns before the span, and its width within the line, as printed. */
  readonly before: number;
  readonly width: number;
  readonly cut: boolean;
}

const printable = (text: string): string => text.replaceAll('\t', TAB).replace(/[\u0000-\u001F\u007F]/g, '\u00B7');

/** Lines too long for a screen are shown around the span. */
const LONGEST = 160;

function placeOf(span: Span, text: string, starts: readonly number[]): Place {
  const { line, column } = positionAt(starts, span.start);
  const lineStart = starts[line - 1] ?? 0;
  const lineEnd = text.slice(lineStart).search(/[\r\n]/);
  const whole = lineEnd < 0 ? text.slice(lineStart) : text.slice(lineStart, lineStart + lineEnd);
  const from = whole.length > LONGEST ? Math.max(0, column - 1 - LONGEST / 2) : 0;
  const shown = whole.slice(from, from + LONGEST);
  const marked = whole.slice(column - 1, Math.min(column - 1 + Math.max(0, span.end - span.start), from + LONGEST));
  return {
    line,
    column,
    text: printable(shown),
    before: textWidth(printable(whole.slice(from, column - 1))),
    width: Math.max(1, textWidth(printable(marked))),
    cut: span.end - span.start > marked.length,
  };
}

/** Renders diagnostics for people: message, code with the places marked, why, help and fixes. */
export function renderPretty(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string | undefined,
  locale: Locale,
  paint: Paint = plain,
): string {
  const starts = new Map<string, readonly number[]>();
  const place = (span: Span): Place | undefined => {
    const text = textOf(span.file);
    if (text === undefined || text === '') return undefined;
    let lines = starts.get(span.file);
    if (!lines) starts.set(span.file, (lines = lineStarts(text)));
    return placeOf(span, text, lines);
  };
  return diagnostics.map((diagnostic) => renderOne(diagnostic, place, locale, paint)).join('\n');
}

const MOST_RELATED = 8;

function renderOne(diagnostic: Diagnostic, place: (span: Span) => Place | undefined, locale: Locale, paint: Paint): string {
  const say = (text: Localized): string => localize(text, locale);
  const colon = say(COLON);
  const lines: string[] = [];
  const verdict = diagnostic.verdict === 'possible' ? say({ en: ' (possible)', zh: '（可能）' }) : '';
  lines.push(
    `${paint(STYLE[diagnostic.level], say(LEVEL_WORDS[diagnostic.level]))}${verdict} ${paint('dim', `[${diagnostic.rule}]`)} ${paint('bold', say(diagnostic.message))}`,
  );
  const primary = place(diagnostic.span);
  const related = diagnostic.related.slice(0, MOST_RELATED).map((each) => ({ each, at: place(each.span) }));
  const gutter = Math.max(2, ...[primary, ...related.map(({ at }) => at)].map((at) => String(at?.line ?? 0).length));
  const bar = paint('dim', '\u2502');
  const frame = (at: Place, file: string, style: 'red' | 'yellow' | 'blue' | 'cyan', note: string, header: boolean): void => {
    if (header) lines.push(`${' '.repeat(gutter)}${paint('dim', '\u256D\u2500')} ${file}:${at.line}:${at.column}`);
    lines.push(`${paint('dim', String(at.line).padStart(gutter))} ${bar} ${at.text}`);
    lines.push(
      `${' '.repeat(gutter)} ${bar} ${' '.repeat(at.before)}${paint(style, (style === 'cyan' ? '\u2500' : '^').repeat(at.width))}${at.cut ? paint(style, '\u2026') : ''}${note === '' ? '' : ` ${paint(style, note)}`}`,
    );
  };
  if (primary) frame(primary, diagnostic.span.file, STYLE[diagnostic.level], '', true);
  let file = diagnostic.span.file;
  for (const { each, at } of related) {
    if (at) frame(at, each.span.file, 'cyan', say(each.message), each.span.file !== file);
    else
      lines.push(
        `${' '.repeat(gutter)} ${bar} ${each.span.file.replace(/^crm:/, say({ en: 'built in: ', zh: '内置：' }))}${colon}${say(each.message)}`,
      );
    file = each.span.file;
  }
  const more = diagnostic.related.length - related.length;
  if (more > 0) lines.push(`${' '.repeat(gutter)} ${bar} ${say({ en: `and ${more} more`, zh: `另有${more}处` })}`);
  const note = (head: Localized, text: string): void => {
    lines.push(`${' '.repeat(gutter)} ${paint('dim', '=')} ${paint('dim', say(head) + colon)}${text}`);
  };
  if (diagnostic.help) note({ en: 'help', zh: '建议' }, say(diagnostic.help));
  for (const fix of diagnostic.fixes) note(fix.safe ? { en: 'fix', zh: '修复' } : { en: 'possible fix', zh: '可选修改' }, say(fix.title));
  if (diagnostic.why) note({ en: 'why', zh: '原因' }, say(diagnostic.why));
  return `${lines.join('\n')}\n`;
}

/** The closing line: how many files and campaigns, how many findings of each level. */
export function renderSummary(
  diagnostics: readonly Diagnostic[],
  files: number,
  campaigns: number,
  locale: Locale,
  paint: Paint = plain,
): string {
  const { errors, warnings, infos } = countLevels(diagnostics);
  const many = (count: number, one: string, several = `${one}s`): string => `${String(count)} ${count === 1 ? one : several}`;
  const scope = localize(
    { en: `${many(files, 'file')}, ${many(campaigns, 'campaign')}`, zh: `${files}个文件，${campaigns}个活动` },
    locale,
  );
  const colon = localize(COLON, locale);
  if (errors + warnings + infos === 0) return `${scope}${colon}${localize({ en: 'no problems', zh: '没有问题' }, locale)}`;
  const parts: string[] = [];
  if (errors > 0) parts.push(paint('red', localize({ en: many(errors, 'error'), zh: `${errors}个错误` }, locale)));
  if (warnings > 0) parts.push(paint('yellow', localize({ en: many(warnings, 'warning'), zh: `${warnings}个警告` }, locale)));
  if (infos > 0) parts.push(paint('blue', localize({ en: many(infos, 'info'), zh: `${infos}条提示` }, locale)));
  return `${scope}${colon}${parts.join(localize({ en: ', ', zh: '，' }, locale))}`;
}
