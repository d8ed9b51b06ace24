import { describe, expect, test } from 'vitest';
import type { SymbolInformation } from 'vscode-languageserver-protocol';
import { start } from './support.js';
import { WORLD } from './world.js';

async function found(query: string): Promise<readonly string[]> {
  const server = await start(WORLD);
  await server.open('sunny.crm');
  const symbols = await server.request<SymbolInformation[]>('workspace/symbol', { query });
  return symbols.map(({ name, containerName }) => (containerName === undefined ? name : `${name} in ${containerName}`));
}

describe('search for names', () => {
  test('by name over all files, parts of campaigns too', async () => {
    expect(await found('poster')).toEqual(['poster 海报 in sunny']);
    expect(await found('fans')).toEqual(['fans 粉丝', 'dry_fans 干皮粉丝']);
  });

  test('by label and by pinyin', async () => {
    expect(await found('干皮')).toEqual(['dry_fans 干皮粉丝']);
    expect(await found('xrhd')).toEqual(['sunny 夏日活动']);
    expect(await found('haibao')).toEqual(['poster 海报 in sunny']);
  });

  test('nothing for what nothing is called', async () => {
    expect(await found('zzzz')).toEqual([]);
  });
});
