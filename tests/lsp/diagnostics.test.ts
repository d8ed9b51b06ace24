import { describe, expect, test } from 'vitest';
import { FILES, HOUSE, none, PLAN, QUIET, some, start } from './support.js';

describe('diagnostics', () => {
  test('of the open file, with code, place and what helps', async () => {
    const server = await start();
    await server.open('plan.crm', PLAN.replace('10:00', '21:30'));
    const [first] = await server.diagnostics('plan.crm', some);
    expect(first).toMatchObject({
      code: 'quiet-hours',
      codeDescription: { href: expect.stringMatching(/\/docs\/rules\.md#quiet-hours$/) as string },
      severity: 1,
      source: 'crm',
      range: { start: { line: 4, character: 42 }, end: { line: 4, character: 58 } },
      message:
        '`hello` would send at 2027-03-02 21:30; push is quiet from 21:00 to 08:00 (Asia/Shanghai).\nSend between 08:00 and 21:00; 21:00 itself is already quiet.',
    });
  });

  test('in Chinese', async () => {
    const server = await start(FILES, 'zh-cn');
    await server.open('plan.crm', PLAN.replace('10:00', '21:30'));
    const [first] = await server.diagnostics('plan.crm', some);
    expect(first?.message).toMatch(/^“问候”将在2027-03-02 21:30发送/);
  });

  test('an edit in one file changes those of another, open or not', async () => {
    const server = await start();
    await server.open('house.crm', QUIET);
    const [first] = await server.diagnostics('plan.crm', some);
    expect(first).toMatchObject({
      code: 'quiet-hours',
      relatedInformation: [{ location: { uri: server.uri('house.crm') }, message: 'the house rule' }],
    });
    await server.change('house.crm', HOUSE);
    await server.diagnostics('plan.crm', none);
  });

  test('what is unused is shown as such; related places lead to their files', async () => {
    const server = await start({ ...FILES, 'more.crm': `${PLAN.replace('campaign spring', 'campaign spring')}role nobody "无"\n` });
    await server.open('more.crm');
    const found = await server.diagnostics('more.crm', some);
    expect(found.find(({ code }) => code === 'unused-declaration')).toMatchObject({ tags: [1], severity: 3 });
    expect(found.find(({ code }) => code === 'duplicate-name') ?? (await server.diagnostics('plan.crm', some))[0]).toMatchObject({
      code: 'duplicate-name',
      relatedInformation: [{ location: { uri: expect.stringMatching(/\.crm$/) as string } }],
    });
  });

  test('a file that another program changes, adds or removes', async () => {
    const server = await start();
    await server.open('plan.crm');
    await server.diagnostics('plan.crm', none);
    server.write('house.crm', QUIET);
    await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: server.uri('house.crm'), type: 2 }] });
    expect(await server.diagnostics('plan.crm', some)).toMatchObject([{ code: 'quiet-hours' }]);
  });

  test('closing a file without saving it brings back what is on the disk', async () => {
    const server = await start();
    await server.open('plan.crm', PLAN.replace('via push', 'via pusch'));
    await server.diagnostics('plan.crm', some);
    await server.close('plan.crm');
    await server.diagnostics('plan.crm', none);
  });
});
