import { expect, test } from 'vitest';
import type { CodeLens } from 'vscode-languageserver-protocol';
import type { ServerOptions } from './client.js';
import { start } from './support.js';
import { SUNNY, WORLD } from './world.js';

const BUDGET = SUNNY.replace('people lead 2', 'people lead 2\n    budget 25万元');

const FILES = { ...WORLD, 'sunny.crm': BUDGET };

async function lenses(file: string, options?: ServerOptions, files: Readonly<Record<string, string>> = FILES): Promise<readonly string[]> {
  const server = await start(files, options);
  const found = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: server.uri(file) } });
  return found.map(({ range, command }) => `${range.start.line + 1}: ${command?.title ?? ''}`);
}

test('above a campaign: whom it reaches, how often it sends, what it costs, its tightest cap', async () => {
  expect(await lenses('sunny.crm')).toEqual([
    '1: reaches 3,000 to 4,000 members',
    '1: 2 sends',
    '1: costs at most ¥208,250 of ¥250,000',
    '1: sms 2/2 · 2027-07 (summer) · for fans',
  ]);
});

test('in Chinese', async () => {
  expect(await lenses('sunny.crm', { locale: 'zh-cn' })).toEqual([
    '1: 触达 3,000 到 4,000 人',
    '1: 发送 2 次',
    '1: 费用最多 208,250元，预算 250,000元',
    '1: 短信 2/2 · 2027-07（夏日） · 粉丝',
  ]);
});

test('at the clauses of a policy: where they bind', async () => {
  expect(await lenses('base.crm')).toEqual(['8: 2/2 at most, 2027-07 (sunny/hi), 2 waves at the limit']);
});

test('the largest group, and the findings that rest on a clause', async () => {
  const base = WORLD['base.crm'].replace('floor 70折 on hats', 'floor 70折 on hats\n  segment at most 2_500\n  quiet sms 09:00 .. 10:30');
  const found = await lenses('base.crm', {}, { ...FILES, 'base.crm': base });
  expect(found).toEqual([
    '8: 2/2 at most, 2027-07 (sunny/hi), 2 waves at the limit',
    '10: 3,000/2,500 in the largest group (sunny/hi) · 1 finding',
    '11: 1 finding',
  ]);
});

test('none at policies where the user does not want them', async () => {
  expect(await lenses('base.crm', { initializationOptions: { policyHints: false } })).toEqual([]);
  expect(await lenses('sunny.crm', { initializationOptions: { policyHints: false } })).toHaveLength(4);
});

test('a policy that is not in force says so', async () => {
  const more =
    'policy other { cap push 1 per calendar day }\npolicy top extends house, other { }\npolicy base { cap push 2 per calendar day }\n';
  expect(await lenses('more.crm', {}, { ...WORLD, 'more.crm': more })).toEqual([
    '1: no send counts here yet',
    '3: not in force: another policy says otherwise, or nobody extends this one',
  ]);
});

test('an editor that can is told to ask again, whatever file was edited', async () => {
  const refreshing = { workspace: { codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } } };
  const server = await start(FILES, { capabilities: refreshing });
  await server.open('base.crm');
  await server.quiet();
  const before = server.refreshed.length;
  await server.change('base.crm', `${FILES['base.crm']}\n`);
  await server.quiet();
  expect(server.refreshed.slice(before)).toEqual(expect.arrayContaining(['codeLens', 'inlayHint']));
  const silent = await start(FILES);
  await silent.open('base.crm');
  await silent.quiet();
  expect(silent.refreshed).toEqual([]);
});

test('at the clauses of the built-in library, for the project from which it is read', async () => {
  const server = await start(FILES);
  await server.request('textDocument/codeLens', { textDocument: { uri: server.uri('sunny.crm') } });
  const found = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: 'crm-library:/retail.crm' } });
  expect(found.map(({ command }) => command?.title)).toContain('2/3 at most, 2027-07 (sunny/hi)');
});
