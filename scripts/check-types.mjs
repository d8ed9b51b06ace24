// npm run check:types: the compiler and its tests, the extension, its pages, the tests in editors, the send worker; each has globals of its own.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = path.join(root, 'node_modules/typescript-native/bin/tsc');

for (const project of [
  'tsconfig.json',
  'extension/tsconfig.json',
  'view/tsconfig.json',
  'tests/editor/tsconfig.json',
  'examples/send-worker/tsconfig.json',
  'tests/send-worker/tsconfig.json',
]) {
  const { status } = spawnSync(process.execPath, [tsc, '-p', path.join(root, project), '--noEmit'], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
