import { expect, test } from 'vitest';
import { startServer, type Client } from './client.js';
import { positionOf, shared } from './support.js';
import { BASE, SUNNY, WORLD } from './world.js';

const AT_PLACES = [
  'textDocument/hover',
  'textDocument/definition',
  'textDocument/documentHighlight',
  'textDocument/completion',
  'textDocument/signatureHelp',
  'textDocument/prepareRename',
];

const OF_FILES = [
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/documentLink',
  'textDocument/semanticTokens/full',
  'textDocument/codeLens',
];

/** Asks for everything about a text, at its end and at a place within it. */
async function askAll(server: Client, file: string, text: string, offset: number): Promise<void> {
  await server.change(file, text);
  const textDocument = { uri: server.uri(file) };
  const position = positionOf(text, offset);
  const whole = { start: positionOf(text, 0), end: positionOf(text, text.length) };
  const refused = (): null => null;
  await Promise.all([
    ...AT_PLACES.map((method) => server.request(method, { textDocument, position }).catch(refused)),
    ...OF_FILES.map((method) => server.request(method, { textDocument })),
    server.request('textDocument/references', { textDocument, position, context: { includeDeclaration: true } }),
    server.request('textDocument/inlayHint', { textDocument, range: whole }),
    server.request('textDocument/selectionRange', { textDocument, positions: [position] }),
    server.request('textDocument/codeAction', { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } }),
    server.request('textDocument/onTypeFormatting', { textDocument, position, ch: '}', options: { tabSize: 2, insertSpaces: true } }),
    server.request('textDocument/rename', { textDocument, position, newName: '新名称' }).catch(refused),
  ]);
}

const server = shared(WORLD);

test.each([
  ['sunny.crm', SUNNY],
  ['base.crm', BASE],
])('%s, cut off anywhere: every feature answers', { timeout: 120_000 }, async (file, text) => {
  await server().open(file, text);
  for (let end = 3; end < text.length; end += 23) await askAll(server(), file, text.slice(0, end), end);
  expect(server().failures).toEqual([]);
});

test.each([
  ['sunny.crm', SUNNY],
  ['base.crm', BASE],
])('%s, without a piece: every feature answers', { timeout: 120_000 }, async (file, text) => {
  await server().open(file, text);
  for (let from = 0; from < text.length; from += 41) await askAll(server(), file, text.slice(0, from) + text.slice(from + 7), from);
  expect(server().failures).toEqual([]);
});

test.each([10, 5_000])('%d parentheses inside each other: every feature answers', async (depth) => {
  const begun = `audience deep { where ${'('.repeat(depth)}skin is dry and `;
  for (const text of [begun, `${begun}${')'.repeat(depth)} }\n\n${BASE}`]) {
    await server().open('base.crm', text);
    await askAll(server(), 'base.crm', text, begun.length);
  }
  expect(server().failures).toEqual([]);
});

test.each([
  ['nothing at all', ''],
  ['a comment', '// 备注'],
  ['a campaign that is only begun', 'campaign spring "春季" {'],
  ['what no parser reads', '}}} ””” 85折 ..'],
])('a project that holds %s is looked at and made ready for questions', async (_, text) => {
  const own = await startServer({ 'plan.crm': text, 'empty.crm': '' });
  await own.open('plan.crm', text);
  await own.quiet();
  await own.request('textDocument/completion', { textDocument: { uri: own.uri('plan.crm') }, position: positionOf(text, text.length) });
  expect(own.failures).toEqual([]);
  await own.stop();
});

test('what is cancelled before its work begins is answered as cancelled', async () => {
  const server = await startServer(WORLD);
  await server.open('sunny.crm', SUNNY);
  await server.quiet();
  const textDocument = { uri: server.uri('sunny.crm') };
  const cancelled = await Promise.all(
    OF_FILES.map((method) => server.cancelled(method, { textDocument }).catch((error: unknown) => (error as { code?: number }).code)),
  );
  expect(new Set(cancelled)).toEqual(new Set([-32800]));
  expect(await server.request('textDocument/documentSymbol', { textDocument })).toHaveLength(1);
  expect(server.failures).toEqual([]);
  await server.stop();
});
