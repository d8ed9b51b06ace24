import { describe, expect, test } from 'vitest';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver-protocol';
import type { Client } from './client.js';
import { edited, FILES, PLAN, some, start } from './support.js';

const ask = (server: Client, file: string, line: number, only?: readonly string[]): CodeActionParams => ({
  textDocument: { uri: server.uri(file) },
  range: { start: { line, character: 0 }, end: { line, character: 80 } },
  context: { diagnostics: [], ...(only && { only: [...only] }) },
});

const LATE = PLAN.replace('10:00', '21:30').replace('via push', 'via pusch');

describe('code actions', () => {
  test('the fixes of a finding, and all safe ones of the file', async () => {
    const server = await start();
    await server.open('plan.crm', LATE);
    await server.diagnostics('plan.crm', some);
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', ask(server, 'plan.crm', 4));
    expect(actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred]).slice(0, 2)).toEqual([
      ['Replace with `push`', 'quickfix', true],
      ['Make all safe fixes in this file', 'source.fixAll', undefined],
    ]);
    expect(edited(LATE, actions[1]?.edit?.changes?.[server.uri('plan.crm')] ?? [])).toBe(PLAN.replace('10:00', '20:00'));
    const only = await server.request<CodeAction[]>('textDocument/codeAction', ask(server, 'plan.crm', 4, ['quickfix']));
    expect(only).toHaveLength(1);
    await server.change('plan.crm', edited(LATE, only[0]?.edit?.changes?.[server.uri('plan.crm')] ?? []));
    expect(await server.diagnostics('plan.crm', (found) => found.some(({ code }) => code === 'quiet-hours'))).toHaveLength(1);
  });

  test('all fixes are worked out when they are chosen, where the editor asks then', async () => {
    const resolves = { textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } } };
    const server = await start(FILES, { capabilities: resolves });
    await server.open('plan.crm', LATE);
    const [action] = await server.request<CodeAction[]>('textDocument/codeAction', ask(server, 'plan.crm', 0, ['source.fixAll']));
    expect(action?.edit).toBeUndefined();
    const resolved = await server.request<CodeAction>('codeAction/resolve', action ?? {});
    expect(edited(LATE, resolved.edit?.changes?.[server.uri('plan.crm')] ?? [])).toBe(PLAN.replace('10:00', '20:00'));
  });

  test('fixes of other files are left to them', async () => {
    const server = await start({ ...FILES, 'more.crm': LATE.replace('campaign spring', 'campaign autumn') });
    await server.open('plan.crm');
    expect(await server.request('textDocument/codeAction', ask(server, 'plan.crm', 0, ['source.fixAll']))).toEqual([]);
  });

  test('all findings of one rule in the file', async () => {
    const twice = PLAN.replace('via push', 'via pusch').replace(
      '  }\n}',
      '    wave bye "再见" via pusch to fans { at 2027-03-09 10:00 }\n  }\n}',
    );
    const server = await start();
    await server.open('plan.crm', twice);
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', ask(server, 'plan.crm', 4, ['quickfix']));
    expect(actions.map(({ title }) => title)).toEqual(['Replace with `push`', 'Fix all 2 `unknown-name` problems in this file']);
    const after = edited(twice, actions[1]?.edit?.changes?.[server.uri('plan.crm')] ?? []);
    expect(after).toBe(twice.replaceAll('pusch', 'push'));
    expect(actions[1]?.diagnostics).toHaveLength(2);
  });

  test('in Chinese', async () => {
    const server = await start(FILES, 'zh-cn');
    await server.open('plan.crm', LATE);
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', ask(server, 'plan.crm', 4, ['source']));
    expect(actions.map(({ title }) => title)).toEqual(['进行本文件所有安全的修复']);
  });
});
