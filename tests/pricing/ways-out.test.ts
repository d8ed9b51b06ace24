import { describe, expect, test } from 'vitest';
import { exact } from '../../src/model/exact.js';
import type { Exact } from '../../src/model/exact.js';
import { factorText, foldText } from '../../src/pricing/factor-text.js';
import { liabilityOf, worthOf } from '../../src/pricing/liability.js';
import { lowestFactor } from '../../src/pricing/lowest-factor.js';
import { waysOut } from '../../src/pricing/ways-out.js';
import { located } from '../timeline/build.js';
import { benefit, coupon, discount, pricing, text, yuan } from './build.js';
import type { Case } from './build.js';

function ways(given: Case, floor: string): Record<string, string> {
  const input = pricing(given);
  const { exclude, raise, lower, price } = waysOut(input, lowestFactor(input), exact(floor));
  return {
    ...(exclude && { exclude: `${exclude.benefit.name} → ${text(exclude.factor)}` }),
    ...(raise && { raise: `${raise.benefit.name} over ${text(raise.threshold)}` }),
    ...(lower && { lower: `${lower.benefit.name} reduce ${text(lower.amount)}` }),
    ...(price && { price: `${price.benefit.name} at ${text(price.factor)}` }),
  };
}

describe('ways out', () => {
  test('88折 with 满300减30 under a floor of 0.85: each is enough, a step less is not', () => {
    const given = { benefits: [discount('d', '0.88', { stacks: ['c'] }), coupon('c', 30, 300)] };
    expect(ways(given, '0.85')).toEqual({ exclude: 'c → 0.88', raise: 'c over 1000', lower: 'c reduce 9' });
    const factor = (reduce: number, over: number): Exact =>
      lowestFactor(pricing({ benefits: [discount('d', '0.88', { stacks: ['c'] }), coupon('c', reduce, over)] })).factor;
    expect([factor(30, 1000), factor(30, 999), factor(9, 300), factor(10, 300)].map((value) => value.gte(exact('0.85')))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test('a coupon alone', () => {
    expect(ways({ benefits: [coupon('c', 30, 199)] }, '0.85')).toEqual({ raise: 'c over 200', lower: 'c reduce 29' });
    expect(ways({ benefits: [coupon('c', 50, 300)] }, '0.85')).toEqual({ raise: 'c over 334', lower: 'c reduce 45' });
  });

  test('no way that is not enough: the discount alone is below the floor', () => {
    expect(ways({ benefits: [discount('d', '0.8', { stacks: ['c'] }), coupon('c', 30, 300)] }, '0.85')).toEqual({});
  });

  test('nothing but leaving it out where the discount lies on the floor', () => {
    expect(ways({ benefits: [discount('d', '0.85', { stacks: ['c'] }), coupon('c', 30, 300)] }, '0.85')).toEqual({ exclude: 'c → 0.85' });
  });

  test('two discounts: the exclusion that helps most', () => {
    const benefits = [discount('a', '0.9', { stacks: ['b', 'c'] }), discount('b', '0.95', { stacks: ['c'] }), discount('c', '0.97')];
    expect(ways({ benefits }, '0.85')).toEqual({ exclude: 'a → 0.9', price: 'a at 0.93' });
  });

  test('a discount alone: the price that is just high enough; 84折 under a floor of 0.85', () => {
    expect(ways({ benefits: [discount('d', '0.84')] }, '0.85')).toEqual({ price: 'd at 0.85' });
    expect(ways({ benefits: [discount('d', '0.84')] }, '0.995')).toEqual({});
  });

  test('red packets and coupons without a threshold', () => {
    const packet = benefit('r', 'red_packet', { amount: yuan(20) });
    expect(ways({ benefits: [packet], priceFrom: 99 }, '0.85')).toEqual({ lower: 'r reduce 14' });
    expect(ways({ benefits: [coupon('c', 20)], priceFrom: 99 }, '0.85')).toEqual({ raise: 'c over 134', lower: 'c reduce 14' });
  });
});

describe('factors as text', () => {
  test.each([
    ['0.78', '78折', '0.78'],
    ['0.8', '80折', '0.80'],
    ['0.792', '79.2折', '0.792'],
    ['169/199', '84.92折', '0.8492'],
    ['0.849999', '84.99折', '0.8499'],
    ['0.2', '20折', '0.20'],
    ['0.15', '1.5折', '0.15'],
    ['0.1', '1折', '0.10'],
    ['0.05', '0.5折', '0.05'],
    ['0', '0折', '0.00'],
    ['1', '原价', '1.00'],
  ])('%s', (factor, fold, decimal) => {
    expect([foldText(exact(factor)), factorText(exact(factor))]).toEqual([fold, decimal]);
  });
});

describe('worth', () => {
  const prize = (count: number, worth: number) => ({ label: located('奖'), count, worth: yuan(worth), span: located(0).span });

  test.each([
    [coupon('c', 40, 300), 'redemption 40'],
    [benefit('r', 'red_packet', { amount: yuan('5.5') }), 'redemption 5.5'],
    [benefit('g', 'gift', { worth: yuan(12) }), 'redemption 12'],
    [benefit('p', 'presale', { deposit: yuan(20), counts: yuan(50) }), 'redemption 30'],
    [benefit('l', 'lottery', { prizes: [prize(1, 9999), prize(2000, 10)] }), 'benefit 29999'],
    [benefit('f', 'free_order', { winners: located(10), worth: yuan(300) }), 'benefit 3000'],
    [benefit('e', 'early_access'), 'benefit 0'],
    [discount('d', '0.88'), undefined],
    [benefit('p', 'points', { times: located(3) }), undefined],
    [benefit('s', 'free_shipping'), undefined],
    [benefit('t', 'tiered_price'), undefined],
    [benefit('g', 'gift'), undefined],
  ])('%#', (given, expected) => {
    const worth = worthOf(given);
    expect(worth && `${worth.per} ${text(worth.amount)}`).toBe(expected);
  });

  test('liability: the limit or all members, what is redeemed, prizes once', () => {
    const cost = (given: Parameters<typeof liabilityOf>[0], members: number) => text(liabilityOf(given, members) ?? exact(-1));
    expect(cost(coupon('c', 30, 300, { limit: located(4_800) }), 100_000)).toBe('144000');
    expect(cost(coupon('c', 30, 300, { limit: located(4_800) }), 1_000)).toBe('30000');
    expect(cost(coupon('c', 30, 300, { perMember: located(2), redeemed: located(exact('0.3')) }), 1_000)).toBe('18000');
    expect(cost(benefit('l', 'lottery', { prizes: [prize(3, 199)] }), 1_000)).toBe('597');
    expect(cost(discount('d', '0.88'), 1_000)).toBe('-1');
  });
});
