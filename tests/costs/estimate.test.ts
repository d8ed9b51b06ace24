import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { estimateCampaign, estimatePlan } from '../../src/costs/estimate.js';
import type { Estimate } from '../../src/costs/types.js';
import { decimal } from '../../src/model/exact.js';

const HOUSE = `store demo "示例店" { timezone "Asia/Shanghai"  currency CNY  members 500_000 }
policy house extends retail { require steps none }
channel sms "短信" { kind sms  cost 0.05元  rate 100 per 1s  requires sms_consent }
channel email "邮件" { kind email  requires email_consent }
audience fans "粉丝" { from "tag:fans"  size 10_000 }
audience friends "老友" { from "tag:friends"  size 7_000 .. 8_000 }
audience both "粉丝与老友" { from "tag:both" }
audience few "小组" of fans { from "tag:few" }
`;

function campaign(content: string, scope = 'targeted'): string {
  return `campaign spring {\n  scope ${scope}\n  runs 2027-03-01 .. 2027-03-31\n${content}\n}\n`;
}

function estimate(content: string, name = 'spring'): Estimate {
  const analysis = analyse([{ path: 'plan.crm', text: HOUSE + content }]);
  const found = analysis.plan.campaigns.get(name);
  if (!found) throw new Error('no such campaign');
  return estimateCampaign(analysis, found);
}

function sums({ messages, benefits, costs, total, complete }: Estimate): string {
  return `${[messages, benefits, costs].map((amount) => decimal(amount, 2)).join(' + ')} = ${decimal(total, 2)}${complete ? '' : ' or more'}`;
}

const missing = (found: Estimate): readonly string[] => found.missing.map(({ kind, name }) => `${kind} of ${name}`);

describe('messages', () => {
  test('unit cost × upper size × sends, before holdout', () => {
    const content = 'audience { to fans, friends  holdout 5% }  timing { wave w via sms to fans, friends { at every week mon 10:00 } }';
    expect(sums(estimate(campaign(content)))).toBe('4500.00 + 0.00 + 0.00 = 4500.00');
  });

  test('test variants: the longer message decides', () => {
    const copies = `message a for sms { text "${'短'.repeat(70)}" }\nmessage b for sms { text "${'长'.repeat(71)}" }\n`;
    const content = 'timing { wave w via sms to fans { at 2027-03-01 10:00  test { a 10% message a  b 10% message b } } }';
    expect(sums(estimate(copies + campaign(content)))).toBe('1000.00 + 0.00 + 0.00 = 1000.00');
  });

  test('placeholders count as long as they can get', () => {
    const copy = (length: number): string => `message m for sms { text "${'字'.repeat(length)}{name}" }\n`;
    const content = campaign('timing { wave w via sms to fans { at 2027-03-01 10:00  message m } }');
    expect(sums(estimate(copy(60) + content))).toBe('500.00 + 0.00 + 0.00 = 500.00');
    expect(sums(estimate(copy(61) + content))).toBe('1000.00 + 0.00 + 0.00 = 1000.00');
  });

  test('triggered waves count as often as their limit allows', () => {
    const content = 'timing { wave w via sms to fans { at 2h after each order where status is unpaid  at most 1 per rolling 10d } }';
    expect(sums(estimate(campaign(content)))).toBe('2000.00 + 0.00 + 0.00 = 2000.00');
  });

  test('without cost, size or limit it is a lower bound that says what is missing', () => {
    const content = `timing {
      wave cheap via email to fans { at 2027-03-01 10:00 }
      wave many via sms to both { at 2027-03-01 10:00 }
      wave often via sms to fans { at 2h after each order }
    }`;
    const found = estimate(campaign(content));
    expect(sums(found)).toBe('0.00 + 0.00 + 0.00 = 0.00 or more');
    expect(missing(found)).toEqual(['cost of email', 'size of many', 'limit of often']);
  });

  test('everyone is all members of the store', () => {
    expect(sums(estimate(campaign('timing { wave w via sms to everyone { at 2027-03-01 10:00 } }')))).toBe(
      '25000.00 + 0.00 + 0.00 = 25000.00',
    );
  });

  test('posts to nobody in particular and channels that are free cost nothing', () => {
    const content = 'timing { wave post via shop { at 2027-03-01 10:00 }  wave note via wechat to fans { at 2027-03-02 10:00 } }';
    expect(sums(estimate(campaign(content)))).toBe('0.00 + 0.00 + 0.00 = 0.00');
  });
});

describe('benefits', () => {
  const gift = (rest: string): string => `benefit g gift { worth 10元${rest} }\n`;
  const waves =
    'timing { wave a via wechat to fans { at 2027-03-01 10:00  offer g }  wave b via wechat to friends { at 2027-03-03 10:00  offer g } }';

  test('min(limit, upper size × per member) × worth × redeemed, once', () => {
    expect(sums(estimate(gift('') + campaign(waves)))).toBe('0.00 + 180000.00 + 0.00 = 180000.00');
    expect(sums(estimate(gift('  per member 2') + campaign(waves)))).toBe('0.00 + 360000.00 + 0.00 = 360000.00');
    expect(sums(estimate(gift('  per member 2  limit 30_000') + campaign(waves)))).toBe('0.00 + 300000.00 + 0.00 = 300000.00');
    expect(sums(estimate(gift('  redeemed 30%') + campaign(waves)))).toBe('0.00 + 54000.00 + 0.00 = 54000.00');
  });

  test('members of several waves count once', () => {
    const twice =
      'timing { wave a via wechat to fans { at 2027-03-01 10:00  offer g }  wave b via wechat to fans { at 2027-03-03 10:00  offer g } }';
    expect(sums(estimate(gift('') + campaign(twice)))).toBe('0.00 + 100000.00 + 0.00 = 100000.00');
  });

  test('what only the method step offers, or an activity, is for the audience of the campaign', () => {
    expect(sums(estimate(gift('') + campaign('audience { to fans }  method { offer g }')))).toBe('0.00 + 100000.00 + 0.00 = 100000.00');
    const salon =
      'audience { to fans, friends }  timing { wave a via wechat to fans { at 2027-03-01 10:00  offer g } }  method { activity s salon { at 2027-03-09 10:00  offer g } }';
    expect(sums(estimate(gift('') + campaign(salon)))).toBe('0.00 + 180000.00 + 0.00 = 180000.00');
  });

  test('in a storewide campaign for all members', () => {
    expect(sums(estimate(gift('') + campaign('audience { to everyone }  method { offer g }', 'storewide')))).toBe(
      '0.00 + 5000000.00 + 0.00 = 5000000.00',
    );
  });

  test('lotteries and free orders cost their prizes, once', () => {
    const drawn = `benefit l lottery { prize "旅行" 1 worth 9_999元  prize "电影票" 200 worth 25元 }\nbenefit f free_order { winners 11 worth 599元 }\n`;
    expect(sums(estimate(drawn + campaign('audience { to both }  method { offer l, f }')))).toBe('0.00 + 21588.00 + 0.00 = 21588.00');
  });

  test('for an audience of unknown size: its limit, or a lower bound', () => {
    const offered = (limit: string): Estimate =>
      estimate(`benefit c "券" coupon { reduce 10元 over 100元${limit} }\n${campaign('audience { to both }  method { offer c }')}`);
    expect(sums(offered('  limit 50'))).toBe('0.00 + 500.00 + 0.00 = 500.00');
    expect(sums(offered(''))).toBe('0.00 + 0.00 + 0.00 = 0.00 or more');
    expect(missing(offered(''))).toEqual(['size of c']);
  });

  test('lower prices, points and shipping are no cost; a gift of unknown worth makes a lower bound', () => {
    const all = 'benefit d discount { price 9折 }\nbenefit p points { times 2 }\nbenefit s free_shipping\n';
    expect(sums(estimate(all + campaign('audience { to fans }  method { offer d, p, s }')))).toBe('0.00 + 0.00 + 0.00 = 0.00');
    const found = estimate('benefit g gift\n' + campaign('audience { to fans }  method { offer g }'));
    expect([sums(found), missing(found)]).toEqual(['0.00 + 0.00 + 0.00 = 0.00 or more', ['worth of g']]);
  });
});

describe('together', () => {
  test('items come largest first, with their arithmetic', () => {
    const content = 'timing { wave w "通知" via sms to fans { at 2027-03-01 10:00 } }  resources { cost "拍摄" 1_000元 }';
    const { items } = estimate(campaign(content));
    expect(items.map(({ label, amount }) => `${label.zh} ${decimal(amount)}`)).toEqual([
      '“拍摄” 1000',
      '短信“通知”：10,000人 × 1条 × 0.05元 500',
    ]);
    expect(items.map(({ label }) => label.en)).toEqual(['"拍摄"', 'sms `w`: 10,000 members × 1 SMS part × ¥0.05']);
  });

  test('a plan costs what its campaigns cost; one named twice counts once', () => {
    const text = `${HOUSE}plan annual { runs 2027-01-01 .. 2027-12-31  budget 1元  campaigns spring, summer, spring }
${campaign('resources { cost "a" 100元 }')}${campaign('resources { cost "b" 20.50元 }').replace('spring', 'summer')}`;
    const analysis = analyse([{ path: 'plan.crm', text }]);
    const annual = analysis.plan.plans.get('annual');
    expect(annual && sums(estimatePlan(analysis, annual))).toBe('0.00 + 0.00 + 120.50 = 120.50');
  });
});
