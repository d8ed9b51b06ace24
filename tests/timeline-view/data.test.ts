import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { dailyLoads } from '../../src/timeline-view/caps.js';
import { timelineView, type Asked } from '../../src/timeline-view/data.js';
import type { CapLoadView, TimelineView } from '../../src/timeline-view/types.js';
import { loadsOfCap } from '../../src/lsp/describe/loads.js';
import { LIBRARY } from '../../src/library/generated/sources.js';
import { clausesOf } from '../../src/model/clauses.js';
import { dayOf } from '../../src/model/calendar.js';
import type { Locale } from '../../src/diagnostics/diagnostic.js';
import type { Source } from '../../src/text/source.js';
import { compileText, edited, readProject } from '../support/projects.js';
import type { Schedule } from '../../src/schedule/types.js';

function view(sources: readonly Source[], locale: Locale = 'en', more: Partial<Asked> = {}): TimelineView {
  const textOf = (file: string): string | undefined => [...sources, ...LIBRARY].find(({ path }) => path === file)?.text;
  return timelineView(analyse(sources), { locale, textOf, ...more });
}

const SMALL = `store s "店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }
policy house extends retail { require steps none  level unknown-history off  cap push 2 per rolling 7d }
audience fans "粉丝" { from "tag:fans"  size 100 }
campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    phase warm "预热" 2027-03-01 .. 2027-03-10
    wave hello "问候" via push to fans { at 2027-03-02 10:00 }
    wave again "再见" via push to fans { at 2027-03-04 10:00, 2027-03-06 23:30 }
    wave paid "催付" via push to fans { at 2h after each order  at most 1 per rolling 30d }
  }
}
`;

test('the Double 11 example', () => {
  expect(view(readProject('examples/double11'))).toMatchSnapshot();
});

describe('a small plan', () => {
  const small = view([{ path: 'plan.crm', text: SMALL }]);

  test('in full', () => {
    expect(small).toMatchSnapshot();
  });

  test('places are those of names', () => {
    for (const { at, name } of [...small.campaigns, ...small.waves]) {
      expect(SMALL.split('\n')[at.line - 1]?.slice(at.column - 1, at.column - 1 + at.length)).toBe(name);
    }
  });
});

test('speaks Chinese', () => {
  const { channels, caps, waves } = view([{ path: 'plan.crm', text: SMALL }], 'zh-CN');
  expect(channels.map(({ label }) => label)).toEqual(['App 推送']);
  expect(caps.find(({ id }) => id === 'cap/push/rolling-7d')).toMatchObject({ what: 'App 推送', window: '任意连续7天' });
  expect(waves.flatMap(({ findings }) => findings.map(({ message }) => message)).join('')).toMatch(/[\u4e00-\u9fff]/);
});

test('a plan without dates has no days', () => {
  expect(view([{ path: 'plan.crm', text: 'role lead "主管"\n' }])).toMatchObject({
    format: 1,
    title: '',
    timezone: 'Asia/Shanghai',
    channels: [],
    audiences: [],
    campaigns: [],
    budgets: [],
    waves: [],
    caps: [],
    findings: [
      { rule: 'missing-store', level: 'error' },
      { rule: 'unused-declaration', level: 'info' },
    ],
  });
});

test.each(['double11', 'member-year', 'vip-community'])('the fullest day of each cap is as full as its fullest wave: %s', (example) => {
  const sources = readProject(`examples/${example}`);
  const analysis = analyse(sources);
  const { caps } = view(sources);
  for (const cap of clausesOf(analysis.plan, 'cap')) {
    const loads = loadsOfCap(analysis, cap);
    const shown = caps.find(({ id }) => id === cap.id)?.loads ?? [];
    expect(Math.max(0, ...shown.map(({ most }) => most)), cap.id).toBe(Math.max(0, ...loads.map(({ most }) => most)));
  }
});

test('on days of several windows the fullest counts', () => {
  const day = (date: number): number => dayOf(2027, 3, date) ?? 0;
  const window = (from: number, to: number, most: number): Parameters<typeof dailyLoads>[0][number] => ({
    windowFrom: day(from),
    windowTo: day(to),
    most,
  });
  expect(dailyLoads([window(1, 10, 1), window(5, 7, 3), window(8, 12, 1), window(20, 20, 2)])).toEqual([
    { from: '2027-03-01', to: '2027-03-04', most: 1 },
    { from: '2027-03-05', to: '2027-03-07', most: 3 },
    { from: '2027-03-08', to: '2027-03-12', most: 1 },
    { from: '2027-03-20', to: '2027-03-20', most: 2 },
  ]);
});

const EXAMPLES = ['double11', 'member-year', 'vip-community', 'tiered-price'];

describe('the loads of an audience', () => {
  /** The most on a day; 0 on days of which nothing is told. */
  const mostOn = (loads: readonly CapLoadView[], day: string): number => loads.find(({ from, to }) => from <= day && day <= to)?.most ?? 0;

  test('are those of the cap limited to it', () => {
    const clauses = ['cap any 9 per rolling 7d', 'cap push 9 per calendar month', 'cap push 9 per campaign'];
    const plan = (caps: readonly string[]): readonly Source[] => [
      {
        path: 'plan.crm',
        text: SMALL.replace('cap push 2 per rolling 7d', caps.join('  '))
          .replace(
            'audience fans',
            'audience regulars { from "tag:regulars"  size 50 }\nfact disjoint fans, regulars because "tags"\naudience fans',
          )
          .replace('wave again "再见" via push to fans', 'wave again via push to fans, regulars'),
      },
    ];
    const all = view(plan(clauses), 'en', { loadsOf: 'all' });
    const { audiences } = all;
    expect(audiences.map(({ name }) => name)).toEqual(['fans', 'regulars']);
    for (const clause of clauses) {
      const id = all.caps.find((cap) => cap.clause === clause)?.id ?? '';
      for (const { name, load } of audiences) {
        const limited = view(plan([`${clause} for ${name}`])).caps.find((cap) => cap.clause === `${clause} for ${name}`);
        expect(load?.caps[id], `${clause} for ${name}`).toEqual(limited?.loads);
        expect(limited?.loads.length).toBeGreaterThan(0);
      }
    }
    expect(audiences.map(({ load }) => load?.waves)).toEqual([['spring/hello', 'spring/again', 'spring/paid'], ['spring/again']]);
  });

  test.each(EXAMPLES)('are never above those of everybody, and reach them: %s', (example) => {
    const { caps, audiences } = view(readProject(`examples/${example}`), 'en', { loadsOf: 'all' });
    for (const { id, loads } of caps) {
      const own = audiences.map(({ load }) => load?.caps[id] ?? []);
      for (const { from, most } of loads)
        expect(Math.max(...own.map((each) => mostOn(each, from))), `${id} ${from}`).toBeLessThanOrEqual(most);
      const worst = (all: readonly CapLoadView[]): number => Math.max(0, ...all.map(({ most }) => most));
      expect(Math.max(...own.map(worst)), id).toBe(worst(loads));
    }
  });

  test('are told of those that are asked for', () => {
    const { audiences } = view(readProject('examples/double11'), 'en', { loadsOf: ['last_presale'] });
    expect(audiences.filter(({ load }) => load).map(({ name }) => name)).toEqual(['last_presale']);
  });
});

test.each(EXAMPLES)('deadlines and costs are those of the schedule: %s', (example) => {
  const sources = readProject(`examples/${example}`);
  const schedule = JSON.parse(compileText(analyse(sources), sources)) as Schedule;
  const { campaigns } = view(sources);
  for (const { name, resources } of schedule.campaigns) {
    const campaign = campaigns.find((each) => each.name === name);
    const { messages, benefits, costs, total, budget, complete } = resources.estimate;
    const cost = campaign?.cost;
    expect([cost?.messages, cost?.benefits, cost?.costs, cost?.total].map((money) => money?.amount)).toEqual([
      messages,
      benefits,
      costs,
      total,
    ]);
    expect([cost?.budget?.amount ?? null, cost?.complete]).toEqual([budget, complete]);
    const due = schedule.tasks.filter((task) => task.campaign === name && task.kind !== 'activity' && task.due !== null);
    expect(campaign?.deadlines.map(({ kind, label, on }) => `${kind} ${label} ${on}`).sort()).toEqual(
      due.map((task) => `${task.kind} ${task.label} ${(task.due ?? '').slice(0, 16)}`).sort(),
    );
  }
});

test('a budget that several campaigns share, and how much of it is used', () => {
  const { budgets } = view(readProject('examples/member-year'));
  expect(budgets.map(({ name, label, campaigns, cost }) => [name, label, campaigns.length, cost.budget?.text])).toMatchSnapshot();
  const { cost } = budgets[0] ?? {};
  expect(cost?.percent).toBe(Math.ceil((Number(cost?.total.amount) / Number(cost?.budget?.amount)) * 100));
});

describe('findings', () => {
  test('notes are listed, and mark no wave', () => {
    const { findings, waves, campaigns } = view(readProject('examples/double11'));
    expect(findings.map(({ level, rule }) => `${level} ${rule}`)).toContain('info unknown-history');
    expect([...waves, ...campaigns].flatMap((each) => each.findings)).toEqual([]);
  });

  const LATE = SMALL.replace('23:30', '21:30');
  const rulesOf = (findings: readonly { readonly rule: string; readonly level: string }[]): readonly string[] =>
    findings.map(({ rule, level }) => `${level} ${rule}`);

  test('stand at their waves, and at the cap that they break', () => {
    const { caps, waves, findings } = view([{ path: 'plan.crm', text: LATE }]);
    expect(rulesOf(findings)).toEqual(['error cap-exceeded', 'error quiet-hours']);
    expect(rulesOf(waves.find(({ name }) => name === 'again')?.findings ?? [])).toEqual(['error cap-exceeded', 'error quiet-hours']);
    expect(caps.filter((cap) => cap.findings.length > 0).map(({ id }) => id)).toEqual(['cap/push/rolling-7d']);
  });

  test('that a waiver holds back are told with it', () => {
    const waived = `role lead "主管"\n${LATE.replace('21:30', '21:30\n waive quiet-hours because "Fans asked for it" by lead until 2027-03-31')}`;
    const { findings, waves } = view([{ path: 'plan.crm', text: waived }]);
    expect(rulesOf(findings)).toEqual(['error cap-exceeded', 'waived quiet-hours']);
    expect(findings[1]?.waivers).toEqual([{ because: 'Fans asked for it', by: '主管', until: '2027-03-31' }]);
    expect(rulesOf(waves.find(({ name }) => name === 'again')?.findings ?? [])).toEqual(['error cap-exceeded', 'waived quiet-hours']);
  });

  test('of a campaign are those of none of its waves', () => {
    const sources = edited(readProject('examples/double11'), [{ file: 'double11.crm', find: 'budget 26万元', put: 'budget 20万元' }]);
    const { campaigns } = view(sources);
    expect(campaigns.map(({ findings, cost }) => [rulesOf(findings), cost.percent])).toEqual([[['error over-budget'], 126]]);
  });
});

test('single campaigns with what was found in them; caps count all', () => {
  const sources = readProject('examples/member-year');
  const [all, one] = [view(sources), view(sources, 'en', { campaigns: ['double11'] })];
  expect(one.campaigns.map(({ name }) => name)).toEqual(['double11']);
  expect(new Set(one.waves.map(({ campaign }) => campaign))).toEqual(new Set(['double11']));
  expect(one.caps).toEqual(all.caps);
  expect(all.days?.from).toBe('2026-12-28');
  expect(one.days?.from).toMatch(/^2027-1/);
});
