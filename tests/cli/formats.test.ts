import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCrm, smallPlan } from '../support/command.js';

// The formats of `crm check` from the built command, for a project in a folder of a repository.

const PLAN = smallPlan('push', '21:00');

let folder = '';

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-formats-'));
  spawnSync('git', ['init', folder]);
  fs.mkdirSync(path.join(folder, 'shops/茶 店/plans'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'shops/茶 店/crm.json'), '{}');
  fs.writeFileSync(path.join(folder, 'shops/茶 店/plans/spring.crm'), PLAN);
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const check = (cwd: string, ...args: readonly string[]) => runCrm(path.join(folder, cwd), ['check', ...args]);

const FILE = 'shops/茶 店/plans/spring.crm';

describe.each(['.', 'shops', 'shops/茶 店/plans'])('from %s, files go by their path in the repository', (cwd) => {
  const project = path.relative(cwd, 'shops/茶 店') || '.';

  test('github', () => {
    const { code, out } = check(cwd, project, '--format', 'github');
    expect(code).toBe(1);
    expect(out.split('\n').map((line) => line.replace(/::`.*/, ''))).toEqual([
      `::error file=${FILE},line=7,endLine=7,col=50,endColumn=66,title=quiet-hours`,
      '1 file, 1 campaign: 1 error',
      '',
    ]);
  });

  test('sarif', () => {
    const [run] = (JSON.parse(check(cwd, project, '--format', 'sarif').out) as Log).runs;
    const uri = run?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
    expect(decodeURIComponent(uri)).toBe(FILE);
  });

  test('junit', () => {
    expect(check(cwd, project, '--format', 'junit').out).toContain(`<testsuite name="${FILE}" tests="1" failures="1"`);
  });
});

test('pretty and json name files by their path in the project', () => {
  expect(check('.', 'shops/茶 店').out).toContain('plans/spring.crm:7:50\n');
  expect(JSON.parse(check('.', 'shops/茶 店', '--format', 'json').out)).toMatchObject({ diagnostics: [{ file: 'plans/spring.crm' }] });
});

test('a report goes to a file, and its summary to the log', () => {
  const { code, out, err } = check('.', 'shops/茶 店', '--format', 'junit', '-o', 'crm.xml');
  expect({ code, out, err }).toEqual({ code: 1, out: '', err: '1 file, 1 campaign: 1 error\n' });
  expect(fs.readFileSync(path.join(folder, 'crm.xml'), 'utf8')).toContain('</testsuites>');
});
