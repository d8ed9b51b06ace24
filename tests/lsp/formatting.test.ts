import { describe, expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-protocol';
import { at, edited, PLAN, start } from './support.js';

const OPTIONS = { tabSize: 2, insertSpaces: true };

describe('formatting', () => {
  test('as crm fmt does it; a file that cannot be read is left alone', async () => {
    const server = await start();
    const untidy = PLAN.replace('  scope targeted', '      scope   targeted');
    await server.open('plan.crm', untidy);
    const ask = { textDocument: { uri: server.uri('plan.crm') }, options: OPTIONS };
    expect(edited(untidy, await server.request<TextEdit[]>('textDocument/formatting', ask))).toBe(PLAN);
    await server.change('plan.crm', `${untidy}}}}`);
    expect(await server.request('textDocument/formatting', ask)).toEqual([]);
  });

  const UNTIDY = PLAN.replace('  scope targeted', '      scope   targeted').replace('via push', 'via    push');

  test('of a range changes nothing outside', async () => {
    const server = await start();
    await server.open('plan.crm', UNTIDY);
    const ask = { textDocument: { uri: server.uri('plan.crm') }, options: OPTIONS };
    const range = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
    const edits = await server.request<TextEdit[]>('textDocument/rangeFormatting', { ...ask, range });
    expect(edited(UNTIDY, edits)).toBe(UNTIDY.replace('via    push', 'via push'));
  });

  test('of a range mends the indentation of its first line, and what trails behind its last', async () => {
    const server = await start();
    const untidy = PLAN.replace('  scope targeted\n', '      scope   targeted  \n');
    await server.open('plan.crm', untidy);
    const ask = { textDocument: { uri: server.uri('plan.crm') }, options: OPTIONS };
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 24 } };
    expect(edited(untidy, await server.request<TextEdit[]>('textDocument/rangeFormatting', { ...ask, range }))).toBe(PLAN);
  });

  test('while typing: the line before a line break, the block of a closing brace', async () => {
    const server = await start();
    const broken = UNTIDY.replace('runs 2027', '\n  runs 2027');
    await server.open('plan.crm', broken);
    const ask = { textDocument: { uri: server.uri('plan.crm') }, options: OPTIONS };
    const line = { ...ask, position: { line: 2, character: 0 }, ch: '\n' };
    expect(edited(broken, await server.request<TextEdit[]>('textDocument/onTypeFormatting', line))).toBe(
      broken.replace('      scope   targeted', '  scope targeted'),
    );
    const brace = { ...ask, position: at(broken, '10:00 }|'), ch: '}' };
    expect(edited(broken, await server.request<TextEdit[]>('textDocument/onTypeFormatting', brace))).toBe(
      broken.replace('via    push', 'via push'),
    );
  });
});
