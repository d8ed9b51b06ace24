import { describe, expect, test } from 'vitest';
import { libraryModels } from '../src/analysis/read.js';
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

test('what is documented is so in English, and in Chinese behind a blank line', () => {
  const docs = libraryModels().flatMap(({ declarations }) => declarations.flatMap(({ doc }) => doc ?? []));
  expect(docs.length).toBeGreaterThan(10);
  for (const doc of docs) expect(doc).toMatch(/^[A-Z][^\n]*\n\n[^\n]*[\u4E00-\u9FFF][^\n]*$/);
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

/** The clauses of a built-in policy, without what is said of them. */
function clausesOf(file: string, policy: string): readonly string[] {
  const body = new RegExp(`^policy ${policy} [^{]*\\{\\n([\\s\\S]*?)\\n\\}`, 'm').exec(textOf(file))?.[1] ?? '';
  return body
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

describe('packs', () => {
  const PACKS: Readonly<Record<string, readonly string[]>> = {
    china_law: ['hard prize at most 5万元', 'require unsubscribe for sms'],
    group_platform: ['hard capacity at most 500 for group'],
    sms_channel: ['quiet sms 21:00 .. 08:00', 'require signature for sms'],
    wechat_platform: ['hard cap wechat 4 per calendar month'],
    wecom_platform: ['cap wecom 1 per calendar day'],
  };

  test.each(Object.entries(PACKS))('%s, clause by clause', (name, clauses) => {
    expect(clausesOf('crm:packs.crm', name)).toEqual(clauses);
  });

  test('each says since when and from where it has its numbers, and every clause what it rests on', () => {
    for (const name of Object.keys(PACKS)) {
      const policy = plan.policies.get(name);
      expect(policy?.asOf, name).toBeDefined();
      expect(policy?.source?.value, name).toMatch(/./);
      for (const { span } of policy?.clauses ?? []) expect(textOf(span.file).slice(0, span.start).trimEnd(), name).toMatch(/\*\/$/);
    }
  });

  test('all are in force where a project says nothing else', () => {
    expect(plan.packs.map(({ name }) => name)).toEqual(Object.keys(PACKS));
  });

  const inForce = (text: string) => {
    const { plan: found, diagnostics: told } = analyse([{ path: 'plan.crm', text: STORE + text }]);
    return { policy: found.policy?.name, packs: found.packs.map(({ name }) => name), clauses: found.clauses.map(({ id }) => id), told };
  };

  test('a policy that extends nothing keeps what law and platforms allow at most, and nothing else of them', () => {
    const found = inForce('policy house "规矩" { cap sms 1 per calendar month }\n');
    expect(found.told).toEqual([]);
    expect(found.clauses.sort()).toEqual(['cap/sms/calendar-month', 'capacity/group', 'prize']);
    expect(found.packs).toEqual(['china_law', 'group_platform']);
  });

  test('a pack declared anew is not the policy in force', () => {
    const found = inForce('policy wechat_platform "微信" as of 2027-01-01 source "官网" { hard cap wechat 5 per calendar month }\n');
    expect(found.told).toEqual([]);
    expect(found.policy).toBe('retail');
    expect(plan.clauses.length).toBe(found.clauses.length);
  });

  test('beside a pack declared anew the policy of the project is in force', () => {
    const found = inForce(
      'policy sms_channel "通道" as of 2027-01-01 source "服务商合同" { quiet sms 22:00 .. 08:00 }\npolicy house "规矩" extends retail { gap sms 4d }\n',
    );
    expect(found.told).toEqual([]);
    expect(found.policy).toBe('house');
    expect(found.clauses).toContain('quiet/sms');
    expect(found.clauses).not.toContain('require/signature/sms');
  });

  test('a project may take some packs and leave its other rules out', () => {
    const found = inForce('policy house "规矩" extends sms_channel, wechat_platform { gap sms 4d }\n');
    expect(found.told).toEqual([]);
    expect(found.packs).toEqual(['china_law', 'group_platform', 'sms_channel', 'wechat_platform']);
    expect(found.clauses.sort()).toEqual([
      'cap/wechat/calendar-month',
      'capacity/group',
      'gap/sms',
      'prize',
      'quiet/sms',
      'require/signature/sms',
    ]);
  });
});

describe('policy retail', () => {
  const CLAUSES = [
    'cap sms 3 per calendar month',
    'cap sms 2 per calendar month during double11_season',
    'cap sms 3 per campaign',
    'gap sms 3d',
    'share sms over 1 at most 30% per campaign when members > 300_000',
    'quiet call, push, wecom 21:00 .. 08:00',
    'floor 85折',
    'discounts 1 per calendar month',
    'segment at most 30_000',
    'community at most 150',
    'lead email before sms 2d .. 3d',
    'live ecommerce at least 6h',
    'live social, mini_mall 1h .. 2h',
    'live vip, sales, stock 20:00 .. 22:00 at least 30min',
    'require steps goal, audience, timing, method, resources, risks, followup, review',
  ];

  test('clause by clause', () => {
    expect(clausesOf('crm:retail.crm', 'retail')).toEqual(CLAUSES);
    expect(textOf('crm:retail.crm')).toContain('extends china_law, group_platform, sms_channel, wechat_platform, wecom_platform {');
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
        'capacity/group',
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
        'prize',
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
    const clauses = project('policy retail "自己的规矩" { cap sms 1 per calendar month }\n').clauses.map(({ id }) => id);
    expect(clauses.sort()).toEqual(['cap/sms/calendar-month', 'capacity/group', 'prize']);
  });
});
