import { describe, expect, test } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import type { Client, ServerOptions } from './client.js';
import { at, shared, sliced } from './support.js';
import { WORLD } from './world.js';

const ON_NEW_YEAR: ServerOptions = { initializationOptions: { today: '2027-01-01' } };
const CHINESE: ServerOptions = { ...ON_NEW_YEAR, locale: 'zh-cn' };

async function hover(server: Client, file: keyof typeof HOVERED, marked: string): Promise<string> {
  const found = await server.request<Hover | null>('textDocument/hover', {
    textDocument: { uri: server.uri(file) },
    position: at(HOVERED[file], marked),
  });
  if (!found?.range) return 'nothing';
  return `[${sliced(HOVERED[file], found.range)}]\n${(found.contents as MarkupContent).value}`;
}

/** Waves that members set off, and one that waits. */
const MORE = `campaign more "更多" {
  scope targeted
  runs 2027-08-01 .. 2027-08-31
  timing {
    wave thanks "致谢" via text_message to fans { at 2h after each order where amount > 10元  at most 1 per rolling 7d }
    wave birthday "生日" via push to fans { at each birthday - 3d 09:00  at most 1 per calendar year  as service }
    wave later "再等等" via push to fans {
      at 2027-08-10 10:00
      where not in dry_fans and no(order since summer) and not opened(sunny.hi)
      wait for happiness >= 3元 until 2027-08-12 18:00 then stop
    }
  }
}
`;
const HOVERED = { ...WORLD, 'more.crm': MORE };

describe('hover tells what a name stands for', () => {
  const server = shared(HOVERED, ON_NEW_YEAR);
  const chinese = shared(HOVERED, CHINESE);

  const CASES: readonly (readonly [keyof typeof HOVERED, string])[] = [
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
    ['sunny.crm', 'material post|er'],
    ['base.crm', 'plan ye|ar'],
    ['base.crm', '{off|er}'],
    ['base.crm', 'extends ret|ail'],
    ['more.crm', 'wave than|ks'],
    ['more.crm', 'wave bir|thday'],
    ['more.crm', 'wave la|ter'],
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
