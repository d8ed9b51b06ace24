import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Schedule } from '../../src/schedule/types.js';
import type { TimelineView } from '../../src/timeline-view/types.js';
import { BIN } from '../support/command.js';

// The built command in real processes.

const STORE = 'store s "店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }\n';
const CLEAN = `${STORE}policy house extends retail { require steps none  level unknown-history off }
audience fans "粉丝" { from "tag:fans"  size 100 }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via wechat to fans { at 2027-03-02 10:00 }
  }
}
`;
const LATE = CLEAN.replace('via wechat', 'via push').replace('10:00', '21:00');

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folder = '';

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-cli-'));
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A project of files in a folder of its own; bytes where a text will not do. */
function project(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = path.join(folder, name);
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), content);
  }
  return root;
}

function crm(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Result {
  const { NODE_EXTRA_CA_CERTS: _certs, LANG: _lang, LC_ALL: _all, ...env } = process.env;
  const result = spawnSync(process.execPath, [BIN, ...args], {
    cwd: options.cwd ?? folder,
    env: { ...env, ...options.env },
    input: options.input ?? '',
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

/** Nothing a user sees looks like a stack trace. */
function expectNoTrace({ out, err }: Result): void {
  expect(out + err).not.toMatch(/\n\s+at .*[(:]\d+/);
}

describe('check', () => {
  test('a clean project', () => {
    const result = crm(['check', project('clean', { 'plan.crm': CLEAN })]);
    expect(result).toEqual({ code: 0, out: '1 file, 1 campaign: no problems\n', err: '' });
  });

  test('an error, with frame, help, fix and why', () => {
    const result = crm(['check', project('late', { 'plan.crm': LATE })]);
    expect(result.code).toBe(1);
    expect(result.out).toMatchInlineSnapshot(`
      "error [quiet-hours] \`hello\` would send at 2027-03-02 21:00; push is quiet from 21:00 to 08:00 (Asia/Shanghai).
        ╭─ plan.crm:9:43
       9 │     wave hello "问候" via push to fans { at 2027-03-02 21:00 }
         │                                             ^^^^^^^^^^^^^^^^
        ╭─ crm:retail.crm:12:3
      12 │   quiet call, push, wecom 21:00 .. 08:00
         │   ────────────────────────────────────── the house rule
         = help: Send between 08:00 and 21:00; 21:00 itself is already quiet.
         = fix: Send at 20:00
         = why: Providers allow promotional SMS from 08:00 to 21:00 at the strictest, and a phone that rings at night loses the member for good. From is quiet already, until is free: 21:00 is too late, 08:00 is fine.

      1 file, 1 campaign: 1 error
      "
    `);
  });

  test('in Chinese, by option, by crm.json, by environment', () => {
    const root = project('zh', { 'plan.crm': LATE });
    const zh = crm(['check', root, '--locale', 'zh-CN']);
    expect(zh.out).toContain('错误 [quiet-hours] “问候”将在2027-03-02 21:00发送');
    expect(zh.out).toContain('\n   = 修复：改到20:00发送\n');
    expect(crm(['check', root], { env: { LANG: 'zh_CN.UTF-8' } }).out).toBe(zh.out);
    expect(crm(['check', root, '--locale', 'en'], { env: { LANG: 'zh_CN.UTF-8' } }).out).toContain('error [quiet-hours]');
    fs.writeFileSync(path.join(root, 'crm.json'), '{ "locale": "zh-CN" }');
    expect(crm(['check', root]).out).toBe(zh.out);
  });

  test('JSON as the design says', () => {
    const result = crm(['check', project('json', { 'plans/plan.crm': LATE }), '--format', 'json']);
    expect(result.code).toBe(1);
    const report = JSON.parse(result.out) as {
      readonly format: number;
      readonly diagnostics: readonly Record<string, unknown>[];
      readonly summary: unknown;
    };
    expect(report.format).toBe(1);
    expect(report.summary).toEqual({ files: 1, campaigns: 1, errors: 1, warnings: 0, infos: 0 });
    expect(report.diagnostics[0]).toMatchObject({
      rule: 'quiet-hours',
      level: 'error',
      file: 'plans/plan.crm',
      range: { start: { line: 9, column: 43 }, end: { line: 9, column: 59 } },
      fixes: [
        {
          title: 'Send at 20:00',
          safe: true,
          edits: [{ file: 'plans/plan.crm', range: { start: { line: 9, column: 54 }, end: { line: 9, column: 59 } }, text: '20:00' }],
        },
      ],
    });
  });

  test('colours only where they are wanted', () => {
    const root = project('colour', { 'plan.crm': LATE });
    expect(crm(['check', root]).out).not.toContain('\u001B[');
    expect(crm(['check', root], { env: { FORCE_COLOR: '1' } }).out).toContain('\u001B[31merror');
    expect(crm(['check', root], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).out).not.toContain('\u001B[');
  });

  test('warnings pass, unless there are more than allowed', () => {
    const root = project('warn', { 'plan.crm': CLEAN.replace('size 100', '') });
    expect(crm(['check', root]).code).toBe(0);
    expect(crm(['check', root, '--max-warnings', '0']).code).toBe(1);
    expect(crm(['check', root, '--max-warnings', '1']).code).toBe(0);
    expect(crm(['check', root, '--max-warnings', 'few']).code).toBe(3);
  });

  test('with --now the past is told', () => {
    const root = project('now', { 'plan.crm': CLEAN });
    expect(crm(['check', root, '--now', '2027-03-02 10:00']).out).not.toContain('[past-send]');
    expect(crm(['check', root, '--now', '2027-03-02T10:01+08:00']).out).toContain('[past-send]');
    expect(crm(['check', root, '--now', 'tomorrow']).code).toBe(3);
  });

  test('a reader that stops early', () => {
    const root = project('long', { 'plan.crm': STORE + 'nonsense\n'.repeat(20_000) });
    const result = spawnSync('/bin/sh', ['-c', `"${process.execPath}" "${BIN}" check "${root}" | head -1`], { encoding: 'utf8' });
    expect(result.stdout).toMatch(/^error .*\n$/);
    expect(result.stderr).toBe('');
  });

  test('--fix changes the files, shows the difference, and judges what is left', () => {
    const root = project('fix', { 'a.crm': LATE.replace('timing {', 'timimg {'), 'b.crm': 'role nobody "无"\n' });
    const result = crm(['check', root, '--fix']);
    expect(result.code).toBe(0);
    expect(result.out).toBe(`Fixed 3 findings in 2 files:
  a.crm:8  syntax-error  Write \`timing\`
  a.crm:9  quiet-hours  Send at 20:00
  b.crm:1  unused-declaration  Remove the declaration

--- a.crm
+++ a.crm
@@ -6,6 +6,6 @@
   scope targeted
   runs 2027-03-01 .. 2027-03-31
-  timimg {
-    wave hello "问候" via push to fans { at 2027-03-02 21:00 }
+  timing {
+    wave hello "问候" via push to fans { at 2027-03-02 20:00 }
   }
 }
--- b.crm
+++ b.crm
@@ -1,1 +0,0 @@
-role nobody "无"

2 files, 1 campaign: no problems
`);
    expect(fs.readFileSync(path.join(root, 'a.crm'), 'utf8')).toBe(LATE.replace('21:00', '20:00'));
    expect(crm(['check', root, '--fix']).out).toBe('2 files, 1 campaign: no problems\n');
  });

  test('--fix writes a plan in everyday words as plans write it', () => {
    const spoken = `store tea "一叶茶" { timezone "北京"  currency RMB  members 八万 }
policy house extends retail { require goal  level unknown-history off }
channel texts "短信" { kind 短信  cost 0.05元  rate 50/s  requires sms_consent }
audience buyers "老客" { where count(order in 90d) >= 1  size 两万人 }
benefit tea_coupon "春茶券" 优惠券 { 满200减20  limit 三千张 }
campaign spring "春茶上新" {
  scope 定向
  runs from 2027-03-20 until 2027-04-05
  goal { purpose "老客尝新"  老客销售占比 不低于 45% }
  timing {
    wave taste "尝新" to 老客 via 公众号 { at start + 1d 上午10点 }
    wave again "再尝" via wechat to 老客 {
      at start + 5d 晚上八点
      offer 春茶券
    }
  }
  method { offer 春茶券 }
}
`;
    const root = project('spoken', { 'plan.crm': spoken });
    crm(['check', root, '--fix']);
    expect(fs.readFileSync(path.join(root, 'plan.crm'), 'utf8'))
      .toBe(`store tea "一叶茶" { timezone "Asia/Shanghai"  currency CNY  members 8万 }
policy house extends retail { require steps goal  level unknown-history off }
channel texts "短信" { kind sms  cost 0.05元  rate 50 per 1s  requires sms_consent }
audience buyers "老客" { where count(order in last 90d) >= 1  size 2万 }
benefit tea_coupon "春茶券" coupon { reduce 20元 over 200元  limit 3000 }
campaign spring "春茶上新" {
  scope targeted
  runs 2027-03-20 .. 2027-04-05
  goal { purpose "老客尝新"  returning_share >= 45% }
  timing {
    wave taste "尝新" via wechat to buyers { at start + 1d 10:00 }
    wave again "再尝" via wechat to buyers {
      at start + 5d 20:00
      offer tea_coupon
    }
  }
  method { offer tea_coupon }
}
`);
  });

  test('--fix with JSON keeps standard output to the report; standard input cannot be fixed', () => {
    const root = project('fix-json', { 'a.crm': LATE });
    const result = crm(['check', root, '--fix', '--format', 'json', '--locale', 'zh-CN']);
    expect((JSON.parse(result.out) as { summary: unknown }).summary).toMatchObject({ errors: 0 });
    expect(result.err).toContain('已修复1个文件中的1处问题：\n  a.crm:9  quiet-hours  改到20:00发送\n');
    const refused = crm(['check', '-', '--fix'], { input: LATE });
    expect([refused.code, refused.err]).toEqual([3, 'crm: --fix changes files; standard input cannot be changed.\n']);
  });

  test('standard input', () => {
    expect(crm(['check', '-'], { input: CLEAN }).out).toBe('1 file, 1 campaign: no problems\n');
  });

  test('several projects, each file by its path', () => {
    project('two/a', { 'crm.json': '{}', 'plan.crm': LATE });
    project('two/b', { 'crm.json': '{}', 'plan.crm': CLEAN });
    const result = crm(['check', 'two/a', 'two/b']);
    expect(result.out).toContain('two/a/plan.crm:9:43');
    expect(result.out).toContain('2 files, 2 campaigns: 1 error');
  });
});

describe('projects', () => {
  test('end at another crm.json, node_modules, dot folders and what exclude names', () => {
    const root = project('nested', {
      'crm.json': '{ "exclude": ["drafts/**"] }',
      'plan.crm': CLEAN,
      'other/crm.json': '{}',
      'other/bad.crm': '}',
      'node_modules/x/bad.crm': '}',
      '.git/bad.crm': '}',
      'drafts/bad.crm': '}',
    });
    expect(crm(['check', root]).out).toBe('1 file, 1 campaign: no problems\n');
    expect(crm(['check', path.join(root, 'plan.crm')]).out).toBe('1 file, 1 campaign: no problems\n');
  });

  test('a crm.json that is none', () => {
    expect(crm(['check', project('config', { 'crm.json': '{', 'plan.crm': CLEAN })])).toMatchObject({ code: 3, out: '' });
    expect(crm(['check', project('config2', { 'crm.json': '{ "lokale": "en" }', 'plan.crm': CLEAN })]).err).toContain(
      'there is no setting "lokale"',
    );
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [string, () => readonly string[], number, RegExp])[] = [
    ['a path that does not exist', () => ['check', 'nowhere'], 3, /Cannot read .*nowhere: there is no such file or folder\./],
    ['no .crm file', () => ['check', project('empty', { 'readme.txt': '' })], 3, /There is no \.crm file in/],
    ['a file of another kind', () => ['check', path.join(project('other', { 'a.txt': '' }), 'a.txt')], 3, /is no \.crm file/],
    ['an unknown option', () => ['check', '--formt', 'json'], 3, /unknown option '--formt'[\s\S]*--format/],
    ['an unknown command', () => ['chek'], 3, /unknown command 'chek'[\s\S]*check/],
    ['an unknown rule', () => ['explain', 'cap-exceded'], 3, /Did you mean "cap-exceeded"\?/],
    [
      'bytes that are not UTF-8',
      () => [
        'check',
        project('gbk', { 'plan.crm': Buffer.concat([Buffer.from(CLEAN), Buffer.from([0x2f, 0x2f, 0xd6, 0xd0, 0xce, 0xc4])]) }),
      ],
      1,
      /not UTF-8: byte \d+ \(line 12\)/,
    ],
    ['an empty file', () => ['check', project('blank', { 'plan.crm': '' })], 1, /missing-store/],
    ['10 MB of one line', () => ['check', project('large', { 'plan.crm': `${CLEAN}// ${'长'.repeat(3_500_000)}\n` })], 0, /no problems/],
    [
      '10 MB of nonsense',
      () => ['check', project('nonsense', { 'plan.crm': `${CLEAN}${'foo bar 3d { '.repeat(800_000)}` })],
      1,
      /syntax-error/,
    ],
  ];
  for (const [name, args, code, says] of cases) {
    test(name, () => {
      const result = crm(args());
      expect(result.out + result.err).toMatch(says);
      expect(result.code).toBe(code);
      expectNoTrace(result);
    });
  }
});

describe('compile', () => {
  test('to standard output, to a file, and filtered', () => {
    const root = project('compile', { 'plan.crm': CLEAN });
    const out = crm(['compile', root]);
    expect(out.code).toBe(0);
    const file = path.join(folder, 'schedule.json');
    expect(crm(['compile', root, '-o', file]).out).toBe(`${file}: 1 campaign, 1 send, 0 triggers, 0 tasks, estimated cost 0.00 CNY\n`);
    expect(fs.readFileSync(file, 'utf8')).toBe(out.out);
    const later = JSON.parse(crm(['compile', root, '--from', '2027-03-03']).out) as Schedule;
    expect(later.sends).toEqual([]);
    expect(later.filter).toEqual({ campaigns: null, from: '2027-03-03', until: null });
    const named = crm(['compile', root, '--campaign', 'spring', 'spring', '--format', 'ndjson']).out;
    expect((JSON.parse(named.split('\n')[0] ?? '') as Schedule).filter).toEqual({ campaigns: ['spring'], from: null, until: null });
    expect(crm(['compile', root, '--campaign', 'sprng']).err).toContain('Did you mean "spring"?');
    const lines = crm(['compile', root, '--format', 'ndjson']).out.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { readonly kind: string }).kind)).toEqual([
      'schedule',
      'audience',
      'audience',
      'channel',
      'campaign',
      'wave',
      'load',
      'send',
    ]);
  });

  test('writes nothing when there is an error, and leaves the old file whole', () => {
    const file = path.join(folder, 'old.json');
    fs.writeFileSync(file, 'old');
    const result = crm(['compile', project('refuse', { 'plan.crm': LATE }), '-o', file]);
    expect(result.code).toBe(1);
    expect(result.out).toBe('');
    expect(result.err).toContain('No schedule is written while there are errors.');
    expect(fs.readFileSync(file, 'utf8')).toBe('old');
    expect(fs.readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  test('a file that cannot be written', () => {
    const result = crm(['compile', project('unwritable', { 'plan.crm': CLEAN }), '-o', path.join(folder, 'no/such/folder/s.json')]);
    expect(result).toMatchObject({ code: 3, out: '' });
    expect(result.err).toContain('Cannot write');
  });
});

describe('timeline', () => {
  /** The data of a page. */
  const dataOf = (page: string): TimelineView =>
    JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '') as TimelineView;

  test('writes a page to a file, or to whoever reads', () => {
    const root = project('timeline', { 'plan.crm': CLEAN });
    const file = path.join(folder, 'timeline.html');
    expect(crm(['timeline', root, '-o', file])).toEqual({ code: 0, out: `${file}: 1 campaign, 1 wave, 1 cap\n`, err: '' });
    const { code, out } = crm(['timeline', root]);
    expect(code).toBe(0);
    expect(out).toBe(fs.readFileSync(file, 'utf8'));
    expect(dataOf(out)).toMatchObject({ title: '店', campaigns: [{ name: 'spring' }], waves: [{ name: 'hello' }] });
    expect(out).not.toMatch(/(?:src|href)=(?!"data:,")/);
  });

  test('the policy of a page allows its own style and script alone', () => {
    const page = crm(['timeline', project('policy', { 'plan.crm': CLEAN })]).out;
    const hashes = [/<style>(.*?)<\/style>/s, /<script>(.*?)<\/script>/s].map((pattern) =>
      createHash('sha256')
        .update(pattern.exec(page)?.[1] ?? '')
        .digest('base64'),
    );
    expect(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]).toBe(
      `default-src 'none'; img-src data:; style-src 'sha256-${hashes[0] ?? ''}'; script-src 'sha256-${hashes[1] ?? ''}'; base-uri 'none'; form-action 'none'`,
    );
  });

  test('texts of the plan stay texts', () => {
    const label = '</script><script>alert(1)</script><!--';
    const root = project('hostile', { 'plan.crm': CLEAN.replaceAll('"店"', `"${label}"`).replace('"问候"', `"${label}"`) });
    const page = crm(['timeline', root]).out;
    expect(page.match(/<script/g)?.length).toBe(2);
    expect(page).not.toContain('alert(1)</');
    expect(dataOf(page).waves[0]?.label).toBe(label);
    const picture = crm(['timeline', root, '--format', 'svg']).out;
    expect(picture).not.toContain('<script');
    expect(picture).toContain('&#60;/script&#62;');
  });

  test('is written with errors, too: they are shown in it, counted and told in the exit code', () => {
    const root = project('timeline-late', { 'plan.crm': LATE });
    const { code, out, err } = crm(['timeline', root]);
    expect({ code, err }).toEqual({ code: 1, err: 'The plan has 1 error; `crm check` tells what to do.\n' });
    expect(dataOf(out).findings.map(({ rule, level }) => [rule, level])).toEqual([['quiet-hours', 'error']]);
    expect(crm(['timeline', root, '--locale', 'zh-CN']).err).toBe('计划中有1个错误，用 crm check 查看如何修改。\n');
    expect(crm(['timeline', project('unreadable', { 'plan.crm': 'campaign {' })]).code).toBe(1);
  });

  test('a picture, single campaigns, a day to mark', () => {
    const root = project('picture', { 'plan.crm': `${CLEAN}${CLEAN.slice(CLEAN.indexOf('campaign')).replace('spring', 'summer')}` });
    const picture = crm(['timeline', root, '--format', 'svg', '--now', '2027-03-01']).out;
    expect(picture).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>\n$/);
    expect(picture).toContain('class="d-today"');
    const page = dataOf(crm(['timeline', root, '--campaign', 'summer', '--now', '2027-03-01']).out);
    expect(page.campaigns.map(({ name }) => name)).toEqual(['summer']);
    expect(page.today).toBe('2027-03-01');
    expect(page.caps.find(({ id }) => id.startsWith('cap/wechat'))?.loads).toMatchObject([{ most: 2 }]);
    expect(crm(['timeline', root, '--campaign', 'sumer'])).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringContaining('"summer"') as string,
    });
  });

  test('of one project', () => {
    const [a, b] = ['one', 'two'].map((name) => project(name, { 'crm.json': '{}', 'plan.crm': CLEAN }));
    expect(crm(['timeline', a ?? '', b ?? ''])).toMatchObject({ code: 3, out: '' });
  });
});

describe('usage errors', () => {
  const zh = ['--locale', 'zh-CN'] as const;

  test('are told in the language of the call', () => {
    expect(crm(['explain', 'cap-exceded', ...zh]).err).toBe('crm：没有规则“cap-exceded”，是不是想写“cap-exceeded”？\n');
    expect(crm(['check', 'nowhere', ...zh]).err).toMatch(/^crm：无法读取 .*nowhere：没有这个文件或文件夹。\n$/);
    expect(crm(['check', '--max-warnings', 'few', ...zh])).toEqual({ code: 3, out: '', err: 'crm：--max-warnings 应为整数，例如 0。\n' });
    expect(crm(['explain', 'x'], { env: { LC_ALL: '', LANG: 'zh_CN.UTF-8' } }).err).toContain('没有规则“x”');
  });

  test('or in that of the project', () => {
    const root = project('usage-zh', { 'crm.json': '{ "locale": "zh-CN" }', 'plan.crm': CLEAN });
    expect(crm(['compile', root, '--campaign', 'sprng']).err).toBe('crm：这个项目中没有活动“sprng”，是不是想写“spring”？\n');
    expect(crm(['compile', root, '--campaign', 'sprng', '--locale', 'en']).err).toContain('Did you mean "spring"?');
  });
});

describe('fmt', () => {
  test('in place, and --check', () => {
    const root = project('fmt', { 'plan.crm': CLEAN.replace('  scope', 'scope').replace('{ from', '{from') });
    const check = crm(['fmt', '--check', root]);
    expect(check.code).toBe(2);
    expect(check.out.trim()).toBe('fmt/plan.crm');
    expect(crm(['fmt', root]).code).toBe(0);
    expect(fs.readFileSync(path.join(root, 'plan.crm'), 'utf8')).toContain('\n  scope targeted\n');
    expect(crm(['fmt', '--check', root])).toEqual({ code: 0, out: '', err: '' });
  });

  test('a broken file is left as it is', () => {
    const broken = CLEAN.replace('campaign spring', 'campain spring');
    const root = project('fmt-broken', { 'plan.crm': broken });
    const result = crm(['fmt', root]);
    expect(result.code).toBe(1);
    expect(result.err).toContain('Did you mean `campaign`?');
    expect(fs.readFileSync(path.join(root, 'plan.crm'), 'utf8')).toBe(broken);
  });

  test('from standard input to standard output', () => {
    expect(crm(['fmt', '-'], { input: 'role   lead' })).toEqual({ code: 0, out: 'role lead\n', err: '' });
  });
});

describe('explain', () => {
  test('a rule in both languages, and the list', () => {
    expect(crm(['explain', 'unlimited-trigger']).out).toContain('A triggered wave without a limit');
    expect(crm(['explain', 'unlimited-trigger', '--locale', 'zh-CN']).out).toContain('unlimited-trigger — 触发波次没有次数限制（错误）\n');
    expect(crm(['explain']).out).toMatch(/frequency\n(?: {2}.*\n)* {2}cap-exceeded/);
  });
});

test('help has examples', () => {
  for (const command of ['check', 'compile', 'timeline', 'fmt', 'explain'])
    expect(crm([command, '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Examples:') as string });
});
