import { describe, expect, test } from 'vitest';
import type { Compiled, Explained, Status, Totals } from '../../src/lsp/extension-requests.js';
import { readProject } from '../support/projects.js';
import { PLAN, start } from './support.js';

const DOUBLE11 = Object.fromEntries(readProject('examples/double11').map(({ path, text }) => [path, text]));
const about = (uri: string): object => ({ textDocument: { uri } });

describe('crm/status', () => {
  test('tells how far caps are used, the tightest first', async () => {
    const server = await start(DOUBLE11);
    const { errors, warnings, caps, summary } = await server.request<Status>('crm/status', about(server.uri('double11.crm')));
    expect({ errors, warnings, summary }).toEqual({ errors: 0, warnings: 0, summary: '4 files, 1 campaign: 4 infos' });
    expect(caps.slice(0, 4)).toEqual([
      { use: 'sms 2/2 · 2027-11 (double11_season)', clause: 'cap sms 2 per calendar month during double11_season' },
      { use: 'sms 3/3 · this campaign', clause: 'cap sms 3 per campaign' },
      { use: 'sms 1/1 · this campaign · for old_customers.recent_hi', clause: 'cap sms 1 per campaign for old_customers.recent_hi' },
      { use: 'sms 1/1 · this campaign · for old_customers.recent_multi', clause: 'cap sms 1 per campaign for old_customers.recent_multi' },
    ]);
  });

  test('follows what is typed, in the language of the editor', async () => {
    const server = await start(DOUBLE11, 'zh-cn');
    const text = DOUBLE11['double11.crm'] ?? '';
    await server.open('double11.crm', text.replace('at 2027-11-10 19:30', 'at 2027-12-10 19:30'));
    const { caps } = await server.request<Status>('crm/status', about(server.uri('double11.crm')));
    expect(caps[0]).toMatchObject({ use: '短信 3/3 · 本活动' });
  });
});

describe('crm/check and crm/compile', () => {
  test('of a project that is not open, by any file in its folder', async () => {
    const server = await start(DOUBLE11);
    const compiled = await server.request<Compiled>('crm/compile', about(server.uri('crm.json')));
    expect(compiled.contents).toMatch(/^1 campaign, \d+ sends, 0 triggers, \d+ tasks$/);
    expect(JSON.parse(compiled.schedule ?? '')).toMatchObject({ format: 1, store: { name: 'zhenpin' } });
  });

  test('with errors give no schedule', async () => {
    const server = await start();
    await server.open('plan.crm', PLAN.replace('10:00', '21:30'));
    const uri = server.uri('plan.crm');
    expect(await server.request<Totals>('crm/check', about(uri))).toMatchObject({ errors: 1, summary: '2 files, 1 campaign: 1 error' });
    const compiled = await server.request<Compiled>('crm/compile', about(uri));
    expect(compiled).toMatchObject({ errors: 1 });
    expect(compiled).not.toHaveProperty('schedule');
  });
});

test('crm/files names what belongs to a project, and the schedule is of its folder', async () => {
  const server = await start();
  expect(await server.request('crm/files', about(server.uri('plan.crm')))).toEqual(
    ['house.crm', 'plan.crm'].map((file) => server.uri(file)),
  );
  const { folder } = await server.request<Compiled>('crm/compile', about(server.uri('plan.crm')));
  expect(folder).toBe(`${server.uri('')}/`);
});

describe('crm/explain', () => {
  test('lists the rules, and gives the page of one with coloured examples', async () => {
    const server = await start();
    const { rules, page } = await server.request<Explained>('crm/explain', { rule: 'quiet-hours' });
    expect(rules.length).toBeGreaterThan(50);
    expect(page).toMatchObject({ id: 'quiet-hours', group: 'timing', title: 'A send in quiet hours', level: 'error' });
    const [bad] = page?.examples ?? [];
    expect(bad?.code).toContainEqual(['campaign', 'keyword']);
    expect(bad?.code.some(([text, kind]) => kind === 'number' && /^\d+:\d+$/.test(text))).toBe(true);
  });

  test('lists them in the language of the editor, their groups too', async () => {
    const server = await start(undefined, 'zh-CN');
    const { rules } = await server.request<Explained>('crm/explain', {});
    for (const { group, title } of rules) expect(group + title).toMatch(/^[\u4e00-\u9fff]{2}.*[\u4e00-\u9fff]/);
  });

  test('of no such rule is a list alone', async () => {
    const server = await start();
    expect(await server.request<Explained>('crm/explain', { rule: 'nothing-such' })).not.toHaveProperty('page');
  });
});
