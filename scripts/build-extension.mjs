// Bundles the VS Code extension: for the desktop (client and server process) and for browsers (client and web worker), with its grammar.
import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './notices.mjs';
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
  metafile: true,
};
const node = { ...shared, platform: 'node', target: 'node20' };
const browser = { ...shared, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };
/** Runs in both: what is of Node.js is loaded there only. */
const both = {
  ...browser,
  target: ['es2022', 'node20'],
  format: 'iife',
  conditions: ['browser', 'node'],
  external: builtinModules.flatMap((name) => [name, `node:${name}`]),
  supported: { 'dynamic-import': false },
};

fs.rmSync(at('extension/dist'), { recursive: true, force: true });
const results = await Promise.all([
  build({ ...node, entryPoints: [at('extension/src/node/extension.ts')], outfile: at('extension/dist/node.js') }),
  build({ ...browser, entryPoints: [at('extension/src/browser/extension.ts')], outfile: at('extension/dist/browser.js') }),
  build({ ...both, entryPoints: [at('extension/src/language-server.ts')], outfile: at('extension/dist/server.js') }),
  build({
    ...browser,
    format: 'iife',
    entryPoints: [at('view/timeline/in-vscode.ts')],
    outfile: at('extension/dist/timeline.js'),
  }),
  build({ ...browser, entryPoints: [at('view/timeline/timeline.css')], outfile: at('extension/dist/timeline.css') }),
]);
writeGrammar(at('src/syntax/crm.langium'), at('extension/dist/crm.tmLanguage.json'));

const packages = noticesOf(root, results);
fs.writeFileSync(at('extension/dist/THIRD-PARTY-NOTICES.txt'), `The bundles of this extension hold these packages.\n\n${packages}\n`);
