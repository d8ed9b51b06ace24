import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles a TypeScript file of this repository with all it imports into one module that Node can run; both paths are from the root. */
export async function bundle(source, output) {
  await build({
    entryPoints: [path.join(root, source)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: path.join(root, output),
    logLevel: 'error',
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
  });
}

/** The exports of a file of src/dev as it is now. */
export async function dev(name) {
  const output = `node_modules/.cache/crm-lang/${name}.mjs`;
  await bundle(`src/dev/${name}.ts`, output);
  return import(`${new URL(`../${output}`, import.meta.url).href}?${Date.now()}`);
}
