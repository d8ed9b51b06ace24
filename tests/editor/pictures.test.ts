import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXAMPLES, startCodeServer, type CodeServer } from './code-server.js';
import { until, Workbench } from './workbench.js';

// What the README and the walkthrough show, taken as it is; `npm run pictures` puts it there.

let server: CodeServer;
let workbench: Workbench;

beforeAll(async () => {
  server = await startCodeServer(path.join(EXAMPLES, 'double11'));
  workbench = await Workbench.open(server.url('double11.crm'), 'double11.crm');
  await workbench.statusItem.filter({ hasText: 'sms' }).waitFor();
  await workbench.command('View: Toggle Primary Side Bar Visibility');
});

afterAll(async () => {
  await workbench.close();
  await server.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.shot(`failed ${task.name}`);
});

test('a plan', async () => {
  await workbench.page.locator('.codelens-decoration', { hasText: 'reaches' }).waitFor();
  await workbench.picture('plan', 900, 420);
});

test('the caps of the plan, at the status bar', async () => {
  await workbench.statusItem.hover();
  await workbench.hover.filter({ hasText: 'cap sms 3 per campaign' }).waitFor();
  await workbench.shot('caps');
});

test('a problem and its fix', async () => {
  await workbench.goTo(50, '      at 2027-11-03 10:00');
  await workbench.replaceBefore('10:00'.length, '21:30');
  await workbench.page.locator('.squiggly-error').first().waitFor();
  await workbench.page.keyboard.press('Escape');
  await workbench.quickFix(/Send at 20:00/, () => workbench.picture('problem', 900, 500));
  await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  await workbench.page.keyboard.press('Control+z');
  await workbench.page.locator('.squiggly-error').first().waitFor();
});

test('the page of a rule', async () => {
  await workbench.command('CRM: Explain this rule');
  await workbench.webview('h1');
  await workbench.picture('rule', 1_200, 560);
  await workbench.command('View: Close Editors in Other Groups');
  await workbench.focus();
});

test('the timeline', async () => {
  await workbench.command('CRM: Show timeline');
  const timeline = await workbench.webview('.mark.send');
  await timeline.locator('.mark.send.error').first().waitFor();
  await workbench.picture('timeline', 1_220, 680);
  await workbench.command('View: Close Editors in Other Groups');
  await workbench.focus();
});

test('a schedule', async () => {
  await workbench.goTo(50, '      at 2027-11-03 21:30');
  await workbench.replaceBefore('21:30'.length, '10:00');
  await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  await workbench.command('CRM: Compile schedule');
  await workbench.answer('Save all');
  await workbench.page.locator('.tab', { hasText: 'schedule.json' }).waitFor();
  await workbench.page.locator('.view-line', { hasText: '"compiler"' }).waitFor();
  await workbench.picture('schedule', 1_200, 480);
  await workbench.focus();
});

test('a new campaign', async () => {
  await workbench.command('View: Single Column Editor Layout');
  await workbench.command('CRM: New campaign');
  await workbench.input.fill('Autumn tea');
  await workbench.page.keyboard.press('Enter');
  await until('the skeleton', async () => (await workbench.text()).includes('campaign autumn_tea "Autumn tea"'));
  await workbench.page.locator('.codelens-decoration', { hasText: 'reaches' }).waitFor();
  await workbench.picture('new-campaign', 900, 560);
});

test('the walkthrough has all its steps and pictures', async () => {
  await workbench.command('Welcome: Open Walkthrough...');
  await workbench.input.fill('Plan your first campaign');
  await workbench.page.keyboard.press('Enter');
  const steps = workbench.page.locator('.getting-started-step');
  await steps.first().waitFor();
  // That a folder is to be opened is said where there is none.
  expect(await steps.count()).toBe(4);
  await steps.nth(1).click();
  await workbench.page.locator('.getting-started-media img').waitFor();
  await workbench.shot('walkthrough');
});
