import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import type { Schedule, ScheduleFilter } from '../../src/schedule/types.js';
import { scheduleOf } from '../../src/schedule.js';

/** What a schedule says of the project around its sends: events and audiences of clauses, the part it holds, files, batches. */

const plan = (clauses: string, more = ''): string => `store demo "示例店" { timezone "Asia/Shanghai"  currency CNY  members 100_000 }
event fair "展会" on every 06-01 .. 06-03
event sale "大促" on every 12-30 .. 01-02
event launch "新品" on 2020-05-05
policy house extends retail {
  require steps none
  ${clauses}
}
audience fans { from "tag:fans"  size 10_000 }
audience young { where birthday >= 2000-01-01  size 20_000 }
audience loyal "忠诚" of young { where level in v3 .. v4  size 8_000 }
campaign spring {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  audience { to fans }
  timing { wave first via sms to fans { at 2027-03-02 10:00  split by 4_000 every 10min  message hello } }
}
message hello for sms { text "【示例店】您好，拒收请回复R" }
${more}
`;

function compiled(text: string, filter: ScheduleFilter | null = null, file = 'plan.crm'): Schedule {
  const sources = [{ path: file, text }];
  const analysis = analyse(sources);
  expect(analysis.diagnostics.flatMap(({ level, rule, message }) => (level === 'error' ? [`${rule}: ${message.en}`] : []))).toEqual([]);
  return scheduleOf(analysis, sources, '0', filter);
}

function termsOf(schedule: Schedule, event: string): readonly unknown[] {
  return schedule.policy.clauses.map(({ terms }) => terms).filter(({ during }) => during === event);
}

describe('a clause during an event', () => {
  test('lists its days as far as the longest window reaches around what is planned', () => {
    // The runs end on 31 March; 1 June is 62 days later, 2 January 58 days before they begin.
    const text = plan('cap sms 2 per rolling 62d during fair  cap sms 3 per rolling 10d during sale');
    expect(termsOf(compiled(text), 'fair')).toEqual([
      { most: 2, window: 'rolling 62d', during: 'fair', days: [['2027-06-01', '2027-06-03']] },
    ]);
    expect(termsOf(compiled(plan('cap sms 2 per rolling 61d during fair')), 'fair')).toMatchObject([{ days: [] }]);
    expect(termsOf(compiled(text), 'sale')).toEqual([
      { most: 3, window: 'rolling 10d', during: 'sale', days: [['2026-12-30', '2027-01-02']] },
    ]);
  });

  test('lists none where none is near', () => {
    expect(termsOf(compiled(plan('cap sms 2 per rolling 10d during launch')), 'launch')).toEqual([
      { most: 2, window: 'rolling 10d', during: 'launch', days: [] },
    ]);
  });

  test('of one year lists that one, however far it is', () => {
    expect(termsOf(compiled(plan('gap sms 4d during fair 2029')), 'fair')).toEqual([
      { least: '4d', during: 'fair', year: 2029, days: [['2029-06-01', '2029-06-03']] },
    ]);
  });

  test('does not depend on what a filter leaves out', () => {
    const text = plan('cap sms 2 per rolling 10d during fair', CAMPAIGN_IN_MAY);
    const filter = { campaigns: ['spring'], from: null, until: null };
    expect(termsOf(compiled(text, filter), 'fair')).toEqual(termsOf(compiled(text), 'fair'));
    expect(termsOf(compiled(text), 'fair')).toMatchObject([{ days: [['2027-06-01', '2027-06-03']] }]);
  });
});

const CAMPAIGN_IN_MAY = `campaign may {
  scope targeted
  runs 2027-05-01 .. 2027-05-31
  audience { to fans }
  timing { wave first via sms to fans { at 2027-05-20 10:00  message hello } }
}`;

test('the audience of a clause is in the schedule, with its base, whoever else names it', () => {
  expect(Object.keys(compiled(plan('')).audiences)).toEqual(['everyone', 'fans']);
  const { audiences, policy } = compiled(plan('cap sms 1 per calendar month for loyal'));
  expect(Object.keys(audiences)).toEqual(['everyone', 'fans', 'loyal', 'young']);
  expect(policy.clauses.find(({ terms }) => terms.for === 'loyal')?.terms).toEqual({ most: 1, window: 'calendar month', for: 'loyal' });
});

test('a schedule says which part of the plan it is', () => {
  const text = plan('', CAMPAIGN_IN_MAY);
  expect(compiled(text).filter).toBeNull();
  const part = compiled(text, { campaigns: ['may'], from: '2027-05-20', until: null });
  expect(part.filter).toEqual({ campaigns: ['may'], from: '2027-05-20', until: null });
  expect(part.sends.map(({ id }) => id)).toEqual(['may/first/2027-05-20/1']);
  expect(Object.keys(part).slice(0, 4)).toEqual(['format', 'compiler', 'filter', 'store']);
});

test('batches name the salt of their order', () => {
  expect(compiled(plan('')).sends.map(({ batch }) => batch)).toEqual(
    [1, 2, 3].map((index) => ({ index, of: 3, limit: 4_000, salt: 'spring', order: 'sha256(salt, member id)' })),
  );
});

test.each([
  ['mails/hello.html', 'plan.crm', 'mails/hello.html'],
  ['hello.html', 'spring/plan.crm', 'spring/hello.html'],
  ['./hello.html', 'spring/plan.crm', 'spring/hello.html'],
  ['../mails//hello.html', 'spring/waves/plan.crm', 'spring/mails/hello.html'],
  ['../../shared/hello.html', 'spring/plan.crm', '../shared/hello.html'],
  ['/shared/hello.html', 'spring/plan.crm', '/shared/hello.html'],
])('the file of a body, %s in %s, is %s from the root of the project', (written, file, from) => {
  const text = plan('', `message news for email { subject "你好"  body file "${written}" }`).replace(
    'timing {',
    'timing { wave mail via email to fans { at 2027-03-20 10:00  message news }',
  );
  expect(compiled(text, null, file).messages.news?.bodyFile).toBe(from);
});
