import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import { start } from './support.js';

test('the outline: declarations with their parts', async () => {
  const server = await start();
  await server.open('plan.crm');
  const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: server.uri('plan.crm') } });
  expect(symbols.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.name)])).toEqual([
    ['spring', '春季', ['hello']],
  ]);
});
