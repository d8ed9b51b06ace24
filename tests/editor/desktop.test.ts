import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES, startCodeServer, type CodeServer } from './code-server.js';
import { until, Workbench } from './workbench.js';

// The packaged extension in a real VS Code, used as a planner uses it. The tests follow one another in one session.

let server: CodeServer;
let workbench: Workbench;

beforeAll(async () => {
  server = await startCodeServer(path.join(EXAMPLES, 'double11'));
  workbench = await Workbench.open(server.url('double11.crm'), 'double11.crm');
});

afterAll(async () => {
  await workbench.close();
  await server.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.shot(`failed ${task.name}`);
});

const saved = (file: string): string => fs.readFileSync(path.join(server.workspace, file), 'utf8');

/** The line of a text in a file, from 1, and what stands in that line up to the end of the text. */
function after(file: string, text: string): [number, string] {
  const lines = saved(file).split('\n');
  const line = lines.findIndex((each) => each.includes(text));
  const [before = ''] = (lines[line] ?? '').split(text);
  return [line + 1, before + text];
}

describe('the Double 11 example', () => {
  test('has no problem, and the status bar tells the tightest cap', async () => {
    await workbench.statusItem.filter({ hasText: '2027-1' }).waitFor();
    expect(await workbench.statusItem.textContent()).toMatch(/^\s*sms 2\/2 · 2027-11/);
    expect(await workbench.squiggles.count()).toBe(0);
    await workbench.shot('plan');
  });

  test('keywords, names, texts and numbers have colours of their own', async () => {
    const colours = await workbench.coloursOf('campaign double11');
    expect(new Set(colours).size).toBeGreaterThanOrEqual(3);
  });
});

describe('the text', () => {
  test('is of a language that has a name', async () => {
    expect(await workbench.page.locator('.statusbar-item[id="status.editor.mode"]').textContent()).toBe('CRM campaign plan');
  });

  test('a double click selects between Chinese punctuation', async () => {
    await workbench.goTo(...after('double11.crm', 'purpose "聚流量、促转'));
    await workbench.doubleClickAtCursor();
    await until('the words', async () => (await workbench.cursor()).includes('(3 selected)'));
  });

  test('Chinese quotes and brackets close by themselves, and surround', async () => {
    await workbench.openFile('offers.crm');
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.press('ArrowUp');
    for (const open of ['「', '《', '‘', '“']) await workbench.page.keyboard.insertText(open);
    await until('what closes', async () => (await workbench.text()).startsWith('「《‘“”’》」'));
    await workbench.command('File: Revert File');
    await workbench.openFile('double11.crm');
  });
});

describe('a mistake', () => {
  test('is underlined with its message', async () => {
    await workbench.goTo(...after('double11.crm', 'at 2027-11-03 10:00'));
    await workbench.replaceBefore('10:00'.length, '21:30');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.command('Problems: Focus on Problems View');
    await workbench
      .problem(/`sms1` would send at 2027-11-03 21:30; sms is quiet/)
      .first()
      .waitFor();
    await workbench.shot('mistake');
  });

  test('is gone after its fix', async () => {
    await workbench.goTo(...after('double11.crm', 'at 2027-11-03 10:00'));
    await workbench.quickFix(/Send at 20:00/, () => workbench.shot('quick-fix'));
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await until('the fixed text', async () => /at 2027-11-03.* 20:00/.test(await workbench.text()));
  });
});

describe('names', () => {
  test('tell what they stand for', async () => {
    await workbench.goTo(...after('double11.crm', 'to first_'));
    await workbench.command('Show or Focus Hover');
    await workbench.hover.filter({ hasText: '预售邮件人群' }).waitFor();
    await workbench.shot('hover');
    await workbench.page.keyboard.press('Escape');
  });

  test('lead to their declaration in another file', async () => {
    await workbench.goTo(...after('double11.crm', 'to first_'));
    await workbench.page.keyboard.press('F12');
    await workbench.tab('audiences.crm').waitFor();
    const [line] = after('audiences.crm', 'audience first_mail');
    await until('the declaration', async () => (await workbench.cursor()).includes(`Ln ${String(line)},`));
  });

  test('lead into the built-in library, which cannot be changed', async () => {
    await workbench.openFile('store.crm');
    await workbench.goTo(...after('store.crm', 'extends ret'));
    await workbench.page.keyboard.press('F12');
    await workbench.tab('retail.crm').waitFor();
    await until('the policy', async () => (await workbench.text()).includes('policy retail'));
    await workbench.page.keyboard.type('x');
    await workbench.page
      .locator('.monaco-editor-overlaymessage:visible, .message', { hasText: /read-only/ })
      .first()
      .waitFor();
    await workbench.shot('library');
    await workbench.openFile('double11.crm');
  });

  test('change in all files', async () => {
    await workbench.goTo(...after('double11.crm', 'to first_'));
    await workbench.rename('presale_mail_readers');
    await until('the new name', async () => (await workbench.text()).includes('to presale_mail_readers {'));
    await workbench.openFile('audiences.crm');
    await until('the new declaration', async () => (await workbench.text()).includes('audience presale_mail_readers "预售邮件人群"'));
    await workbench.openFile('double11.crm');
    await workbench.rename('first_mail');
    await until('the old name', async () => (await workbench.text()).includes('to first_mail {'));
  });
});

describe('completion', () => {
  test('offers what fits, in the plan’s own names', async () => {
    await workbench.openFile('offers.crm');
    await workbench.goTo(1, '');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('message extra for we');
    await workbench.suggestion('wechat').waitFor();
    await workbench.shot('completion');
    await workbench.page.keyboard.press('Escape');
    await workbench.command('File: Revert File');
  });

  test('of a campaign gives its eight steps', async () => {
    await workbench.openFile('offers.crm');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('campaig');
    await workbench.suggestion(/^campaign/).waitFor();
    await workbench.shot('skeleton');
    await workbench.page.keyboard.press('Enter');
    await until('the steps', async () => /campaign name "label" \{[^]*runs [^]*goal \{/.test(await workbench.text()));
    await workbench.page.keyboard.press('Escape');
    await workbench.command('File: Revert File');
  });

  test('of a snippet, by its Chinese name too', async () => {
    await workbench.openFile('offers.crm');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.insertText('优惠券');
    await workbench.press('Control+Space', workbench.suggestion('优惠券'));
    await workbench.page.keyboard.press('Enter');
    await until('the coupon', async () => (await workbench.text()).includes('reduce 20元 over 200元'));
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
    await workbench.command('File: Revert File');
    await workbench.openFile('double11.crm');
  });
});

describe('the commands', () => {
  test('explain the rule at the cursor', async () => {
    await workbench.goTo(...after('double11.crm', 'at 2027-11-03 10:00'));
    await workbench.replaceBefore('20:00'.length, '21:30');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.command('CRM: Explain this rule');
    const page = await workbench.webview('h1');
    expect(await page.locator('h1').innerText()).toBe('A send in quiet hours');
    expect(await page.locator('pre .keyword', { hasText: 'wave' }).count()).toBeGreaterThan(0);
    await workbench.shot('rule');
  });

  test('explain it from the menu of the editor, too', async () => {
    await workbench.command('View: Close Editors in Other Groups');
    await workbench.focus();
    await workbench.menu('Explain this rule');
    const page = await workbench.webview('h1');
    expect(await page.locator('h1').innerText()).toBe('A send in quiet hours');
  });

  test('say that a project has errors, and write no schedule', async () => {
    await workbench.focus();
    await workbench.command('CRM: Check project');
    await workbench.notified(/4 files, 1 campaign: 1 error/);
    await workbench.shot('check');
    await workbench.command('CRM: Compile schedule');
    await workbench.notified(/No schedule is written while there are errors/);
    await workbench.clearNotifications();
  });

  test('write the schedule of a plan without errors', async () => {
    fs.rmSync(path.join(server.workspace, 'schedule.json'));
    await workbench.goTo(...after('double11.crm', 'at 2027-11-03 10:00'));
    await workbench.replaceBefore('21:30'.length, '10:00');
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await workbench.command('CRM: Compile schedule');
    await workbench.dialog.filter({ hasText: 'Not saved yet: double11.crm' }).waitFor();
    await workbench.answer('Save all');
    await workbench.notified(/schedule\.json: 1 campaign, 1\d sends/);
    await workbench.shot('schedule');
    expect(saved('schedule.json')).toBe(fs.readFileSync(path.join(EXAMPLES, 'double11/schedule.json'), 'utf8'));
    await workbench.clearNotifications();
  });

  test('begin a campaign with all eight steps, unsaved but part of the project', async () => {
    await workbench.focus();
    await workbench.command('CRM: New campaign');
    await workbench.input.fill('秋茶 New');
    await workbench.page.keyboard.press('Enter');
    await workbench.tab('秋茶-New.crm').waitFor();
    await until('the skeleton', async () => (await workbench.text()).includes('campaign 秋茶_new "秋茶 New"'));
    await workbench.statusItem.filter({ hasText: 'sms' }).waitFor();
    await workbench.shot('new-campaign');
    expect(await workbench.page.locator('.squiggly-error').count()).toBe(0);
  });

  test('and go on with it after it is saved for the first time', async () => {
    await workbench.page.keyboard.press('Control+s');
    await until('the file', () => fs.existsSync(path.join(server.workspace, '秋茶-New.crm')));
    await workbench.page.locator('.statusbar-item[id="status.problems"]', { hasText: /^\s*0\s*0/ }).waitFor();
    // The editor of the saved file takes the place of the unsaved one, and takes over its selection.
    await workbench.page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: '秋茶-New.crm' }).waitFor();
    await workbench.focus();
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.type('zzz ');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.replaceBefore('zzz '.length, '');
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });
});

describe('the language', () => {
  test('changes with the setting', async () => {
    await workbench.openFile('double11.crm');
    await workbench.goTo(...after('double11.crm', 'at 2027-11-03 10:00'));
    await workbench.replaceBefore('10:00'.length, '21:30');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.command('CRM: Explain this rule');
    await workbench.webview('h1');
    await workbench.focus();
    await workbench.chooseSetting('crm.locale', '简体中文');
    await workbench.shot('settings');
    await until(
      'the page of the rule in Chinese',
      async () => (await (await workbench.webview('h1')).locator('h2').first().innerText()) === '原因',
    );
    await workbench.openFile('double11.crm');
    await workbench.command('Problems: Focus on Problems View');
    await workbench
      .problem(/“第一波短信”将在2027-11-03 21:30发送/)
      .first()
      .waitFor();
    await workbench.statusItem.filter({ hasText: '短信' }).waitFor();
    await workbench.shot('chinese');
    await workbench.command('CRM: Compile schedule');
    await workbench.notified(/有错误时不会生成发送日程。5个文件，2个活动：1个错误/);
  });

  test('no request has left the machine', () => {
    expect([...workbench.outside]).toEqual([]);
  });
});
