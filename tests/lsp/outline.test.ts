import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import { start } from './support.js';
import { WORLD } from './world.js';

/** Lines of an outline, its parts indented. */
const lines = (symbols: readonly DocumentSymbol[], indent = ''): readonly string[] =>
  symbols.flatMap(({ name, detail, children = [] }) => [
    `${indent}${name}${detail === undefined ? '' : `: ${detail}`}`,
    ...lines(children, `${indent}  `),
  ]);

const ask = async (file: keyof typeof WORLD): Promise<readonly string[]> => {
  const server = await start(WORLD, { initializationOptions: { today: '2027-01-01' } });
  return lines(await server.request('textDocument/documentSymbol', { textDocument: { uri: server.uri(file) } }));
};

test('a campaign with its phases, waves and activities, and when they are', async () => {
  expect(await ask('sunny.crm')).toEqual([
    'sunny: 夏日活动 · 2027-07-01 .. 2027-07-31',
    '  warm: 预热 · 2027-07-01 .. 2027-07-10',
    '  hi: 问候 · 2027-07-02 Fri 10:00',
    '  again: 再次 · 2027-07-04 Sun 11:00',
    '  flash: 秒杀',
    '  poster: 海报',
    '  crowd: 拥挤',
  ]);
});

test('declarations with what they hold: entries with sizes, attributes', async () => {
  const found = await ask('base.crm');
  expect(found.slice(4, 9)).toEqual(['text_message: 短信二号', 'member', '  likes_sms', '  skin', 'visit_log']);
  expect(found).toEqual(
    expect.arrayContaining([
      'summer: 夏日 · 2027-07-01 .. 2027-07-31',
      'fans: 粉丝 · 1,000 members on 2027-05-01',
      'lifecycle: 活跃度 · 10,000 members',
      '  fresh: 新近 · 2,000 members',
    ]),
  );
});
