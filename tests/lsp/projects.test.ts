import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FILES, HOUSE, none, PLAN, some, start } from './support.js';

/** A plan with a mistake that is found whatever else there is. */
const LATE = PLAN.replace('10:00', '21:30').replace('campaign spring', 'campaign late');
const codes = (found: readonly { readonly code?: unknown }[]): readonly unknown[] => found.map(({ code }) => code);
const created = (uri: string) => ({ changes: [{ uri, type: 1 }] });

test('without a crm.json the folder that is open is the project', async () => {
  const server = await start({ 'house.crm': HOUSE, 'plans/spring.crm': PLAN });
  await server.open('plans/spring.crm');
  expect(await server.diagnostics('plans/spring.crm', none)).toEqual([]);
});

test('what is wrong in the folder that is open is told before a file is opened', async () => {
  const server = await start({ 'house.crm': HOUSE, 'late.crm': LATE });
  expect(codes(await server.diagnostics('late.crm', some))).toEqual(['quiet-hours']);
});

test('a project within a project is told of by itself', async () => {
  const server = await start({ 'crm.json': '{}', ...FILES, 'other/crm.json': '{}', 'other/house.crm': HOUSE, 'other/late.crm': LATE });
  await server.open('other/late.crm');
  expect(codes(await server.diagnostics('other/late.crm', some))).toEqual(['quiet-hours']);
  await server.open('plan.crm');
  await server.quiet();
  expect(codes(server.latest('other/late.crm'))).toEqual(['quiet-hours']);
  expect(server.latest('plan.crm')).toEqual([]);
});

test('a project that somebody asks about is told of, though none of its files is open', async () => {
  const server = await start({ 'crm.json': '{}', ...FILES, 'other/crm.json': '{}', 'other/house.crm': HOUSE, 'other/late.crm': LATE });
  await server.open('plan.crm');
  await server.quiet();
  const asked = await server.request('crm/check', { textDocument: { uri: server.uri('other/crm.json') } });
  expect(asked).toMatchObject({ errors: 1 });
  expect(codes(await server.diagnostics('other/late.crm', some))).toEqual(['quiet-hours']);
});

test.each([
  ['that crm.json excludes', { 'crm.json': '{ "exclude": ["drafts/**"] }' }, 'drafts/house.crm'],
  ['of another tool', { 'crm.json': '{}' }, 'node_modules/shop/house.crm'],
  ['that is an old revision', { 'crm.json': '{}' }, 'git:/shop/house.crm?HEAD'],
])('a file %s is answered about, but changes nothing for the project', async (_, config, file) => {
  const server = await start({ ...FILES, ...config });
  await server.open('plan.crm');
  await server.open(file, `${HOUSE}audience more "更多" { from "tag:more"  size 1 }`);
  const symbols = await server.request<readonly object[]>('textDocument/documentSymbol', { textDocument: { uri: server.uri(file) } });
  expect(symbols).toHaveLength(4);
  await server.change('plan.crm', `${PLAN} `);
  await server.quiet();
  expect(server.published.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
});

test('a folder behind a link is no part of the project', async () => {
  const server = await start({ 'crm.json': '{}', ...FILES });
  const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-linked-'));
  fs.symlinkSync(elsewhere, fileURLToPath(server.uri('linked')));
  await server.notify('workspace/didChangeWatchedFiles', created(server.uri('plan.crm')));
  await server.open('plan.crm');
  await server.open('linked/other.crm', HOUSE);
  await server.change('plan.crm', `${PLAN} `);
  await server.quiet();
  expect(server.published.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
});

test('a plan that has no file yet is told of under its own address', async () => {
  const server = await start();
  const uri = 'untitled:Untitled-1';
  await server.open(uri, 'campaign x { scope targetted }');
  expect(codes(await server.diagnostics(uri, some))).toContain('syntax-error');
  await server.close(uri);
  expect(await server.diagnostics(uri, none)).toEqual([]);
});

test('a crm.json that cannot be read is told of, and the plans are checked all the same', async () => {
  const server = await start({ ...FILES, 'crm.json': '{ "exclud": [] }' });
  await server.open('plan.crm');
  const [found] = await server.diagnostics('crm.json', some);
  expect(found?.message).toMatch(/crm\.json: there is no setting "exclud"\. Known are "locale" and "exclude"\.$/);
  expect(server.latest('plan.crm')).toEqual([]);
  server.write('crm.json', '{}');
  await server.notify('workspace/didChangeWatchedFiles', created(server.uri('crm.json')));
  expect(await server.diagnostics('crm.json', none)).toEqual([]);
});

test('a crm.json that is made later divides the projects', async () => {
  const server = await start({ ...FILES, 'other/late.crm': LATE });
  await server.open('other/late.crm');
  expect(codes(await server.diagnostics('other/late.crm', some))).toEqual(['quiet-hours']);
  server.write('other/crm.json', '{}');
  await server.notify('workspace/didChangeWatchedFiles', created(server.uri('other/crm.json')));
  await server.diagnostics('other/late.crm', (found) => codes(found).includes('missing-store'));
});

test('a file that is no text says so until it is opened as one', async () => {
  const server = await start();
  server.write('gbk.crm', Uint8Array.from([0x2f, 0x2f, 0x20, 0xb4, 0xba]));
  await server.open('plan.crm');
  await server.notify('workspace/didChangeWatchedFiles', created(server.uri('gbk.crm')));
  const [found] = await server.diagnostics('gbk.crm', some);
  expect(found?.message).toMatch(/^This file is not UTF-8: byte 4/);
  await server.open('gbk.crm', '// 春');
  expect(await server.diagnostics('gbk.crm', none)).toEqual([]);
});

test('the folder of a crm.json can be asked about, whether that is there or not', async () => {
  const server = await start({ 'crm.json': '{}', ...FILES, 'plans/late.crm': LATE });
  const ask = (file: string) => server.request('crm/check', { textDocument: { uri: server.uri(file) } });
  const all = { summary: expect.stringContaining('3 files, 2 campaigns') as string };
  expect(await ask('crm.json')).toMatchObject(all);
  expect(await ask('plans/crm.json')).toMatchObject(all);
});

test('a project of which nothing is left is told of no more', async () => {
  const server = await start({ 'crm.json': '{}', ...FILES, 'other/crm.json': '{}', 'other/late.crm': LATE });
  await server.open('other/late.crm');
  await server.diagnostics('other/late.crm', some);
  await server.close('other/late.crm');
  expect(await server.diagnostics('other/late.crm', none)).toEqual([]);
});

test('a folder without a plan has nothing wrong with it', async () => {
  const server = await start({ 'late.crm': LATE });
  await server.diagnostics('late.crm', some);
  server.remove('late.crm');
  await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: server.uri('late.crm'), type: 3 }] });
  expect(await server.diagnostics('late.crm', none)).toEqual([]);
  expect(server.published.filter(({ uri, diagnostics }) => !uri.endsWith('late.crm') && diagnostics.length > 0)).toEqual([]);
});

test('an editor that can watch files is asked to', async () => {
  const server = await start(FILES, { capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } });
  await server.open('plan.crm');
  await server.quiet();
  expect(server.registered).toEqual(['workspace/didChangeWatchedFiles']);
});
