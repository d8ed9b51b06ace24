import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { createZone, isZone, zoneId } from '../../src/timeline/zone.js';
import { clock, day } from './build.js';

const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Havana',
  'UTC',
];
const anyDay = fc.integer({ min: day('1970-01-02'), max: day('2060-12-31') });
const anyClock = fc.integer({ min: 0, max: 1439 });

describe('zones', () => {
  test('two changes within a week are both seen', () => {
    const offsets = Array.from({ length: 20 }, (_, index) => createZone('Asia/Gaza').nearest(day('2040-10-15') + index, 720).offset);
    expect(offsets).toEqual(
      Array.from(
        { length: 20 },
        (_, index) =>
          Temporal.PlainDateTime.from('2040-10-15T12:00').add({ days: index }).toZonedDateTime('Asia/Gaza').offsetNanoseconds / 6e10,
      ),
    );
    expect(new Set(offsets).size).toBe(2);
  });

  test('IANA zones are zones, fixed offsets are not', () => {
    expect(['Asia/Shanghai', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'PRC'].filter(isZone)).toHaveLength(5);
    expect(['+08:00', 'UTC+8', 'GMT+8', 'Etc/GMT-8', 'GMT', 'EST', 'Z', '', 'Asia/Peking', 'asia/shanghai'].filter(isZone)).toEqual([]);
    expect(zoneId('asia/shanghai')).toBe('Asia/Shanghai');
  });

  test('a wall time becomes an instant', () => {
    const moment = { day: day('2026-11-03'), clock: clock('10:30'), instant: Date.parse('2026-11-03T02:30:00Z'), offset: 480 };
    expect(createZone('Asia/Shanghai').toInstant(moment.day, moment.clock)).toEqual({ kind: 'ok', ambiguous: false, moment });
    expect(createZone('Asia/Shanghai').toLocal(moment.instant)).toEqual(moment);
  });

  test('24:00 is the start of the next day', () => {
    const zone = createZone('Europe/Berlin');
    expect(zone.nearest(day('2026-11-03'), 1440).instant).toBe(zone.nearest(day('2026-11-04'), 0).instant);
  });

  test.each([
    ['Europe/Berlin', '2026-03-29', ['01:59', 'ok'], ['02:00', 'skipped'], ['02:59', 'skipped'], ['03:00', 'ok']],
    ['America/New_York', '2026-03-08', ['01:59', 'ok'], ['02:00', 'skipped'], ['02:59', 'skipped'], ['03:00', 'ok']],
    ['Australia/Lord_Howe', '2026-10-04', ['01:59', 'ok'], ['02:00', 'skipped'], ['02:29', 'skipped'], ['02:30', 'ok']],
  ] as const)('%s skips an hour on %s', (id, date, ...cases: readonly (readonly [string, string])[]) => {
    for (const [time, kind] of cases) expect([time, createZone(id).toInstant(day(date), clock(time)).kind]).toEqual([time, kind]);
  });

  test('a skipped time says where the clocks jump', () => {
    const sunday = day('2026-03-29');
    expect(createZone('Europe/Berlin').toInstant(sunday, clock('02:30'))).toEqual({
      kind: 'skipped',
      from: { day: sunday, clock: clock('02:00') },
      to: { day: sunday, clock: clock('03:00') },
    });
    expect(createZone('Pacific/Apia').toInstant(day('2011-12-30'), clock('10:00'))).toEqual({
      kind: 'skipped',
      from: { day: day('2011-12-30'), clock: 0 },
      to: { day: day('2011-12-31'), clock: 0 },
    });
  });

  test.each([
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z'],
  ])('%s has a time twice on %s: the earlier counts', (id, date, time, utc) => {
    const result = createZone(id).toInstant(day(date), clock(time));
    expect(result).toMatchObject({ kind: 'ok', ambiguous: true, moment: { instant: Date.parse(utc) } });
    expect(createZone(id).toInstant(day(date), clock(time) + 60)).toMatchObject({ kind: 'ok', ambiguous: false });
  });

  test('there and back is the same wall time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), anyDay, anyClock, (id, date, time) => {
        const zone = createZone(id);
        const result = zone.toInstant(date, time);
        if (result.kind === 'ok') expect(zone.toLocal(result.moment.instant)).toEqual(result.moment);
      }),
      { numRuns: 2000 },
    );
  });

  test('agrees with Temporal, near clock changes too', () => {
    const nearChange = fc
      .constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-02-15', '2026-03-22', '2026-10-04', '2026-04-05')
      .map(day);
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.oneof(anyDay, nearChange), anyClock, (id, date, time) => {
        const local = Temporal.PlainDateTime.from('1970-01-01').add({ days: date, minutes: time });
        const result = createZone(id).toInstant(date, time);
        const earlier = local.toZonedDateTime(id, { disambiguation: 'earlier' });
        expect(result.kind === 'ok').toBe(earlier.toPlainDateTime().equals(local));
        if (result.kind === 'ok') expect(result.moment.instant).toBe(earlier.epochMilliseconds);
        else
          expect(createZone(id).nearest(date, time).instant).toBe(
            local.toZonedDateTime(id, { disambiguation: 'later' }).startOfDay().epochMilliseconds + sinceStart(id, date, time),
          );
      }),
      { numRuns: 3000 },
    );
  });
});

/** Milliseconds from the start of the day to the first moment after the jump that skips a time. */
function sinceStart(id: string, date: number, time: number): number {
  const local = Temporal.PlainDateTime.from('1970-01-01').add({ days: date, minutes: time });
  const later = local.toZonedDateTime(id, { disambiguation: 'later' });
  const jump = local.toZonedDateTime(id, { disambiguation: 'earlier' }).getTimeZoneTransition('next');
  return (jump?.epochMilliseconds ?? 0) - later.startOfDay().epochMilliseconds;
}
