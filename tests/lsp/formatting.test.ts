import { expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-protocol';
import { edited, PLAN, start } from './support.js';

test('formatting, as crm fmt does it; a file that cannot be read is left alone', async () => {
  const server = await start();
  const untidy = PLAN.replace('  scope targeted', '      scope   targeted');
  await server.open('plan.crm', untidy);
  const ask = { textDocument: { uri: server.uri('plan.crm') }, options: { tabSize: 2, insertSpaces: true } };
  expect(edited(untidy, await server.request<TextEdit[]>('textDocument/formatting', ask))).toBe(PLAN);
  await server.change('plan.crm', `${untidy}}}}`);
  expect(await server.request('textDocument/formatting', ask)).toEqual([]);
});
