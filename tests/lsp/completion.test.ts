import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { FILES, PLAN, start } from './support.js';

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
