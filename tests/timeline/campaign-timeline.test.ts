import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/diagnostics/problem.js';
import { buildTimeline } from '../../src/timeline/timeline.js';
import type { CampaignTimeline, ZonedMoment } from '../../src/timeline/types.js';
import { isoDay } from '../../src/model/calendar.js';
import { clockText } from '../../src/model/literal-text.js';
import { rangeText } from '../../src/timeline/words.js';
import { activity, afterEach, at, campaign, eachDate, every, event, EVENTS, eventOn, phase, plan, wave } from './build.js';
import type { CampaignParts, PlanParts } from './build.js';

interface Built {
  readonly timeline: CampaignTimeline;
  readonly problems: readonly Problem[];
}

function build(parts: CampaignParts, rest: PlanParts = {}): Built {
  const problems: Problem[] = [];
  const timeline = buildTimeline(plan({ ...rest, campaigns: [campaign(parts)] }), (problem) => problems.push(problem)).campaigns.get(
    'test',
  );
  if (!timeline) throw new Error('no timeline');
  return { timeline, problems };
}

function text(moment: ZonedMoment): string {
  return `${isoDay(moment.day)} ${clockText(moment.clock)}`;
}

/** When a wave is sent, in a plan without problems. */
function sends(parts: CampaignParts, name: string, rest: PlanParts = {}): readonly string[] {
  const { timeline, problems } = build(parts, rest);
  expect(problems).toEqual([]);
  return timeline.waves.get(name)?.occurrences.map(text) ?? [];
}

/** When one wave with these WHENs is sent. */
function whenSent(whens: Parameters<typeof wave>[1], parts: CampaignParts = {}, rest: PlanParts = {}): readonly string[] {
  return sends({ ...parts, waves: [wave('w', whens), ...(parts.waves ?? [])] }, 'w', rest);
}

function messages(parts: CampaignParts, rest: PlanParts = {}): readonly string[] {
  return build(parts, rest).problems.map(({ rule, message }) => `${rule}: ${message.en}\n${message.zh}`);
}

describe('set times', () => {
  test.each([
    ['2026-11-03 10:30', '2026-11-03 10:30'],
    ['double11 - 2d 20:00', '2026-11-09 20:00'],
    ['double11 2025 10:00', '2025-11-11 10:00'],
    ['start + 3d 10:00', '2026-10-23 10:00'],
    ['start 00:00', '2026-10-20 00:00'],
    ['end - 1d 10:00', '2026-11-10 10:00'],
    ['end + 1mo 23:59', '2026-12-11 23:59'],
    ['start + 1w 10:00', '2026-10-27 10:00'],
  ])('%s', (when, expected) => {
    expect(whenSent([when])).toEqual([expected]);
  });

  test('the first day of a phase, and of a span', () => {
    const phases = [phase('sprint', '2026-11-01', '2026-11-08')];
    expect(whenSent(['sprint 10:00', 'sprint + 1d 10:00'], { phases })).toEqual(['2026-11-01 10:00', '2026-11-02 10:00']);
    expect(whenSent(['double11_season 10:00'])).toEqual(['2026-11-01 10:00']);
  });

  test('month ends and leap years', () => {
    expect(whenSent(['start + 1mo 10:00'], { runs: '2026-01-31 .. 2026-03-31' })).toEqual(['2026-02-28 10:00']);
    expect(whenSent(['start + 1mo 10:00'], { runs: '2028-01-31 .. 2028-03-31' })).toEqual(['2028-02-29 10:00']);
    expect(whenSent(['start + 1y 10:00'], { runs: '2028-02-29 .. 2028-03-31' })).toEqual(['2029-02-28 10:00']);
  });

  test('several, in the order of time; equal moments count once', () => {
    const { timeline } = build({ waves: [wave('w', ['2026-11-05 20:00', '2026-11-03 10:30', '2026-11-05 09:00', 'start + 14d 10:30'])] });
    expect(timeline.waves.get('w')?.occurrences.map(({ key }) => key)).toEqual(['2026-11-03', '2026-11-05', '2026-11-05.2']);
  });

  test('instants follow the zone of the store', () => {
    const at = (zone: string) => build({ waves: [wave('w', ['2026-11-03 10:30'])] }, { zone }).timeline.waves.get('w')?.occurrences[0];
    expect(at('Asia/Shanghai')).toMatchObject({ instant: Date.parse('2026-11-03T02:30:00Z'), offset: 480 });
    expect(at('America/New_York')).toMatchObject({ instant: Date.parse('2026-11-03T15:30:00Z'), offset: -300 });
  });
});

describe('relative to a wave or activity', () => {
  const warm = wave('warm', ['2026-11-03 10:30']);

  test.each([
    ['warm - 2d', '2026-11-01 10:30'],
    ['warm - 2d 09:00', '2026-11-01 09:00'],
    ['warm', '2026-11-03 10:30'],
    ['warm 20:00', '2026-11-03 20:00'],
    ['warm + 4h', '2026-11-03 14:30'],
    ['warm + 14h', '2026-11-04 00:30'],
    ['warm - 45min', '2026-11-03 09:45'],
    ['warm + 1mo', '2026-12-03 10:30'],
  ])('%s', (when, expected) => {
    expect(whenSent([when], { waves: [warm] })).toEqual([expected]);
  });

  test('declared in any order, over several steps, waves and follow-ups and activities alike', () => {
    const parts = {
      waves: [wave('c', ['b + 1d']), wave('b', ['a + 1d']), wave('a', ['2026-11-03 10:30'])],
      followups: [wave('d', ['c + 2h', 'rush - 30min'])],
      activities: [activity('rush', ['c + 5d 00:00'])],
    };
    expect(sends(parts, 'd')).toEqual(['2026-11-05 12:30', '2026-11-09 23:30']);
    expect([...build(parts).timeline.waves.keys()]).toEqual(['c', 'b', 'a', 'd']);
  });

  test('to a repeating one: once for each occurrence', () => {
    const waves = [wave('a', [every('week mon thu', { time: '20:00' })])];
    expect(whenSent(['a - 1d'], { waves, runs: '2026-11-02 .. 2026-11-11' })).toEqual([
      '2026-11-01 20:00',
      '2026-11-04 20:00',
      '2026-11-08 20:00',
    ]);
    expect(whenSent(['a + 30min'], { waves, runs: '2026-11-02 .. 2026-11-05' })).toEqual(['2026-11-02 20:30', '2026-11-05 20:30']);
  });

  test('a chain of ten thousand waves does not overflow', () => {
    const waves = Array.from({ length: 10_000 }, (_, index) =>
      wave(`w${index}`, [index === 9_999 ? '2026-11-03 10:00' : `w${index + 1} + 1min`]),
    );
    expect(sends({ waves }, 'w0')).toEqual(['2026-11-10 08:39']);
  });

  test('cycles name their chain', () => {
    const { problems, timeline } = build({
      waves: [wave('a', ['b + 1d']), wave('b', ['c + 1d']), wave('c', ['a - 1d']), wave('d', ['c + 1d'])],
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.rule).toBe('cyclic-reference');
    expect(problems[0]?.message).toEqual({
      en: 'These wait for each other: `a` → `b` → `c` → `a`. Give one of them a date, or make it relative to something else.',
      zh: '它们互相等待：“a” → “b” → “c” → “a”。请给其中一个写明日期，或改为相对于其他内容。',
    });
    expect(problems[0]?.related).toHaveLength(2);
    expect([...timeline.waves.keys()]).toEqual(['d']);
  });

  test('a wave cannot wait for itself, nor a phase for its wave', () => {
    expect(messages({ waves: [wave('a', ['a + 1d'])] })[0]).toContain('`a` → `a`');
    expect(messages({ phases: [phase('p', 'a', 'end')], waves: [wave('a', ['p 10:00'])] })[0]).toContain('`p` → `a` → `p`');
  });

  test('a triggered wave has no time of its own', () => {
    expect(messages({ waves: [wave('a', [afterEach('2h', 'order')]), wave('b', ['a + 1d'])] })).toMatchInlineSnapshot(`
      [
        "invalid-literal: \`a\` reaches each member at another time, so it has no day of its own. Write a date, or refer to a wave with set times.
      “a”对每位会员的发送时间都不同，没有确定的日期。请直接写日期，或引用时间固定的波次。",
      ]
    `);
  });
});

describe('repetitions', () => {
  const november = { runs: '2026-11-01 .. 2026-11-30' };

  test('every day, every 3d, every week, every month', () => {
    expect(whenSent([every('1d', { time: '10:00' })], { runs: '2026-11-29 .. 2026-12-01' })).toEqual([
      '2026-11-29 10:00',
      '2026-11-30 10:00',
      '2026-12-01 10:00',
    ]);
    expect(whenSent([every('3d', { time: '10:00' })], { runs: '2026-11-01 .. 2026-11-10' })).toEqual([
      '2026-11-01 10:00',
      '2026-11-04 10:00',
      '2026-11-07 10:00',
      '2026-11-10 10:00',
    ]);
    expect(whenSent([every('week mon thu', { time: '20:00' })], { runs: '2026-11-02 .. 2026-11-11' })).toEqual([
      '2026-11-02 20:00',
      '2026-11-05 20:00',
      '2026-11-09 20:00',
    ]);
    expect(whenSent([every('1mo', { time: '10:00' })], { runs: '2026-01-31 .. 2026-04-30' })).toEqual([
      '2026-01-31 10:00',
      '2026-02-28 10:00',
      '2026-03-31 10:00',
      '2026-04-30 10:00',
    ]);
  });

  test('every month day', () => {
    const year = { runs: '2026-01-08 .. 2026-05-08' };
    expect(whenSent([every('month day 8', { time: '10:00' })], year)).toHaveLength(5);
    expect(whenSent([every('month day last', { time: '10:00' })], year)).toEqual([
      '2026-01-31 10:00',
      '2026-02-28 10:00',
      '2026-03-31 10:00',
      '2026-04-30 10:00',
    ]);
    expect(whenSent([every('month day 31 or last', { time: '10:00' })], year)).toHaveLength(4);
    expect(whenSent([every('month day 31 or skip', { time: '10:00' })], year)).toEqual(['2026-01-31 10:00', '2026-03-31 10:00']);
  });

  test('every event, before and after; each occurrence within the runs counts', () => {
    expect(whenSent([every('member_day', { offset: '- 1d', time: '20:00' })], { runs: '2026-10-08 .. 2026-12-07' })).toEqual([
      '2026-10-07 20:00',
      '2026-11-07 20:00',
    ]);
    expect(whenSent([every('laba', { offset: '+ 1w', time: '20:00' })], { runs: '2026-01-01 .. 2027-12-31' })).toEqual([
      '2026-02-02 20:00',
      '2027-01-22 20:00',
    ]);
    expect(whenSent([every('double11_season', { time: '20:00' })], { runs: '2025-11-15 .. 2026-12-31' })).toEqual(['2026-11-01 20:00']);
  });

  test('from and until, also past the runs', () => {
    expect(whenSent([every('week fri', { time: '10:00', from: 'start + 1w', until: 'end - 1w' })], november)).toEqual([
      '2026-11-13 10:00',
      '2026-11-20 10:00',
    ]);
    expect(whenSent([every('5d', { time: '10:00', until: 'end + 5d' })], { runs: '2026-11-01 .. 2026-11-02' })).toEqual([
      '2026-11-01 10:00',
      '2026-11-06 10:00',
    ]);
    expect(whenSent([every('3d', { time: '10:00', from: '2026-11-28' })], november)).toEqual(['2026-11-28 10:00']);
    expect(whenSent([every('week wed', { time: '10:00', until: 'double11_season' })], { runs: '2026-11-10 .. 2026-11-12' })).toEqual([
      '2026-11-11 10:00',
      '2026-11-18 10:00',
      '2026-11-25 10:00',
    ]);
  });

  test('is evaluated afresh, unlike set times', () => {
    const { timeline } = build({
      waves: [wave('a', [every('1d', { time: '10:00' })]), wave('b', ['2026-11-03 10:00']), wave('c', [eachDate('birthday', '10:00')])],
    });
    expect([...timeline.waves.values()].map(({ fresh }) => fresh)).toEqual([true, false, true]);
  });

  test('what never happens, or too often, or in the wrong order', () => {
    expect(
      messages({
        runs: '2026-11-03 .. 2026-11-05',
        waves: [
          wave('a', [every('week mon', { time: '10:00' })]),
          wave('b', [every('2h', { time: '10:00' })]),
          wave('c', [every('1d', { time: '10:00', from: 'end', until: 'start' })]),
          wave('d', [every('member_dya', { time: '10:00' })]),
          wave('e', [every('1d')]),
        ],
      }),
    ).toMatchInlineSnapshot(`
      [
        "impossible-time: This repetition has no day between its first and last day (2026-11-03 .. 2026-11-05), so nothing would ever happen. Choose other days, or remove it.
      这一重复在 2026-11-03 .. 2026-11-05 内没有任何一天，永远不会执行。请换其他日期，或将其删除。",
        "invalid-literal: \`every 2h\` does not count whole days. Repeat by days, such as \`every 1d\`, and give each time of the day its own entry.
      “every 2h”不是整天数。请按天重复，例如“every 1d”，一天内的每个时间各写一项。",
        "invalid-literal: This repetition ends before it begins: its days (2026-11-03 .. 2026-11-05) stand in the wrong order.
      这一重复的结束早于开始：日期（2026-11-03 .. 2026-11-05）前后颠倒。",
        "unknown-name: There is no event \`member_dya\`. Did you mean \`member_day\`?
      没有名为“member_dya”的事件。是否指“member_day”？",
        "invalid-literal: This names a day; say at what time as well, such as \`10:00\`.
      这里只写了日期；请同时写明几点，例如“10:00”。",
      ]
    `);
  });

  test('a day some months lack needs a word, with two fixes before the time', () => {
    const when = every('month day 31', { time: '10:00' });
    const { problems } = build({ waves: [wave('w', [when])] });
    expect(problems.map(({ rule, message }) => [rule, message.en])).toEqual([
      ['impossible-time', '`day 31` does not exist in every month; write `day 31 or last` or `day 31 or skip`.'],
    ]);
    const start = when.kind === 'every' ? when.time?.span.start : undefined;
    expect(problems[0]?.fixes?.flatMap(({ edits }) => edits)).toEqual([
      { span: { file: 'test.crm', start, end: start }, text: 'or last ' },
      { span: { file: 'test.crm', start, end: start }, text: 'or skip ' },
    ]);
  });

  test('more than a hundred thousand sends is refused', () => {
    const { problems, timeline } = build({ runs: '1900-01-01 .. 2400-12-31', waves: [wave('w', [every('1d', { time: '10:00' })])] });
    expect(problems.map(({ message }) => message.en)).toEqual([
      'With `w` this campaign plans more than 100,000 sends. Shorten its repetition (`from`, `until`), or its `runs`.',
    ]);
    expect(timeline.waves.get('w')?.occurrences).toEqual([]);
  });
});

describe('triggers', () => {
  function trigger(whens: Parameters<typeof wave>[1]): readonly (string | undefined)[] {
    const { timeline, problems } = build({ runs: '2026-11-01 .. 2026-11-30', waves: [wave('w', whens)] });
    expect(problems).toEqual([]);
    const found = timeline.waves.get('w')?.trigger;
    return [found && text(found.from), found && text(found.until)];
  }

  test('live through the runs; sends follow by the delay', () => {
    expect(trigger([afterEach('2h', 'order')])).toEqual(['2026-11-01 02:00', '2026-12-01 01:59']);
    expect(trigger([afterEach('3d', 'order')])).toEqual(['2026-11-04 00:00', '2026-12-03 23:59']);
  });

  test('a date of the member, moved', () => {
    expect(trigger([eachDate('birthday', '10:00')])).toEqual(['2026-11-01 10:00', '2026-11-30 10:00']);
    expect(trigger([eachDate('birthday', '10:00', '- 3d')])).toEqual(['2026-10-29 10:00', '2026-11-27 10:00']);
  });

  test('several: from the first to the last', () => {
    expect(trigger([eachDate('birthday', '10:00', '- 3d'), afterEach('2h', 'order')])).toEqual(['2026-10-29 10:00', '2026-12-01 01:59']);
  });

  test('unknown dates and events, and what is no date', () => {
    expect(
      messages({
        waves: [wave('a', [eachDate('brithday', '10:00')]), wave('b', [eachDate('name', '10:00')]), wave('c', [afterEach('2h', 'ordr')])],
      }),
    ).toMatchInlineSnapshot(`
      [
        "unknown-name: There is no member date \`brithday\`. Did you mean \`birthday\`?
      没有名为“brithday”的会员日期属性。是否指“birthday”？",
        "type-mismatch: \`each name\` needs a date of \`member\`, but the type of \`name\` is text.
      “each name”需要会员的日期属性，而“name”的类型是 text。",
        "unknown-name: There is no member event \`ordr\`. Did you mean \`order\`?
      没有名为“ordr”的会员行为。是否指“order”？",
      ]
    `);
  });

  test('activities happen at set times', () => {
    expect(messages({ activities: [activity('a', [eachDate('birthday', '10:00')])] })).toMatchInlineSnapshot(`
      [
        "invalid-literal: \`a\` is an activity, and an activity happens at set times; \`each\` is for waves. Write a date or \`every …\`.
      “a”是活动环节，须在确定的时间进行；“each”只用于波次。请写日期或“every …”。",
      ]
    `);
  });
});

describe('times that cannot be', () => {
  test('skipped by daylight saving', () => {
    const parts = { runs: '2026-03-01 .. 2026-03-31', waves: [wave('w', ['2026-03-29 02:30'])] };
    expect(messages(parts, { zone: 'Europe/Berlin' })).toEqual([
      'impossible-time: 02:30 on 2026-03-29 does not exist in Europe/Berlin: clocks jump from 02:00 to 03:00. Choose another time.\n' +
        'Europe/Berlin 在 2026-03-29 没有 02:30：时钟从 02:00 直接跳到 03:00。请换一个时间。',
    ]);
    expect(messages(parts)).toEqual([]);
  });

  test('skipped within a repetition, or after moving by days; not after moving by hours', () => {
    const runs = '2026-03-01 .. 2026-03-31';
    const daily = wave('w', [every('1d', { time: '02:30' })]);
    expect(messages({ runs, waves: [daily] }, { zone: 'Europe/Berlin' })).toHaveLength(1);
    const base = wave('a', ['2026-03-28 02:30']);
    expect(messages({ runs, waves: [base, wave('w', ['a + 1d'])] }, { zone: 'Europe/Berlin' })).toHaveLength(1);
    expect(sends({ runs, waves: [base, wave('w', ['a + 24h'])] }, 'w', { zone: 'Europe/Berlin' })).toEqual(['2026-03-29 03:30']);
    expect(messages({ runs, waves: [wave('w', [eachDate('birthday', '02:30')])] }, { zone: 'Europe/Berlin' })).toHaveLength(1);
  });

  test('of a time that happens twice the earlier', () => {
    const { timeline } = build({ waves: [wave('w', ['2026-11-01 01:30'])] }, { zone: 'America/New_York' });
    expect(timeline.waves.get('w')?.occurrences[0]?.instant).toBe(Date.parse('2026-11-01T05:30:00Z'));
  });

  test('24:00 as a start, a day without a time, hours added to a day, both hours and a time', () => {
    expect(
      messages({
        waves: [
          wave('a', ['2026-11-03 24:00']),
          wave('b', ['2026-11-03']),
          wave('c', ['start + 3h 10:00']),
          wave('d', ['e + 3h 10:00']),
          wave('e', ['2026-11-03 23:59']),
          wave('f', ['sprint']),
        ],
        phases: [phase('sprint', '2026-11-01', '2026-11-08')],
      }),
    ).toMatchInlineSnapshot(`
      [
        "invalid-literal: 24:00 can only be an end. To start then, write 00:00 of the next day, 2026-11-04.
      24:00 只能作为结束时间。若要此时开始，请写次日 2026-11-04 的 00:00。",
        "invalid-literal: This names a day; say at what time as well, such as \`10:00\`.
      这里只写了日期；请同时写明几点，例如“10:00”。",
        "invalid-literal: A day cannot be moved by \`+ 3h\`. Write whole days, such as \`+ 2d\`, and then the time.
      日期不能移动3小时。请写整天数，例如“+ 2d”，再写时间。",
        "invalid-literal: \`+ 3h\` already gives the time; \`10:00\` contradicts it. Keep one: move by whole days, or drop the time.
      移动3小时已确定时刻，与“10:00”矛盾。请二选一：按整天移动，或去掉时间。",
        "invalid-literal: This names a day; say at what time as well, such as \`10:00\`.
      这里只写了日期；请同时写明几点，例如“10:00”。",
      ]
    `);
  });

  test('a missing time can be filled in where it belongs', () => {
    const when = at('2026-11-03');
    expect(build({ waves: [wave('w', [when])] }).problems[0]?.fixes).toEqual([
      {
        title: { en: 'Add `10:00`', zh: '补上“10:00”' },
        safe: false,
        edits: [{ span: { file: 'test.crm', start: when.span.end, end: when.span.end }, text: ' 10:00' }],
      },
    ]);
  });
});

describe('names', () => {
  test('an unknown one cannot be meant for what waits for the wave itself', () => {
    const { problems } = build({
      waves: [
        wave('sms_2', ['sms_1 + 1d']),
        wave('sms_3', ['sms_2 + 1d']),
        wave('mail_2', ['mail_1 + 1d']),
        wave('mail_3', ['2026-11-03 10:30']),
      ],
    });
    expect(problems.map(({ message }) => message.en)).toEqual([
      'There is no wave, activity, phase or event `sms_1`.',
      'There is no wave, activity, phase or event `mail_1`. Did you mean `mail_3`?',
    ]);
  });

  test('unknown ones get the nearest wave, phase, activity or event', () => {
    const { problems } = build({
      waves: [
        wave('warm_sms', ['2026-11-03 10:30']),
        wave('w', ['warn_sms + 1d']),
        wave('v', ['duble11 10:00']),
        wave('u', ['nothing_near 10:00']),
      ],
    });
    expect(problems.map(({ message }) => message.en)).toEqual([
      'There is no wave, activity, phase or event `warn_sms`. Did you mean `warm_sms`?',
      'There is no wave, activity, phase or event `duble11`. Did you mean `double11`?',
      'There is no wave, activity, phase or event `nothing_near`.',
    ]);
    expect(problems.map(({ rule, fixes }) => [rule, fixes?.[0]?.safe, fixes?.[0]?.edits[0]?.text])).toEqual([
      ['unknown-name', true, 'warm_sms'],
      ['unknown-name', true, 'double11'],
      ['unknown-name', undefined, undefined],
    ]);
  });

  test('one that could be both is ambiguous; with a year it is the event', () => {
    const phases = [phase('double11', '2026-11-09', '2026-11-11')];
    expect(messages({ phases, waves: [wave('w', ['double11 10:00'])] })).toMatchInlineSnapshot(`
      [
        "duplicate-name: \`double11\` is ambiguous: a phase of this campaign and an event both have this name. Rename the phase, or write the event with its year.
      “double11”有歧义：本活动的阶段与一个事件同名。请给阶段改名，或写明事件的年份。",
      ]
    `);
    expect(whenSent(['double11 2026 10:00'], { phases })).toEqual(['2026-11-11 10:00']);
    expect(messages({ waves: [wave('double11', ['double11 10:00'])] })[0]).toContain('is ambiguous');
  });

  test('an event alone must meet the runs exactly once; one that happens only once always does', () => {
    expect(messages({ runs: '2026-10-20 .. 2026-11-10', waves: [wave('w', ['double11 10:00'])] })[0]).toContain(
      'has no day within the campaign',
    );
    expect(messages({ runs: '2026-10-20 .. 2027-11-11', waves: [wave('w', ['double11 10:00'])] })[0]).toContain(
      'comes 2 times within the campaign',
    );
    expect(whenSent(['launch - 3w 10:00'], {}, { events: [eventOn('launch', '2026-12-01')] })).toEqual(['2026-11-10 10:00']);
  });
});

describe('runs, phases, snapshot, review', () => {
  const runs = (textOfRuns: string, rest: CampaignParts = {}) => {
    const { timeline, problems } = build({ ...rest, runs: textOfRuns });
    return timeline.runs ? rangeText(timeline.runs) : problems.map(({ rule, message }) => `${rule}: ${message.en}`).join('\n');
  };

  test('runs may end or begin with an event', () => {
    expect(runs('2026-10-20 .. double11')).toBe('2026-10-20 .. 2026-11-11');
    expect(runs('2026-10-20 .. double11_season')).toBe('2026-10-20 .. 2026-11-30');
    expect(runs('2026-11-12 .. double11 + 3d')).toBe('2026-11-12 .. 2027-11-14');
    expect(runs('double11 .. 2026-12-01')).toBe('2026-11-11 .. 2026-12-01');
    expect(runs('double11 2026 - 3w .. double11 2026')).toBe('2026-10-21 .. 2026-11-11');
    expect(runs('spring_festival 2027 .. spring_festival 2027')).toBe('2027-01-30 .. 2027-02-20');
  });

  test('runs that cannot be', () => {
    expect(runs('2026-11-11 .. 2026-10-20')).toMatchInlineSnapshot(
      `"invalid-literal: This ends on 2026-10-20, before it begins on 2026-11-11. Swap the two days, or correct one of them."`,
    );
    expect(runs('double11 .. double11')).toMatchInlineSnapshot(`
      "invalid-literal: Event \`double11\` alone does not say which occurrence is meant here. Write its year, such as \`double11 2026\`.
      invalid-literal: Event \`double11\` alone does not say which occurrence is meant here. Write its year, such as \`double11 2026\`."
    `);
    expect(runs('2026-10-20 .. end')).toMatchInlineSnapshot(
      `"cyclic-reference: \`runs\` cannot depend on \`end\`, because \`end\` depends on \`runs\`. Write a date, or an event with its year."`,
    );
    expect(runs('p .. 2026-11-11', { phases: [phase('p', '2026-11-01', '2026-11-08')] })).toMatchInlineSnapshot(
      `"cyclic-reference: \`runs\` cannot depend on \`p\`, because \`p\` depends on \`runs\`. Write a date, or an event with its year."`,
    );
  });

  test('without runs only what depends on them is left out, silently', () => {
    const { timeline, problems } = build({
      runs: '2026-11-11 .. 2026-10-20',
      waves: [wave('a', ['start 10:00']), wave('b', ['2026-11-03 10:00']), wave('c', ['double11 10:00'])],
    });
    expect(problems).toHaveLength(1);
    expect([...timeline.waves.values()].map(({ occurrences }) => occurrences.length)).toEqual([0, 1, 0]);
  });

  test('phases may follow each other', () => {
    const { timeline, problems } = build({
      phases: [phase('b', 'a + 12d', 'double11 - 3d'), phase('a', 'start', '2026-10-31'), phase('c', 'start', 'a')],
    });
    expect(problems).toEqual([]);
    expect([...timeline.phases].map(([name, days]) => `${name} ${rangeText(days)}`)).toEqual([
      'b 2026-11-01 .. 2026-11-08',
      'a 2026-10-20 .. 2026-10-31',
      'c 2026-10-20 .. 2026-10-31',
    ]);
    expect(messages({ phases: [phase('a', '2026-11-08', '2026-11-01')] })[0]).toContain(
      'ends on 2026-11-01, before it begins on 2026-11-08',
    );
  });

  test('the snapshot is the first day unless the audience step says otherwise', () => {
    expect(isoDay(build({}).timeline.asOf ?? 0)).toBe('2026-10-20');
    expect(isoDay(build({ asOf: 'start - 5d' }).timeline.asOf ?? 0)).toBe('2026-10-15');
  });

  test('the review may be relative to a wave', () => {
    expect(isoDay(build({ review: 'end + 7d' }).timeline.review ?? 0)).toBe('2026-11-18');
    expect(isoDay(build({ review: 'w + 1w', followups: [wave('w', ['end + 2d 15:00'])] }).timeline.review ?? 0)).toBe('2026-11-20');
  });
});

describe('activities', () => {
  test('end after their length: hours elapse, days keep the time of day', () => {
    const ends = (length: string, zone = 'Asia/Shanghai') => {
      const { timeline, problems } = build(
        { runs: '2026-10-20 .. 2026-11-11', activities: [activity('a', ['2026-10-24 20:00'], length)] },
        { zone },
      );
      expect(problems).toEqual([]);
      return timeline.activities.get('a')?.ends.map(text);
    };
    expect(ends('2h')).toEqual(['2026-10-24 22:00']);
    expect(ends('1d', 'Europe/Berlin')).toEqual(['2026-10-25 20:00']);
    expect(ends('24h', 'Europe/Berlin')).toEqual(['2026-10-25 19:00']);
  });

  test('repeat as waves do, and have an address', () => {
    const { timeline } = build({
      runs: '2026-11-01 .. 2026-11-14',
      activities: [activity('live', [every('week thu', { time: '20:00' })], '90min')],
    });
    expect(timeline.activities.get('live')?.id).toBe('test/live');
    expect(timeline.activities.get('live')?.occurrences.map(({ key }) => key)).toEqual(['2026-11-05', '2026-11-12']);
    expect(timeline.activities.get('live')?.ends.map(text)).toEqual(['2026-11-05 21:30', '2026-11-12 21:30']);
  });
});

describe('gates', () => {
  function latest(waves: CampaignParts['waves']): readonly (string | undefined)[] {
    const { timeline, problems } = build({ ...(waves && { waves }) });
    expect(problems).toEqual([]);
    return timeline.waves.get('w')?.occurrences.map((occurrence) => occurrence.latest && text(occurrence.latest)) ?? [];
  }

  test('the wave may start until the gate closes', () => {
    expect(latest([wave('w', ['2026-11-03 10:00'], { gateUntil: '2026-11-05 10:00' })])).toEqual(['2026-11-05 10:00']);
    expect(latest([wave('w', ['2026-11-03 10:00'], { gateUntil: 'v + 2h' }), wave('v', ['2026-11-03 10:00'])])).toEqual([
      '2026-11-03 12:00',
    ]);
  });

  test('relative to itself each occurrence has its own', () => {
    const daily = every('1d', { time: '10:00', from: '2026-11-03', until: '2026-11-05' });
    expect(latest([wave('w', [daily], { gateUntil: 'w + 36h' })])).toEqual(['2026-11-04 22:00', '2026-11-05 22:00', '2026-11-06 22:00']);
  });

  test('of several closings the first at or after the occurrence', () => {
    const daily = every('1d', { time: '10:00', from: '2026-11-03', until: '2026-11-05' });
    const closings = wave('v', ['2026-11-03 18:00', '2026-11-04 10:00', '2026-11-09 18:00']);
    expect(latest([wave('w', [daily], { gateUntil: 'v' }), closings])).toEqual([
      '2026-11-03 18:00',
      '2026-11-04 10:00',
      '2026-11-09 18:00',
    ]);
  });

  test('one that closes before is reported', () => {
    expect(messages({ waves: [wave('w', ['2026-11-03 10:00'], { gateUntil: '2026-11-03 09:59' })] })).toMatchInlineSnapshot(`
      [
        "invalid-literal: \`w\` waits until 2026-11-03 09:59, but its time is 2026-11-03 10:00: the wait would be over before it begins. Choose a later moment.
      “w”等待到 2026-11-03 09:59，而它的时间是 2026-11-03 10:00：等待尚未开始就已结束。请换更晚的时间。",
      ]
    `);
  });
});

describe('confirmations', () => {
  const daily = every('1d', { time: '10:00', from: '2026-11-03', until: '2026-11-05' });

  function confirmed(waves: CampaignParts['waves']): readonly (string | undefined)[] {
    const { timeline, problems } = build({ ...(waves && { waves }) });
    expect(problems).toEqual([]);
    return timeline.waves.get('w')?.occurrences.map((occurrence) => occurrence.confirmed && text(occurrence.confirmed)) ?? [];
  }

  test('relative to itself each occurrence has its own', () => {
    expect(confirmed([wave('w', [daily], { confirmUntil: 'w - 1d 18:30' })])).toEqual([
      '2026-11-02 18:30',
      '2026-11-03 18:30',
      '2026-11-04 18:30',
    ]);
    expect(confirmed([wave('w', [daily], { confirmUntil: 'w 09:30' })])).toEqual([
      '2026-11-03 09:30',
      '2026-11-04 09:30',
      '2026-11-05 09:30',
    ]);
  });

  test('otherwise the last moment before the occurrence, the occurrence itself included', () => {
    const meetings = wave('v', ['2026-11-01 18:00', '2026-11-04 10:00', '2026-11-04 18:00']);
    expect(confirmed([wave('w', [daily], { confirmUntil: 'v' }), meetings])).toEqual([
      '2026-11-01 18:00',
      '2026-11-04 10:00',
      '2026-11-04 18:00',
    ]);
    expect(confirmed([wave('w', [daily], { confirmUntil: '2026-11-01 18:00' })])).toEqual(Array(3).fill('2026-11-01 18:00'));
  });

  test('one that comes after the send, and an unknown name, are reported', () => {
    expect(messages({ waves: [wave('w', ['2026-11-03 10:00'], { confirmUntil: '2026-11-03 10:01' })] })).toMatchInlineSnapshot(`
      [
        "invalid-literal: \`w\` goes out at 2026-11-03 10:00, but it may still be confirmed until 2026-11-03 10:01. Choose a moment before the send.
      “w”在 2026-11-03 10:00 发出，而确认期限是 2026-11-03 10:01。请把期限定在发送之前。",
      ]
    `);
    expect(messages({ waves: [wave('w', ['2026-11-03 10:00'], { confirmUntil: 'nothing 10:00' })] })).toMatchInlineSnapshot(`
      [
        "unknown-name: There is no wave, activity, phase or event \`nothing\`.
      没有名为“nothing”的波次、活动环节、阶段或事件。",
      ]
    `);
  });
});

describe('the whole timeline', () => {
  test('a problem of a shared event is reported once', () => {
    const leap = eventOn('leap', '02-29');
    const problems: Problem[] = [];
    const one = (name: string) =>
      campaign({ name, runs: '2027-01-01 .. 2027-12-31', waves: [wave('w', [every('leap', { time: '10:00' })])] });
    buildTimeline(plan({ events: [leap], campaigns: [one('a'), one('b')] }), (problem) => problems.push(problem));
    expect(problems.filter(({ span }) => span === leap.on?.span)).toHaveLength(1);
  });

  test('events that leave open what happens are reported, used or not', () => {
    const problems: Problem[] = [];
    buildTimeline(plan({ events: [...EVENTS, event('e', { kind: 'month-day', day: 31 })] }), (problem) => problems.push(problem));
    expect(problems).toHaveLength(1);
  });

  test('a hundred thousand occurrences are quick', () => {
    const daily = wave('w0', [every('1d', { time: '02:15' })]);
    const others = Array.from({ length: 26 }, (_, index) => wave(`w${index + 1}`, [`w${index} + 7min`]));
    const parts = { runs: '2026-01-01 .. 2036-01-31', waves: [daily, ...others] };
    const built = plan({ campaigns: [campaign(parts)], zone: 'Asia/Shanghai' });
    const start = performance.now();
    const timeline = buildTimeline(built, (problem) => expect.fail(problem.message.en));
    const elapsed = performance.now() - start;
    const count = [...(timeline.campaigns.get('test')?.waves.values() ?? [])].reduce((sum, { occurrences }) => sum + occurrences.length, 0);
    expect(count).toBeGreaterThan(99_000);
    expect(elapsed).toBeLessThan(60_000);
    if (process.env['SHOW_TIMES']) process.stdout.write(`${count} occurrences: ${Math.round(elapsed)} ms\n`);
  });
});
