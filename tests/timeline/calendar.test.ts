import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDuration, bucketOf, bucketsIn, dayOf, isoDay, partsOf, weekdayOf } from '../../src/model/calendar.js';
import { day, duration } from './build.js';

const anyDay = fc.integer({ min: day('1900-01-01'), max: day('2200-12-31') });
const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;

describe('days', () => {
  test('only real dates are days', () => {
    expect(dayOf(1970, 1, 1)).toBe(0);
    expect(dayOf(2024, 2, 29)).toBe(day('2024-02-28') + 1);
    for (const [year, month, dayOfMonth] of [
      [2026, 2, 29],
      [2100, 2, 29],
      [2026, 4, 31],
      [2026, 13, 1],
      [2026, 0, 1],
      [2026, 1, 0],
      [99, 1, 1],
    ] as const) {
      expect(dayOf(year, month, dayOfMonth)).toBeUndefined();
    }
  });

  test('weekdays are ISO numbers', () => {
    expect(weekdayOf(day('2026-11-09'))).toBe(1);
    expect(weekdayOf(day('2026-11-15'))).toBe(7);
    expect(weekdayOf(day('1969-12-31'))).toBe(3);
  });

  test('leap years', () => {
    expect([1900, 2000, 2024, 2026, 2028, 2100].filter((year) => dayOf(year, 2, 29) !== undefined)).toEqual([2000, 2024, 2028]);
  });

  test('a day is its parts', () => {
    fc.assert(
      fc.property(anyDay, (value) => {
        const { year, month, day: dayOfMonth } = partsOf(value);
        expect(dayOf(year, month, dayOfMonth)).toBe(value);
      }),
    );
  });
});

describe('moving a day', () => {
  test.each([
    ['2026-01-31', '1mo', 1, '2026-02-28'],
    ['2024-01-31', '1mo', 1, '2024-02-29'],
    ['2026-03-31', '1mo', -1, '2026-02-28'],
    ['2024-02-29', '1y', 1, '2025-02-28'],
    ['2024-02-29', '4y', 1, '2028-02-29'],
    ['2026-01-15', '1mo', -1, '2025-12-15'],
    ['2026-11-30', '3mo', 1, '2027-02-28'],
    ['2026-12-31', '1d', 1, '2027-01-01'],
    ['2026-11-11', '2w', -1, '2026-10-28'],
    ['2026-11-11', '48h', 1, '2026-11-11'],
  ] as const)('%s moved by %s × %i is %s', (from, by, sign, to) => {
    expect(isoDay(addDuration(day(from), duration(by), sign))).toBe(to);
  });

  test('days and weeks can be taken back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 1000 }), fc.constantFrom('d', 'w'), (value, count, unit) => {
        const by = { count, unit } as const;
        expect(addDuration(addDuration(value, by, 1), by, -1)).toBe(value);
      }),
    );
  });

  test('a month later is in the next month, on the same day or on its last', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 50 }), (value, count) => {
        const before = partsOf(value);
        const moved = addDuration(value, { count, unit: 'mo' }, 1);
        const after = partsOf(moved);
        expect(after.year * 12 + after.month).toBe(before.year * 12 + before.month + count);
        expect(after.day === before.day || (after.day < before.day && partsOf(moved + 1).day === 1)).toBe(true);
      }),
    );
  });
});

describe('calendar buckets', () => {
  test.each([
    ['2026-11-11', 'day', '2026-11-11', '2026-11-11', '2026-11-11'],
    ['2026-11-11', 'week', '2026-W46', '2026-11-09', '2026-11-15'],
    ['2026-11-11', 'month', '2026-11', '2026-11-01', '2026-11-30'],
    ['2026-11-11', 'quarter', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['2026-11-11', 'year', '2026', '2026-01-01', '2026-12-31'],
    ['2027-01-03', 'week', '2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-01-04', 'week', '2027-W01', '2027-01-04', '2027-01-10'],
    ['2024-12-30', 'week', '2025-W01', '2024-12-30', '2025-01-05'],
    ['2024-02-29', 'month', '2024-02', '2024-02-01', '2024-02-29'],
    ['2026-03-31', 'quarter', '2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-04-01', 'quarter', '2026-Q2', '2026-04-01', '2026-06-30'],
  ] as const)('%s lies in the %s %s', (value, unit, key, from, to) => {
    expect(bucketOf(day(value), unit)).toEqual({ key, from: day(from), to: day(to) });
  });

  test('they partition days: neighbours lie in one bucket or in two that touch', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...UNITS), (value, unit) => {
        const bucket = bucketOf(value, unit);
        const next = bucketOf(value + 1, unit);
        expect(bucket.from <= value && value <= bucket.to).toBe(true);
        if (next.key === bucket.key) expect(next).toEqual(bucket);
        else expect([next.from, bucket.to]).toEqual([value + 1, value]);
      }),
    );
  });

  test('the buckets of a range cover it without a gap', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 900 }), fc.constantFrom(...UNITS), (from, length, unit) => {
        const buckets = bucketsIn({ from, to: from + length }, unit);
        expect(buckets[0]?.from).toBeLessThanOrEqual(from);
        expect(buckets.at(-1)?.to).toBeGreaterThanOrEqual(from + length);
        for (const [index, bucket] of buckets.entries())
          expect(bucket.from).toBe(index === 0 ? bucket.from : (buckets[index - 1]?.to ?? 0) + 1);
        expect(new Set(buckets.map(({ key }) => key)).size).toBe(buckets.length);
      }),
    );
  });
});
