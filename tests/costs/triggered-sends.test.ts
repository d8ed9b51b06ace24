import { expect, test } from 'vitest';
import { mostSends } from '../../src/costs/triggered-sends.js';
import type { Window } from '../../src/model/types.js';
import { day, duration, span } from '../timeline/build.js';

const most = (count: number, window: Window, from: string, to: string): number =>
  mostSends({ count, window, span: span() }, { from: day(from), to: day(to) });
const rolling = (text: string): Window => ({ kind: 'rolling', duration: duration(text) });

test('rolling windows: as many as follow each other in the runs', () => {
  // 23 days
  expect(most(1, rolling('7d'), '2026-10-20', '2026-11-11')).toBe(4);
  expect(most(2, rolling('23d'), '2026-10-20', '2026-11-11')).toBe(2);
  expect(most(2, rolling('22d'), '2026-10-20', '2026-11-11')).toBe(4);
  expect(most(1, rolling('36h'), '2026-11-01', '2026-11-03')).toBe(2);
  expect(most(1, rolling('1w'), '2026-11-01', '2026-11-07')).toBe(1);
});

test('months and years are those of the calendar', () => {
  expect(most(1, rolling('1mo'), '2027-01-31', '2027-02-27')).toBe(1);
  expect(most(1, rolling('1mo'), '2027-01-31', '2027-02-28')).toBe(2);
  expect(most(3, rolling('1y'), '2027-01-01', '2027-12-31')).toBe(3);
  expect(most(3, rolling('1y'), '2027-01-01', '2028-01-01')).toBe(6);
});

test('calendar windows: as many as the runs touch', () => {
  expect(most(2, { kind: 'calendar', unit: 'month' }, '2026-10-31', '2026-11-01')).toBe(4);
  expect(most(1, { kind: 'calendar', unit: 'week' }, '2026-11-02', '2026-11-08')).toBe(1);
  expect(most(1, { kind: 'calendar', unit: 'week' }, '2026-11-01', '2026-11-08')).toBe(2);
  expect(most(1, { kind: 'calendar', unit: 'day' }, '2026-11-01', '2026-11-08')).toBe(8);
});

test('a limit for the campaign holds once', () => {
  expect(most(3, { kind: 'campaign' }, '2026-10-20', '2026-11-11')).toBe(3);
});
