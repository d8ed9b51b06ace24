import { describe, expect, test } from 'vitest';
import type { SignatureHelp } from 'vscode-languageserver-protocol';
import { start, typed } from './support.js';
import { WORLD } from './world.js';

async function help(marked: string, locale = 'en'): Promise<readonly [string, string, unknown] | undefined> {
  const { text, position } = typed(marked);
  const server = await start({ ...WORLD, 'a.crm': text }, locale);
  const found = await server.request<SignatureHelp | null>('textDocument/signatureHelp', {
    textDocument: { uri: server.uri('a.crm') },
    position,
  });
  const signature = found?.signatures[0];
  const parameter = signature?.parameters?.[found?.activeParameter ?? 0];
  return signature && [signature.label, signature.documentation as string, parameter?.label];
}

describe('help with functions', () => {
  const COUNT = 'count(ENTITY [in last D | during SPAN | before DAY | since DAY] [where CONDITION])';

  test('what is looked at, when, and which', async () => {
    expect(await help('audience a { where count(|')).toEqual([COUNT, 'How many such records there are.', 'ENTITY']);
    expect(await help('audience a { where count(order in |')).toEqual([
      COUNT,
      expect.anything(),
      'in last D | during SPAN | before DAY | since DAY',
    ]);
    expect(await help('audience a { where count(order in last 30d where status is paid and |')).toEqual([
      COUNT,
      expect.anything(),
      'where CONDITION',
    ]);
  });

  test('the innermost one', async () => {
    expect((await help('audience a { where age(last(|'))?.[0]).toMatch(/^last\(/);
    expect((await help('audience a { where age(last(order.at)|'))?.[0]).toBe('age(DATE)');
    expect((await help('audience a { where count(order where status in (paid, |'))?.[0]).toBe(COUNT);
    expect((await help('audience a { where count(order where (status is paid) and |'))?.[0]).toBe(COUNT);
  });

  test('in Chinese', async () => {
    expect((await help('campaign c { timing { wave w via push to a { where opened(|', 'zh-cn'))?.[1]).toBe('打开过该波次的消息。');
  });

  test('none elsewhere: lists, closed parentheses, other words', async () => {
    expect(await help('audience a { where skin in (|')).toBeUndefined();
    expect(await help('audience a { where count(order) |')).toBeUndefined();
    expect(await help('audience a { |')).toBeUndefined();
  });
});
