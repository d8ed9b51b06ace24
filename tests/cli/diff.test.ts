import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScheduleDiff } from '../../src/diff/types.js';
import { runCrm, smallPlan } from '../support/command.js';

// The built command in a real git repository.

const PLAN = smallPlan('wechat', '10:00');
const LATER = PLAN.replace('10:00', '11:00');

let folder = '';

function git(...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder, stdio: 'ignore' });
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}

const crm = (cwd: string, ...args: readonly string[]) => runCrm(path.join(folder, cwd), args);

const diff = (cwd: string, ...args: readonly string[]) => crm(cwd, 'diff', ...args);

function moves(cwd: string, ...args: readonly string[]): readonly string[] {
  const { code, out, err } = diff(cwd, ...args, '--format', 'json');
  expect(err).toBe('');
  const { same, changes } = JSON.parse(out) as ScheduleDiff;
  expect(code).toBe(same ? 0 : 2);
  return changes.map(({ action, address }) => `${action} ${address}`);
}

const MOVED = ['moved spring/hello/2027-03-02/1'];

/** trunk: the plan, and then a file that has nothing to do with it; work: a branch in which the plan is later. */
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-diff-'));
  git('init', '-b', 'trunk');
  write('计划/plan.crm', PLAN);
  write('计划/crm.json', '{ "exclude": ["drafts/**"] }');
  write('计划/drafts/broken.crm', 'campaign {');
  write('计划/other/crm.json', '{}');
  write('计划/other/broken.crm', 'campaign {');
  write('计划/.tool/broken.crm', 'campaign {');
  git('add', '-A');
  git('commit', '-m', 'plan');
  git('checkout', '-b', 'work');
  write('计划/plan.crm', LATER);
  git('commit', '-am', 'later');
  git('checkout', 'trunk');
  write('计划/plan.crm', PLAN.replace('10:00', '12:00'));
  git('commit', '-am', 'noon');
  git('checkout', 'work');
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('revisions of git', () => {
  test('a branch against what lies here, from any folder of the project', () => {
    expect(moves('计划', 'work')).toEqual([]);
    expect(moves('计划', 'trunk')).toEqual(MOVED);
    expect(moves('.', 'trunk', '计划')).toEqual(MOVED);
    expect(moves('.', 'trunk:计划', '计划')).toEqual(MOVED);
    expect(moves('计划', 'work~1')).toEqual(MOVED);
  });

  test('two revisions, as git writes them', () => {
    expect(moves('计划', 'work~1', 'work')).toEqual(MOVED);
    expect(moves('计划', 'trunk~1', 'work~1')).toEqual([]);
    expect(moves('计划', 'work~1..work')).toEqual(MOVED);
    expect(moves('计划', 'trunk..work')).toEqual(MOVED);
  });

  test('three dots: since the branches parted', () => {
    const { out } = diff('计划', 'trunk...', '--format', 'json');
    expect((JSON.parse(out) as ScheduleDiff).changes[0]?.reasons).toEqual([
      { aspect: 'time', before: '2027-03-02T10:00:00+08:00', after: '2027-03-02T11:00:00+08:00' },
    ]);
    expect(moves('计划', 'work...trunk')).toEqual(MOVED);
    expect(moves('计划', 'trunk...work~1')).toEqual([]);
  });

  test('what is neither', () => {
    expect(diff('计划', 'trnk')).toEqual({
      code: 3,
      out: '',
      err: 'crm: trnk is neither a file or folder nor a revision that git knows.\n',
    });
    expect(diff('计划', '--locale', 'zh-CN', 'trnk').err).toBe('crm：trnk 既不是文件或文件夹，也不是 git 认识的版本。\n');
    expect(diff('.', 'trunk:nowhere', '计划').err).toBe('crm: There is no .crm file in nowhere at trunk:nowhere.\n');
  });

  test('a revision is never taken for an option of git', () => {
    expect(diff('计划', '--', '--output=x').code).toBe(3);
    expect(fs.existsSync(path.join(folder, '计划/x'))).toBe(false);
  });
});

describe('schedules', () => {
  test('as JSON and as NDJSON are read for the plan they were made of', () => {
    write('schedules/a.json', crm('计划', 'compile').out);
    write('schedules/a.ndjson', crm('计划', 'compile', '--format', 'ndjson').out);
    expect(moves('.', 'schedules/a.json', 'schedules/a.ndjson')).toEqual([]);
    expect(moves('.', 'schedules/a.ndjson', '计划')).toEqual([]);
    expect(moves('.', 'trunk:计划', 'schedules/a.json')).toEqual(MOVED);
  });

  test('of which one holds only a part of the plan, or another part, are not compared', () => {
    write('schedules/whole.json', crm('计划', 'compile').out);
    write('schedules/part.json', crm('计划', 'compile', '--campaign', 'spring', '--until', '2027-03-05').out);
    write('schedules/part.ndjson', crm('计划', 'compile', '--campaign', 'spring', '--until', '2027-03-05', '--format', 'ndjson').out);
    write('schedules/later.json', crm('计划', 'compile', '--from', '2027-03-05').out);
    expect(moves('.', 'schedules/part.json', 'schedules/part.ndjson')).toEqual([]);
    expect(diff('.', 'schedules/whole.json', 'schedules/part.ndjson')).toEqual({
      code: 3,
      out: '',
      err:
        'crm: These schedules do not cover the same: schedules/whole.json is whole, schedules/part.ndjson was compiled with --campaign spring --until 2027-03-05. ' +
        'Compile both with the same --campaign, --from and --until, or both without.\n',
    });
    expect(diff('.', 'schedules/later.json', '计划', '--locale', 'zh-CN').err).toBe(
      'crm：两份日程的范围不同：schedules/later.json 编译时用了 --from 2027-03-05，计划 是完整的。请用相同的 --campaign、--from、--until 编译两份，或者都不用。\n',
    );
    expect(diff('.', 'schedules/later.json', 'schedules/part.json').code).toBe(3);
  });

  test('of a crm that did not say which part they hold count as whole', () => {
    const { filter: _filter, ...old } = JSON.parse(crm('计划', 'compile').out) as Record<string, unknown>;
    write('schedules/old.json', JSON.stringify(old));
    expect(moves('.', 'schedules/old.json', '计划')).toEqual([]);
  });

  test('of another format, or none', () => {
    write('schedules/new.json', crm('计划', 'compile').out.replace('"format": 1', '"format": 2'));
    write('schedules/none.json', '{ "sends": 1 }');
    write('schedules/cut.ndjson', crm('计划', 'compile', '--format', 'ndjson').out.slice(0, -20));
    expect(diff('.', 'schedules/new.json', '计划')).toMatchObject({
      code: 3,
      err: 'crm: schedules/new.json has format 2; this crm reads format 1. Install the crm that wrote it.\n',
    });
    expect(diff('.', 'schedules/none.json', '计划').err).toBe('crm: schedules/none.json is no schedule that `crm compile` wrote.\n');
    expect(diff('.', 'schedules/cut.ndjson', '计划').err).toBe('crm: schedules/cut.ndjson is no schedule that `crm compile` wrote.\n');
  });
});

test('a plan with errors has no schedule to compare', () => {
  write('broken/plan.crm', PLAN.replace('via wechat', 'via push').replace('10:00', '21:00'));
  const { code, out, err } = diff('.', 'trunk:计划', 'broken');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('error [quiet-hours]');
  expect(err).toContain('broken has 1 error: there is no schedule of it to compare.');
});

test('changing the past is an error', () => {
  const { code, out } = diff('计划', 'trunk', '--now', '2027-03-02 12:30');
  expect(code).toBe(1);
  expect(out).toContain('error [past-change] A send that lies in the past is changed.\n  spring/hello/2027-03-02/1\n');
  expect(diff('计划', 'trunk', '--now', '2027-03-02 09:00').code).toBe(2);
  write('ledger.csv', 'send,at\nspring/hello/2027-03-02,2027-03-02 12:00\n');
  expect(diff('计划', 'trunk', '--now', '2027-03-02 09:00', '--ledger', '../ledger.csv').code).toBe(1);
  write('ledger-of-channel.csv', 'at,channel,audience,members\n2027-03-02 12:00,wechat,fans,90\n');
  expect(diff('计划', 'trunk', '--ledger', '../ledger-of-channel.csv').code).toBe(1);
  write('empty.csv', 'send,at\n');
  expect(diff('计划', 'trunk', '--ledger', '../empty.csv').code).toBe(2);
});
