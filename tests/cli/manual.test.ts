import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { expect, test } from 'vitest';
import { createProgram, examplesOf } from '../../src/cli/program.js';
import { commandDocs } from '../../src/dev/manual.js';
import { folderOf } from '../support/projects.js';

const PAGE = folderOf('dist/man/crm.1');
const program = createProgram('', 'en', () => Promise.resolve());
const names = program.commands.map((command) => command.name());

test.each([
  ['docs/commands.md', 'en'],
  ['docs/zh-CN/commands.md', 'zh-CN'],
] as const)('%s is made from the commands as they are', (file, locale) => {
  expect(fs.readFileSync(folderOf(file), 'utf8')).toBe(commandDocs(locale));
});

test('every command has two examples at least, and the help shows them', () => {
  for (const command of program.commands) {
    const examples = examplesOf(command);
    expect(examples.length, command.name()).toBeGreaterThanOrEqual(2);
    const env = { ...process.env, LC_ALL: 'C' };
    const help = execFileSync(process.execPath, [folderOf('dist/bin/crm.cjs'), command.name(), '--help'], { encoding: 'utf8', env });
    for (const { call, purpose } of examples) expect(help).toMatch(new RegExp(`${call.replace(/[^\w ]/g, String.raw`\$&`)} +${purpose}`));
  }
});

test.skipIf(spawnSync('groff', ['--version']).status !== 0)('the manual page is read without a warning, and has every command', () => {
  const { status, stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', PAGE], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const text = stdout.replace(/\u001B\[[\d;]*m|.\u0008/g, '');
  for (const name of names) expect(text).toContain(`crm ${name}`);
});
