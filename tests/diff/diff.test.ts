import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { plain } from '../../src/diagnostics/pretty.js';
import { diffSchedules } from '../../src/diff/diff.js';
import type { Past, ScheduleDiff } from '../../src/diff/types.js';
import { diffMarkdown } from '../../src/report/diff-markdown.js';
import { diffText } from '../../src/report/diff-text.js';
import type { Schedule } from '../../src/schedule/types.js';
import { scheduleOf } from '../../src/schedule.js';
import type { Source } from '../../src/text/source.js';
import { edited, readProject, type TextEdit } from '../support/projects.js';

const PLAN = `store demo "示例店" { timezone "Asia/Shanghai"  currency CNY  members 100_000 }
policy house extends retail {
  require steps none
  cap sms 3 per calendar month
  cap sms 3 per calendar month during double11_season
  floor 70折
  level unknown-history off
}
channel sms "短信" { kind sms  cost 0.05元  rate 100 per 1s  requires sms_consent }
segments group "分组" {
  yearly "每年都买" where count(order) >= 5 size 12_000
  bought "买过" where count(order) in 1 .. 4 size 20_000
  others "没买过" otherwise size 68_000
}
products tea "茶" { price from 100元 }
benefit coupon "满减券" coupon { on tea  reduce 20元 over 200元  limit 1_000 }
benefit gift "茶礼" coupon { on tea  reduce 10元 over 200元  limit 500 }
message hello for sms { text "【示例】{name},新茶到店 拒收请回复R" }
campaign spring "春茶" {
  scope targeted
  runs 2027-11-01 .. 2027-11-30
  audience { to group.yearly, group.bought }
  method { offer coupon }
  timing {
    wave first "首发" via sms to group.yearly { at 2027-11-03 10:00  message hello  offer coupon }
    wave second "追发" via sms to group.bought { at 2027-11-08 10:00  message hello }
    wave third "收官" via sms to group.yearly, group.bought { at 2027-11-20 10:00  message hello }
  }
}
`;

function compiled(sources: readonly Source[]): Schedule {
  const analysis = analyse(sources);
  expect(analysis.diagnostics.filter(({ level }) => level === 'error').map(({ message }) => message.en)).toEqual([]);
  return scheduleOf(analysis, sources, '0');
}

const one = (text: string): readonly Source[] => [{ path: 'plan.crm', text }];

function compare(before: readonly Source[], after: readonly Source[], past: Past = {}): ScheduleDiff {
  return diffSchedules({ name: 'before', schedule: compiled(before) }, { name: 'after', schedule: compiled(after) }, past);
}

function after(...edits: readonly (readonly [find: string, put: string])[]): ScheduleDiff {
  return compare(
    one(PLAN),
    edited(
      one(PLAN),
      edits.map(([find, put]): TextEdit => ({ file: 'plan.crm', find, put })),
    ),
  );
}

const text = (diff: ScheduleDiff): string => diffText(diff, 'en', plain);

describe('in people and money', () => {
  test('one more SMS to one group: who gets more, and what it costs', () => {
    const diff = after([
      '    wave third',
      '    wave extra "加推" via sms to group.yearly { at 2027-11-12 10:00  message hello }\n    wave third',
    ]);
    expect(text(diff)).toMatchInlineSnapshot(`
      "SMS per member in 2027-11: 2 → 3 for 12,000 (group.yearly) · cost +600元

      Members
        SMS per member in 2027-11: 2 → 3 for 12,000 (group.yearly), limit 3 [cap/sms/calendar-month]
        SMS per member in 2027-11: 2 → 3 for 12,000 (group.yearly), limit 3 [cap/sms/calendar-month/during-double11_season]
        SMS per member in one campaign, from 2027-11-03 to 2027-11-20: 2 → 3 for 12,000 (group.yearly), limit 3 [cap/sms/campaign]

      Money
        spring: 23,200元 → 23,800元 (+600元)

      Sends 3 → 4: 1 added; messages to members at most 64,000 → 76,000
        + spring/extra/2027-11-12/1  2027-11-12 10:00 sms to group.yearly (12,000): the wave is new
      "
    `);
    expect(diffText(diff, 'zh-CN', plain)).toMatchInlineSnapshot(`
      "2027年11月每位会员收到的短信：2 → 3，涉及12,000人（每年都买） · 费用 +600元

      会员
        2027年11月每位会员收到的短信：2 → 3，涉及12,000人（每年都买），上限3 [cap/sms/calendar-month]
        2027年11月每位会员收到的短信：2 → 3，涉及12,000人（每年都买），上限3 [cap/sms/calendar-month/during-double11_season]
        同一活动中（2027-11-03至2027-11-20）每位会员收到的短信：2 → 3，涉及12,000人（每年都买），上限3 [cap/sms/campaign]

      费用
        春茶：23,200元 → 23,800元 (+600元)

      发送3 → 4次：新增1；会员收到的消息至多 64,000 → 76,000 条
        + spring/extra/2027-11-12/1  2027-11-12 10:00 sms 发给 group.yearly（12,000人）：新增的波次
      "
    `);
    expect(diffMarkdown(diff, 'en')).toMatchInlineSnapshot(`
      "## What changes

      **SMS per member in 2027-11: 2 → 3 for 12,000 (group.yearly) · cost +600元**

      ### Members

      | Messages | Change | Limit | For | Clause |
      | --- | --- | --- | --- | --- |
      | SMS per member in 2027-11 | 2 → **3** | 3 | 12,000 (group.yearly) | \`cap/sms/calendar-month\` |
      | SMS per member in 2027-11 | 2 → **3** | 3 | 12,000 (group.yearly) | \`cap/sms/calendar-month/during-double11_season\` |
      | SMS per member in one campaign, from 2027-11-03 to 2027-11-20 | 2 → **3** | 3 | 12,000 (group.yearly) | \`cap/sms/campaign\` |

      ### Money

      | Campaign | Before | After | Change | Budget |
      | --- | --- | --- | --- | --- |
      | \`spring\` | 23,200元 | 23,800元 | **+600元** | – |

      ### Sends: 3 → 4: 1 added; messages to members at most 64,000 → 76,000

      | Change | Send | What | Why |
      | --- | --- | --- | --- |
      | added | \`spring/extra/2027-11-12/1\` | 2027-11-12 10:00 sms to group.yearly (12,000) | the wave is new |
      "
    `);
  });

  test('benefits that stack lower the price', () => {
    const diff = after(
      ['benefit gift "茶礼" coupon { on tea', 'benefit gift "茶礼" coupon { on tea  stacks with coupon'],
      ['  method { offer coupon }', '  method { offer coupon, gift }'],
    );
    expect(text(diff)).toMatchInlineSnapshot(`
      "lowest price of tea 0.90 → 0.85 · cost +5,000元

      Prices
        lowest price of tea 0.90 → 0.85, floor 0.7: coupon + gift

      Money
        spring: 23,200元 → 28,200元 (+5,000元)

      Plan
        + benefit gift
        ~ campaign spring: offer coupon → coupon, gift
      "
    `);
  });
});

describe('sends', () => {
  test('another hour is a move; the key stays', () => {
    const { changes } = after(['at 2027-11-03 10:00', 'at 2027-11-03 11:30']);
    expect(changes).toEqual([
      {
        kind: 'send',
        address: 'spring/first/2027-11-03/1',
        action: 'moved',
        reasons: [{ aspect: 'time', before: '2027-11-03T10:00:00+08:00', after: '2027-11-03T11:30:00+08:00' }],
        send: {
          campaign: 'spring',
          wave: 'first',
          channel: 'sms',
          at: '2027-11-03T11:30:00+08:00',
          audiences: ['group.yearly'],
          recipients: [12_000, 12_000],
        },
      },
    ]);
  });

  test('another day is a move to another key, not a send less and one more', () => {
    const diff = after(['at 2027-11-03 10:00', 'at 2027-11-04 10:00']);
    expect(diff.sends).toMatchObject({ added: 0, removed: 0, moved: 1, changed: 0 });
    expect(diff.changes[0]).toMatchObject({ address: 'spring/first/2027-11-03/1', action: 'moved', to: 'spring/first/2027-11-04/1' });
  });

  test('what stays apart from where it is written stays the same', () => {
    const moved = `// a comment\n\n${PLAN.replace('wave second "追发" via sms', 'wave second "追发"   via sms')}`;
    expect(compare(one(PLAN), one(moved))).toMatchObject({ same: true, changes: [] });
    expect(text(compare(one(PLAN), one(moved)))).toBe('No difference: the same sends, prices and costs.\n');
  });

  test('each change has its reason', () => {
    const reasons = (diff: ScheduleDiff): readonly string[] =>
      diff.changes.map(
        ({ kind, address, action, reasons: why }) =>
          `${action} ${kind} ${address}: ${why.map(({ aspect, through }) => aspect + (through ? ` through ${through.join()}` : '')).join(', ')}`,
      );
    expect(
      reasons(
        after(
          ['via sms to group.bought {', 'via sms to group.others {'],
          ['to group.yearly, group.bought }\n  method', 'to group.yearly, group.bought, group.others }\n  method'],
          ['size 68_000', 'size 28_000'],
        ),
      ),
    ).toMatchInlineSnapshot(`
      [
        "added audience group.others: audience",
        "changed campaign spring: audience, size",
        "changed send spring/second/2027-11-08/1: audience, size",
      ]
    `);
    expect(reasons(after(['count(order) >= 5', 'count(order) >= 6'], ['in 1 .. 4', 'in 1 .. 5']))).toMatchInlineSnapshot(`
      [
        "changed audience group.bought: condition",
        "changed audience group.yearly: condition",
        "changed send spring/first/2027-11-03/1: audience through group.yearly",
        "changed send spring/second/2027-11-08/1: audience through group.bought",
        "changed send spring/third/2027-11-20/1: audience through group.bought,group.yearly",
      ]
    `);
    expect(reasons(after(['新茶到店', '新茶已到']))).toMatchInlineSnapshot(`
      [
        "changed message hello: copy",
        "changed send spring/first/2027-11-03/1: message through hello",
        "changed send spring/second/2027-11-08/1: message through hello",
        "changed send spring/third/2027-11-20/1: message through hello",
      ]
    `);
    expect(reasons(after(['limit 1_000', 'limit 900']))).toMatchInlineSnapshot(`
      [
        "changed benefit coupon: limit",
        "changed send spring/first/2027-11-03/1: offer through coupon",
      ]
    `);
    expect(reasons(after(['cap sms 3 per calendar month\n', 'cap sms 4 per calendar month\n']))).toMatchInlineSnapshot(`
      [
        "changed clause cap/sms/calendar-month: terms",
      ]
    `);
    const spring = ['cap sms 3 per calendar month during double11_season', 'cap sms 3 per calendar month during season'] as const;
    const season = (on: string): readonly Source[] =>
      edited(one(`${PLAN}event season "旺季" on ${on}\n`), [{ file: 'plan.crm', find: spring[0], put: spring[1] }]);
    expect(reasons(compare(season('every 11-01 .. 11-20'), season('every 11-05 .. 11-20')))).toEqual([
      'changed clause cap/sms/calendar-month/during-season: terms',
    ]);
    expect(reasons(compare(season('2027-11-01 .. 2027-11-20'), season('every 11-01 .. 11-20')))).toEqual([]);
    expect(reasons(after(['message hello }\n    wave third', 'message hello  split by 8_000 every 30min }\n    wave third'])))
      .toMatchInlineSnapshot(`
      [
        "changed send spring/second/2027-11-08/1: size, batches",
        "added send spring/second/2027-11-08/2: batches",
        "added send spring/second/2027-11-08/3: batches",
      ]
    `);
    expect(reasons(after(['campaign spring "春茶"', 'campaign spring_tea "春茶"']))).toMatchInlineSnapshot(`
      [
        "removed campaign spring: campaign",
        "added campaign spring_tea: campaign",
        "removed send spring/first/2027-11-03/1: campaign",
        "added send spring_tea/first/2027-11-03/1: campaign",
        "removed send spring/second/2027-11-08/1: campaign",
        "added send spring_tea/second/2027-11-08/1: campaign",
        "removed send spring/third/2027-11-20/1: campaign",
        "added send spring_tea/third/2027-11-20/1: campaign",
      ]
    `);
  });

  test('sends of one wave that differ alike are told together', () => {
    const daily = (time: string): string =>
      PLAN.replace('at 2027-11-20 10:00', `at every week sat ${time} from 2027-11-13 until 2027-11-27`)
        .replaceAll('cap sms 3', 'cap sms 6')
        .replace('extends retail {', 'extends retail {\n  cap sms 6 per campaign\n  gap sms 1d');
    const diff = compare(one(daily('10:00')), one(daily('11:00')));
    expect(text(diff)).toMatchInlineSnapshot(`
      "3 changes, all of sends; loads, prices and costs stay as they are

      Sends 5: 3 moved; messages to members at most 128,000
        > spring/third/2027-11-13/1  sms to group.yearly, group.bought (32,000), and 2 more sends until 2027-11-27: 2027-11-13 10:00 → 11:00
      "
    `);
  });
});

describe('what is past', () => {
  const edits: readonly TextEdit[] = [
    { file: 'plan.crm', find: 'at 2027-11-03 10:00', put: 'at 2027-11-03 11:00' },
    { file: 'plan.crm', find: 'at 2027-11-20 10:00', put: 'at 2027-11-20 11:00' },
  ];
  const changed = edited(one(PLAN), edits);

  test('a change before now is told', () => {
    const diff = compare(one(PLAN), changed, { now: Date.parse('2027-11-03T10:00:01+08:00') });
    expect(diff.pastChanges).toEqual(['spring/first/2027-11-03/1']);
    expect(text(diff)).toMatchInlineSnapshot(`
      "2 changes, all of sends; loads, prices and costs stay as they are

      Sends 3: 2 moved; messages to members at most 64,000
        > past spring/first/2027-11-03/1  sms to group.yearly (12,000): 2027-11-03 10:00 → 11:00
        > spring/third/2027-11-20/1  sms to group.yearly, group.bought (32,000): 2027-11-20 10:00 → 11:00

      error [past-change] A send that lies in the past is changed.
        spring/first/2027-11-03/1
      What was sent cannot be changed, and a time that has gone by cannot be kept. Put these sends back as they were, and plan what you want in a new wave.
      "
    `);
    expect(compare(one(PLAN), changed, { now: Date.parse('2027-11-03T10:00:00+08:00') }).pastChanges).toEqual([]);
  });

  test('a send may not be put into the past either', () => {
    const back = edited(one(PLAN), [{ file: 'plan.crm', find: 'at 2027-11-20 10:00', put: 'at 2027-11-15 10:00' }]);
    expect(compare(one(PLAN), back, { now: Date.parse('2027-11-16T00:00:00+08:00') }).pastChanges).toEqual(['spring/third/2027-11-20/1']);
  });

  test('with a ledger what was not sent may still be moved, but not to a time that has gone by', () => {
    const now = Date.parse('2027-11-10T00:00:00+08:00');
    const put = (time: string): readonly Source[] =>
      edited(one(PLAN), [{ file: 'plan.crm', find: 'at 2027-11-03 10:00', put: `at ${time}` }]);
    const pastWith = (executed: readonly string[], time: string): readonly string[] =>
      compare(one(PLAN), put(time), { now, executed: new Set(executed) }).pastChanges;
    expect(pastWith([], '2027-11-25 10:00')).toEqual([]);
    expect(pastWith(['spring/first/2027-11-03'], '2027-11-25 10:00')).toEqual(['spring/first/2027-11-03/1']);
    expect(pastWith([], '2027-11-04 10:00')).toEqual(['spring/first/2027-11-03/1']);
  });
});

test('the example of the design: one more SMS to those who buy at every Double 11', () => {
  const caps = `  cap sms 4 per calendar month
  cap sms 4 per calendar month during double11_season
  cap sms 6 per campaign
  cap sms 6 per rolling 30d
`;
  const roomy = edited(readProject('examples/double11'), [{ file: 'store.crm', find: '  cap sms 3 per rolling 30d\n', put: caps }]);
  const wave =
    '    wave extra "加推" via sms to old_customers.d11_every { at 2027-11-06 10:00  message gather_sms  offer d11_coupon  link by device }\n';
  const more = edited(roomy, [{ file: 'double11.crm', find: '    wave mail2 ', put: `${wave}    wave mail2 ` }]);
  expect(text(compare(roomy, more)).split('\n')[0]).toBe(
    'SMS per member in 2027-11: 2 → 3 for 12,000 (old_customers.d11_every) · cost +600元',
  );
});

test('a schedule that was made before loads were written is compared without them', () => {
  const { loads: _loads, prices: _prices, ...old } = compiled(one(PLAN));
  const diff = diffSchedules({ name: 'old', schedule: old as Schedule }, { name: 'new', schedule: compiled(one(PLAN)) });
  expect(diff).toMatchObject({ same: true, loads: null, prices: null });
  expect(text(diff)).toContain('made by an older crm');
});
