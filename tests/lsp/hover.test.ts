import { describe, expect, test } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import type { Client, ServerOptions } from './client.js';
import { at, shared, sliced } from './support.js';
import { WORLD } from './world.js';

const ON_NEW_YEAR: ServerOptions = { initializationOptions: { today: '2027-01-01' } };
const CHINESE: ServerOptions = { ...ON_NEW_YEAR, locale: 'zh-cn' };

async function hover(server: Client, file: keyof typeof WORLD, marked: string): Promise<string> {
  const found = await server.request<Hover | null>('textDocument/hover', {
    textDocument: { uri: server.uri(file) },
    position: at(WORLD[file], marked),
  });
  if (!found?.range) return 'nothing';
  return `[${sliced(WORLD[file], found.range)}]\n${(found.contents as MarkupContent).value}`;
}

describe('hover tells what a name stands for', () => {
  const server = shared(WORLD, ON_NEW_YEAR);
  const chinese = shared(WORLD, CHINESE);

  const CASES: readonly (readonly [keyof typeof WORLD, string])[] = [
    ['sunny.crm', 'to fa|ns, lifecycle.rest {'],
    ['base.crm', 'audience dry_|fans'],
    ['sunny.crm', 'to fans, life|cycle.rest {'],
    ['base.crm', 'lifecycle.r|est'],
    ['sunny.crm', 'wave h|i'],
    ['sunny.crm', 'wave aga|in'],
    ['sunny.crm', 'offer coup|on40'],
    ['base.crm', 'benefit gift|_box'],
    ['base.crm', 'during sum|mer'],
    ['sunny.crm', 'during wa|rm'],
    ['sunny.crm', 'activity fla|sh'],
    ['base.crm', 'campaigns sun|ny'],
    ['sunny.crm', 'message hello|_text'],
    ['sunny.crm', 'via text_|message to fans, '],
    ['sunny.crm', 'goal { happi|ness'],
    ['base.crm', 'and rece|ncy <='],
    ['base.crm', '肤质 {sk|in}'],
    ['base.crm', 'skin is dr|y'],
    ['base.crm', 'entity visit|_log'],
    ['base.crm', 'on ha|ts  limit'],
    ['base.crm', 'policy ho|use'],
    ['sunny.crm', 'risk cro|wd'],
  ];

  test.each(CASES)('%s: %s', async (file, marked) => {
    expect(await hover(server(), file, marked)).toMatchSnapshot();
    expect(await hover(chinese(), file, marked)).toMatchSnapshot('in Chinese');
  });

  test('a rule after waive: its page', async () => {
    const page = await hover(server(), 'sunny.crm', 'waive gap-too|-short');
    expect(page).toMatch(/^\[gap-too-short\]\n\*\*.+\*\* `gap-too-short` — warning\n\n/);
    expect(page).toContain('```crm\ncampaign spring');
  });

  test('a clause of a policy: what it asks for and where it binds', async () => {
    expect(await hover(server(), 'base.crm', 'ca|p sms 2')).toBe(
      '[cap sms 2 per calendar month during summer for fans]\nA member gets at most 2 by sms in one calendar month during summer for fans.\n\n2/2 at most, 2027-07 (sunny/hi), 2 waves at the limit',
    );
    expect(await hover(chinese(), 'base.crm', 'floo|r 70折')).toBe('[floor 70折 on hats]\nhats 叠加所有权益后不低于 70折。');
  });

  test('nothing for words of the language and labels', async () => {
    expect(await hover(server(), 'sunny.crm', 'ti|ming {')).toBe('nothing');
    expect(await hover(server(), 'sunny.crm', '"问|候"')).toBe('nothing');
  });
});
