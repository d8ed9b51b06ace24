import { describe, expect, test } from 'vitest';
import type { Location } from 'vscode-languageserver-protocol';
import type { Client } from './client.js';
import { at, shared, sliced, start } from './support.js';
import { BASE, SUNNY, WORLD } from './world.js';

const SHOWS_LIBRARY = { workspace: { textDocumentContent: {} } };

async function definitions(server: Client, file: keyof typeof WORLD, marked: string): Promise<readonly Location[]> {
  const found = await server.request<Location | Location[] | null>('textDocument/definition', {
    textDocument: { uri: server.uri(file) },
    position: at(WORLD[file], marked),
  });
  return found === null ? [] : Array.isArray(found) ? found : [found];
}

/** The line of a declaration up to the place that is named, and the name. */
function told(server: Client, { uri, range }: Location): string {
  const [file, text] = uri === server.uri('base.crm') ? ['base', BASE] : ['sunny', SUNNY];
  const line = text.split('\n')[range.start.line] ?? '';
  return `${file}: ${line.slice(0, range.start.character).trimStart()}[${sliced(text, range)}]`;
}

test.each(['\n', '\r\n'])('a place behind the end of a line is that end, not the next line', async (ending) => {
  const server = await start({ 'plan.crm': ['audience fans {', '  from "x"  size 3', '}', 'audience others of fans', ''].join(ending) });
  const asked = (line: number) =>
    server.request('textDocument/definition', { textDocument: { uri: server.uri('plan.crm') }, position: { line, character: 9_999 } });
  expect(await asked(3)).toMatchObject({ range: { start: { line: 0, character: 9 } } });
  expect(await asked(2)).toBeNull();
});

describe('every kind of name leads to its declaration', () => {
  const CASES: readonly (readonly [keyof typeof WORLD, string, string])[] = [
    ['sunny.crm', 'to fa|ns, lifecycle.rest {', 'base: audience [fans]'],
    ['sunny.crm', 'to fans, life|cycle.rest {', 'base: segments [lifecycle]'],
    ['sunny.crm', 'to fans, lifecycle.r|est {', 'base: [rest]'],
    ['base.crm', 'overlap fans, lifecycle.r|est', 'base: [rest]'],
    ['sunny.crm', 'via text_|message to fans, ', 'base: channel [text_message]'],
    ['sunny.crm', 'at sum|mer + 1d', 'base: event [summer]'],
    ['base.crm', 'during sum|mer', 'base: event [summer]'],
    ['sunny.crm', 'message hello|_text', 'base: message [hello_text]'],
    ['sunny.crm', 'offer coup|on40', 'base: benefit [coupon40]'],
    ['base.crm', 'stacks with gift|_box', 'base: benefit [gift_box]'],
    ['base.crm', 'on ha|ts  limit', 'base: products [hats]'],
    ['base.crm', 'on ha|ts\n', 'base: products [hats]'],
    ['sunny.crm', 'goal { happi|ness', 'base: metric [happiness]'],
    ['sunny.crm', 'by lea|d until', 'base: role [lead]'],
    ['sunny.crm', 'owner l|ead', 'base: role [lead]'],
    ['base.crm', 'campaigns sun|ny', 'sunny: campaign [sunny]'],
    ['sunny.crm', 'during wa|rm', 'sunny: phase [warm]'],
    ['sunny.crm', 'at wa|rm 20:00', 'sunny: phase [warm]'],
    ['sunny.crm', 'at h|i + 2d', 'sunny: wave [hi]'],
    ['sunny.crm', 'opened(h|i)', 'sunny: wave [hi]'],
    ['sunny.crm', 'since h|i)', 'sunny: wave [hi]'],
    ['sunny.crm', 'for h|i\n', 'sunny: wave [hi]'],
    ['sunny.crm', 'and sk|in in', 'base: [skin]'],
    ['sunny.crm', '(dr|y, oily)', 'base: skin one of [dry]'],
    ['sunny.crm', 'in dry_fan|s', 'base: audience [dry_fans]'],
    ['base.crm', 'skin is dr|y', 'base: skin one of [dry]'],
    ['base.crm', 'and rece|ncy <=', 'base: measure [recency]'],
    ['base.crm', '肤质 {sk|in}', 'base: [skin]'],
    ['base.crm', 'requires likes|_sms', 'base: [likes_sms]'],
    ['base.crm', 'audience dry_fans "干皮粉丝" of fa|ns', 'base: audience [fans]'],
    ['sunny.crm', 'by life|cycle }', 'base: segments [lifecycle]'],
  ];

  const server = shared(WORLD);

  test.each(CASES)('%s: %s', async (file, marked, expected) => {
    expect((await definitions(server(), file, marked)).map((location) => told(server(), location))).toEqual([expected]);
  });

  test('a declaration leads to itself', async () => {
    expect((await definitions(server(), 'base.crm', 'audience fa|ns')).map((location) => told(server(), location))).toEqual([
      'base: audience [fans]',
    ]);
  });
});

describe('what leads nowhere', () => {
  test('words of the language, labels, comments and unknown names', async () => {
    const server = await start(WORLD);
    for (const marked of ['ti|ming {', '"问|候"', 'waive gap-too|-short'])
      expect(await definitions(server, 'sunny.crm', marked), marked).toEqual([]);
    await server.open('sunny.crm', SUNNY.replace('during warm', 'during warn'));
    const found = await server.request('textDocument/definition', {
      textDocument: { uri: server.uri('sunny.crm') },
      position: at(SUNNY, 'during wa|rm'),
    });
    expect(found).toBeNull();
  });
});

describe('the built-in library', () => {
  test('is shown in a document of its own where the editor can', async () => {
    const server = await start(WORLD, { capabilities: SHOWS_LIBRARY });
    expect(server.capabilities.workspace?.textDocumentContent).toEqual({ schemes: ['crm-library'] });
    const [found] = await definitions(server, 'base.crm', '= sal|es / orders');
    expect(found?.uri).toBe('crm-library:/metrics.crm');
    const { text } = await server.request<{ text: string }>('workspace/textDocumentContent', { uri: 'crm-library:/metrics.crm' });
    expect(found && sliced(text, found.range)).toBe('sales');
  });

  test('names in a document of the library lead on', async () => {
    const server = await start(WORLD, { capabilities: SHOWS_LIBRARY });
    const uri = 'crm-library:/metrics.crm';
    const { text } = await server.request<{ text: string }>('workspace/textDocumentContent', { uri });
    const roi = await server.request<Location>('textDocument/definition', { textDocument: { uri }, position: at(text, '= sales / co|st') });
    expect(roi.uri).toBe(uri);
    expect(sliced(text, roi.range)).toBe('cost');
  });

  test('a kind of channel in a policy leads to every channel of the kind', async () => {
    const server = await start(WORLD, { capabilities: SHOWS_LIBRARY });
    const found = await definitions(server, 'base.crm', 'cap sm|s 2');
    expect(found.map(({ uri }) => uri).sort()).toEqual(['crm-library:/channels.crm', server.uri('base.crm')]);
  });

  test('is left out where the editor cannot show it', async () => {
    const server = await start(WORLD);
    expect(await definitions(server, 'base.crm', '= sal|es / orders')).toEqual([]);
  });
});
