import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXAMPLES, startCodeServer, type CodeServer } from './code-server.js';
import { until, Workbench } from './workbench.js';

// The extension for people whose editor speaks Chinese. VS Code's own language pack is not there, so its own words stay English.

let server: CodeServer;
let workbench: Workbench;

beforeAll(async () => {
  server = await startCodeServer(path.join(EXAMPLES, 'first-plan'));
  workbench = await Workbench.open(server.url('plan.crm'), 'plan.crm', 'zh-cn');
});

afterAll(async () => {
  await workbench.close();
  await server.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.shot(`failed ${task.name}`);
});

test('the language of the editor is that of the plan’s messages', async () => {
  await workbench.statusItem.filter({ hasText: '短信' }).waitFor();
  await workbench.goTo(20, '      at start + 1d 10:00');
  await workbench.replaceBefore('10:00'.length, '21:30');
  await workbench.page.locator('.squiggly-error').first().waitFor();
  await workbench.command('Problems: Focus on Problems View');
  await workbench
    .problem(/免打扰/)
    .first()
    .waitFor();
});

test('the commands ask and answer in it', async () => {
  await workbench.focus();
  await workbench.command('CRM: 生成发送日程');
  await workbench.notified(/有错误时不会生成发送日程。1个文件，1个活动：1个错误/);
  await workbench.clearNotifications();
  await workbench.focus();
  await workbench.command('CRM: 解释这条规则');
  const page = await workbench.webview('h1');
  expect(await page.locator('h2').allInnerTexts()).toEqual(['原因', '调整方法', '会报告', '正确写法']);
  await workbench.shot('chinese-rule');
  await workbench.focus();
  await workbench.command('CRM: 新建活动');
  await workbench.page.locator('.quick-input-widget', { hasText: '活动叫什么名字？' }).waitFor();
  await workbench.input.fill('秋茶上新');
  await workbench.page.keyboard.press('Enter');
  await until('the skeleton', async () => (await workbench.text()).includes('campaign 秋茶上新 "秋茶上新"'));
  await workbench.shot('chinese-campaign');
});

test('so does the timeline', async () => {
  await workbench.openFile('plan.crm');
  await workbench.command('CRM: 显示时间线');
  const timeline = await workbench.webview('.mark.send');
  expect(await timeline.locator('h2').allInnerTexts()).toEqual(['发送', '频次上限', '活动']);
  expect(await timeline.locator('.choice').first().innerText()).toBe('月');
  await workbench.shot('chinese-timeline');
});

test('the walkthrough is in it', async () => {
  await workbench.command('Welcome: Open Walkthrough...');
  await workbench.input.fill('策划第一个活动');
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.getting-started-step', { hasText: '边写边看哪里不行' }).click();
  await workbench.shot('chinese-walkthrough');
});
