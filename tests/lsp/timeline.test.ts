import { expect, test } from 'vitest';
import type { TimelineAnswer } from '../../src/lsp/timeline-request.js';
import { readProject } from '../support/projects.js';
import { FILES, PLAN, start } from './support.js';

const DOUBLE11 = Object.fromEntries(readProject('examples/double11').map(({ path, text }) => [path, text]));
const about = (uri: string): object => ({ textDocument: { uri } });

test('tells the project of a file, with the addresses of what it names', async () => {
  const server = await start(DOUBLE11);
  const { view, uris } = await server.request<TimelineAnswer>('crm/timeline', about(server.uri('store.crm')));
  expect(view.waves.map(({ name }) => name)).toEqual([
    ...['mail0', 'sms0', 'mail1', 'sms1', 'mail2', 'sms2', 'midnight_rush', 'thanks', 'article'],
  ]);
  expect(view.today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(uris).toEqual({
    'double11.crm': server.uri('double11.crm'),
    'offers.crm': server.uri('offers.crm'),
    'store.crm': server.uri('store.crm'),
    'crm:retail.crm': 'crm-library:/retail.crm',
    'crm:packs.crm': 'crm-library:/packs.crm',
  });
});

test('tells what members of one audience may get where that is asked for', async () => {
  const server = await start(DOUBLE11);
  const question = { ...about(server.uri('store.crm')), audience: 'last_presale' };
  const { view } = await server.request<TimelineAnswer>('crm/timeline', question);
  const [asked, ...others] = view.audiences.filter(({ load }) => load);
  expect(others).toEqual([]);
  expect(asked?.name).toBe('last_presale');
  expect(asked?.load?.waves).toContain('double11/sms0');
  expect(asked?.load?.caps['cap/sms/rolling-30d']?.[0]).toMatchObject({ most: expect.any(Number) as number });
});

test('follows what is typed', async () => {
  const server = await start();
  const sends = async (): Promise<readonly unknown[]> => {
    const { view } = await server.request<TimelineAnswer>('crm/timeline', about(server.uri('plan.crm')));
    return view.waves.flatMap((wave) => wave.sends.map(({ start: from }) => [from, wave.findings.length]));
  };
  expect(await sends()).toEqual([['2027-03-02T10:00', 0]]);
  await server.open('plan.crm', PLAN.replace('2027-03-02 10:00', '2027-03-04 23:00'));
  expect(await sends()).toEqual([['2027-03-04T23:00', 1]]);
});

test('speaks the language of the editor', async () => {
  const server = await start(FILES, 'zh-cn');
  const { view } = await server.request<TimelineAnswer>('crm/timeline', about(server.uri('plan.crm')));
  expect(view.channels).toEqual([{ name: 'push', label: 'App 推送' }]);
});

test('of files that cannot be read it tells what there is', async () => {
  const server = await start({ 'plan.crm': 'campaign {' });
  const { view } = await server.request<TimelineAnswer>('crm/timeline', about(server.uri('plan.crm')));
  expect(view).toMatchObject({ format: 1, waves: [] });
});
