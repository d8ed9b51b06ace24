// npm run package: dist/crm-lang.vsix, the VS Code extension with the language server in it.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const extension = path.join(root, 'extension');
const output = path.join(root, 'dist/crm-lang.vsix');
/** Larger packages hold something that does not belong there. */
const MOST_BYTES = 1.5 * 1024 * 1024;

const versions = ['package.json', 'extension/package.json'].map(
  (file) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')).version,
);
if (versions[0] !== versions[1]) throw new Error(`The extension is ${versions[1]}, crm is ${versions[0]}: they go by one version.`);

execFileSync(process.execPath, [path.join(root, 'scripts/build-extension.mjs')], { stdio: 'inherit' });
fs.mkdirSync(path.dirname(output), { recursive: true });
fs.copyFileSync(path.join(root, 'LICENSE'), path.join(extension, 'LICENSE'));
// VS Code shows the pictures of a README only from the web: PICTURES_URL is where extension/ is published.
const { PICTURES_URL } = process.env;
const pictures = PICTURES_URL ? ['--baseImagesUrl', PICTURES_URL, '--baseContentUrl', PICTURES_URL] : ['--no-rewrite-relative-links'];
execFileSync(
  process.execPath,
  [
    path.join(root, 'node_modules/@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    ...pictures,
    '--allow-missing-repository',
    '--out',
    output,
  ],
  { cwd: extension, stdio: 'inherit' },
);
const { size } = fs.statSync(output);
if (size > MOST_BYTES) throw new Error(`${output} has ${size} bytes; at most ${MOST_BYTES} are allowed.`);
