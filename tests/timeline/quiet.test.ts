import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inQuiet, nextQuietStart } from '../../src/timeline/quiet.js';
import { clockText } from '../../src/model/literal-text.js';
import type { LocalMoment } from '../../src/timeline/zone.js';
import { clock } from './build.js';

const NIGHT = { from: clock('21:00'), to: clock('08:00') };
const NOON = { from: clock('12:00'), to: clock('14:00') };
const LATE = { from: clock('22:00'), to: 1440 };
const ALWAYS = { from: clock('00:00'), to: 1440 };

function text(moment: LocalMoment): string {
  return `+${moment.day} ${clockText(moment.clock)}`;
}

describe('quiet hours', () => {
  test.each([
    [NIGHT, { '20:59': false, '21:00': true, '23:59': true, '00:00': true, '07:59': true, '08:00': false }],
    [NOON, { '11:59': false, '12:00': true, '13:59': true, '14:00': false, '00:00': false }],
    [LATE, { '21:59': false, '22:00': true, '23:59': true, '00:00': false }],
    [ALWAYS, { '00:00': true, '12:00': true, '23:59': true }],
  ])('the start is in, the end is not', (range, cases) => {
    for (const [time, quiet] of Object.entries(cases)) expect([time, inQuiet(clock(time), range)]).toEqual([time, quiet]);
  });

  test('when quiet begins next', () => {
    expect(text(nextQuietStart(0, clock('10:00'), NIGHT))).toBe('+0 21:00');
    expect(text(nextQuietStart(0, clock('21:00'), NIGHT))).toBe('+0 21:00');
    expect(text(nextQuietStart(0, clock('23:30'), NIGHT))).toBe('+0 23:30');
    expect(text(nextQuietStart(0, clock('08:00'), NIGHT))).toBe('+0 21:00');
    expect(text(nextQuietStart(0, clock('14:00'), NOON))).toBe('+1 12:00');
  });

  test('the next start is the first minute that is quiet', () => {
    const time = fc.integer({ min: 0, max: 1439 });
    const range = fc.record({ from: time, to: fc.integer({ min: 0, max: 1440 }) });
    fc.assert(
      fc.property(time, range, (now, quiet) => {
        const first = (): string => {
          for (let minute = now; minute < now + 2 * 1440; minute += 1) {
            if (inQuiet(minute % 1440, quiet)) return text({ day: Math.floor(minute / 1440), clock: minute % 1440 });
          }
          return 'never';
        };
        expect(text(nextQuietStart(0, now, quiet))).toBe(first());
      }),
    );
  });
});
