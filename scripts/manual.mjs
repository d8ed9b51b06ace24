// Makes the manual page of crm, dist/man/crm.1, from the commands themselves.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dev } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(fs.readFileSync(`${root}package.json`, 'utf8'));
const { manual } = await dev('manual');
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [
    'node_modules/marked-man/bin/marked-man.js',
    '--name',
    'crm',
    '--section',
    '1',
    '--version',
    `crm ${version}`,
    '--manual',
    'crm-lang',
    '--date',
    '2000-01-01',
  ],
  { cwd: root, input: manual(), encoding: 'utf8' },
);
if (status !== 0) throw new Error(stderr);
fs.mkdirSync(`${root}dist/man`, { recursive: true });
// A date would be that of the build.
fs.writeFileSync(`${root}dist/man/crm.1`, stdout.replace('"January 2000"', '""'));
