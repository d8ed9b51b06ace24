import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchStarts, busyStretches, dispatchOf, jobsOf, sharedEnd, type Dispatch } from '../../src/timeline/dispatch.js';
import type { DispatchInput } from '../../src/timeline/dispatch.js';
import { duration, span } from './build.js';

const MORNING = Date.parse('2027-11-03T10:00:00+08:00');
const SECOND = 1000;
const MINUTE = 60 * SECOND;

function rate(count: number, per = '1s'): NonNullable<DispatchInput['rate']> {
  return { count, duration: duration(per), span: span() };
}

function clockOf(instant: number): string {
  return new Date(instant + 8 * 60 * MINUTE).toISOString().slice(11, 19);
}

describe('the dispatch of one send', () => {
  test.each([
    [25_000, '10:08:20'],
    [157_500, '10:52:30'],
    [1, '10:00:01'],
    [50, '10:00:01'],
    [51, '10:00:02'],
    [0, '10:00:00'],
  ])('%i messages at 50 per second end at %s', (recipients, end) => {
    expect(clockOf(dispatchOf({ recipients, rate: rate(50) }, MORNING).end)).toBe(end);
  });

  test('a begun tick counts whole', () => {
    expect(clockOf(dispatchOf({ recipients: 30_001, rate: rate(30_000, '1h') }, MORNING).end)).toBe('12:00:00');
  });

  test('batches start by their interval, the last one takes its own time', () => {
    const dispatch = dispatchOf({ recipients: 70_000, rate: rate(50), split: { size: 30_000, every: duration('30min') } }, MORNING);
    expect(batchStarts(dispatch).map(clockOf)).toEqual(['10:00:00', '10:30:00', '11:00:00']);
    expect(clockOf(dispatch.end)).toBe('11:03:20');
  });

  test('batches longer than their interval, or without one, follow each other', () => {
    for (const split of [{ size: 30_000 }, { size: 30_000, every: duration('5min') }]) {
      const dispatch = dispatchOf({ recipients: 60_001, rate: rate(50), split }, MORNING);
      expect(batchStarts(dispatch).map(clockOf)).toEqual(['10:00:00', '10:10:00', '10:20:00']);
      expect(clockOf(dispatch.end)).toBe('10:20:01');
    }
  });

  test('without rate or size there is no bound, but batches keep their starts', () => {
    expect(dispatchOf({ recipients: 60_000 }, MORNING)).toMatchObject({ end: MORNING, batches: 1, known: false });
    expect(dispatchOf({ rate: rate(50) }, MORNING)).toMatchObject({ end: MORNING, batches: 1, known: false });
    const split = dispatchOf({ recipients: 60_000, split: { size: 30_000, every: duration('30min') } }, MORNING);
    expect([split.batches, clockOf(split.end)]).toEqual([2, '10:30:00']);
  });

  test('batches cover all recipients, in order, and end last', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.option(fc.integer({ min: 1, max: 90 })),
        (recipients, size, count, seconds) => {
          const split = { size, ...(seconds !== null && { every: { count: seconds, unit: 's' as const } }) };
          const dispatch = dispatchOf({ recipients, rate: rate(count), split }, MORNING);
          let left = recipients;
          let free = MORNING;
          for (const [index, start] of batchStarts(dispatch).entries()) {
            expect(start).toBeGreaterThanOrEqual(free);
            expect(start).toBeGreaterThanOrEqual(MORNING + index * (seconds ?? 0) * SECOND);
            free = start + Math.ceil(Math.min(size, left) / count) * SECOND;
            left -= Math.min(size, left);
          }
          expect(left).toBe(0);
          expect(dispatch.end).toBe(free);
        },
      ),
    );
  });
});

describe('sends that share a channel', () => {
  const sharedEnds = (dispatches: readonly Dispatch[]) => {
    const stretches = busyStretches(dispatches.flatMap(jobsOf));
    return dispatches.map((dispatch) => sharedEnd(dispatch, stretches));
  };
  const send = (minutes: number, length: number) => dispatchOf({ recipients: length * 60, rate: rate(1) }, MORNING + minutes * MINUTE);
  const ends = (...sends: readonly (readonly [number, number])[]) =>
    sharedEnds(sends.map(([minutes, length]) => send(minutes, length))).map((end) => (end - MORNING) / MINUTE);

  test('one alone, or apart, or touching, ends by itself', () => {
    expect(ends([0, 30])).toEqual([30]);
    expect(ends([0, 30], [40, 10])).toEqual([30, 50]);
    expect(ends([0, 30], [30, 10])).toEqual([30, 40]);
  });

  test('at one time, or overlapping, they may all end as late as all of them together', () => {
    expect(ends([0, 30], [0, 20])).toEqual([50, 50]);
    expect(ends([0, 60], [30, 10])).toEqual([70, 70]);
    expect(ends([0, 30], [29, 10], [35, 10])).toEqual([50, 50, 50]);
    expect(ends([100, 5], [0, 30], [10, 5])).toEqual([105, 35, 35]);
  });

  test('batches leave room for each other', () => {
    const batched = dispatchOf({ recipients: 1_800, rate: rate(1), split: { size: 600, every: duration('30min') } }, MORNING);
    const minutes = (end: number) => (end - MORNING) / MINUTE;
    expect(sharedEnds([batched, send(10, 20)]).map(minutes)).toEqual([70, 30]);
    expect(sharedEnds([batched, send(10, 21)]).map(minutes)).toEqual([70, 41]);
    expect(sharedEnds([batched, send(60, 5)]).map(minutes)).toEqual([75, 75]);
  });

  test('no order of work ends later, and some order ends that late', () => {
    const sends = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sends, (list) => {
        const bound = ends(...list);
        for (const [last, end] of bound.entries()) expect(endWhenLast(list, last)).toBe(end);
      }),
    );
  });
});

/** When a send ends that always lets the others go first, minute by minute. */
function endWhenLast(sends: readonly (readonly [number, number])[], last: number): number {
  const left = sends.map(([, length]) => length);
  for (let minute = 0; ; minute += 1) {
    const waiting = sends.flatMap(([start], index) => (start <= minute && (left[index] ?? 0) > 0 ? [index] : []));
    const next = waiting.find((index) => index !== last) ?? waiting[0];
    if (next === undefined) continue;
    left[next] = (left[next] ?? 0) - 1;
    if (next === last && left[next] === 0) return minute + 1;
  }
}
