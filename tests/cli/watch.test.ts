import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BIN, ENV } from '../support/command.js';

// The built command while files are saved.

const STORE =
  'store s "店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }\npolicy house extends retail { require steps none  level unknown-history off }\naudience fans "粉丝" { from "tag:fans"  size 100 }\n';
const plan = (time: string): string =>
  `campaign spring "春季" {\n  scope targeted\n  runs 2027-03-01 .. 2027-03-31\n  timing { wave hello "问候" via push to fans { at 2027-03-02 ${time} } }\n}\n`;

let folder = '';
let child: ChildProcess | undefined;
let screen = '';
let exit: Promise<number | null> = Promise.resolve(null);

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-watch-'));
  save('store.crm', STORE);
  save('plans/spring.crm', plan('10:00'));
});

afterEach(() => {
  child?.kill('SIGKILL');
  fs.rmSync(folder, { recursive: true, force: true });
});

function save(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}

/** What has been printed since the last look, once it holds a text. */
async function until(text: string): Promise<string> {
  await expect.poll(() => screen, { timeout: 20_000 }).toContain(text);
  const printed = screen;
  screen = '';
  return printed
    .replace(/\r\n/g, '\n')
    .replace(/^\d\d:\d\d:\d\d/gm, 'TIME')
    .replace(/\(\d+ ms\)/g, '(TIME)');
}

function start(command: string, args: readonly string[]): void {
  screen = '';
  child = spawn(command, args, { cwd: folder, env: { ...ENV, NO_COLOR: '1' }, stdio: ['pipe', 'pipe', 'pipe'] });
  exit = new Promise((resolve) => child?.once('close', resolve));
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (screen += text));
}

describe('crm check --watch', () => {
  test('tells what a save breaks and what it mends; what was printed stays', async () => {
    start(process.execPath, [BIN, 'check', '--watch']);
    expect(await until('Watching')).toBe('2 files, 1 campaign: no problems\nWatching. q ends, a shows everything again.\n');
    save('plans/spring.crm', plan('21:00'));
    const broken = await until(' ms)');
    expect(broken).toMatch(/^\nTIME plans\/spring\.crm\nerror \[quiet-hours\] `hello` would send at 2027-03-02 21:00/);
    expect(broken.endsWith('2 files, 1 campaign: 1 error (TIME)\n')).toBe(true);
    save('plans/spring.crm', `// a line\n${plan('21:00')}`);
    expect(await until(' ms)')).toBe('\nTIME plans/spring.crm\n2 files, 1 campaign: 1 error (TIME)\n');
    save('plans/spring.crm', plan('10:00'));
    expect(await until(' ms)')).toMatch(
      /^\nTIME plans\/spring\.crm\nmended \[quiet-hours\] .*\n2 files, 1 campaign: no problems \(TIME\)\n$/,
    );
    child?.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(screen).not.toContain('\u001B[2J');
  });

  test('a file that is written again at once, as by a formatter', async () => {
    start(process.execPath, [BIN, 'check', '--watch']);
    await until('Watching');
    save('plans/spring.crm', plan('21:00'));
    const broken = await until(' ms)');
    expect(broken).toContain('1 error');
    save('plans/spring.crm', plan('10:00'));
    expect(await until('no problems')).toContain('mended');
  });

  test('a file that is written in two steps is one save', async () => {
    start(process.execPath, [BIN, 'check', '--watch']);
    await until('Watching');
    const emptied = fs.openSync(path.join(folder, 'plans/spring.crm'), 'w');
    await setTimeout(8);
    fs.writeSync(emptied, plan('21:00'));
    fs.closeSync(emptied);
    expect(await until(' ms)')).toMatch(/^\nTIME plans\/spring\.crm\nerror \[quiet-hours\]/);
    await setTimeout(500);
    expect(screen).toBe('');
  });

  test('files that come and go, and settings', async () => {
    start(process.execPath, [BIN, 'check', '--watch']);
    await until('Watching');
    save('plans/新.crm', plan('10:00').replace('spring', 'autumn'));
    expect(await until(' ms)')).toBe('\nTIME plans/新.crm\n3 files, 2 campaigns: no problems (TIME)\n');
    fs.renameSync(path.join(folder, 'plans/新.crm'), path.join(folder, 'plans/old.txt'));
    expect(await until(' ms)')).toBe('\nTIME plans/新.crm\n2 files, 1 campaign: no problems (TIME)\n');
    save('crm.json', '{ "exclude": ["plans"] }');
    expect(await until(' ms)')).toContain('1 file, 0 campaigns');
    save('crm.json', '{ nothing');
    expect(await until('Cannot read')).toContain('crm.json');
    save('crm.json', '{}');
    expect(await until(' ms)')).toContain('2 files, 1 campaign');
  });

  test('a file that is replaced as editors do is one save', async () => {
    start(process.execPath, [BIN, 'check', '--watch']);
    await until('Watching');
    save('plans/.spring.crm.tmp', plan('21:00'));
    fs.rmSync(path.join(folder, 'plans/spring.crm'));
    fs.renameSync(path.join(folder, 'plans/.spring.crm.tmp'), path.join(folder, 'plans/spring.crm'));
    expect(await until(' ms)')).toContain('error [quiet-hours]');
    child?.kill('SIGTERM');
    expect(await exit).toBe(1);
  });

  test('keys of a terminal: a shows everything, q ends', async () => {
    save('plans/spring.crm', plan('21:00'));
    start('script', ['-qec', `'${process.execPath}' '${BIN}' check --watch`, '/dev/null']);
    expect(await until('Watching')).toContain('error [quiet-hours]');
    child?.stdin?.write('a');
    expect(await until('1 error')).toContain('error [quiet-hours]');
    child?.stdin?.write('q');
    expect(await exit).toBe(1);
  });

  test('it prints for people only', async () => {
    start(process.execPath, [BIN, 'check', '--watch', '--format', 'json']);
    expect(await until('\n')).toBe('crm: --watch prints for people; it goes neither with --fix nor with --format or --output.\n');
    expect(await exit).toBe(3);
  });
});
