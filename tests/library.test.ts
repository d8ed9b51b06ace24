import { describe, expect, test } from 'vitest';
import { analyse } from '../src/compiler.js';
import { format } from '../src/formatter.js';
import { LIBRARY } from '../src/library/generated/sources.js';
import type { ValueType } from '../src/model/conditions.js';

/*
 * What the language promises of its built-in library (section 10 of its design), and that a project may replace any of it.
 */

const STORE = 'store demo "示例店" { timezone "Asia/Shanghai"  currency CNY  members 100 }\n';
const { plan, diagnostics } = analyse([{ path: 'plan.crm', text: STORE }]);

const textOf = (file: string): string => LIBRARY.find(({ path }) => path === file)?.text ?? '';

/** `metric roi "投入产出比" = sales / cost` as ['roi', '= sales / cost'] */
function written(file: string, keyword: string): ReadonlyMap<string, string> {
  const lines = textOf(file).matchAll(new RegExp(`^${keyword} (\\w+)(?: "[^"]*")? (.*)$`, 'gm'));
  return new Map([...lines].map(([, name, rest]) => [name ?? '', rest ?? '']));
}

test('a project of nothing but a store has no problems', () => {
  expect(diagnostics).toEqual([]);
});

describe('every file', () => {
  test.each(LIBRARY.map(({ path }) => path))('%s is formatted', (path) => {
    const text = textOf(path);
    expect(format({ path, text })).toEqual({ text });
  });
});

describe('entities', () => {
  const attributes = (entity: string): Readonly<Record<string, string>> =>
    Object.fromEntries([...(plan.entities.get(entity)?.attributes.values() ?? [])].map((each) => [each.name, typeText(each.type, each)]));

  function typeText(type: ValueType, { fixed, upTo }: { readonly fixed: boolean; readonly upTo?: number }): string {
    const values = type.kind === 'enumeration' ? ` of ${type.values.join(', ')}` : '';
    return `${fixed ? 'fixed ' : ''}${type.kind}${values}${upTo === undefined ? '' : ` up to ${upTo}`}`;
  }

  test('member', () => {
    expect(attributes('member')).toEqual({
      id: 'fixed key',
      name: 'text up to 10',
      phone: 'text up to 20',
      email: 'text up to 60',
      level: 'enumeration of v1, v2, v3, v4',
      device: 'enumeration of mobile, pc',
      city: 'text up to 10',
      registered: 'date',
      birthday: 'date',
      sms_consent: 'flag',
      email_consent: 'flag',
      wecom_consent: 'flag',
      push_consent: 'flag',
      call_consent: 'flag',
      wechat_follower: 'flag',
    });
  });

  test('order', () => {
    expect(attributes('order')).toEqual({
      id: 'fixed key',
      at: 'time',
      amount: 'money',
      status: 'enumeration of unpaid, paid, shipped, done, refunded, cancelled',
      sku: 'fixed text',
      category: 'fixed text',
    });
  });

  test.each(['order', 'visit', 'contact'])('%s is of a member and has its time', (name) => {
    const entity = plan.entities.get(name);
    expect(entity?.of).toBe('member');
    expect(entity?.attributes.get('at')?.type).toEqual({ kind: 'time' });
  });

  test('everyone is as many as the store has members', () => {
    expect(plan.audiences.get('everyone')?.of).toBeUndefined();
    expect(analyse([{ path: 'plan.crm', text: STORE }]).sizes.bounds(group('everyone'))).toEqual({ low: 100, high: 100 });
  });
});

const group = (name: string) => ({ include: [name], exclude: [], moment: 'any', momentDay: 0 });

describe('channels', () => {
  const REQUIRES: Readonly<Record<string, string | undefined>> = {
    sms: 'sms_consent',
    email: 'email_consent',
    push: 'push_consent',
    call: 'call_consent',
    wechat: 'wechat_follower',
    wecom: 'wecom_consent',
    moments: undefined,
    group: undefined,
    weibo: undefined,
    social: undefined,
    mail: undefined,
    parcel: undefined,
    live: undefined,
    shop: undefined,
    web: undefined,
  };

  test('one for each kind', () => {
    expect([...plan.channels.keys()].sort()).toEqual(Object.keys(REQUIRES).sort());
  });

  test.each(Object.entries(REQUIRES))('%s is named as its kind, requires %s, and has no cost and no rate', (name, requires) => {
    const channel = plan.channels.get(name);
    expect(channel).toMatchObject({ kind: name, requires: requires === undefined ? [] : [requires] });
    expect(channel?.declaration.cost).toBeUndefined();
    expect(channel?.declaration.rate).toBeUndefined();
  });

  test('posts, group chats, parcels, lives, the shop and the web contact nobody', () => {
    const impersonal = [...plan.channels.values()].filter(({ personal }) => !personal).map(({ name }) => name);
    expect(impersonal.sort()).toEqual(['group', 'live', 'moments', 'parcel', 'shop', 'social', 'web', 'weibo']);
  });
});

describe('events', () => {
  test.each([
    ['double11', 'on every 11-11'],
    ['double11_season', 'on every 11-01 .. 11-30'],
    ['double12', 'on every 12-12'],
    ['mid_year_618', 'on every 06-18'],
    ['womens_day', 'on every 03-08'],
    ['mothers_day', 'on every 2nd sun of may'],
    ['valentine', 'on every 02-14'],
    ['qixi', 'on every lunar 07-07'],
    ['mid_autumn', 'on every lunar 08-15'],
    ['laba', 'on every lunar 12-08'],
    ['spring_festival', 'on every lunar 01-01 .. 01-07'],
  ])('%s %s', (name, on) => {
    expect(written('crm:events.crm', 'event').get(name)).toBe(on);
    expect(plan.events.get(name)?.label?.value).toMatch(/./);
  });
});

describe('metrics', () => {
  test.each([
    ['click_rate', '= clicks / delivered'],
    ['share_rate', '= shares / views'],
    ['interaction_rate', '= interactions / views'],
    ['conversion_rate', '= orders / visits'],
    ['average_order_value', '= sales / orders'],
    ['units_per_order', '= units / orders'],
    ['roi', '= sales / cost'],
    ['return_rate', '= returns / orders lower is better'],
    ['repurchase_rate', '= repeat_buyers / buyers'],
    ['returning_share', '= returning_sales / sales'],
    ['sell_through', '= sales / stocked'],
    ['target_attainment', '= sales / target'],
  ])('%s %s', (name, formula) => {
    expect(written('crm:metrics.crm', 'metric').get(name)).toBe(formula);
    expect(plan.metrics.get(name)?.formula).toBeDefined();
  });

  test.each([
    ['sales', 'money'],
    ['orders', 'integer'],
    ['visits', 'integer'],
    ['cost', 'money'],
    ['new_members', 'integer'],
  ])('%s %s', (name, type) => {
    expect(plan.metrics.get(name)).toMatchObject({ type: { value: type } });
  });

  test('less is better of costs, returns and those who leave', () => {
    const lower = [...plan.metrics.values()].filter(({ better }) => better === 'lower').map(({ name }) => name);
    expect(lower.sort()).toEqual(['cost', 'return_rate', 'returns', 'unsubscribe_rate', 'unsubscribes']);
  });
});

describe('value tiers', () => {
  const tiers = plan.audiences.get('value_tier')?.entries ?? [];

  test('five, tried in this order', () => {
    expect(tiers.map((name) => `${name} ${plan.audiences.get(name)?.label}`)).toEqual([
      'value_tier.potential 潜力粉',
      'value_tier.devoted 铁杆粉',
      'value_tier.wealthy 实力粉',
      'value_tier.loyal 真爱粉',
      'value_tier.ordinary 普通粉',
    ]);
  });

  test('they name shares of the members, no amounts', () => {
    const text = textOf('crm:value-tiers.crm');
    expect(text).toContain('top 20% by spend_1y');
    expect(text).toContain('top 20% by orders_1y');
    expect(text).not.toMatch(/[元¥$€]/);
  });

  test('each may have members', () => {
    const { prover } = analyse([{ path: 'plan.crm', text: STORE }]);
    expect(tiers.filter((name) => prover.empty(group(name)))).toEqual([]);
  });
});

describe('policy retail', () => {
  const CLAUSES = [
    'cap sms 3 per calendar month',
    'cap sms 2 per calendar month during double11_season',
    'cap sms 3 per campaign',
    'gap sms 3d',
    'share sms over 1 at most 30% per campaign when members > 300_000',
    'quiet sms, call, push, wecom 21:00 .. 08:00',
    'hard cap wechat 4 per calendar month',
    'cap wecom 1 per calendar day',
    'floor 85折',
    'discounts 1 per calendar month',
    'segment at most 30_000',
    'community at most 150',
    'lead email before sms 2d .. 3d',
    'live ecommerce at least 6h',
    'live social, mini_mall 1h .. 2h',
    'live vip, sales, stock 20:00 .. 22:00 at least 30min',
    'require steps goal, audience, timing, method, resources, risks, followup, review',
    'require signature, unsubscribe for sms',
  ];

  test('clause by clause', () => {
    const body = /policy retail "零售默认规矩" \{\n([\s\S]*?)\n\}/.exec(textOf('crm:retail.crm'))?.[1] ?? '';
    expect(body.split('\n').map((line) => line.trim())).toEqual(CLAUSES);
  });

  test('holds in a project without a policy of its own', () => {
    expect(plan.policy?.name).toBe('retail');
    expect(plan.clauses.map(({ id }) => id).sort()).toEqual(
      [
        'cap/sms/calendar-month',
        'cap/sms/calendar-month/during-double11_season',
        'cap/sms/campaign',
        'cap/wechat/calendar-month',
        'cap/wecom/calendar-day',
        'community',
        'discounts/calendar-month',
        'floor',
        'gap/sms',
        'lead/email/sms',
        'live/ecommerce',
        'live/mini_mall',
        'live/sales',
        'live/social',
        'live/stock',
        'live/vip',
        'quiet/call',
        'quiet/push',
        'quiet/sms',
        'quiet/wecom',
        'require/signature/sms',
        'require/steps',
        'require/unsubscribe/sms',
        'segment',
        'share/sms/campaign',
      ].sort(),
    );
  });
});

describe('a declaration of the project replaces that of the library', () => {
  function project(text: string) {
    const analysis = analyse([{ path: 'plan.crm', text: STORE + text }]);
    expect(analysis.diagnostics.filter(({ level }) => level !== 'info')).toEqual([]);
    return analysis.plan;
  }

  test('a channel', () => {
    const sms = project('channel sms "短信通道" { kind sms  cost 0.05元  requires sms_consent }\n').channels.get('sms');
    expect(sms).toMatchObject({ label: '短信通道', declaration: { cost: { value: { currency: 'CNY' } } } });
  });

  test('an event', () => {
    expect(project('event double11 "双十一" on every 11-10 .. 11-11\n').events.get('double11')?.span.file).toBe('plan.crm');
  });

  test('a metric', () => {
    const roi = project('metric profit "利润" money\nmetric roi "投入产出比" = profit / cost\n').metrics.get('roi');
    expect(roi?.span.file).toBe('plan.crm');
  });

  test('an entity as a whole, `extend` only adds to it', () => {
    const whole = project('entity contact "联系" of member { id key  at time  rating integer }\n').entities.get('contact');
    expect([...(whole?.attributes.keys() ?? [])]).toEqual(['id', 'at', 'rating']);
    const more = project('extend entity contact { rating integer }\n').entities.get('contact');
    expect([...(more?.attributes.keys() ?? [])]).toEqual(['id', 'at', 'topic', 'rating']);
  });

  test('segments with their entries', () => {
    const tiers = project('segments value_tier "两类" { big "大客" where spend_1y > 1万元  small "其他" otherwise }\n').audiences;
    expect(tiers.get('value_tier')?.entries).toEqual(['value_tier.big', 'value_tier.small']);
    expect(tiers.has('value_tier.devoted')).toBe(false);
  });

  test('the policy', () => {
    expect(project('policy retail "自己的规矩" { cap sms 1 per calendar month }\n').clauses.map(({ id }) => id)).toEqual([
      'cap/sms/calendar-month',
    ]);
  });
});
