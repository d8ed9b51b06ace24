import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, CompletionItem, DocumentSymbol, Hover, Location, TextEdit } from 'vscode-languageserver-protocol';
import { startServer, type Client } from './client.js';

const HOUSE = `store s "店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }
policy house extends retail { require steps none  level unknown-history off }
/** 打了标签的粉丝。 */
audience fans "粉丝" { from "tag:fans"  size 100 }
`;
const QUIET = HOUSE.replace('level unknown-history off', 'level unknown-history off  quiet push 09:00 .. 11:00');
const PLAN = `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via push to fans { at 2027-03-02 10:00 }
  }
}
`;
const FILES = { 'house.crm': HOUSE, 'plan.crm': PLAN };

let client: Client | undefined;

async function start(files: Readonly<Record<string, string>> = FILES, locale?: string): Promise<Client> {
  return (client = await startServer(files, locale));
}

afterEach(async () => {
  expect(await client?.stop()).toBe(0);
  client = undefined;
});

const none = (found: readonly unknown[]): boolean => found.length === 0;
const some = (found: readonly unknown[]): boolean => found.length > 0;

/** A text after edits of the protocol. */
function edited(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, character }: TextEdit['range']['start']): number => (starts[line] ?? text.length) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((result, { range, newText }) => result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)), text);
}

describe('diagnostics', () => {
  test('of the open file, with code, place and what helps', async () => {
    const server = await start();
    await server.open('plan.crm', PLAN.replace('10:00', '21:30'));
    const [first] = await server.diagnostics('plan.crm', some);
    expect(first).toMatchObject({
      code: 'quiet-hours',
      severity: 1,
      source: 'crm',
      range: { start: { line: 4, character: 42 }, end: { line: 4, character: 58 } },
      message:
        '`hello` would send at 2027-03-02 21:30; push is quiet from 21:00 to 08:00 (Asia/Shanghai).\nSend between 08:00 and 21:00; 21:00 itself is already quiet.',
    });
  });

  test('in Chinese', async () => {
    const server = await start(FILES, 'zh-cn');
    await server.open('plan.crm', PLAN.replace('10:00', '21:30'));
    const [first] = await server.diagnostics('plan.crm', some);
    expect(first?.message).toMatch(/^“问候”将在2027-03-02 21:30发送/);
  });

  test('an edit in one file changes those of another, open or not', async () => {
    const server = await start();
    await server.open('house.crm', QUIET);
    const [first] = await server.diagnostics('plan.crm', some);
    expect(first).toMatchObject({
      code: 'quiet-hours',
      relatedInformation: [{ location: { uri: server.uri('house.crm') }, message: 'the house rule' }],
    });
    await server.change('house.crm', HOUSE);
    await server.diagnostics('plan.crm', none);
  });

  test('what is unused is shown as such; related places lead to their files', async () => {
    const server = await start({ ...FILES, 'more.crm': `${PLAN.replace('campaign spring', 'campaign spring')}role nobody "无"\n` });
    await server.open('more.crm');
    const found = await server.diagnostics('more.crm', some);
    expect(found.find(({ code }) => code === 'unused-declaration')).toMatchObject({ tags: [1], severity: 3 });
    expect(found.find(({ code }) => code === 'duplicate-name') ?? (await server.diagnostics('plan.crm', some))[0]).toMatchObject({
      code: 'duplicate-name',
      relatedInformation: [{ location: { uri: expect.stringMatching(/\.crm$/) as string } }],
    });
  });

  test('a file that another program changes, adds or removes', async () => {
    const server = await start();
    await server.open('plan.crm');
    await server.diagnostics('plan.crm', none);
    server.write('house.crm', QUIET);
    await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: server.uri('house.crm'), type: 2 }] });
    expect(await server.diagnostics('plan.crm', some)).toMatchObject([{ code: 'quiet-hours' }]);
  });

  test('closing a file without saving it brings back what is on the disk', async () => {
    const server = await start();
    await server.open('plan.crm', PLAN.replace('via push', 'via pusch'));
    await server.diagnostics('plan.crm', some);
    await server.close('plan.crm');
    await server.diagnostics('plan.crm', none);
  });
});

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

test('formatting, as crm fmt does it; a file that cannot be read is left alone', async () => {
  const server = await start();
  const untidy = PLAN.replace('  scope targeted', '      scope   targeted');
  await server.open('plan.crm', untidy);
  const ask = { textDocument: { uri: server.uri('plan.crm') }, options: { tabSize: 2, insertSpaces: true } };
  expect(edited(untidy, await server.request<TextEdit[]>('textDocument/formatting', ask))).toBe(PLAN);
  await server.change('plan.crm', `${untidy}}}}`);
  expect(await server.request('textDocument/formatting', ask)).toEqual([]);
});

test('the outline: declarations with their parts', async () => {
  const server = await start();
  await server.open('plan.crm');
  const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: server.uri('plan.crm') } });
  expect(symbols.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.name)])).toEqual([
    ['spring', '春季', ['hello']],
  ]);
});

describe('completion', () => {
  const START = PLAN.slice(0, PLAN.indexOf('    wave hello'));

  async function labels(text: string, files = FILES): Promise<readonly string[]> {
    const server = await start(files);
    await server.open('plan.crm', text);
    const lines = text.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const items = await server.request<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri: server.uri('plan.crm') },
      position,
    });
    return items.map(({ label }) => label);
  }

  test('channels after via, also while the word is being written', async () => {
    expect(await labels(`${START}    wave hello via pu`)).toEqual(expect.arrayContaining(['push', 'sms', 'wechat']));
  });

  test('audiences after to, and nothing else', async () => {
    expect(await labels(`${START}    wave hello via push to `)).toEqual(expect.arrayContaining(['fans', 'everyone']));
  });

  test('words that fit: the steps in a campaign, the properties in a wave, declarations at the beginning', async () => {
    expect(await labels('campaign spring {\n  ')).toEqual([
      'audience',
      'followup',
      'goal',
      'method',
      'resources',
      'review',
      'risks',
      'runs',
      'scope',
      'timing',
      'waive',
    ]);
  });

  test('of another step no words', async () => {
    const found = await labels(`${START}    wave hello via push to fans { `);
    expect(found).toEqual(expect.arrayContaining(['at', 'message', 'offer', 'split']));
    expect(found).not.toContain('goal');
  });

  test('behind a whole declaration, declarations', async () => {
    expect(await labels(`${PLAN}\n`)).toEqual(expect.arrayContaining(['campaign', 'audience', 'policy']));
  });

  test('rules after waive', async () => {
    expect(await labels('campaign spring {\n  waive ')).toContain('cap-exceeded');
  });
});

test('definition across files, and hover with the documentation', async () => {
  const server = await start();
  await server.open('plan.crm');
  const at = { textDocument: { uri: server.uri('plan.crm') }, position: { line: 4, character: 36 } };
  expect(await server.request<Location>('textDocument/definition', at)).toEqual({
    uri: server.uri('house.crm'),
    range: { start: { line: 3, character: 9 }, end: { line: 3, character: 13 } },
  });
  const hover = await server.request<Hover>('textDocument/hover', at);
  expect(hover.contents).toEqual({
    kind: 'markdown',
    value: '```crm\naudience fans "粉丝" { from "tag:fans"  size 100 }\n```\n\n打了标签的粉丝。',
  });
  expect(await server.request('textDocument/hover', { ...at, position: { line: 0, character: 0 } })).toBeNull();
});
