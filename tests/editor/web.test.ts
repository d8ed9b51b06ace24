import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXAMPLES } from './code-server.js';
import { startWebServer, type WebServer } from './web-server.js';
import { until, Workbench } from './workbench.js';

// VS Code in a browser without any server of its own: extension and language server run in web workers.

let server: WebServer;
let workbench: Workbench;

beforeAll(async () => {
  server = await startWebServer(path.join(EXAMPLES, 'double11'));
  workbench = await Workbench.open(server.url('double11.crm'), 'double11.crm');
});

afterAll(async () => {
  await workbench.close();
  await server.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.shot(`failed web ${task.name}`);
});

test('the server reads the whole project through the editor', async () => {
  await workbench.statusItem.filter({ hasText: 'sms 2/2' }).waitFor();
  expect(await workbench.page.locator('.squiggly-error, .squiggly-warning').count()).toBe(0);
});

test('a mistake is underlined and fixed', async () => {
  await workbench.goTo(50, '      at 2027-11-03 10:00');
  await workbench.replaceBefore('10:00'.length, '21:30');
  await workbench.page.locator('.squiggly-error').first().waitFor();
  await workbench.shot('web');
  await workbench.quickFix(/Send at 20:00/);
  await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  await until('the fixed text', async () => /at 2027-11-03.* 20:00/.test(await workbench.text()));
});

test('the timeline is drawn, and leads to the plan', async () => {
  await workbench.command('CRM: Show timeline');
  const timeline = await workbench.webview('.mark.send');
  await timeline.locator('.mark.send[aria-label^="第二波短信,"]').click();
  await until('the wave', async () => (await workbench.cursor()).includes('Ln 63, Col 14 (4 selected)'));
  await workbench.shot('web-timeline');
});

test('the commands find the project without an open plan, though nothing searches for files', async () => {
  await workbench.focus();
  await workbench.command('View: Close All Editors');
  if (await workbench.dialog.isVisible()) await workbench.answer("Don't Save");
  await workbench.page.locator('.tab').first().waitFor({ state: 'detached' });
  await workbench.command('CRM: Check project');
  await workbench.notified(/4 files, 1 campaign: /);
  await workbench.command('CRM: Show timeline');
  await workbench.webview('.mark.send');
});

test('no request has left the machine', () => {
  expect([...workbench.outside]).toEqual([]);
});
