import fs from 'node:fs';
import path from 'node:path';
import { analyse, type AnalyseOptions } from '../../src/compiler.js';
import { localize, type Diagnostic, type Fix } from '../../src/diagnostics/diagnostic.js';
import { renderPretty } from '../../src/diagnostics/pretty.js';
import { readLedger } from '../../src/ledger/read.js';
import { LIBRARY } from '../../src/library/generated/sources.js';
import { EXAMPLE_BASE } from '../../src/rules/example-base.js';
import { applyEdits } from '../../src/text/edit.js';
import type { Source } from '../../src/text/source.js';

/*
 * A fixture is a .crm file with cases, each a small plan and a comment with exactly what crm says to it:
 *
 *   //// a name for the case            begins a case; `(now 2026-11-01)`, `(require proof)`, `(no ledger)` after it are options
 *   //// file other.crm                 what follows stands in another file of the case's project; one of another kind is its ledger
 *   //// no base                        the case is a whole project; else `base.crm` (rules/example-base.ts) belongs to it
 *   ⟨plan⟩
 *   /*> …  * /                          what is found: in English, in Chinese, and what each fix changes
 *
 * `npm run test:update` rewrites the comments; a case that cannot be read fails.
 */

export interface Case {
  readonly name: string;
  readonly options: AnalyseOptions;
  readonly sources: readonly Source[];
  readonly expected: string;
  /** The text of the case without its expectation. */
  readonly text: string;
}

export function readFixture(file: string): readonly Case[] {
  const text = fs.readFileSync(file, 'utf8');
  const parts = text.split(/^(?=\/\/\/\/ (?!file |no base))/m).filter((part) => part.trim() !== '');
  return parts.map((part) => readCase(part, file));
}

function readCase(part: string, file: string): Case {
  const head = /^\/\/\/\/ (.+)\n/.exec(part);
  if (!head) throw new Error(`INVALID FIXTURE ${file}: a case begins with \`//// name\`.`);
  const block = /\n\/\*>\n([\s\S]*?)\*\/\s*$/.exec(part);
  if (!block && process.env.UPDATE === undefined)
    throw new Error(`INVALID FIXTURE ${file}: the case "${head[1] ?? ''}" has no expectation; run npm run test:update.`);
  const text = block ? part.slice(0, block.index + 1) : `${part.trimEnd()}\n`;
  const name = (head[1] ?? '').trim();
  const body = text.slice(head[0].length);
  const files = body.split(/^\/\/\/\/ file (.+)\n/m);
  const sources: Source[] = [];
  const own = files[0] ?? '';
  if (!own.includes('//// no base')) sources.push({ path: 'base.crm', text: EXAMPLE_BASE });
  sources.push({ path: 'plan.crm', text: own.replace(/^\/\/\/\/ no base\n/m, '') });
  for (let at = 1; at < files.length; at += 2) sources.push({ path: (files[at] ?? '').trim(), text: files[at + 1] ?? '' });
  const now = /\(now ([^)]+)\)/.exec(name)?.[1];
  const isPlan = ({ path: file }: Source): boolean => file.endsWith('.crm');
  const ledger = sources.find((source) => !isPlan(source)) ?? { path: 'ledger.csv', text: '' };
  return {
    name,
    options: {
      ...(!name.includes('(no ledger)') && { ledger: readLedger(ledger) }),
      ...(now !== undefined && { now }),
      ...(name.includes('(require proof)') && { requireProof: true }),
    },
    sources: sources.filter(isPlan),
    expected: block?.[1] ?? '',
    text,
  };
}

/** Lines a fix takes away and puts in. */
function renderFix(fix: Fix, textOf: (file: string) => string | undefined): string {
  const lines: string[] = [`fix: ${localize(fix.title, 'en')} / ${localize(fix.title, 'zh-CN')}${fix.safe ? '' : ' (a choice)'}`];
  for (const file of new Set(fix.edits.map((edit) => edit.span.file))) {
    const before = textOf(file) ?? '';
    const after = applyEdits(
      before,
      fix.edits.filter((edit) => edit.span.file === file),
    );
    const [old, now] = [before.split('\n'), after.split('\n')];
    let start = 0;
    while (start < old.length && old[start] === now[start]) start += 1;
    let end = 0;
    while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
    for (const line of old.slice(start, old.length - end)) lines.push(`  - ${line}`);
    for (const line of now.slice(start, now.length - end)) lines.push(`  + ${line}`);
  }
  return lines.join('\n');
}

/** What crm says to a case: the expectation as it should stand. */
export function renderCase(each: Case): string {
  const ledger = each.options.ledger ? [each.options.ledger] : [];
  const texts = new Map([...LIBRARY, ...each.sources, ...ledger].map((source) => [source.path, source.text]));
  const textOf = (file: string): string | undefined => texts.get(file);
  const diagnostics: readonly Diagnostic[] = analyse(each.sources, each.options).diagnostics.filter(
    (diagnostic) => diagnostic.span.file !== 'base.crm',
  );
  if (diagnostics.length === 0) return 'no problems\n';
  const short = diagnostics.map(({ why: _why, ...diagnostic }) => ({ ...diagnostic, fixes: [] }));
  const fixes = diagnostics.flatMap((diagnostic) => diagnostic.fixes).map((fix) => renderFix(fix, textOf));
  const parts = [
    renderPretty(short, textOf, 'en'),
    renderPretty(short, textOf, 'zh-CN'),
    ...(fixes.length > 0 ? [`${fixes.join('\n')}\n`] : []),
  ];
  return parts.join('\n').replaceAll('*/', '* /');
}

export function writeFixture(file: string, cases: readonly Case[]): void {
  fs.writeFileSync(file, cases.map((each) => `${each.text.trimEnd()}\n\n/*>\n${renderCase(each)}*/\n`).join('\n'));
}

/** All fixtures below a folder, as paths relative to it. */
export function fixturesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.crm'))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}
