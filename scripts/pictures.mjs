// npm run pictures: the pictures of the extension's README and walkthrough, as the last run of the editor tests saw VS Code.
// It needs pngquant (apt-get install pngquant).
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const from = path.join(root, 'artifacts/editor/pictures');
const to = path.join(root, 'extension/images');

for (const name of fs.readdirSync(from)) {
  execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', path.join(to, name), '128', path.join(from, name)]);
  console.log(`${name}: ${fs.statSync(path.join(to, name)).size} bytes`);
}
