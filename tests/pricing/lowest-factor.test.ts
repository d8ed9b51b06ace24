import { describe, expect, test } from 'vitest';
import { exact } from '../../src/model/exact.js';
import { located } from '../timeline/build.js';
import { benefit, coupon, discount, lowest, productSet, summary, text, yuan } from './build.js';

describe('one benefit', () => {
  test.each([
    [discount('d', '0.88'), '0.88 = d'],
    [coupon('c', 30, 200), '0.85 = c at 200'],
    [coupon('c', 50, 300), '0.8(3) = c at 300'],
    [benefit('p', 'points', { payUpTo: located(exact('0.05')) }), '0.95 = p'],
    [
      benefit('t', 'tiered_price', {
        tiers: [
          ['1', '0.9'],
          ['100', '0.8'],
          ['300', '0.7'],
        ].map(([from, price]) => ({ from: Number(from), price: located(exact(price ?? 1)), span: located(0).span })),
      }),
      '0.7 = t',
    ],
  ])('%#', (given, expected) => {
    expect(summary(lowest({ benefits: [given] }))).toBe(expected);
  });

  test('满199减30 is 169/199', () => {
    const { factor } = lowest({ benefits: [coupon('c', 30, 199)] });
    expect(factor.equals(exact(169, 199))).toBe(true);
  });

  test('without a threshold the lowest price is the worst basket', () => {
    const packet = benefit('r', 'red_packet', { amount: yuan(10) });
    expect(summary(lowest({ benefits: [packet], priceFrom: 100 }))).toBe('0.9 = r at 100');
    expect(summary(lowest({ benefits: [coupon('c', 10)], priceFrom: 100 }))).toBe('0.9 = c at 100');
    expect(summary(lowest({ benefits: [benefit('p', 'presale', { deposit: yuan(20), counts: yuan(50) })], priceFrom: 100 }))).toBe(
      '0.7 = p at 100',
    );
    expect(summary(lowest({ benefits: [packet], priceFrom: 8 }))).toBe('0 = r at 8');
  });

  test('without a lowest price that is unbounded, and named', () => {
    const packet = benefit('r', 'red_packet', { amount: yuan(10) });
    const found = lowest({ benefits: [packet, coupon('c', 30, 300, { stacks: ['r'] })] });
    expect(found.unbounded.map(({ name }) => name)).toEqual(['r']);
    expect(summary(found)).toBe('0.8(6) = r × c at 300');
    expect(lowest({ benefits: [packet], priceFrom: 100 }).unbounded).toEqual([]);
  });

  test('a threshold below the lowest price is always met', () => {
    expect(summary(lowest({ benefits: [coupon('c', 30, 200)], priceFrom: 300 }))).toBe('0.9 = c at 300');
    expect(summary(lowest({ benefits: [coupon('c', 30, 300)], priceFrom: 200 }))).toBe('0.9 = c at 300');
  });

  test('gifts, points earned, lotteries, free orders, shipping and early access leave the price alone', () => {
    const benefits = [
      benefit('g', 'gift', { worth: yuan(12) }),
      benefit('p', 'points', { times: located(3) }),
      benefit('l', 'lottery'),
      benefit('f', 'free_order', { worth: yuan(300), winners: located(10) }),
      benefit('s', 'free_shipping'),
      benefit('e', 'early_access'),
    ];
    expect(summary(lowest({ benefits }))).toBe('1 = list');
  });

  test('what lacks its numbers is left out', () => {
    const benefits = [
      benefit('d', 'discount'),
      benefit('c', 'coupon'),
      benefit('t', 'tiered_price'),
      benefit('p', 'presale', { deposit: yuan(20) }),
    ];
    expect(summary(lowest({ benefits }))).toBe('1 = list');
  });
});

describe('stacks', () => {
  const eighty_eight = discount('d', '0.88', { stacks: ['c'] });

  test('88折 with 满300减30 is 0.78 measured on list, 0.792 after the discount', () => {
    expect(summary(lowest({ benefits: [eighty_eight, coupon('c', 30, 300)] }))).toBe('0.78 = d × c at 300');
    const after = lowest({ benefits: [eighty_eight, coupon('c', 30, 300, { threshold: located('after discount') })] });
    expect(after.factor.equals(exact('0.792'))).toBe(true);
    expect(after.basket?.equals(exact(300).div(exact('0.88')))).toBe(true);
  });

  test('stacking is symmetric, has to be said, and needs a day in common', () => {
    expect(summary(lowest({ benefits: [discount('d', '0.88'), coupon('c', 30, 300, { stacks: ['d'] })] }))).toBe('0.78 = d × c at 300');
    expect(summary(lowest({ benefits: [discount('d', '0.88'), coupon('c', 30, 300)] }))).toBe('0.88 = d');
    expect(
      summary(
        lowest({
          benefits: [
            [eighty_eight, '2026-11-01 .. 2026-11-10'],
            [coupon('c', 30, 300), '2026-11-10 .. 2026-11-11'],
          ],
        }),
      ),
    ).toBe('0.78 = d × c at 300');
    expect(
      summary(
        lowest({
          benefits: [
            [eighty_eight, '2026-11-01 .. 2026-11-09'],
            [coupon('c', 30, 300), '2026-11-10 .. 2026-11-11'],
          ],
        }),
      ),
    ).toBe('0.88 = d');
  });

  test('every pair must be permitted', () => {
    const a = discount('a', '0.9', { stacks: ['b', 'c'] });
    const b = discount('b', '0.9', { stacks: ['c'] });
    expect(summary(lowest({ benefits: [a, b, discount('c', '0.9')] }))).toBe('0.729 = a × b × c');
    expect(summary(lowest({ benefits: [a, discount('b', '0.9'), discount('c', '0.9')] }))).toBe('0.81 = a × b');
  });

  test('a benefit never stacks with itself, offered twice or not', () => {
    const self = discount('a', '0.9', { stacks: ['a'] });
    expect(summary(lowest({ benefits: [self, self] }))).toBe('0.9 = a');
  });

  test('the member trial price, points and a coupon', () => {
    const trial = discount('trial', '0.95', { stacks: ['points', 'c'] });
    const points = benefit('points', 'points', { payUpTo: located(exact('0.05')), stacks: ['c'] });
    const both = coupon('c', 30, 200);
    expect(text(lowest({ benefits: [trial, points, both] }).factor)).toBe('0.7525');
    expect(text(lowest({ benefits: [trial, points] }).factor)).toBe('0.9025');
  });

  test('满600减60 with 2件95折 is exactly 0.85', () => {
    const pair = discount('d', '0.95', { fromPieces: located(2), stacks: ['c'] });
    expect(summary(lowest({ benefits: [pair, coupon('c', 60, 600)], priceFrom: 99 }))).toBe('0.85 = d × c at 600');
  });

  test('several coupons: the worst basket of all thresholds', () => {
    const small = coupon('small', 10, 100, { stacks: ['large'] });
    expect(summary(lowest({ benefits: [small, coupon('large', 30, 200)] }))).toBe('0.8 = small × large at 200');
    expect(summary(lowest({ benefits: [small, coupon('large', 5, 200)] }))).toBe('0.9 = small at 100');
  });

  test('two pieces cost at least twice the lowest price', () => {
    const packet = benefit('r', 'red_packet', { amount: yuan(8), stacks: ['d'] });
    const pair = discount('d', '0.95', { fromPieces: located(2) });
    expect(summary(lowest({ benefits: [packet, pair], priceFrom: 100 }))).toBe('0.91 = d × r at 200');
    expect(summary(lowest({ benefits: [packet, pair], priceFrom: 50 }))).toBe('0.84 = r at 50');
  });

  test('the arithmetic is shown step by step', () => {
    const steps = (given: readonly Parameters<typeof lowest>[0]['benefits'][number][]) =>
      lowest({ benefits: given }).steps.map(({ benefit, kind, before, after, factor }) => [
        benefit.name,
        kind,
        text(before),
        text(after),
        text(factor),
      ]);
    expect(steps([coupon('c', 30, 300), eighty_eight])).toEqual([
      ['d', 'percentage', '300', '264', '0.88'],
      ['c', 'reduction', '264', '234', '0.78'],
    ]);
    expect(steps([eighty_eight])).toEqual([['d', 'percentage', '1', '0.88', '0.88']]);
  });

  test('forty benefits that exclude each other in pairs end soon, and say that not all was looked at', () => {
    const names = Array.from({ length: 40 }, (_, index) => `b${index}`);
    const benefits = names.map((name, index) => discount(name, '0.99', { stacks: names.filter((_, other) => other >> 1 !== index >> 1) }));
    const start = performance.now();
    const found = lowest({ benefits });
    expect(performance.now() - start).toBeLessThan(60_000);
    expect(found.complete).toBe(false);
    expect(found.stack).toHaveLength(20);
    expect(lowest({ benefits: names.map((name) => discount(name, '0.99', { stacks: names })) })).toMatchObject({ complete: true });
  });
});

describe('products', () => {
  const traffic = productSet('traffic', ['B1', 'B2']);
  const bags = productSet('bags', ['B2', 'B3'], ['女包']);
  const sets = [traffic, bags];

  test('benefits without `on` reach all products, others those of their sets', () => {
    const benefits = [discount('all', '0.95'), discount('some', '0.8', { on: ['traffic'] })];
    expect(summary(lowest({ benefits, sets }))).toBe('0.95 = all');
    expect(summary(lowest({ benefits, sets, products: traffic }))).toBe('0.8 = some');
  });

  test('a product may lie in two sets', () => {
    const benefits = [discount('t', '0.9', { on: ['traffic'], stacks: ['b'] }), discount('b', '0.9', { on: ['bags'] })];
    expect(summary(lowest({ benefits, sets, products: traffic }))).toBe('0.81 = t × b');
    expect(summary(lowest({ benefits, sets: [traffic, productSet('bags', ['B3'])], products: traffic }))).toBe('0.9 = t');
  });

  test('a stack needs one product that all of it reaches', () => {
    const first = productSet('first', ['B1']);
    const second = productSet('second', ['B2']);
    const benefits = [discount('t', '0.9', { on: ['first'], stacks: ['b'] }), discount('b', '0.8', { on: ['second'] })];
    expect(summary(lowest({ benefits, sets: [traffic, first, second], products: traffic }))).toBe('0.8 = b');
  });
});
