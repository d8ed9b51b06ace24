import { describe, expect, test } from 'vitest';
import type { PrepareRenameResult, WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { Client } from './client.js';
import { at, edited, sliced, start } from './support.js';
import { BASE, SUNNY, WORLD } from './world.js';

type File = keyof typeof WORLD;

const ask = (server: Client, file: File, marked: string) => ({
  textDocument: { uri: server.uri(file) },
  position: at(WORLD[file], marked),
});

async function renamed(server: Client, file: File, marked: string, newName: string): Promise<Record<File, string>> {
  const { changes = {} } = await server.request<WorkspaceEdit>('textDocument/rename', { ...ask(server, file, marked), newName });
  const after = (each: File): string => edited(WORLD[each], changes[server.uri(each)] ?? []);
  return { 'base.crm': after('base.crm'), 'sunny.crm': after('sunny.crm') };
}

const refusal = async (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => 'not refused',
    (error: unknown) => (error as Error).message,
  );

describe('rename', () => {
  test('what is under the cursor is shown first', async () => {
    const server = await start(WORLD);
    const found = await server.request<PrepareRenameResult>('textDocument/prepareRename', ask(server, 'base.crm', '肤质 {sk|in}'));
    expect(found).toMatchObject({ placeholder: 'skin' });
    expect('range' in found && sliced(BASE, found.range)).toBe('skin');
    expect(await server.request('textDocument/prepareRename', ask(server, 'sunny.crm', 'ti|ming {'))).toBeNull();
  });

  const CASES: readonly (readonly [string, File, string, string, number])[] = [
    ['an audience', 'sunny.crm', 'to fa|ns, lifecycle.rest {', '铁粉', 7],
    ['segments', 'sunny.crm', 'by life|cycle }', '活跃', 5],
    ['an entry of segments', 'base.crm', 'lifecycle.r|est', '其余', 4],
    ['an attribute', 'base.crm', '肤质 {sk|in}', '肤质', 4],
    ['a value', 'base.crm', 'skin is dr|y', '干性', 3],
    ['a wave', 'sunny.crm', 'opened(h|i)', '第一波', 6],
    ['a phase', 'sunny.crm', 'during wa|rm', '预热期', 3],
    ['an event', 'base.crm', 'during sum|mer', '夏季', 3],
    ['a role', 'sunny.crm', 'owner l|ead', 'crm_lead', 7],
    ['a benefit', 'base.crm', 'stacks with gift|_box', '赠品', 4],
    ['a channel', 'sunny.crm', 'via text_|message to fans, ', '第二短信', 3],
    ['a metric', 'sunny.crm', 'goal { happi|ness', '满意度', 3],
    ['a measure', 'base.crm', 'and rece|ncy <=', '距上次', 3],
    ['a campaign', 'base.crm', 'campaigns sun|ny', '夏日', 2],
    ['the store', 'base.crm', 'store sh|op', '我的店', 1],
    ['an entity', 'base.crm', 'entity visit|_log', '访问', 1],
  ];

  test.each(CASES)('%s, and the project checks as before', async (_what, file, marked, name, places) => {
    const server = await start(WORLD);
    const after = await renamed(server, file, marked, name);
    const count = (texts: Record<File, string>): number => Object.values(texts).join('').split(name).length - 1;
    expect(count(after) - count(WORLD)).toBe(places);
    await server.open('base.crm', after['base.crm']);
    await server.open('sunny.crm', after['sunny.crm']);
    expect(await server.diagnostics('base.crm', (found) => found.length === 0)).toEqual([]);
    expect(await server.diagnostics('sunny.crm', (found) => found.length === 0)).toEqual([]);
  });

  const REFUSED: readonly (readonly [string, File, string, string, RegExp])[] = [
    ['a name that is taken', 'sunny.crm', 'to fa|ns, lifecycle.rest {', 'dry_fans', /^There is already an audience `dry_fans`/],
    ['a name of the library', 'sunny.crm', 'goal { happi|ness', 'sales', /^There is already a metric `sales`/],
    ['a part of the campaign', 'sunny.crm', 'during wa|rm', 'poster', /^There is already a material `poster`/],
    ['an event called like a wave', 'base.crm', 'during sum|mer', 'hi', /^There is already a wave `hi`/],
    ['a measure called like an attribute', 'base.crm', 'and rece|ncy <=', 'skin', /^There is already an attribute `skin`/],
    ['a reserved word', 'sunny.crm', 'to fa|ns, lifecycle.rest {', 'every', /^`every` cannot be a name/],
    ['no word', 'sunny.crm', 'to fa|ns, lifecycle.rest {', 'a b', /^`a b` cannot be a name/],
    ['a number', 'sunny.crm', 'to fa|ns, lifecycle.rest {', '2fans', /^`2fans` cannot be a name/],
    ['a hyphen', 'sunny.crm', 'to fa|ns, lifecycle.rest {', 'old-fans', /^`old-fans` cannot be a name/],
    ['a value called unknown', 'base.crm', 'skin is dr|y', 'unknown', /^`unknown` cannot be a value/],
  ];

  test.each(REFUSED)('refused: %s', async (_what, file, marked, newName, message) => {
    const server = await start(WORLD);
    expect(await refusal(server.request('textDocument/rename', { ...ask(server, file, marked), newName }))).toMatch(message);
  });

  test('refused: what would hide another name', async () => {
    const more = 'audience paged "看过" { where any(visit_log where skin is dry and page is "a")  size 5 }\n';
    const server = await start({ ...WORLD, 'more.crm': more });
    await server.open('base.crm', BASE);
    const request = server.request('textDocument/rename', { ...ask(server, 'base.crm', 'at time  pa|ge'), newName: 'skin' });
    expect(await refusal(request)).toBe(
      'Under the name `skin` something would change its meaning in more.crm, line 1. Choose another name.',
    );
  });

  test('refused: what is built in, and kinds of channels; in Chinese', async () => {
    const server = await start(WORLD, 'zh-cn');
    expect(await refusal(server.request('textDocument/prepareRename', ask(server, 'base.crm', '= sal|es / orders')))).toBe(
      '“sales”是内置的指标，不能改名。可以另外声明一个自己的。',
    );
    expect(await refusal(server.request('textDocument/prepareRename', ask(server, 'base.crm', 'cap sm|s 2')))).toBe(
      '这里的“sms”指该类型的所有渠道，类型的名称是固定的。请在声明处给渠道改名。',
    );
  });

  test('refused: what the library itself names', async () => {
    const text = `${BASE}\nevent double11_season "双十一季" on every 11-01 .. 11-20\n`;
    const server = await start({ ...WORLD, 'base.crm': text });
    const request = server.request('textDocument/rename', {
      textDocument: { uri: server.uri('base.crm') },
      position: at(text, 'event double|11_season'),
      newName: 'season',
    });
    expect(await refusal(request)).toMatch(/^The built-in library speaks of `double11_season`/);
  });

  test('a channel that takes the place of a built-in one', async () => {
    const more = 'channel push "应用推送" { kind push  requires push_consent }\nmessage ping for push { text "在吗" }\n';
    const server = await start({ ...WORLD, 'more.crm': more });
    const { changes = {} } = await server.request<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri: server.uri('more.crm') },
      position: at(more, 'for pu|sh'),
      newName: '推送',
    });
    expect(Object.keys(changes)).toEqual([server.uri('more.crm')]);
    expect(edited(more, changes[server.uri('more.crm')] ?? [])).toBe(
      more.replace('channel push', 'channel 推送').replace('for push', 'for 推送'),
    );
  });

  test('a reserved word that may be a value is one', async () => {
    const server = await start(WORLD);
    expect((await renamed(server, 'base.crm', 'skin is dr|y', 'no'))['sunny.crm']).toContain('skin in (no, oily)');
    expect(SUNNY).toContain('skin in (dry, oily)');
  });
});
