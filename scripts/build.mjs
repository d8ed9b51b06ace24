// Bundles the command line (one CommonJS file with a V8 code cache), the library, its types and the schedule's schema.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => path.join(root, ...parts);
const { version } = JSON.parse(fs.readFileSync(at('package.json'), 'utf8'));

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  charset: 'ascii',
  define: { CRM_VERSION: JSON.stringify(version) },
  logLevel: 'error',
  absWorkingDir: root,
};

fs.rmSync(at('dist'), { recursive: true, force: true });
await build({
  ...shared,
  entryPoints: [at('src/cli/main.ts')],
  outfile: at('dist/bin/cli.cjs'),
  format: 'cjs',
  // What few calls need is read from its package then.
  external: ['@clack/prompts', 'chokidar', 'ical.js', 'junit-report-builder'],
  alias: {
    tyme4ts: at('scripts/stubs/tyme4ts.cjs'),
    'node:child_process': at('scripts/stubs/child-process.cjs'),
  },
});
await build({
  ...shared,
  entryPoints: [at('src/lsp/node.ts')],
  outfile: at('dist/bin/lsp.cjs'),
  format: 'cjs',
  alias: { tyme4ts: at('scripts/stubs/tyme4ts.cjs') },
});
await build({ ...shared, entryPoints: [at('src/cli/render-timeline.ts')], outfile: at('dist/bin/timeline.cjs'), format: 'cjs' });
await buildTimelinePage();
await build({
  ...shared,
  entryPoints: [at('src/index.ts')],
  outfile: at('dist/index.js'),
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
});
// The loader reads the bundle as Latin-1; esbuild escapes texts, but not patterns such as /\u3010/ written with the character itself.
if (/[^\0-\x7f]/.test(fs.readFileSync(at('dist/bin/cli.cjs'), 'utf8')))
  throw new Error('dist/bin/cli.cjs is not ASCII: write \\u escapes in patterns, or build them from texts.');
fs.copyFileSync(at('scripts/crm.cjs'), at('dist/bin/crm.cjs'));
fs.chmodSync(at('dist/bin/crm.cjs'), 0o755);
// The first run leaves the code cache beside the bundle.
execFileSync(process.execPath, [at('dist/bin/crm.cjs'), 'check', at('examples/first-plan'), '--locale', 'en'], {
  env: { ...process.env, CRM_WRITE_CACHE: '1' },
});
execFileSync(process.execPath, [at('node_modules/typescript-native/bin/tsc'), '-p', at('tsconfig.build.json')], { stdio: 'inherit' });
execFileSync(process.execPath, [at('scripts/schema.mjs')], { stdio: 'inherit' });
execFileSync(process.execPath, [at('scripts/manual.mjs')], { stdio: 'inherit' });

/** Script and style of the pages that `crm timeline` writes; the script tells the licenses of what is in it. */
async function buildTimelinePage() {
  const page = { ...shared, platform: 'browser', target: 'es2022', charset: 'utf8', metafile: true };
  const script = at('dist/bin/timeline-page.js');
  const result = await build({ ...page, format: 'iife', entryPoints: [at('view/timeline/in-page.ts')], outfile: script });
  const notices = noticesOf(root, [result]).replaceAll('*/', '* /');
  const text = `/*\nThis script holds these packages.\n\n${notices}\n*/\n${fs.readFileSync(script, 'utf8')}`;
  if (/<\/script|<!--/i.test(text)) throw new Error('dist/bin/timeline-page.js cannot stand in a page: it holds </script or <!--.');
  fs.writeFileSync(script, text);
  await build({ ...page, entryPoints: [at('view/timeline/page-style.css')], outfile: at('dist/bin/timeline-page.css') });
}
