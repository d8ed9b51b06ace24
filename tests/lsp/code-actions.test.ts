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

describe('the layout of what a fix changes', () => {
  const GUESTS = `audience guests "来宾" {
  from "tag:guests"
}

`;
  const FORMATTED = `${GUESTS}campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31

  timing {
    wave hello "问候" via email to fans {
      at 2027-03-02 10:00
      message hello_mail
    }

    wave news "消息" via push to guests { at 2027-03-03 10:00 }
  }
}

message hello_mail for email {
  subject "{name}，春天好"
  body "新品到店：{link}"
}
`;
  const GROUPS = FILES['house.crm'].replace('level unknown-history off', 'level unknown-history off  segment at most 50');
  const resolves = { textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } } };

  /** A text after the fix of a title, in a project that is formatted as `crm fmt` has it. */
  async function fixedBy(title: string, text: string, capabilities: object = {}, house = GROUPS): Promise<string> {
    const server = await start({ 'house.crm': house, 'plan.crm': text }, { capabilities });
    await server.open('plan.crm', text);
    await server.diagnostics('plan.crm', some);
    const range = { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } };
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', { ...ask(server, 'plan.crm', 0, ['quickfix']), range });
    const found = actions.find((action) => action.title === title);
    if (!found) throw new Error(`No “${title}” among ${actions.map((action) => action.title).join(', ')}.`);
    const { edit } = found.edit ? found : await server.request<CodeAction>('codeAction/resolve', found);
    return edited(text, edit?.changes?.[server.uri('plan.crm')] ?? []);
  }

  const SPLIT = FORMATTED.replace('at 2027-03-02 10:00\n', 'at 2027-03-02 10:00\n      split by 50 every 30min\n');

  test('a property that is added stands on a line of its own', async () => {
    expect(await fixedBy('Split the send into batches of 50', FORMATTED)).toBe(SPLIT);
  });

  test('also where the editor asks when it is chosen', async () => {
    expect(await fixedBy('Split the send into batches of 50', FORMATTED, resolves)).toBe(SPLIT);
  });

  test('at the end of a block', async () => {
    const sized = FORMATTED.replace('"tag:guests"\n', '"tag:guests"\n  size 10_000\n');
    expect(await fixedBy('Add a size (put in the number you know)', FORMATTED)).toBe(sized);
  });

  test('a character that is taken out leaves no blank', async () => {
    const slip = FORMATTED.replace('scope targeted', 'scope targeted；');
    expect(await fixedBy('Remove it', slip)).toBe(FORMATTED);
  });

  test('a block on one line is opened for what takes several', async () => {
    const line = 'campaign spring "春季" { scope targeted  runs 2027-03-01 .. 2027-03-31 }\n';
    const house = GROUPS.replace('require steps none', 'require steps audience');
    expect(await fixedBy('Add the step `audience`', line, {}, house)).toBe(`campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  audience {
    to everyone
  }
}
`);
  });

  test('a file that was not formatted keeps its layout', async () => {
    const loose = FORMATTED.replace('  scope', ' scope');
    expect(await fixedBy('Split the send into batches of 50', loose)).toBe(
      loose.replace('at 2027-03-02 10:00\n', 'at 2027-03-02 10:00  split by 50 every 30min\n'),
    );
  });
});
