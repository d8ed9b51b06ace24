import { describe, expect, test } from 'vitest';
import { isoDay } from '../../src/model/calendar.js';
import { resolveDay, resolveRange } from '../../src/timeline/days.js';
import type { DayScope } from '../../src/timeline/days.js';
import { buildTimeline } from '../../src/timeline/timeline.js';
import { rangeText } from '../../src/timeline/words.js';
import { afterEach, campaign, collector, dayForm, eventOn, EVENTS, every, phase, plan, wave } from './build.js';

const events = new Map([...EVENTS, eventOn('launch', '2026-12-01 .. 2026-12-03')].map((event) => [event.name, event]));
const OUTSIDE: DayScope = { events };
const INSIDE: DayScope = {
  events,
  timeline: (() => {
    const given = campaign({
      phases: [phase('sprint', '2026-11-01', '2026-11-08')],
      waves: [wave('daily', [every('week mon', { time: '10:00' })]), wave('care', [afterEach('2h', 'order')])],
    });
    const found = buildTimeline(plan({ campaigns: [given] }), (problem) => expect.fail(problem.message.en)).campaigns.get('test');
    if (!found) throw new Error('no timeline');
    return found;
  })(),
};

function one(text: string, scope: DayScope, end: 'first' | 'last' = 'first'): string {
  const { problems, report } = collector();
  const day = resolveDay(dayForm(text), scope, end, report);
  return day === undefined ? problems.map(({ rule, message }) => `${rule}: ${message.en}`).join('\n') : isoDay(day);
}

function range(from: string, to: string, scope: DayScope): string {
  const { problems, report } = collector();
  const days = resolveRange(dayForm(from), dayForm(to), scope, report);
  return days ? rangeText(days) : problems.map(({ rule, message }) => `${rule}: ${message.en}`).join('\n');
}

describe('a day outside of campaigns', () => {
  test('dates, and events with their year or that happen once', () => {
    expect(one('2026-11-11', OUTSIDE)).toBe('2026-11-11');
    expect(one('2026-11-30 + 3mo', OUTSIDE)).toBe('2027-02-28');
    expect(one('double11 2025 - 1w', OUTSIDE)).toBe('2025-11-04');
    expect(one('launch', OUTSIDE)).toBe('2026-12-01');
    expect(range('launch', 'launch', OUTSIDE)).toBe('2026-12-01 .. 2026-12-03');
    expect(range('double11_season 2026', 'double11_season 2026', OUTSIDE)).toBe('2026-11-01 .. 2026-11-30');
  });

  test('an event without its year, start and end, names of campaigns, hours', () => {
    expect(one('double11', OUTSIDE)).toBe(
      'invalid-literal: Event `double11` alone does not say which occurrence is meant here. Write its year, such as `double11 2026`.',
    );
    expect(one('member_day', OUTSIDE)).toBe(
      'invalid-literal: Event `member_day` alone does not say which occurrence is meant here. Write a date.',
    );
    expect(one('end', OUTSIDE)).toBe(
      'invalid-literal: `end` is a day of a campaign; there is none here. Write a date, or an event with its year.',
    );
    expect(one('sprint', OUTSIDE)).toBe('unknown-name: There is no event `sprint`.');
    expect(one('2026-11-11 + 3h', OUTSIDE)).toBe(
      'invalid-literal: A day cannot be moved by `+ 3h`. Write whole days, such as `+ 2d`, and then the time.',
    );
  });
});

describe('a day inside a campaign', () => {
  test('start and end, phases, waves, events: the first day, or at the right end the last', () => {
    const both = (text: string) => [one(text, INSIDE), one(text, INSIDE, 'last')];
    expect(both('start')).toEqual(['2026-10-20', '2026-10-20']);
    expect(both('end + 2d')).toEqual(['2026-11-13', '2026-11-13']);
    expect(both('sprint')).toEqual(['2026-11-01', '2026-11-08']);
    expect(both('daily')).toEqual(['2026-10-26', '2026-11-09']);
    expect(both('double11_season')).toEqual(['2026-11-01', '2026-11-30']);
    expect(both('double11_season + 1d')).toEqual(['2026-11-02', '2026-12-01']);
  });

  test('an event may need its year there too', () => {
    expect(one('double11', { ...INSIDE, eventNeedsYear: true })).toContain('does not say which occurrence');
    expect(one('double11', INSIDE)).toBe('2026-11-11');
  });

  test('a triggered wave has no day', () => {
    expect(one('care', INSIDE)).toContain('`care` reaches each member at another time');
  });

  test('ranges', () => {
    expect(range('sprint', 'end', INSIDE)).toBe('2026-11-01 .. 2026-11-11');
    expect(range('start', 'sprint', INSIDE)).toBe('2026-10-20 .. 2026-11-08');
    expect(range('end', 'start', INSIDE)).toBe(
      'invalid-literal: This ends on 2026-10-20, before it begins on 2026-11-11. Swap the two days, or correct one of them.',
    );
  });
});
