import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { longestText, smsLength } from '../../src/costs/sms-parts.js';
import type { ResolvedAttribute } from '../../src/model/plan.js';
import { span } from '../timeline/build.js';

const parts = (text: string): number => smsLength(text).parts;

describe('parts of an SMS', () => {
  test('Chinese: 70 characters alone, then 67 each', () => {
    expect([70, 71, 134, 135, 201, 202].map((length) => parts('字'.repeat(length)))).toEqual([1, 2, 2, 3, 3, 4]);
  });

  test('GSM alphabet: 160 characters alone, then 153 each', () => {
    expect([160, 161, 306, 307].map((length) => parts('a'.repeat(length)))).toEqual([1, 2, 2, 3]);
  });

  test('one character outside of the GSM alphabet makes all of it UCS-2', () => {
    expect(smsLength(`${'a'.repeat(69)}字`)).toEqual({ alphabet: 'ucs2', length: 70, single: 70, multiple: 67, parts: 1 });
    expect(parts(`${'a'.repeat(70)}字`)).toBe(2);
    expect(smsLength('ça va').alphabet).toBe('ucs2');
    expect(smsLength('Ça va').alphabet).toBe('gsm7');
  });

  test('characters of the extension table take two', () => {
    expect(smsLength('€'.repeat(80))).toMatchObject({ alphabet: 'gsm7', length: 160, parts: 1 });
    expect(parts('€'.repeat(81))).toBe(2);
  });

  test('no part divides a character', () => {
    expect(smsLength('😀'.repeat(35))).toMatchObject({ length: 70, parts: 1 });
    // 33 fit into 67 units, with one unit left over.
    expect([36, 66, 67, 99, 100].map((count) => parts('😀'.repeat(count)))).toEqual([2, 2, 3, 3, 4]);
    expect([153, 154].map((count) => parts('€'.repeat(count)))).toEqual([3, 3]);
    expect(parts('€'.repeat(152))).toBe(2);
  });

  test('nothing is one part', () => {
    expect(smsLength('')).toMatchObject({ length: 0, parts: 1 });
  });
});

describe('the same as the calculator of a carrier', () => {
  // Looking each message up there would take longer than the rest of a check.
  const pieces = fc.constantFrom(
    'a',
    'Z9',
    ' ',
    '\n',
    '€',
    '{x}',
    'ç',
    'Ç',
    'é',
    '字',
    '，',
    '【店】',
    '😀',
    '\u00A0',
    'abcdefghij',
    '双十一满减',
  );
  const texts = fc
    .array(fc.tuple(pieces, fc.integer({ min: 1, max: 60 })), { maxLength: 8 })
    .map((runs) => runs.map(([piece, times]) => piece.repeat(times)).join(''));

  test('alphabet, length and parts of random texts', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { encodingName, messageSize, segmentsCount } = new SegmentedMessage(text);
        const alphabet = encodingName === 'UCS-2' ? 'ucs2' : 'gsm7';
        expect(smsLength(text)).toMatchObject({ alphabet, length: messageSize / (alphabet === 'ucs2' ? 16 : 7), parts: segmentsCount });
      }),
      { numRuns: 300 },
    );
  });
});

describe('the longest text of a copy', () => {
  const attribute = (name: string, rest: Pick<ResolvedAttribute, 'type'> & Partial<ResolvedAttribute>): [string, ResolvedAttribute] => [
    name,
    { name, fixed: false, span: span(), ...rest },
  ];
  const placeholders = {
    attributes: new Map([
      attribute('name', { type: { kind: 'text' }, upTo: 10 }),
      attribute('city', { type: { kind: 'text' } }),
      attribute('level', { type: { kind: 'enumeration', name: 'member.level', values: ['银卡', '钻石卡', '金卡'] } }),
      attribute('birthday', { type: { kind: 'date' } }),
    ]),
    offers: ['满300减30', '双十一专属礼盒'],
    store: '伊米妮旗舰店',
  };
  const length = (name: string): number =>
    smsLength(longestText({ parts: [{ kind: 'placeholder', name, span: span() }], span: span() }, placeholders)).length;

  test.each([
    ['name', 10],
    ['city', 20],
    ['level', 3],
    ['birthday', 10],
    ['link', 24],
    ['offer', 7],
    ['store', 6],
    ['unknown', 0],
  ])('{%s} takes %i characters', (name, expected) => {
    expect(length(name)).toBe(expected);
  });

  test('pieces of text stay as they are', () => {
    const copy = {
      parts: [
        { kind: 'text' as const, value: '【伊米妮】' },
        { kind: 'placeholder' as const, name: 'level', span: span() },
        { kind: 'text' as const, value: '会员好' },
      ],
      span: span(),
    };
    expect(longestText(copy, placeholders)).toBe('【伊米妮】钻石卡会员好');
  });
});
