import { describe, expect, test } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-protocol';
import type { Client } from './client.js';
import { at, shared, start } from './support.js';
import { BASE, SUNNY, WORLD } from './world.js';

/** Each coloured word as `word type modifiers`. */
function coloured(server: Client, text: string, { data }: SemanticTokens): readonly string[] {
  const { tokenTypes = [], tokenModifiers = [] } = server.capabilities.semanticTokensProvider?.legend ?? {};
  const lines = text.split('\n');
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let index = 0; index < data.length; index += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(index, index + 5);
    character = down > 0 ? right : character + right;
    line += down;
    const word = lines[line]?.slice(character, character + length) ?? '';
    const names = tokenModifiers.filter((_name, bit) => modifiers & (1 << bit));
    found.push([word, tokenTypes[type], ...names].join(' '));
  }
  return found;
}

describe('colouring by meaning', () => {
  const server = shared(WORLD);
  const full = async (file: keyof typeof WORLD): Promise<readonly string[]> =>
    coloured(
      server(),
      WORLD[file],
      await server().request('textDocument/semanticTokens/full', { textDocument: { uri: server().uri(file) } }),
    );

  test('names by what they stand for, those of the library as such', async () => {
    expect((await full('sunny.crm')).slice(0, 30)).toEqual([
      'sunny namespace declaration',
      'gap-too-short decorator defaultLibrary',
      'sms interface defaultLibrary',
      'lead typeParameter',
      'happiness function',
      'fans class',
      'lifecycle class',
      'rest enumMember',
      'warm event declaration',
      'hi method declaration',
      'text_message interface',
      'fans class',
      'lifecycle class',
      'rest enumMember',
      'summer event',
      'hello_text macro',
      'coupon40 type',
      'warm event',
      'again method declaration',
      'text_message interface',
      'fans class',
      'hi method',
      'hi method',
      'skin property',
      'dry enumMember',
      'oily enumMember',
      'dry_fans class',
      'order struct defaultLibrary',
      'hi method',
      'hello_text macro',
    ]);
  });

  test('placeholders in the copy of messages', async () => {
    const found = await full('base.crm');
    const copy = found.slice(found.indexOf('hello_text macro declaration'));
    expect(copy.slice(0, 5)).toEqual([
      'hello_text macro declaration',
      'sms interface defaultLibrary',
      'name property defaultLibrary',
      'offer parameter defaultLibrary',
      'skin property',
    ]);
  });

  test('of a range', async () => {
    const tokens = await server().request<SemanticTokens>('textDocument/semanticTokens/range', {
      textDocument: { uri: server().uri('sunny.crm') },
      range: { start: at(SUNNY, '|  goal {'), end: at(SUNNY, '3元 }|') },
    });
    expect(coloured(server(), SUNNY, tokens)).toEqual(['happiness function']);
  });
});

test('after an edit only what has changed', async () => {
  const server = await start(WORLD);
  await server.open('base.crm', BASE);
  const textDocument = { uri: server.uri('base.crm') };
  const first = await server.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  const text = BASE.replace('role lead "主管"', 'role lead "主管"\nrole helper "助理"');
  await server.change('base.crm', text);
  const { edits } = await server.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
    textDocument,
    previousResultId: first.resultId,
  });
  const data = [...first.data];
  for (const { start: from, deleteCount, data: more = [] } of [...edits].reverse()) data.splice(from, deleteCount, ...more);
  expect(coloured(server, text, { data })).toContain('helper typeParameter declaration');
  expect(edits.flatMap((edit) => edit.data ?? []).length).toBeLessThan(30);
});
