// npm run docs: docs/rules.md from the rules themselves, every bad plan with what crm says to it; docs/commands.md from the commands.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dev } from './bundle.mjs';

const { commandDocs } = await dev('manual');
fs.writeFileSync(new URL('../docs/commands.md', import.meta.url), commandDocs('en'));
fs.writeFileSync(new URL('../docs/zh-CN/commands.md', import.meta.url), commandDocs('zh-CN'));
const { ruleDocs } = await dev('rule-docs');
fs.writeFileSync(new URL('../docs/rules.md', import.meta.url), ruleDocs());

const root = fileURLToPath(new URL('..', import.meta.url));
fs.mkdirSync(`${root}docs/images`, { recursive: true });
execFileSync(
  process.execPath,
  ['dist/bin/crm.cjs', 'timeline', 'examples/double11', '--format', 'svg', '--locale', 'en', '-o', 'docs/images/double11.svg'],
  { cwd: root },
);
