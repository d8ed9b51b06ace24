import { describe, expect, test } from 'vitest';
import { checkEvent } from '../../src/timeline/check-event.js';
import { eventInRuns, occurrenceInYear, resolvePolicyEvents } from '../../src/timeline/event-choice.js';
import { occurrencesOf } from '../../src/timeline/events.js';
import { lunarDay } from '../../src/timeline/lunar.js';
import type { DayRange } from '../../src/timeline/types.js';
import { rangeText } from '../../src/timeline/words.js';
import type { Event } from '../../src/model/types.js';
import { collector, day, event, eventOn, EVENTS, located, plan, span } from './build.js';

function range(text: string): DayRange {
  const [from = '', to = from] = text.split(' .. ');
  return { from: day(from), to: day(to) };
}

function occurrences(item: Event, within: string): readonly string[] {
  return occurrencesOf(item, range(within), (problem) => expect.fail(problem.message.en)).map(rangeText);
}

function named(name: string): Event {
  const found = EVENTS.find((item) => item.name === name);
  if (!found) throw new Error(name);
  return found;
}

describe('lunar dates', () => {
  test.each([
    [2025, 12, 8, '2026-01-26'],
    [2026, 12, 8, '2027-01-15'],
    [2026, 1, 1, '2026-02-17'],
    [2027, 1, 1, '2027-02-06'],
    [2027, 7, 7, '2027-08-08'],
    [2026, 8, 15, '2026-09-25'],
    [2025, 6, 1, '2025-06-25'],
    [2025, 7, 1, '2025-08-23'],
  ])('%i-%i-%i is %s', (year, month, dayOfMonth, solar) => {
    expect(lunarDay(year, month, dayOfMonth)).toBe(day(solar));
  });

  test('a month of 29 days has no day 30', () => {
    expect(lunarDay(2026, 12, 29)).toBe(day('2027-02-05'));
    expect(lunarDay(2026, 12, 30)).toBeUndefined();
    expect(lunarDay(2029, 12, 30)).toBe(day('2030-02-02'));
    expect([lunarDay(2026, 13, 1), lunarDay(2026, 1, 31), lunarDay(2026, 0, 1), lunarDay(2026, 1, 0)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('occurrences', () => {
  test('once', () => {
    const launch = eventOn('launch', '2026-10-20 .. 2026-11-11');
    expect(occurrences(launch, '2026-11-11 .. 2027-01-01')).toEqual(['2026-10-20 .. 2026-11-11']);
    expect(occurrences(launch, '2026-11-12 .. 2027-01-01')).toEqual([]);
  });

  test('yearly, with the ends of the range included', () => {
    expect(occurrences(named('double11'), '2025-11-11 .. 2027-11-11')).toEqual(['2025-11-11', '2026-11-11', '2027-11-11']);
    expect(occurrences(named('double11'), '2025-11-12 .. 2027-11-10')).toEqual(['2026-11-11']);
    expect(occurrences(named('double11_season'), '2026-11-30 .. 2027-11-01')).toEqual([
      '2026-11-01 .. 2026-11-30',
      '2027-11-01 .. 2027-11-30',
    ]);
  });

  test('yearly across New Year', () => {
    expect(occurrences(named('new_year'), '2027-01-01 .. 2027-12-30')).toEqual(['2026-12-30 .. 2027-01-02', '2027-12-30 .. 2028-01-02']);
    expect(occurrences(named('new_year'), '2027-01-03 .. 2027-12-29')).toEqual([]);
  });

  test('lunar, and lunar across the lunar New Year', () => {
    expect(occurrences(named('laba'), '2026-01-01 .. 2027-12-31')).toEqual(['2026-01-26', '2027-01-15']);
    expect(occurrences(named('spring_festival'), '2026-01-01 .. 2027-12-31')).toEqual([
      '2026-02-10 .. 2026-03-03',
      '2027-01-30 .. 2027-02-20',
    ]);
    expect(occurrences(named('spring_festival'), '2027-02-20')).toEqual(['2027-01-30 .. 2027-02-20']);
  });

  test('every month, and the ways with a day some months lack', () => {
    const on = (dayOfMonth: number | 'last', overflow?: 'last' | 'skip') =>
      occurrences(event('e', { kind: 'month-day', day: dayOfMonth, ...(overflow && { overflow }) }), '2028-01-31 .. 2028-04-30');
    expect(on(8)).toEqual(['2028-02-08', '2028-03-08', '2028-04-08']);
    expect(on('last')).toEqual(['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']);
    expect(on(31, 'last')).toEqual(['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']);
    expect(on(31, 'skip')).toEqual(['2028-01-31', '2028-03-31']);
    expect(on(30, 'last')).toEqual(['2028-02-29', '2028-03-30', '2028-04-30']);
  });

  test('nth weekday', () => {
    expect(occurrences(named('mothers_day'), '2026-01-01 .. 2027-12-31')).toEqual(['2026-05-10', '2027-05-09']);
    const fifth = (overflow?: 'last' | 'skip') =>
      event('e', { kind: 'nth-weekday', nth: 5, weekday: 7, month: 5, ...(overflow && { overflow }) });
    expect(occurrences(fifth('last'), '2026-01-01 .. 2027-12-31')).toEqual(['2026-05-31', '2027-05-30']);
    expect(occurrences(fifth('skip'), '2026-01-01 .. 2029-12-31')).toEqual(['2026-05-31', '2027-05-30']);
    expect(occurrences(fifth('last'), '2028-01-01 .. 2028-12-31')).toEqual(['2028-05-28']);
    expect(occurrences(event('e', { kind: 'nth-weekday', nth: 'last', weekday: 1, month: 2 }), '2026-01-01 .. 2028-12-31')).toEqual([
      '2026-02-23',
      '2027-02-22',
      '2028-02-28',
    ]);
    expect(occurrences(event('e', { kind: 'nth-weekday', nth: 1, weekday: 4, month: 1 }), '2026-01-01')).toEqual(['2026-01-01']);
  });

  test('every week', () => {
    expect(occurrences(event('e', { kind: 'week', weekdays: [1, 5] }), '2026-11-06 .. 2026-11-13')).toEqual([
      '2026-11-06',
      '2026-11-09',
      '2026-11-13',
    ]);
  });

  test('a leap day that is needed and does not exist is reported, one out of range is not', () => {
    const leap = eventOn('leap', '02-29');
    expect(occurrences(leap, '2028-01-01 .. 2028-12-31')).toEqual(['2028-02-29']);
    expect(occurrences(leap, '2027-04-01 .. 2028-12-31')).toEqual(['2028-02-29']);
    const { problems, report } = collector();
    expect(occurrencesOf(leap, range('2027-01-01 .. 2028-12-31'), report).map(rangeText)).toEqual(['2028-02-29']);
    expect(problems.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'impossible-time',
        {
          en: 'Event `leap` falls on 02-29, which 2027 does not have. Write 02-28 or 03-01.',
          zh: '事件“leap”落在 02-29，而 2027 年没有这一天。请改为 02-28 或 03-01。',
        },
      ],
    ]);
  });

  test('lunar 12-30 in a month of 29 days is reported where it is needed', () => {
    const eve = eventOn('eve', 'lunar 12-30');
    expect(occurrences(eve, '2030-01-01 .. 2030-12-31')).toEqual(['2030-02-02']);
    const { problems, report } = collector();
    expect(occurrencesOf(eve, range('2027-01-01 .. 2027-12-31'), report)).toEqual([]);
    expect(problems.map(({ message }) => message.en)).toEqual([
      'Event `eve` needs lunar 12-30, but in the lunar year that begins in 2026 that month has 29 days. Write day 29, or a date for that year.',
    ]);
  });
});

describe('events that leave open what happens', () => {
  test.each([29, 30, 31])('day %i of every month', (dayOfMonth) => {
    const item = event('e', { kind: 'month-day', day: dayOfMonth });
    const { problems, report } = collector();
    checkEvent(item, report);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      rule: 'impossible-time',
      span: item.on?.span,
      message: {
        en: `\`day ${dayOfMonth}\` does not exist in every month; write \`day ${dayOfMonth} or last\` or \`day ${dayOfMonth} or skip\`.`,
        zh: `并非每个月都有“day ${dayOfMonth}”；请写“day ${dayOfMonth} or last”（取最后一个）或“day ${dayOfMonth} or skip”（跳过）。`,
      },
    });
    const end = item.on?.span.end;
    expect(problems[0]?.fixes?.map(({ edits }) => edits)).toEqual([
      [{ span: { file: 'test.crm', start: end, end }, text: ' or last' }],
      [{ span: { file: 'test.crm', start: end, end }, text: ' or skip' }],
    ]);
  });

  test('the fifth weekday of a month', () => {
    const { problems, report } = collector();
    checkEvent(event('e', { kind: 'nth-weekday', nth: 5, weekday: 7, month: 5 }), report);
    expect(problems.map(({ message }) => message.en)).toEqual([
      '`5th sun of may` does not exist in every year; write `5th sun of may or last` or `5th sun of may or skip`.',
    ]);
  });

  test('what exists always or says what happens is fine', () => {
    for (const item of [
      event('e', { kind: 'month-day', day: 28 }),
      event('e', { kind: 'month-day', day: 'last' }),
      event('e', { kind: 'month-day', day: 31, overflow: 'skip' }),
      event('e', { kind: 'nth-weekday', nth: 5, weekday: 7, month: 5, overflow: 'last' }),
      event('e', { kind: 'nth-weekday', nth: 4, weekday: 7, month: 5 }),
      event('e', { kind: 'nth-weekday', nth: 'last', weekday: 7, month: 5 }),
      ...EVENTS,
    ]) {
      checkEvent(item, (problem) => expect.fail(problem.message.en));
    }
  });
});

describe('choosing one occurrence', () => {
  function inYear(item: Event, year: number): string {
    const { problems, report } = collector();
    const found = occurrenceInYear(item, located(year), report);
    return found ? rangeText(found) : problems.map(({ rule, message }) => `${rule}: ${message.en}`).join('\n');
  }

  test('by year: the one that begins in it', () => {
    expect(inYear(named('double11'), 2025)).toBe('2025-11-11');
    expect(inYear(named('new_year'), 2026)).toBe('2026-12-30 .. 2027-01-02');
    expect(inYear(named('spring_festival'), 2027)).toBe('2027-01-30 .. 2027-02-20');
    expect(inYear(named('mothers_day'), 2027)).toBe('2027-05-09');
    expect(inYear(named('laba'), 2027)).toBe('2027-01-15');
  });

  test('by year: none, two, or no use', () => {
    expect(inYear(eventOn('launch', '2026-10-20'), 2027)).toBe(
      'impossible-time: Event `launch` does not begin in 2027. It is on 2026-10-20. Choose another year, or write a date.',
    );
    expect(inYear(eventOn('late', 'lunar 11-25'), 2027)).toMatchInlineSnapshot(
      `"invalid-literal: Event \`late\` begins 2 times in 2027: 2027-01-02, 2027-12-22. Write the date you mean."`,
    );
    expect(inYear(eventOn('late', 'lunar 11-25'), 2028)).toMatchInlineSnapshot(
      `"impossible-time: Event \`late\` does not begin in 2028. It is on 2027-12-22, 2029-01-09. Choose another year, or write a date."`,
    );
    expect(inYear(named('member_day'), 2026)).toBe(
      'invalid-literal: Event `member_day` comes every month, so 2026 does not name one day. Write a date.',
    );
    expect(inYear(named('fridays'), 2026)).toBe(
      'invalid-literal: Event `fridays` comes every week, so 2026 does not name one day. Write a date.',
    );
    expect(inYear(eventOn('leap', '02-29'), 2027)).toBe(
      'impossible-time: Event `leap` falls on 02-29, which 2027 does not have. Write 02-28 or 03-01.',
    );
    expect(inYear(eventOn('leap', '02-29'), 2028)).toBe('2028-02-29');
  });

  function inRuns(item: Event, runs: string): string {
    const { problems, report } = collector();
    const found = eventInRuns(item, range(runs), span(), report);
    return found ? rangeText(found) : problems.map(({ rule, message }) => `${rule}: ${message.en}\n${message.zh}`).join('\n');
  }

  test('by the runs: the one that meets them', () => {
    expect(inRuns(named('double11'), '2026-10-20 .. 2026-11-11')).toBe('2026-11-11');
    expect(inRuns(named('double11_season'), '2026-11-30 .. 2027-01-11')).toBe('2026-11-01 .. 2026-11-30');
    expect(inRuns(named('member_day'), '2026-11-01 .. 2026-11-30')).toBe('2026-11-08');
  });

  test('by the runs: none or several, listed', () => {
    expect(inRuns(named('double11'), '2026-10-20 .. 2026-11-10')).toMatchInlineSnapshot(`
      "impossible-time: Event \`double11\` has no day within the campaign (2026-10-20 .. 2026-11-10). The nearest: 2025-11-11, 2026-11-11. Change \`runs\`, or write the event with its year, or a date.
      活动期间（2026-10-20 .. 2026-11-10）内没有事件“double11”的日期。最近的是：2025-11-11、2026-11-11。请调整“runs”，或写明事件的年份，或直接写日期。"
    `);
    expect(inRuns(named('member_day'), '2026-11-01 .. 2026-12-31')).toMatchInlineSnapshot(`
      "invalid-literal: Event \`member_day\` comes 2 times within the campaign (2026-11-01 .. 2026-12-31): 2026-11-08, 2026-12-08. Write the date you mean, or \`every member_day\` for all of them.
      事件“member_day”在活动期间（2026-11-01 .. 2026-12-31）内出现 2 次：2026-11-08、2026-12-08。请直接写所指的日期；若指每一次，请写“every member_day”。"
    `);
  });
});

describe('events in a policy', () => {
  const events = plan({});

  test('alone it is every occurrence, with a year that one', () => {
    const { problems, report } = collector();
    const ranges = (year?: number) =>
      resolvePolicyEvents(
        events,
        { ref: { name: 'double11', span: span() }, ...(year && { year: located(year) }) },
        range('2025-01-01 .. 2026-12-31'),
        report,
      );
    expect(ranges().map(rangeText)).toEqual(['2025-11-11', '2026-11-11']);
    expect(ranges(2030).map(rangeText)).toEqual(['2030-11-11']);
    expect(problems).toEqual([]);
  });

  test('an unknown one gets a suggestion', () => {
    const { problems, report } = collector();
    const ref = { name: 'duble11', span: span() };
    expect(resolvePolicyEvents(events, { ref }, range('2026-01-01 .. 2026-12-31'), report)).toEqual([]);
    expect(problems).toMatchObject([
      {
        rule: 'unknown-name',
        span: ref.span,
        message: { en: 'There is no event `duble11`. Did you mean `double11`?', zh: '没有名为“duble11”的事件。是否指“double11”？' },
        fixes: [{ safe: true, edits: [{ span: ref.span, text: 'double11' }] }],
      },
    ]);
  });
});
