import { describe, expect, test } from 'vitest';
import type { DocumentHighlight, Location } from 'vscode-languageserver-protocol';
import type { Client } from './client.js';
import { at, shared, sliced, start } from './support.js';
import { SUNNY, WORLD } from './world.js';

/** The lines of a file in which something is named, from 1. */
async function lines(server: Client, file: keyof typeof WORLD, marked: string, includeDeclaration = true): Promise<readonly string[]> {
  const found = await server.request<Location[]>('textDocument/references', {
    textDocument: { uri: server.uri(file) },
    position: at(WORLD[file], marked),
    context: { includeDeclaration },
  });
  return found
    .map(({ uri, range }) => {
      const name = uri.endsWith('base.crm') ? 'base.crm' : 'sunny.crm';
      return `${name}:${range.start.line + 1} ${sliced(WORLD[name], range)}`;
    })
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

describe('find references', () => {
  const shop = shared(WORLD);

  test('of an audience, over files: in policies, bases, facts, steps, waves', async () => {
    const server = shop();
    const all = [
      'base.crm:8 fans',
      'base.crm:28 fans',
      'base.crm:30 fans',
      'base.crm:37 fans',
      'sunny.crm:8 fans',
      'sunny.crm:12 fans',
      'sunny.crm:18 fans',
    ];
    expect(await lines(server, 'sunny.crm', 'to fa|ns, lifecycle.rest {')).toEqual(all);
    expect(await lines(server, 'base.crm', 'audience fa|ns', false)).toEqual(all.filter((line) => line !== 'base.crm:28 fans'));
  });

  test('of an attribute: in its entity, conditions and the copy of messages', async () => {
    const server = shop();
    expect(await lines(server, 'base.crm', '肤质 {sk|in}')).toEqual([
      'base.crm:20 skin',
      'base.crm:30 skin',
      'base.crm:45 skin',
      'sunny.crm:20 skin',
    ]);
  });

  test('of a value of an enumeration', async () => {
    const server = shop();
    expect(await lines(server, 'base.crm', 'skin is dr|y')).toEqual(['base.crm:20 dry', 'base.crm:30 dry', 'sunny.crm:20 dry']);
  });

  test('of a wave: in moments, outcomes, windows and materials', async () => {
    const server = shop();
    expect(await lines(server, 'sunny.crm', 'opened(h|i)')).toEqual([
      'sunny.crm:12 hi',
      'sunny.crm:19 hi',
      'sunny.crm:20 hi',
      'sunny.crm:20 hi',
      'sunny.crm:33 hi',
      'sunny.crm:33 hi',
    ]);
  });

  test('an entry and its segments are two things', async () => {
    const server = shop();
    expect(await lines(server, 'base.crm', 'lifecycle.r|est')).toEqual([
      'base.crm:34 rest',
      'base.crm:37 rest',
      'sunny.crm:8 rest',
      'sunny.crm:12 rest',
    ]);
    expect(await lines(server, 'base.crm', 'overlap fans, life|cycle.rest')).toEqual([
      'base.crm:32 lifecycle',
      'base.crm:37 lifecycle',
      'sunny.crm:8 lifecycle',
      'sunny.crm:12 lifecycle',
      'sunny.crm:38 lifecycle',
    ]);
  });

  test('the same word as another kind of name is another thing', async () => {
    const server = await start({ ...WORLD, 'more.crm': 'role fans "粉丝运营"\n' });
    expect(await lines(server, 'sunny.crm', 'to fa|ns, lifecycle.rest {')).toHaveLength(7);
  });

  test('also while another line cannot be read', async () => {
    const server = await start(WORLD);
    await server.open('sunny.crm', SUNNY.replace('offer coupon40\n      during', 'offer ,\n      during'));
    expect(await lines(server, 'sunny.crm', 'to fa|ns, lifecycle.rest {')).toHaveLength(7);
  });
});

test('highlights: the declaration is written, the others read', async () => {
  const server = await start(WORLD);
  const found = await server.request<DocumentHighlight[]>('textDocument/documentHighlight', {
    textDocument: { uri: server.uri('sunny.crm') },
    position: at(SUNNY, 'during wa|rm'),
  });
  expect(found.map(({ range, kind }) => [range.start.line + 1, kind])).toEqual([
    [11, 3],
    [16, 2],
    [28, 2],
  ]);
});
