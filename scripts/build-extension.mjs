// Bundles the VS Code extension: for the desktop (client and server process) and for browsers (client and web worker), with its grammar.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeGrammar } from './textmate.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => path.join(root, ...parts);
const { version } = JSON.parse(fs.readFileSync(at('package.json'), 'utf8'));

const shared = {
  bundle: true,
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  external: ['vscode'],
  define: { CRM_VERSION: JSON.stringify(version) },
  alias: { tyme4ts: at('scripts/stubs/tyme4ts.cjs') },
  logLevel: 'error',
  absWorkingDir: root,
};
const node = { ...shared, platform: 'node', target: 'node20' };
const browser = { ...shared, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

fs.rmSync(at('extension/dist'), { recursive: true, force: true });
await Promise.all([
  build({ ...node, entryPoints: [at('extension/src/node/extension.ts')], outfile: at('extension/dist/node/extension.js') }),
  build({ ...node, entryPoints: [at('extension/src/node/server.ts')], outfile: at('extension/dist/node/server.js') }),
  build({ ...browser, entryPoints: [at('extension/src/browser/extension.ts')], outfile: at('extension/dist/browser/extension.js') }),
  build({ ...browser, entryPoints: [at('src/lsp/browser.ts')], outfile: at('extension/dist/browser/server.js'), format: 'iife' }),
]);
writeGrammar(at('src/syntax/crm.langium'), at('extension/dist/crm.tmLanguage.json'));
