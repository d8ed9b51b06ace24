// npm run docs: docs/rules.md from the rules themselves, every bad plan with what crm says to it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = path.join(root, 'node_modules/.cache/crm-lang/rule-docs.mjs');
await build({
  entryPoints: [path.join(root, 'src/dev/rule-docs.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: output,
  logLevel: 'error',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
const { ruleDocs } = await import(output);
fs.writeFileSync(path.join(root, 'docs/rules.md'), ruleDocs());
