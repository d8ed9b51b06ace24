import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { EXAMPLES } from './code-server.js';

const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

interface Seen {
  readonly problem?: string;
  readonly diagnostic: { readonly code: string; readonly message: string; readonly line: number; readonly column: number };
  readonly fixes: readonly string[];
  readonly fixed: string;
  readonly completions: readonly string[];
  readonly hover: string;
}

/** What Neovim from Debian shows of the Double 11 example, by its own LSP client and nothing else. */
test('Neovim shows problems, fixes them, completes and hovers', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-neovim-'));
  fs.cpSync(path.join(EXAMPLES, 'double11'), folder, { recursive: true });
  const { stdout, stderr } = spawnSync('nvim', ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S', at('neovim.lua')], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', NODE: process.execPath, CRM: at('../../dist/bin/crm.cjs') },
  });
  fs.rmSync(folder, { recursive: true });
  const seen = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Seen;
  expect(seen.problem, stderr).toBeUndefined();
  expect(seen.diagnostic).toMatchObject({ code: 'quiet-hours', line: 49, column: 9 });
  expect(seen.diagnostic.message).toMatch(/^`sms1` would send at 2027-11-03 21:30/);
  expect(seen.fixes[0]).toMatch(/^Send at /);
  expect(seen.fixed).toMatch(/^at 2027-11-03 20:00/);
  expect(seen.completions).toEqual(expect.arrayContaining(['email', 'sms', 'wechat']));
  expect(seen.hover).toMatch(/预售邮件/);
});
