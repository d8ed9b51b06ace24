import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { analyse } from '../src/compiler.js';
import { renderPretty, renderSummary } from '../src/diagnostics/pretty.js';
import { LIBRARY } from '../src/library/generated/sources.js';

/*
 * The README shows a plan and what crm says to it. `npm run test:update` rewrites what it says.
 */

const file = path.join(fileURLToPath(new URL('..', import.meta.url)), 'README.md');

/** The first code block of a language after a place: where its text begins and ends. */
function block(text: string, language: string, after = 0): { readonly start: number; readonly end: number } {
  const opening = `\n\`\`\`${language}\n`;
  const at = text.indexOf(opening, after);
  const start = at + opening.length;
  const end = text.indexOf('\n```\n', start) + 1;
  if (at < 0 || end === 0) throw new Error(`README.md has no ${language} block.`);
  return { start, end };
}

/** What `crm check` prints for one file, piped. */
function checked(plan: string): string {
  const source = { path: 'plan.crm', text: plan };
  const texts = new Map([...LIBRARY, source].map((each) => [each.path, each.text]));
  const analysis = analyse([source]);
  const pretty = renderPretty(analysis.diagnostics, (name) => texts.get(name), 'en');
  return `${pretty}${pretty === '' ? '' : '\n'}${renderSummary(analysis.diagnostics, 1, analysis.plan.campaigns.size, 'en')}\n`;
}

test('what crm says to the plan of the README', () => {
  const readme = fs.readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const plan = block(readme, 'crm');
  const shown = block(readme, 'text', plan.end);
  const said = checked(readme.slice(plan.start, plan.end));
  if (process.env.UPDATE !== undefined) fs.writeFileSync(file, readme.slice(0, shown.start) + said + readme.slice(shown.end));
  const now = process.env.UPDATE === undefined ? readme : fs.readFileSync(file, 'utf8');
  expect(now.slice(shown.start, block(now, 'text', plan.end).end)).toBe(said);
});

test('the picture of the README is what crm draws', () => {
  const root = path.dirname(file);
  const args = ['dist/bin/crm.cjs', 'timeline', 'examples/double11', '--format', 'svg', '--locale', 'en'];
  expect(fs.readFileSync(path.join(root, 'docs/images/double11.svg'), 'utf8')).toBe(
    execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }),
  );
});
