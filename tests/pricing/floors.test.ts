import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { floorCases, floorGround } from '../../src/pricing/floors.js';
import { allOffers } from '../../src/pricing/offers.js';

/** For each price with a floor: the products, the floor, and the benefits that can meet. */
function cases(text: string): readonly string[] {
  const store =
    'store demo { timezone "Asia/Shanghai"  currency CNY  members 1_000 }\npolicy house { floor 85折 except exclusive  floor 70折 on traffic  floor 80折 on autumn }\n';
  const sets =
    'products traffic { sku "A", "B" }\nproducts autumn { sku "B", "C" }\nproducts exclusive { sku "D" }\nproducts plain { category "包" }\n';
  const { plan, timeline } = analyse([{ path: 'plan.crm', text: store + sets + text }]);
  return floorCases(floorGround(plan), allOffers(plan, timeline)).map(
    ({ sets: of, floor, input }) =>
      `${of.map(({ name }) => name).join(' & ') || 'other'} ${floor.factor.toString()}: ${input.benefits.map(({ benefit }) => benefit.name).join(' + ')}`,
  );
}

const campaign = (name: string, runs: string, offer: string): string =>
  `campaign ${name} { scope targeted  runs ${runs}  method { offer ${offer} } }\n`;
const discount = (name: string, rest = ''): string => `benefit ${name} discount { price 9折${rest} }\n`;

describe('floors', () => {
  test('each product has its floor, the highest of several; what the general floor excepts has none', () => {
    const on = (set: string): readonly string[] => cases(discount('d', `  on ${set}`) + campaign('a', '2027-01-01 .. 2027-01-31', 'd'));
    expect(on('traffic')).toEqual(['traffic 0.7: d', 'traffic & autumn 0.8: d']);
    expect(on('autumn')).toEqual(['traffic & autumn 0.8: d', 'autumn 0.8: d']);
    expect(on('exclusive')).toEqual([]);
    expect(on('plain')).toEqual(['plain 0.85: d']);
  });

  test('for a benefit that holds everywhere each floor is looked at once', () => {
    expect(cases(discount('d') + campaign('a', '2027-01-01 .. 2027-01-31', 'd'))).toEqual([
      'other 0.85: d',
      'traffic 0.7: d',
      'traffic & autumn 0.8: d',
    ]);
  });

  test('what is limited to products meets what is not', () => {
    const benefits = discount('d', '  stacks with e') + discount('e', '  on plain');
    expect(cases(benefits + campaign('a', '2027-01-01 .. 2027-01-31', 'd, e')).filter((each) => each.includes('0.85'))).toEqual([
      'other 0.85: d',
      'plain 0.85: d + e',
    ]);
  });
});

describe('benefits that can meet', () => {
  const other = (text: string): readonly string[] =>
    cases(text)
      .filter((each) => each.startsWith('other'))
      .map((each) => each.replace('other 0.85: ', ''));

  test('only those that stack, directly or through others', () => {
    const benefits = discount('a', '  stacks with b') + discount('b', '  stacks with c') + discount('c') + discount('d');
    expect(other(benefits + campaign('x', '2027-01-01 .. 2027-01-31', 'a, b, c, d'))).toEqual(['a + b + c', 'd']);
  });

  test('only on the days of both', () => {
    const benefits = discount('a', '  stacks with b') + discount('b');
    const together = campaign('x', '2027-01-01 .. 2027-01-31', 'a') + campaign('y', '2027-01-31 .. 2027-02-28', 'b');
    const apart = campaign('x', '2027-01-01 .. 2027-01-31', 'a') + campaign('y', '2027-02-01 .. 2027-02-28', 'b');
    expect(other(benefits + together)).toEqual(['a', 'a + b']);
    expect(other(benefits + apart)).toEqual(['a', 'b']);
  });

  test('own days count, not those of the campaign', () => {
    const benefits = discount('a', '  stacks with b  valid 2027-01-01 .. 2027-02-10') + discount('b');
    expect(other(benefits + campaign('x', '2027-01-01 .. 2027-01-31', 'a') + campaign('y', '2027-02-01 .. 2027-02-28', 'b'))).toEqual([
      'a',
      'a + b',
    ]);
  });

  test('a benefit of many campaigns is one', () => {
    const many = Array.from({ length: 12 }, (_, month) =>
      campaign(`m${month + 1}`, `2027-${String(month + 1).padStart(2, '0')}-01 .. 2027-${String(month + 1).padStart(2, '0')}-28`, 'a'),
    );
    expect(other(discount('a') + many.join(''))).toEqual(['a']);
  });

  test('what leaves the price alone does not count', () => {
    expect(other('benefit g gift { worth 5元 }\n' + campaign('x', '2027-01-01 .. 2027-01-31', 'g'))).toEqual([]);
  });
});
