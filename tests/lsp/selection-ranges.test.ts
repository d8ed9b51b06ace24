import { expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver-protocol';
import { at, sliced, start } from './support.js';
import { BASE, SUNNY, WORLD } from './world.js';

async function chain(file: keyof typeof WORLD, marked: string): Promise<readonly string[]> {
  const server = await start(WORLD);
  const [first] = await server.request<SelectionRange[]>('textDocument/selectionRange', {
    textDocument: { uri: server.uri(file) },
    positions: [at(WORLD[file], marked)],
  });
  const found: string[] = [];
  for (let each: SelectionRange | undefined = first; each; each = each.parent) found.push(sliced(WORLD[file], each.range));
  return found;
}

test('from a value outwards: condition, property, block, declaration, file', async () => {
  const found = await chain('base.crm', 'skin is dr|y and');
  expect(found.slice(0, 5)).toEqual([
    'dry',
    'skin is dry',
    'skin is dry and recency <= 90d',
    'where skin is dry and recency <= 90d',
    ' where skin is dry and recency <= 90d  size 200 ',
  ]);
  expect(found.at(-1)).toBe(BASE);
});

test('the inside of a text before its quotes', async () => {
  const found = await chain('sunny.crm', '"夏日|活动"');
  expect(found.slice(0, 2)).toEqual(['夏日活动', '"夏日活动"']);
  expect(found.at(-1)).toBe(SUNNY);
});
