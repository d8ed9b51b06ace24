import { structuredPatch } from 'diff';
import { localize, type Locale } from '../diagnostics/diagnostic.js';
import type { Paint } from '../diagnostics/pretty.js';
import type { AppliedFix } from '../fixes.js';
import { plural } from '../text/numbers.js';

/** One file before and after. */
export interface Changed {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

const SIGNS = { '+': 'green', '-': 'red' } as const;

/** What fixes did: a line for each, then the difference file by file. */
export function renderFixes(applied: readonly AppliedFix[], changed: readonly Changed[], locale: Locale, paint: Paint): string {
  const head = {
    en: `Fixed ${plural(applied.length, 'finding')} in ${plural(changed.length, 'file')}:`,
    zh: `已修复${changed.length}个文件中的${applied.length}处问题：`,
  };
  const fixes = applied.map(({ file, line, rule, title }) => `  ${file}:${line}  ${rule}  ${localize(title, locale)}`);
  return [paint('bold', localize(head, locale)), ...fixes, '', ...changed.flatMap((each) => differenceOf(each, paint)), ''].join('\n');
}

/** Of no lines, the place is that of the line before. */
function rangeText(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

/** As `diff -u` writes it. */
function differenceOf({ file, before, after }: Changed, paint: Paint): readonly string[] {
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: 2 });
  return [
    paint('bold', `--- ${file}`),
    paint('bold', `+++ ${file}`),
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      paint('cyan', `@@ -${rangeText(oldStart, oldLines)} +${rangeText(newStart, newLines)} @@`),
      ...lines.map((line) => {
        const style = SIGNS[line.charAt(0) as keyof typeof SIGNS] as 'green' | 'red' | undefined;
        return style ? paint(style, line) : line;
      }),
    ]),
  ];
}
