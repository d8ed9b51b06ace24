import { expect, test } from 'vitest';
import type { DocumentLink } from 'vscode-languageserver-protocol';
import { sliced, start } from './support.js';

test('the file that the body of a message stands in', async () => {
  const text = 'message 周报 for email { subject "你好"  body file "copy/周报.html" }\nmessage other for email { subject "x"  body "y" }\n';
  const server = await start({ 'mail.crm': text });
  const links = await server.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: server.uri('mail.crm') } });
  expect(links.map(({ range, target }) => [sliced(text, range), decodeURIComponent(target ?? '')])).toEqual([
    ['"copy/周报.html"', decodeURIComponent(server.uri('copy/周报.html'))],
  ]);
});

test('what stands elsewhere is linked to as it is; what is not written yet is no link', async () => {
  const mail = (file: string): string => `message m for email { subject "x"  body file "${file}" }\n`;
  const server = await start({ 'mail.crm': mail('https://shop.example/a.html'), 'new.crm': mail('') });
  const links = async (file: string) =>
    (await server.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: server.uri(file) } })).map(
      ({ target }) => target,
    );
  expect(await links('mail.crm')).toEqual(['https://shop.example/a.html']);
  expect(await links('new.crm')).toEqual([]);
});
