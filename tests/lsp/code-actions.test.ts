import { describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { edited, PLAN, some, start } from './support.js';

describe('code actions', () => {
  test('the fixes of a finding, and all safe ones', async () => {
    const server = await start();
    const text = PLAN.replace('10:00', '21:30').replace('via push', 'via pusch');
    await server.open('plan.crm', text);
    await server.diagnostics('plan.crm', some);
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 80 } };
    const ask = { textDocument: { uri: server.uri('plan.crm') }, range, context: { diagnostics: [] } };
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', ask);
    expect(actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred])).toEqual([
      ['Replace with `push`', 'quickfix', true],
      ['Make all safe fixes', 'source.fixAll', undefined],
    ]);
    const all = actions[1]?.edit?.changes?.[server.uri('plan.crm')] ?? [];
    expect(edited(text, all)).toBe(PLAN.replace('10:00', '20:00'));
    const only = await server.request<CodeAction[]>('textDocument/codeAction', {
      ...ask,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    expect(only).toHaveLength(1);
    await server.change('plan.crm', edited(text, only[0]?.edit?.changes?.[server.uri('plan.crm')] ?? []));
    expect(await server.diagnostics('plan.crm', (found) => found.some(({ code }) => code === 'quiet-hours'))).toHaveLength(1);
  });
});
