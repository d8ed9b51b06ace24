import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BIN, ENV, runCrm } from '../support/command.js';

// The built command, silent and on a terminal.

let folder = '';

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-init-'));
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const crm = (...args: readonly string[]) => runCrm(folder, args, { TZ: 'Asia/Shanghai' });

const read = (...parts: readonly string[]): string => fs.readFileSync(path.join(folder, ...parts), 'utf8');

/** It checks clean, is formatted and compiles. */
function expectClean(project: string): void {
  expect(crm('check', project, '--locale', 'en')).toEqual({ code: 0, out: '2 files, 1 campaign: no problems\n', err: '' });
  expect(crm('fmt', '--check', project)).toEqual({ code: 0, out: '', err: '' });
  const { code, out } = crm('compile', project);
  expect(code).toBe(0);
  expect((JSON.parse(out) as { readonly sends: readonly unknown[] }).sends.length).toBeGreaterThan(0);
}

describe('silent', () => {
  test.each([
    ['en', ['--locale', 'en']],
    ['zh', ['--locale', 'zh-CN']],
    ['dollars', ['--currency', 'USD', '--timezone', 'America/New_York']],
    ['yen', ['--currency', 'JPY', '--timezone', 'asia/tokyo', '--members', '1_234_567']],
    ['strict', ['--policy', 'strict', '--members', '420000', '--store', ' 示例 "店" ', '--locale', 'zh-CN']],
    ['vast', ['--members', '100000000']],
    ['deep/er', ['--ci', 'none', '--members', '1']],
  ])('%s', (name, args) => {
    const { code, err } = crm('init', name, ...args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expectClean(name);
  });

  test('what flags say stands in the store', () => {
    crm(
      'init',
      'told',
      '--store',
      '茶店',
      '--currency',
      'EUR',
      '--timezone',
      'Europe/Berlin',
      '--members',
      '9000',
      '--policy',
      'strict',
      '--locale',
      'zh-CN',
    );
    expect(read('told', 'crm.json')).toBe('{\n  "locale": "zh-CN"\n}\n');
    expect(read('told', 'store.crm')).toMatchInlineSnapshot(`
      "store my_shop "茶店" {
        timezone "Europe/Berlin"
        currency EUR
        members 9_000
      }

      /** 比内置规矩更少打扰会员。 */
      policy house "店铺的规矩" extends retail {
        cap sms 2 per calendar month
        cap any 3 per rolling 7d
        // 暂无发送记录。有了记录后，用 crm check --ledger 文件 提供，并删去下一行。
        level unknown-history off
      }

      channel email "邮件" { kind email  cost 0.01EUR  rate 200 per 1s  requires email_consent }
      "
    `);
    expect(fs.existsSync(path.join(folder, 'told/.github/workflows/crm.yml'))).toBe(true);
  });

  test('it tells what it wrote and what comes next', () => {
    expect(crm('init', 'next', '--locale', 'en').out).toBe(
      '+ next/crm.json\n+ next/store.crm\n+ next/plans/first-campaign.crm\n+ next/.github/workflows/crm.yml\n\nNext: fill in plans/first-campaign.crm, then\n  crm check next\n  crm compile next -o schedule.json\n',
    );
  });

  test('in a repository the workflow stands at its root, and one that is there stays', () => {
    spawnSync('git', ['init', path.join(folder, 'repo')]);
    expect(crm('init', 'repo/计划').code).toBe(0);
    expect(read('repo/.github/workflows/crm.yml')).toContain(`FOLDER: "\${{ inputs.folder || '计划' }}"`);
    fs.writeFileSync(path.join(folder, 'repo/.github/workflows/crm.yml'), 'mine');
    expect(crm('init', 'repo/other').out).not.toContain('crm.yml');
    expect(read('repo/.github/workflows/crm.yml')).toBe('mine');
  });

  test('never overwrites, and never writes into another project', () => {
    fs.mkdirSync(path.join(folder, 'full'));
    fs.writeFileSync(path.join(folder, 'full/own.crm'), 'mine');
    expect(crm('init', 'full')).toEqual({
      code: 3,
      out: '',
      err: 'crm: full/own.crm is there already; nothing was written. Name another folder, or run `crm check` to see how this project is.\n',
    });
    expect(fs.readdirSync(path.join(folder, 'full'))).toEqual(['own.crm']);
    expect(crm('init', 'en/inside', '--locale', 'zh-CN').err).toMatch(/^crm：en\/inside 位于项目 .* 之内/);
  });

  test.each([
    [['--currency', 'RMB'], 'crm: --currency: There is no currency "RMB". Write its three letters, such as CNY or USD.\n'],
    [['--timezone', 'Beijing'], 'crm: --timezone: There is no time zone "Beijing". Write one such as Asia/Shanghai or America/New_York.\n'],
    [['--members', '0'], 'crm: --members: The number of members is a whole number up to 100,000,000, such as 10000.\n'],
    [['--store', ' '], 'crm: --store: A store needs a name that people call it by.\n'],
    [['--policy', 'loose'], "crm: option '--policy <strictness>' argument 'loose' is invalid. Allowed choices are retail, strict.\n"],
  ])('%s is told', (args, err) => {
    expect(crm('init', 'wrong', ...args)).toEqual({ code: 3, out: '', err });
    expect(fs.existsSync(path.join(folder, 'wrong'))).toBe(false);
  });
});

/** Types on a real terminal: waits for each text on the screen before the keys that follow it. */
async function typed(
  args: readonly string[],
  steps: readonly (readonly [screen: string, keys: string])[],
): Promise<{ readonly code: number | null; readonly screen: string }> {
  const command = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', `stty cols 100 rows 40; exec ${command}`, '/dev/null'], {
    cwd: folder,
    env: { ...ENV, TERM: 'xterm' },
  });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
  let seen = 0;
  for (const [text, keys] of steps) {
    await expect.poll(() => screen.indexOf(text, seen), { timeout: 15_000, message: `${text} in ${screen}` }).toBeGreaterThanOrEqual(0);
    seen = screen.length;
    child.stdin.write(keys);
  }
  return { code: await exit, screen };
}

describe('on a terminal', () => {
  test('asks for what it needs, in the language that is chosen', async () => {
    const { code } = await typed(
      ['init', 'asked'],
      [
        ['Language', '\u001B[A\r'],
        ['店铺叫什么名字', '老茶店\r'],
        ['在哪个时区', 'Beijing\r'],
        ['没有时区', '\u007F'.repeat(7) + 'Asia/Shanghai\r'],
        ['使用哪种货币', 'CNY\r'],
        ['有多少会员', '\r'],
        ['打扰会员', '\u001B[B\r'],
        ['GitHub', '\u001B[B\r'],
      ],
    );
    expect(code).toBe(0);
    expectClean('asked');
    expect(read('asked/store.crm')).toContain('store my_shop "老茶店"');
    expect(read('asked/store.crm')).toContain('cap sms 2 per calendar month');
    expect(fs.existsSync(path.join(folder, 'asked/.github'))).toBe(false);
  });

  test('Ctrl-C leaves nothing behind', async () => {
    const { code, screen } = await typed(
      ['init', 'left'],
      [
        ['Language', '\r'],
        ['What is the store called', '\u0003'],
      ],
    );
    expect(code).toBe(3);
    expect(screen).toContain('Nothing was written.');
    expect(fs.existsSync(path.join(folder, 'left'))).toBe(false);
  });

  test('with a flag it asks nothing', async () => {
    const { code } = await typed(['init', 'flagged', '--members', '500'], [['Next:', '']]);
    expect(code).toBe(0);
    expectClean('flagged');
  });
});
