// Installs the packages of examples/send-worker, as its lock file says; nothing where that was done before.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../examples/send-worker', import.meta.url));
const lock = fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
const stampFile = path.join(folder, 'node_modules/.lock');

if (!fs.existsSync(stampFile) || fs.readFileSync(stampFile, 'utf8') !== lock) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  fs.writeFileSync(stampFile, lock);
  console.log('The packages of examples/send-worker are installed.');
}
