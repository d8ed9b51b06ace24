import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXAMPLES, startCodeServer, type CodeServer } from './code-server.js';
import { Workbench } from './workbench.js';

// A folder that is not trusted: VS Code is stricter, the extension works as it does elsewhere.

let server: CodeServer;
let workbench: Workbench;

beforeAll(async () => {
  const settings = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };
  server = await startCodeServer(path.join(EXAMPLES, 'double11'), settings, false);
  workbench = await Workbench.open(server.url('double11.crm'), 'double11.crm');
});

afterAll(async () => {
  await workbench.close();
  await server.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.shot(`failed restricted ${task.name}`);
});

test('Chinese is not suspicious', async () => {
  await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  await workbench.statusItem.filter({ hasText: 'sms' }).waitFor();
  expect(await workbench.page.locator('.unicode-highlight').count()).toBe(0);
  await workbench.shot('restricted');
});
