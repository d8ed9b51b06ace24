// npm run docs: docs/rules.md from the rules themselves, every bad plan with what crm says to it.
import fs from 'node:fs';
import { dev } from './bundle.mjs';

const { ruleDocs } = await dev('rule-docs');
fs.writeFileSync(new URL('../docs/rules.md', import.meta.url), ruleDocs());
