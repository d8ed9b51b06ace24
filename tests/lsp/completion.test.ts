import { beforeAll, describe, expect, test } from 'vitest';
import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver-protocol';
import { startServer, type Client } from './client.js';
import { edited, positionOf, shared, typed } from './support.js';
import { BASE, SUNNY, WORLD } from './world.js';

const OPTIONS = {
  initializationOptions: { today: '2027-01-01' },
  capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
};
const MORE = 'more.crm';

const server = shared(WORLD, OPTIONS);

beforeAll(async () => {
  await server().open(MORE, '');
});

async function complete(marked: string, client: Client = server()): Promise<readonly CompletionItem[]> {
  const { text, position } = typed(marked);
  await client.change(MORE, text);
  const list = await client.request<CompletionList | null>('textDocument/completion', {
    textDocument: { uri: client.uri(MORE) },
    position,
  });
  return [...(list?.items ?? [])].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

const labels = async (marked: string): Promise<readonly string[]> => (await complete(marked)).map(({ label }) => label);

async function details(marked: string): Promise<readonly string[]> {
  return (await complete(marked)).map(({ label, detail }) => (detail === undefined ? label : `${label}: ${detail}`));
}

/** A wave of a campaign that is being written: nothing behind the place is closed. */
const IN_WAVE = `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  method { offer coupon40, gift_box }
  timing {
    phase early 2027-03-01 .. 2027-03-10
    wave first via push to fans { at 2027-03-02 10:00  offer coupon40 }
    wave second via push to fans {
      `;

describe('words of the language', () => {
  test('at the start of a file a whole campaign, then other declarations', async () => {
    const items = await complete('');
    expect(items.map(({ label }) => label).slice(0, 4)).toEqual(['campaign', 'audience', 'benefit', 'channel']);
    expect(items[0]?.detail).toBe('a whole campaign with its eight steps');
    const body = (items[0]?.textEdit as TextEdit).newText;
    expect(items[0]?.insertTextFormat).toBe(2);
    expect(body).toContain('runs ${4:2027-01-15} .. ${5:2027-01-28}');
    const filled = body
      .replace(/\$\{\d+\|(\w+)[^}]*\}/g, '$1')
      .replace(/\$\{\d+:([^}]*)\}/g, '$1')
      .replaceAll('benefit', 'x');
    const steps = ['goal', 'audience', 'timing', 'method', 'resources', 'risks', 'followup', 'review'];
    expect(steps.filter((step) => !new RegExp(`^  ${step} \\{$`, 'm').test(filled))).toEqual([]);
  });

  test('in a campaign the missing steps first, in their order, with gaps to fill in', async () => {
    const text = 'campaign spring {\n  scope targeted\n  timing { }\n  |\n  goal { purpose "x" }\n}\n';
    expect(await details(text)).toEqual([
      'audience: step 2: whom it addresses',
      'method: step 4: what it offers',
      'resources: step 5: budget, people, material',
      'risks: step 6: what may go wrong',
      'followup: step 7: what follows',
      'review: step 8: when and by what it is judged',
      'runs',
      'waive: an exception with its reason',
    ]);
  });

  test('of a block only what it does not say yet, before and behind the place', async () => {
    expect(await labels(`${IN_WAVE}at 2027-03-05 10:00  split by 100  |`)).toEqual([
      'every',
      'as',
      'at',
      'confirm',
      'during',
      'link',
      'message',
      'offer',
      'skip',
      'test',
      'wait',
      'waive',
      'where',
    ]);
    expect(await labels('message hi for email {\n  |\n  body "x"\n}\n')).toEqual(['subject', 'text']);
    expect(await labels('store s { timezone "Asia/Shanghai"  |')).toEqual(['currency', 'members']);
  });

  test('of a benefit what its kind takes', async () => {
    expect(await labels('benefit b "券" coupon { reduce 40元 over 300元  |')).toEqual(
      expect.arrayContaining(['limit', 'on', 'per', 'redeemed', 'stacks', 'threshold', 'valid']),
    );
    expect(await labels('benefit b "券" coupon { |')).not.toContain('prize');
  });

  test('in a policy its clauses, again and again', async () => {
    expect(await labels('policy p extends retail {\n  cap sms 3 per campaign\n  |')).toEqual(
      expect.arrayContaining(['cap', 'gap', 'level']),
    );
  });

  test('closed lists', async () => {
    expect(await labels('campaign spring {\n  scope |')).toEqual(['targeted', 'storewide']);
    expect(await labels(`${IN_WAVE}as |`)).toEqual(['marketing', 'care', 'service', 'transactional']);
    expect(await labels('channel x { kind we|')).toEqual(expect.arrayContaining(['wechat', 'wecom', 'weibo', 'web']));
  });

  test('none in comments, labels and texts', async () => {
    expect(await labels('// camp|')).toEqual([]);
    expect(await labels('/* camp| */')).toEqual([]);
    expect(await labels('campaign spring "春|"')).toEqual([]);
    expect(await labels('message hi for sms { text "hello wor|')).toEqual([]);
  });
});

describe('names', () => {
  test('audiences with their sizes', async () => {
    expect((await details(`${IN_WAVE}}\n    wave third via push to |`)).slice(0, 6)).toEqual([
      'dry_fans: 干皮粉丝 · 200 members',
      'everyone: 全部会员 · 10,000 members',
      'fans: 粉丝 · 1,000 members on 2027-05-01',
      'lifecycle: 活跃度 · 10,000 members',
      'lifecycle.fresh: 新近 · 2,000 members',
      'lifecycle.rest: 其他 · 3,000 members',
    ]);
  });

  test('those of a list that stand there already are left out', async () => {
    const found = await labels(`${IN_WAVE}}\n    wave third via push to fans, lifecycle.rest, |`);
    expect(found).toContain('dry_fans');
    expect(found).not.toContain('fans');
    expect(found).not.toContain('lifecycle.rest');
  });

  test('an entry is found by what stands before its dot, and replaces it', async () => {
    const marked = `${IN_WAVE}}\n    wave third via push to lifecycle.re|`;
    const item = (await complete(marked)).find(({ label }) => label === 'lifecycle.rest');
    const { text } = typed(marked);
    expect(item && edited(text, [item.textEdit as TextEdit])).toBe(text.replace(/lifecycle\.re$/, 'lifecycle.rest'));
  });

  test('channels after via', async () => {
    expect(await labels('campaign spring { timing { wave a via te|')).toEqual(expect.arrayContaining(['text_message', 'push', 'sms']));
  });

  test('benefits that the campaign offers and no wave delivers come first', async () => {
    expect(await labels(`${IN_WAVE}offer |`)).toEqual(['gift_box', 'coupon40']);
  });

  test('metrics in a goal, rules after waive', async () => {
    expect(await labels('campaign spring { goal { hap|')).toContain('happiness');
    expect((await labels('campaign spring { goal { |'))[0]).toBe('purpose');
    const rules = await complete('campaign spring {\n  waive |');
    expect(rules.find(({ label }) => label === 'cap-exceeded')).toMatchObject({ detail: 'A member may get too many messages' });
    expect(await labels('campaign spring {\n  waive cap-ex|')).toContain('cap-exceeded');
  });

  test('days: parts of the campaign before events, events with their next dates', async () => {
    const found = await details(`${IN_WAVE}at |`);
    expect(found.slice(0, 2)).toEqual(['early', 'first']);
    expect(found).not.toContain('second');
    expect(found).toContain('summer 2027: 夏日 · 2027-07-01 .. 2027-07-31, 2028-07-01 .. 2028-07-31');
    expect(found).toContain('start');
  });

  test('times of day behind a day', async () => {
    expect((await labels(`${IN_WAVE}at early |`)).slice(0, 3)).toEqual(['10:00', '15:00', '20:00']);
    expect(await labels(`${IN_WAVE}at early 1|`)).toEqual(['10:00', '15:00']);
    expect(await labels(`${IN_WAVE}at early 21|`)).toEqual([]);
  });

  test('phases after during', async () => {
    expect(await labels(`${IN_WAVE}during |`)).toEqual(['early']);
  });

  test('placeholders in the copy of messages', async () => {
    expect((await labels('message hi for sms { text "你好{|')).slice(0, 3)).toEqual(['link', 'offer', 'store']);
    expect(await labels('message hi for sms { text "你好{sk|}，" }')).toContain('skin');
    expect(await labels('message hi for sms { text "你好{name}|" }')).toEqual([]);
    expect(await labels('message hi for sms { text "你好\\\\{|" }')).toEqual([]);
    expect(await labels('audience a { from "tag:{|" }')).toEqual([]);
  });

  test('what the file declares further down, while it is being written', async () => {
    expect(await labels('campaign spring { audience { to |\n\naudience 新会员 { from "tag:new" }\n')).toContain('新会员');
  });
});

describe('conditions', () => {
  const where = (condition: string): string => `audience a { where ${condition}`;

  test('attributes of the member, measures and functions', async () => {
    const found = await details(where('|'));
    expect(found).toContain('skin: one of dry, oily, mixed');
    expect(found).toContain('recency: 距上次购买');
    expect(found).toContain('count');
    expect(found).not.toContain('opened');
  });

  test('values of an enumeration in the order declared', async () => {
    expect(await labels(where('skin is |'))).toEqual(['dry', 'oily', 'mixed', 'known', 'not', 'unknown']);
    expect(await labels(where('level is v1 and skin in (dry, |'))).toEqual(['dry', 'oily', 'mixed']);
    expect(await labels(where('last(order.status) is |'))).toEqual([
      'unpaid',
      'paid',
      'shipped',
      'done',
      'refunded',
      'cancelled',
      'known',
      'not',
      'unknown',
    ]);
  });

  test('units by the type of the other side', async () => {
    expect(await labels(where('recency <= |'))).toEqual(expect.arrayContaining(['7d', '30d', '90d', '365d']));
    expect(await labels(where('sum(order.amount) >= |'))).toEqual(['100元', '500元', '1000元']);
    expect(await labels(where('sms_consent is |'))).toEqual(['true', 'false', 'known', 'not', 'unknown']);
  });

  test('entities in aggregates, their attributes behind the dot and in their where', async () => {
    expect(await labels(where('count(|'))).toEqual(expect.arrayContaining(['order', 'visit_log']));
    expect(await labels(where('count(|'))).not.toContain('member');
    expect(await labels(where('last(order.|'))).toEqual(expect.arrayContaining(['amount', 'status']));
    expect((await labels(where('any(visit_log in last 30d where |'))).slice(0, 3)).toEqual(['at', 'page', 'birthday']);
  });

  test('audiences after in', async () => {
    expect(await labels(where('not in |'))).toEqual(expect.arrayContaining(['fans', 'lifecycle.fresh']));
  });

  test('outcomes in the where of a wave, with the waves of the campaign', async () => {
    expect(await labels(`${IN_WAVE}where op|`)).toContain('opened');
    expect(await labels(`${IN_WAVE}where opened(|`)).toEqual(['first', 'sunny.again', 'sunny.hi']);
    expect(await labels(`${IN_WAVE}where opened(sunny.|`)).toContain('sunny.hi');
  });
});

describe('by type', () => {
  const where = (condition: string): string => `audience a { where ${condition}`;
  const MONEY = ['spend_1y', 'total_spend'];

  test('what a function takes', async () => {
    const dated = await labels(where('age(|'));
    expect(dated).toEqual(expect.arrayContaining(['birthday', 'last']));
    expect(dated.filter((each) => ['skin', 'city', 'count', 'recency', 'top', 'in'].includes(each))).toEqual([]);
    const summed = await labels(where('sum(order.|'));
    expect(summed).toContain('amount');
    expect(summed).not.toContain('status');
    expect(await labels(where('top 20% by |'))).not.toContain('likes_sms');
  });

  test('measures that a value can be held against', async () => {
    const found = await labels(where('recency <= |'));
    expect(found).toContain('recency');
    expect(found.filter((each) => MONEY.includes(each))).toEqual([]);
  });

  test('what goes on with a value', async () => {
    expect(await labels(where('skin |'))).not.toContain('contains');
    expect(await labels(where('city |'))).toEqual(expect.arrayContaining(['contains', 'starts', 'ends', 'is']));
    expect((await labels(where('recency |'))).slice(0, 4)).toEqual(['<', '<=', '>', '>=']);
    const whole = await labels(where('recency <= 30d |'));
    expect(whole).toEqual(expect.arrayContaining(['and', 'or']));
    expect(whole.filter((each) => ['is', 'in', 'contains'].includes(each))).toEqual([]);
    expect(await labels(where('top |'))).toEqual(['10%', '20%', '50%']);
  });

  test('targets of a goal', async () => {
    expect(await labels('campaign spring { goal { sales |')).toEqual(['<', '<=', '>', '>=', 'is']);
    expect(await labels('campaign spring { goal { sales >= |')).toContain('10万元');
    expect(await labels('campaign spring { goal { roi >= |')).toContain('1.5');
  });

  test('metrics that a formula can go on with', async () => {
    const money = ['average_order_value', 'cost', 'happiness', 'returning_sales', 'sales', 'stocked', 'target'];
    expect(await labels('metric m = sales - |')).toEqual(money);
    const counted = await labels('metric m = sales * (orders + |');
    expect(counted).toContain('units');
    expect(counted.filter((each) => money.includes(each))).toEqual([]);
    expect(await labels('metric m = |')).toEqual(expect.arrayContaining(['sales', 'orders', 'roi']));
    expect(await labels('metric m = sales - orders + |')).toEqual(expect.arrayContaining(['sales', 'orders', 'roi']));
  });

  test('and no metric that is worked out from it', async () => {
    const others = '\n\nmetric a = m + sales\n\nmetric b = a * 2\n\nmetric c = sales * 2\n';
    const found = await labels(`metric m = sales + |${others}`);
    expect(found).toContain('c');
    expect(found.filter((each) => ['m', 'a', 'b'].includes(each))).toEqual([]);
  });

  test('sizes, also of an entry', async () => {
    const sizes = ['1_000', '10_000', '100_000'];
    expect(await labels('audience a { size |')).toEqual(sizes);
    expect(await labels('segments s {\n  dry where skin is dry size |\n  rest otherwise\n}')).toEqual(sizes);
  });

  test('units of a number that is being written', async () => {
    expect(await labels(where('recency <= 30|'))).toEqual(['30d', '30w', '30mo', '30y', '30h', '30min']);
    expect(await labels(where('any(order in last 45|'))).toContain('45d');
    expect(await labels('campaign spring { resources { budget 28|')).toEqual(['28元', '28万元']);
    expect(await labels('audience a { size 30|')).toEqual([]);
  });
});

describe('only what is accepted', () => {
  test('outside of campaigns the year of an event is said', async () => {
    expect((await labels('audience a { where any(order during |')).filter((each) => each.startsWith('summer'))).toEqual([
      'summer 2026',
      'summer 2027',
      'summer 2028',
    ]);
    expect((await labels('audience a { where any(order during summer |')).slice(0, 3)).toEqual(['2027', '2026', '2028']);
  });

  test('rules that can be waived, and those whose level can be changed', async () => {
    const waived = await labels('campaign spring {\n  waive |');
    expect(waived).toContain('cap-exceeded');
    expect(waived.filter((each) => ['duplicate-name', 'missing-consent', 'prize-too-high'].includes(each))).toEqual([]);
    const levels = await labels('policy p {\n  level |');
    expect(levels).toContain('unused-declaration');
    expect(levels).not.toContain('duplicate-name');
  });

  test('messages for the channel of the wave', async () => {
    const more = 'message letter for email { subject "x"  body "y" }\n';
    expect(await labels(`${more}${IN_WAVE.replaceAll('via push', 'via email')}message |`)).toEqual(['letter']);
  });

  test('segments in reviews, items of copy, other benefits', async () => {
    expect(await labels('campaign spring { review { metrics sales by |')).toEqual(['lifecycle', 'value_tier']);
    expect(await labels('policy p { require |')).toEqual(['signature', 'unsubscribe', 'steps']);
    expect(await labels('policy p { require steps |')).toContain('followup');
    expect(await labels('benefit coupon40 "x" coupon { stacks with |')).toEqual(['gift_box']);
  });

  test('amounts in the currency of the store', async () => {
    const inDollars = await startServer({ 'base.crm': BASE.replace('currency CNY', 'currency USD') }, OPTIONS);
    await inDollars.open(MORE, '');
    const found = async (marked: string) => (await complete(marked, inDollars)).map(({ label }) => label);
    expect(await found('campaign spring { resources { budget |')).toEqual(['10USD', '100USD', '10_000USD', '100_000USD']);
    const [campaign] = await complete('', inDollars);
    expect((campaign?.textEdit as TextEdit).newText).toContain('${8:100_000USD}');
    await inDollars.stop();
  });
});

describe('a value that stands there is replaced as a whole', () => {
  test('a time of day', async () => {
    const whole = `${IN_WAVE}at start + 1d |10:00 }\n`;
    const item = (await complete(whole)).find(({ label }) => label === '15:00');
    expect(item && edited(typed(whole).text, [item.textEdit as TextEdit])).toBe(`${IN_WAVE}at start + 1d 15:00 }\n`);
  });

  test('with its unit and fraction', async () => {
    const price = (marked: string) => `channel x { kind sms  cost ${marked} }\n`;
    const whole = price('|0.05元');
    const item = (await complete(whole)).find(({ label }) => label === '0.045元');
    expect(item && edited(typed(whole).text, [item.textEdit as TextEdit])).toBe(price('0.045元'));
    expect(await labels(price('0.|'))).toEqual([]);
  });
});

test('nothing right behind a value, or in the middle of one', async () => {
  for (const time of ['21:|', '21:3|', '21:30|']) expect(await labels(`${IN_WAVE}at 2027-03-05 ${time}`)).toEqual([]);
  expect(await labels('campaign spring { audience { holdout 5%|')).toEqual([]);
});

describe('days that can stand there', () => {
  const TRIGGERED = `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave thanks via push to fans { at 2h after each order  at most 1 per campaign }
    wave set via push to fans { at 2027-03-02 10:00 }
    wave next via push to fans { at |`;

  test('no wave that members set off, and not what is being declared', async () => {
    const found = await labels(TRIGGERED);
    expect(found).toContain('set');
    expect(found.filter((each) => ['thanks', 'next'].includes(each))).toEqual([]);
    expect(await labels(TRIGGERED.replace('2027-03-01 .. 2027-03-31', '|').replace('{ at |', '{ at start'))).not.toContain('set');
    expect(await labels('audience fans of |')).not.toContain('fans');
    expect(await labels('benefit b "x" coupon { valid |')).not.toContain('start');
  });
});

describe('a list that comes by itself behind a blank', () => {
  const offered = async (marked: string): Promise<number> => {
    const { text, position } = typed(marked);
    await server().change(MORE, text);
    const list = await server().request<CompletionList | null>('textDocument/completion', {
      textDocument: { uri: server().uri(MORE) },
      position,
      context: { triggerKind: 2, triggerCharacter: ' ' },
    });
    return list?.items.length ?? 0;
  };

  test.each(['via |', 'via push to |', 'via push to fans, |', 'via push to fans { at |', 'via push to fans { offer |'])(
    'where something must follow: %s',
    async (rest) => {
      expect(await offered(`campaign spring {\n  timing {\n    wave first ${rest}`)).toBeGreaterThan(0);
    },
  );

  test.each([
    'audience a |',
    'audience a { |',
    'audience a { size 10 |',
    'campaign spring { resources { cost "车费" 300元 |',
    'campaign spring {\n  timing {\n    wave first via push to fans { at start 10:00 |',
  ])('not where the line may end: %s', async (marked) => {
    expect(await offered(marked)).toBe(0);
  });
});

describe('the second half of what is two words', () => {
  const where = (condition: string): string => `audience a { where ${condition}`;

  test.each([
    ['birthday in |', 'last'],
    ['registered in l|', 'last'],
    ['any(order where at in |', 'last'],
    ['city not |', 'in'],
    ['level not i|', 'in'],
    ['email ends |', 'with'],
    ['email starts w|', 'with'],
  ])('%s', async (condition, second) => {
    expect(await labels(where(condition))).toContain(second);
  });

  test('of a value: both are replaced', async () => {
    const applied = async (marked: string, wanted: string): Promise<string> => {
      const item = (await complete(marked)).find(({ label }) => label === wanted);
      return item ? edited(typed(marked).text, [item.textEdit as TextEdit]) : 'not offered';
    };
    const during = (day: string): string => `audience a { where any(order during ${day})  size 10 }\n`;
    expect(await applied(during('|summer 2026'), 'christmas 2026')).toBe(during('christmas 2026'));
    const to = (audience: string): string => `campaign spring { audience { to fans, ${audience} } }\n`;
    expect(await applied(to('life|cycle.rest'), 'lifecycle.fresh')).toBe(to('lifecycle.fresh'));
    expect(await applied(to('life|cycle.rest'), 'dry_fans')).toBe(to('dry_fans'));
  });

  test('the winner of a test', async () => {
    expect(await labels(`${IN_WAVE}test {\n  a 10% message hello_text\n  b 10% message hello_text\n  |`)).toEqual(['winner']);
  });
});

describe('by type, behind windows and within functions', () => {
  const where = (condition: string): string => `audience a { where ${condition}`;

  test.each([
    ['sum(order.amount since 2027-01-01) >= |', ['100元', '500元', '1000元']],
    ['count(order during summer 2026) >= |', ['1', '2', '3', '10']],
    ['age(last(order.|', ['at']],
    ['max(order.|', ['amount', 'at']],
    ['level in v2 .. |', ['v2', 'v3', 'v4']],
  ])('%s', async (condition, wanted) => {
    expect(await labels(where(condition))).toEqual(wanted);
  });

  test('a name that a record shares with the member stands once', async () => {
    expect((await labels(where('any(order where |'))).filter((each) => each === 'id')).toEqual(['id']);
  });

  test('no measure of itself', async () => {
    expect(await labels('measure own = |\n\nmeasure other = age(birthday)\n')).not.toContain('own');
  });
});

describe('days that wait for each other', () => {
  const parts = (first: string, second: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    phase early ${first}
    wave a via push to fans { ${second} }
    wave b via push to fans { at a + 1d }
    wave c via push to fans { at b + 1d 10:00 }
    wave d via push to fans { at 2027-03-20 10:00 }
  }
}
`;
  const EARLY = '2027-03-01 .. 2027-03-10';
  const own = async (marked: string) => (await labels(marked)).filter((each) => ['early', 'a', 'b', 'c', 'd'].includes(each));

  test('nothing that waits for the day being written, however far', async () => {
    expect(await own(parts(EARLY, 'at |'))).toEqual(['d', 'early']);
    expect(await own(parts(EARLY, 'at 2027-03-02 10:00, |'))).toEqual(['d', 'early']);
    expect(await own(parts('2027-03-01 .. |', 'at early 10:00'))).toEqual(['d']);
    expect(await own(parts('|', 'at 2027-03-02 10:00'))).toEqual(['a', 'b', 'c', 'd']);
  });

  test('until when a send is confirmed can be told by the wave itself', async () => {
    expect(await own(parts(EARLY, 'at 2027-03-02 10:00  confirm by lead until |'))).toEqual(['a', 'b', 'c', 'd', 'early']);
  });
});

describe('events of a campaign', () => {
  const days = async (runs: string, marked: string): Promise<readonly string[]> =>
    (await labels(`event weekly on every week fri\n\ncampaign spring {\n  scope targeted\n  runs ${runs}\n  ${marked}`)).filter((each) =>
      /^(?:summer|double11|weekly)\b/.test(each),
    );

  test('alone where one lies in what it runs, else with the year', async () => {
    expect(await days('2027-07-01 .. 2027-07-31', 'timing { wave w via push to fans { at |')).toEqual(['summer', 'double11 2027']);
    expect(await days('2026-11-01 .. 2027-11-30', 'timing { wave w via push to fans { at |')).toEqual([
      'summer',
      'double11 2026',
      'double11 2027',
    ]);
  });

  test('those of every week only where one lies in it', async () => {
    expect(await days('2027-07-09 .. 2027-07-15', 'timing { wave w via push to fans { at |')).toContain('weekly');
    expect(await days('2027-07-09 .. 2027-07-16', 'timing { wave w via push to fans { at |')).not.toContain('weekly');
    expect(await days('2027-07-09 .. 2027-07-16', 'timing { wave w via push to fans { at every |')).toContain('weekly');
    expect(await labels('event weekly on every week fri\n\nbenefit b "x" coupon { valid |')).not.toContain('weekly');
  });

  test('what members did in other years', async () => {
    expect(await days('2027-07-01 .. 2027-07-31', 'timing { wave w via push to fans { where any(order during |')).toEqual(
      expect.arrayContaining(['summer', 'summer 2026', 'double11 2026']),
    );
  });

  test('what it runs can be told by events, none of which ends before it begins', async () => {
    expect(await days('|', 'goal { }')).toContain('summer 2027');
    expect(await days('2027-08-01 .. |', 'goal { }')).toEqual(['double11', 'summer', 'double11 2027', 'summer 2028']);
    const all = await labels('campaign spring {\n  runs 2027-08-01 .. |\n}\n');
    expect(all.filter((each) => ['start', 'end'].includes(each))).toEqual([]);
    expect((await labels('campaign spring {\n  scope targeted\n  runs 2027-08-01 .. double11\n  |'))[0]).toBe('goal');
  });

  test('those that come again and again while it runs', async () => {
    expect(await days('2027-07-01 .. 2027-07-31', 'timing { wave w via push to fans { at every |')).toEqual(['summer', 'weekly']);
  });

  test('members are not asked about what a wave has not sent yet', async () => {
    const found = await labels(`${IN_WAVE}where any(order since |`);
    expect(found).toContain('first');
    expect(found).not.toContain('second');
  });
});

describe('in broken text', () => {
  test.each([
    ['a word that does not fit', `${IN_WAVE}mesage d11_sms\n      |`, 'message'],
    ['Chinese for a keyword', `${IN_WAVE}时间 start 10:00\n      |`, 'at'],
    ['a property without its value', `${IN_WAVE}message\n      at start 10:00\n      |`, 'offer'],
    ['a property that breaks off', 'campaign spring {\n  runs 2027-11-01\n  |', 'goal'],
    ['signs at the top', '@@@ ### 什么\n\n|', 'campaign'],
    ['an earlier part of the condition', 'audience a { where level v3 and city is "x" and |', 'skin'],
    ['a brace too many', 'campaign spring {\n  followup {{\n    wave a via push to |', 'fans'],
  ])('%s', async (_, marked, wanted) => {
    expect(await labels(marked)).toContain(wanted);
  });
});

describe('Chinese', () => {
  test('names and labels are found by pinyin, its initials, and as they are', async () => {
    const items = await complete('campaign spring { audience { to |\n\naudience 双十一老客 "老客户" { from "tag:old" }\n');
    const found = items.find(({ label }) => label === '双十一老客');
    expect(found?.filterText).toBe('双十一老客 老客户 ssylk shuangshiyilaoke lkh laokehu');
    expect(items.find(({ label }) => label === 'fans')?.filterText).toBe('fans 粉丝 fs fensi');
  });

  test('a Chinese word that is being written is replaced', async () => {
    const marked = 'campaign spring { audience { to 双|\n\naudience 双十一老客 "老客户" { from "tag:old" }\n';
    const { text } = typed(marked);
    const item = (await complete(marked)).find(({ label }) => label === '双十一老客');
    expect(item && edited(text, [item.textEdit as TextEdit])).toBe(text.replace('to 双', 'to 双十一老客'));
  });
});

test('documentation of an item, when it is looked at', async () => {
  const fans = (await complete('campaign spring { audience { to |')).find(({ label }) => label === 'fans');
  const { documentation } = await server().request<CompletionItem>('completionItem/resolve', fans ?? {});
  expect(documentation).toEqual({
    kind: 'markdown',
    value:
      '**粉丝** `fans` — audience\n\n打了标签的粉丝。\n\n- 1,000 members on 2027-05-01\n- members listed in another system under “tag:fans”',
  });
  const word = (await complete('')).find(({ label }) => label === 'audience');
  expect(await server().request('completionItem/resolve', word ?? {})).toEqual(word);
});

describe('a project of thousands of names', () => {
  const MANY = Array.from(
    { length: 3000 },
    (_, index) => `audience 人群${index} "第${index}组" { from "tag:${index}"  size ${index} }`,
  ).join('\n');
  const big = shared({ ...WORLD, 'many.crm': MANY }, OPTIONS);

  test('sends what fits best and asks to be asked again', async () => {
    await big().open(MORE, '');
    const { text, position } = typed('campaign spring { audience { to rq299|');
    await big().change(MORE, text);
    const list = await big().request<CompletionList>('textDocument/completion', { textDocument: { uri: big().uri(MORE) }, position });
    expect(list.isIncomplete).toBe(true);
    expect(list.items.length).toBeLessThanOrEqual(200);
    expect(list.items.map(({ label }) => label)).toEqual(expect.arrayContaining(['人群299', '人群2990', '人群2999']));
  });
});

describe('every word of a plan is offered where it stands', () => {
  /** Words behind which a planner makes up a name. */
  const DECLARES =
    /\b(?:campaign|phase|wave|activity|material|risk|policy|role|event|channel|measure|audience|segments|products|benefit|message|metric|plan|store|(?<!extend )entity)\s+$/;
  /** Names that are made up within a block. */
  const MADE_UP = /^(?:likes_sms|skin|dry|oily|mixed|page|fresh|rest|at)$/;

  test.each([
    ['sunny.crm', SUNNY],
    ['base.crm', BASE],
  ])('%s', { timeout: 60_000 }, async (file, text) => {
    await server().open(file, text);
    const missed: string[] = [];
    const words = [...text.replace(/"[^"]*"|\/\*[\s\S]*?\*\//g, (hidden) => ' '.repeat(hidden.length)).matchAll(/(?<![\w-])[a-z_][\w-]*/g)];
    for (const { 0: word, index } of words) {
      const before = text.slice(0, index);
      if (DECLARES.test(before) || (file === 'base.crm' && MADE_UP.test(word))) continue;
      const list = await server().request<CompletionList | null>('textDocument/completion', {
        textDocument: { uri: server().uri(file) },
        position: positionOf(text, index + 1),
      });
      const offered = (list?.items ?? []).flatMap(({ label }) => label.split(/[ .]/));
      if (!offered.includes(word)) missed.push(`${before.slice(-30)}[${word}]`);
    }
    expect(words.length).toBeGreaterThan(100);
    expect(missed).toEqual([]);
  });
});

test('in a file that another line breaks', async () => {
  expect(SUNNY + BASE).toContain('lifecycle');
  expect(await labels('audiense x { }\n\ncampaign spring {\n  timing {\n    wave a via push to |')).toContain('fans');
});
