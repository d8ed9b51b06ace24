import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EXAMPLES, startCodeServer, type CodeServer } from './code-server.js';
import { until, Workbench } from './workbench.js';

// The timeline of the Double 11 example beside its plan, as a planner uses it. The tests follow one another in one session.

let server: CodeServer;
let workbench: Workbench;
let timeline: Frame;

beforeAll(async () => {
  server = await startCodeServer(path.join(EXAMPLES, 'double11'));
  workbench = await Workbench.open(server.url('double11.crm'), 'double11.crm');
});

afterAll(async () => {
  await workbench.close();
  await server.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.shot(`failed timeline ${task.name}`);
});

/** The places of the marks of a wave, by the labels for screen readers. */
const labelsOf = (wave: string): Promise<readonly (string | null)[]> =>
  timeline.locator(`.mark.send[aria-label^="${wave},"]`).evaluateAll((marks) => marks.map((mark) => mark.getAttribute('aria-label')));

test('shows the sends by channel, the caps and the campaign', async () => {
  await workbench.statusItem.filter({ hasText: 'sms' }).waitFor();
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await workbench.focus();
  await workbench.command('CRM: Show timeline');
  timeline = await workbench.webview('.mark.send');
  expect(await timeline.locator('.channels .name').allInnerTexts()).toEqual(['email', 'group', 'sms', 'wechat']);
  expect(await timeline.locator('.mark.send').count()).toBe(10);
  expect(await timeline.locator('.caps .row').count()).toBe(7);
  for (const phase of ['蓄水期', '第一次冲刺', '最后三天'])
    await timeline.locator(`.campaigns .mark.phase[aria-label^="${phase},"]`).waitFor();
  expect(await labelsOf('第一波短信')).toEqual(['第一波短信, 2027-11-03 Wed 10:00 – 10:52, 157,500 members, 双十一老客户营销']);
  await workbench.shot('timeline-light');
});

test('a click leads to the wave in the plan', async () => {
  await timeline.locator('.mark.send[aria-label^="第二波短信,"]').click();
  await until('the wave', async () => (await workbench.cursor()).includes('Ln 63, Col 14 (4 selected)'));
});

test('the status bar goes on telling the cap while the timeline has the keyboard', async () => {
  await timeline.locator('.choice', { hasText: 'Quarter' }).click();
  await until(
    'the keyboard in the timeline',
    async () => !/^Ln /.test(await workbench.page.locator('.statusbar').innerText()) && timeline.evaluate(() => document.hasFocus()),
  );
  await workbench.page.waitForTimeout(600);
  expect(await workbench.statusItem.textContent()).toContain('sms 2/2');
  await workbench.shot('timeline-focus');
});

test('so does Enter, and arrow keys lead from mark to mark', async () => {
  await timeline.locator('.mark.send[aria-label^="第一波短信,"]').focus();
  await workbench.page.keyboard.press('ArrowLeft');
  expect(await timeline.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^预售短信,/);
  await workbench.page.keyboard.press('Enter');
  await until('the wave', async () => (await workbench.cursor()).includes('Ln 33, Col 14 (4 selected)'));
});

test('an edit moves its mark, and shows what it breaks', async () => {
  const mark = timeline.locator('.mark.send[aria-label^="第一波短信,"]');
  const before = await mark.boundingBox();
  await workbench.goTo(50, '      at 2027-11-03 10:00');
  await workbench.replaceBefore('2027-11-03 10:00'.length, '2027-10-27 22:30');
  await until('the mark at its new time', async () => (await labelsOf('第一波短信'))[0]?.includes('2027-10-27 Wed 22:30'));
  expect((await mark.boundingBox())?.x).toBeLessThan(before?.x ?? 0);
  await until('the error', async () => (await mark.getAttribute('class'))?.includes('error'));
  await workbench.shot('timeline-error');
  await workbench.goTo(50, '      at 2027-10-27 22:30');
  await workbench.replaceBefore('2027-10-27 22:30'.length, '2027-11-03 10:00');
  await until('no error', async () => !(await mark.getAttribute('class'))?.includes('error'));
});

test('filters, periods and the table', async () => {
  await timeline.locator('select.channel').selectOption('sms');
  expect(await timeline.locator('.channels .name').allInnerTexts()).toEqual(['sms']);
  await timeline.locator('.table-switch').click();
  await until('the rows', async () => (await timeline.locator('.list tbody tr').count()) === 3);
  await workbench.shot('timeline-table');
  await timeline.locator('.table-switch').click();
  await timeline.locator('select.channel').selectOption('');
  for (const period of ['Month', 'Year', 'Quarter']) {
    await timeline.locator('.choice', { hasText: period }).click();
    await workbench.shot(`timeline-${period.toLowerCase()}`);
  }
});

test('in a small panel the legend is reached below the table', async () => {
  await timeline.locator('.table-switch').click();
  await timeline.evaluate(() => {
    Object.assign(document.body.style, { width: '290px', height: '560px' });
  });
  const item = timeline.locator('.legend .item').last();
  await item.scrollIntoViewIfNeeded();
  const box = await item.evaluate((each) => each.getBoundingClientRect().bottom);
  expect(box).toBeLessThanOrEqual(560);
  await workbench.shot('timeline-small');
  await timeline.evaluate(() => {
    document.body.removeAttribute('style');
  });
  await timeline.locator('.table-switch').click();
});

test('shows what members of an audience may get, budgets and findings', async () => {
  await timeline.locator('select.audience').selectOption('old_customers.deep_hi');
  await until('the loads of the audience', async () =>
    (await timeline.locator('.caps .mark.load').first().getAttribute('aria-label'))?.includes('深度休眠·相对高质'),
  );
  expect(await timeline.locator('.mark.send').count()).toBe(5);
  await workbench.shot('timeline-audience');
  await timeline.locator('select.audience').selectOption('');
  await until('all sends', async () => (await timeline.locator('.mark.send').count()) === 10);
  await timeline.locator('.budget-switch').click();
  expect(await timeline.locator('.list tbody tr').innerText()).toMatch(/^双十一老客户营销\t¥260,000\.00\t¥250,951\.00/);
  await workbench.shot('timeline-budget');
  await timeline.locator('.list .link').click();
  await until('the campaign', async () => (await workbench.cursor()).includes('Ln 1, Col 18 (8 selected)'));
  await timeline.locator('.budget-switch').click();
});

test('follows the colour theme', async () => {
  const colour = (): Promise<string> => timeline.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await colour();
  await workbench.focus();
  await workbench.command('Preferences: Toggle between Light/Dark Themes');
  await until('a dark page', async () => (await colour()) !== light);
  await workbench.shot('timeline-dark');
});

test('no request has left the machine', () => {
  expect([...workbench.outside]).toEqual([]);
});
