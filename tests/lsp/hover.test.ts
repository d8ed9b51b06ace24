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
/** Benefits of every kind. */
const BENEFITS = `benefit pair "两件88折" discount { price 88折 from 2 pieces  stacks with parcel, gift_box }
benefit after "折后券" coupon { reduce 50元 over 500元  threshold after discount  valid 2027-07-01 .. 2027-07-07  redeemed 30% }
benefit minus "立减" coupon { reduce 10元 }
benefit packet "红包" red_packet { amount 8元 }
benefit parcel "包邮" free_shipping
benefit triple "三倍积分" points { times 3  pay up to 5% }
benefit wheel "大转盘" lottery { prize "一等奖" 1 worth 999元  prize "安慰奖" 1_000 worth 5元 }
benefit free "免单" free_order { winners 10 worth 300元 }
benefit crowd "越多越省" tiered_price { from 1 95折  from 100 9折 }
benefit early_bird "定金膨胀" presale { deposit 20元 counts 50元 }
benefit first_look "抢先购" early_access { opens 72h before warm }
segments groups "分群" { dry "干皮" where skin is dry size 300  new "新客" where recency is unknown size 200  rest "其他" otherwise size 500 }
`;
const HOVERED = { ...WORLD, 'more.crm': MORE, 'benefits.crm': BENEFITS };

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
    ...['pair', 'after', 'minus', 'packet', 'parcel', 'triple', 'wheel', 'free', 'crowd', 'early_bird', 'first_look'].map(
      (name) => ['benefits.crm', `benefit ${name}| `] as const,
    ),
    ['benefits.crm', 'd|ry "'],
    ['benefits.crm', 'ne|w "'],
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
