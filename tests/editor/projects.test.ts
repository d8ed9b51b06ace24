import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES, startCodeServer, type CodeServer } from './code-server.js';
import { until, Workbench } from './workbench.js';

// Which project the commands mean, where there is no crm.json, no folder, or more than one.

let server: CodeServer;
let workbench: Workbench;

beforeAll(async () => {
  const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'crm-shops-')), 'shops');
  const example = fs.readFileSync(path.join(EXAMPLES, 'first-plan/plan.crm'), 'utf8');
  const [store = '', campaign = ''] = example.split(/(?=^campaign)/m);
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  };
  write('tea/house/store.crm', store);
  write('tea/spring/plan.crm', campaign);
  write('alone/readme.txt', 'Plans of their own.');
  write('cups/crm.json', '{}');
  write('cups/spring/plan.crm', example);
  write('all.code-workspace', JSON.stringify({ folders: [{ path: 'tea' }, { path: 'cups' }] }));
  server = await startCodeServer(folder);
  fs.rmSync(path.dirname(folder), { recursive: true });
});

afterAll(async () => {
  await server.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.shot(`failed projects ${task.name}`);
});

const at = (file: string): string => path.join(server.workspace, file);

function visiting(query: string): void {
  beforeAll(async () => {
    workbench = await Workbench.open(`${server.origin}/?${query.replace('SHOPS', encodeURIComponent(server.workspace))}`);
  });
  afterAll(async () => {
    await workbench.close();
  });
}

describe('a folder without a crm.json', () => {
  visiting('folder=SHOPS%2Ftea');

  test('is one project', async () => {
    await workbench.command('CRM: Check project');
    await workbench.notified(/2 files, 1 campaign: /);
    expect(await workbench.input.isVisible()).toBe(false);
    await workbench.clearNotifications();
  });
});

describe('a folder below its crm.json', () => {
  visiting('folder=SHOPS%2Fcups%2Fspring');

  test('the schedule is written beside the crm.json', async () => {
    await workbench.command('CRM: Compile schedule');
    await until('the schedule', () => fs.existsSync(at('cups/schedule.json')));
    expect(fs.readFileSync(at('cups/schedule.json'), 'utf8')).toContain('"file": "spring/plan.crm"');
    expect(fs.existsSync(at('cups/spring/schedule.json'))).toBe(false);
  });
});

describe('a workspace of several folders', () => {
  visiting('workspace=SHOPS%2Fall.code-workspace');

  test('offers each by its name', async () => {
    await workbench.folderShown('cups');
    await workbench.command('CRM: Check project');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'tea' }).waitFor();
    expect((await rows.allInnerTexts()).map((text) => text.trim())).toEqual(['cups', 'tea']);
    await workbench.shot('projects');
    await rows.filter({ hasText: 'cups' }).click();
    await workbench.notified(/1 file, 1 campaign: /);
    await workbench.clearNotifications();
  });

  test('a new campaign belongs to one of them', async () => {
    await workbench.command('CRM: New campaign');
    await workbench.page.locator('.quick-input-widget', { hasText: 'What is the campaign called?' }).waitFor();
    await workbench.input.fill('Summer tea');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'cups' }).click();
    await workbench.tab('Summer-tea.crm').waitFor();
    await until('the purpose to write', async () => (await workbench.cursor()).includes('(29 selected)'));
    await workbench.page.keyboard.press('Control+s');
    await until('the file', () => fs.existsSync(at('cups/Summer-tea.crm')));
    expect(await workbench.text()).not.toContain('store ');
  });
});

describe('a window without a folder', () => {
  visiting('ew=true');

  test('the walkthrough begins with opening one', async () => {
    await workbench.command('Welcome: Open Walkthrough...');
    await workbench.input.fill('Plan your first campaign');
    await workbench.page.keyboard.press('Enter');
    const steps = workbench.page.locator('.getting-started-step');
    await steps.filter({ hasText: 'Open a folder for your plans' }).waitFor();
    expect(await steps.count()).toBe(5);
    await workbench.command('View: Close All Editors');
  });

  test('a schedule is written beside the plan once that is saved, and nowhere before', async () => {
    await workbench.command('CRM: New campaign');
    await workbench.input.fill('Spring tea');
    await workbench.page.keyboard.press('Enter');
    await until('the purpose to write', async () => (await workbench.cursor()).includes('(29 selected)'));
    await workbench.focus();
    await workbench.command('CRM: Compile schedule');
    await workbench.dialog.filter({ hasText: /made of saved plans.*Untitled-1/ }).waitFor();
    await workbench.shot('unsaved');
    await workbench.answer('Cancel');
    await workbench.command('CRM: Compile schedule');
    await workbench.answer('Save all');
    await until('the question where', async () => (await workbench.input.inputValue()).endsWith('.crm'));
    await workbench.input.fill(at('alone/plan.crm'));
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'readme.txt' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await until('the schedule', () => fs.existsSync(at('alone/schedule.json')));
    expect(fs.readFileSync(at('alone/schedule.json'), 'utf8')).toContain('"file": "plan.crm"');
    expect(fs.existsSync('/schedule.json')).toBe(false);
    await workbench.shot('saved');
  });
});
