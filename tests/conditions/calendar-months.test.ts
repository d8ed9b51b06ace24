import { expect, test } from 'vitest';
import { monthsAtLeast, monthsAtMost, monthsCovering, monthsFitting } from '../../src/conditions/calendar-months.js';
import { monthsBefore } from './oracle.js';

const DAY = 86_400;
/** Every day of a cycle of leap years, from 2024-01-01. */
const days = Array.from({ length: 1461 }, (_, day) => 19_723 + day);

test('months are never shorter or longer than their bounds, whatever day they end on', () => {
  for (const months of [1, 2, 3, 6, 11, 12, 13, 24, 25, 47, 48, 120]) {
    const lengths = days.map((day) => (day - monthsBefore(day, months)) * DAY);
    // The time of day on either end, and clocks that change by an hour.
    expect(monthsAtLeast(months)).toBeLessThan(Math.min(...lengths) - DAY - 3_600);
    expect(monthsAtMost(months)).toBeGreaterThan(Math.max(...lengths) + DAY + 3_600);
  }
});

test('the bounds are turned round exactly', () => {
  for (const days of [1, 26, 27, 33, 34, 90, 94, 365, 368, 369, 4000]) {
    const covering = monthsCovering(days * DAY) ?? NaN;
    expect(monthsAtLeast(covering)).toBeGreaterThanOrEqual(days * DAY);
    expect(covering === 1 || monthsAtLeast(covering - 1) < days * DAY).toBe(true);
    const fitting = monthsFitting(days * DAY);
    expect(fitting === undefined || monthsAtMost(fitting) <= days * DAY).toBe(true);
    expect(monthsAtMost((fitting ?? 0) + 1)).toBeGreaterThan(days * DAY);
  }
  expect(monthsCovering(1e15)).toBeUndefined();
  expect(monthsFitting(1e15)).toBeUndefined();
});
