import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { dailyLoads } from '../../src/timeline-view/caps.js';
import { timelineView } from '../../src/timeline-view/data.js';
import type { TimelineView } from '../../src/timeline-view/types.js';
import { capsOf, loadsOfCap } from '../../src/lsp/describe/loads.js';
import { LIBRARY } from '../../src/library/generated/sources.js';
import { dayOf } from '../../src/model/calendar.js';
import type { Locale } from '../../src/diagnostics/diagnostic.js';
import type { Source } from '../../src/text/source.js';
import { readProject } from '../support/projects.js';

function view(sources: readonly Source[], locale: Locale = 'en'): TimelineView {
  const textOf = (file: string): string | undefined => [...sources, ...LIBRARY].find(({ path }) => path === file)?.text;
  return timelineView(analyse(sources), { locale, textOf });
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
  expect(view([{ path: 'plan.crm', text: 'role lead "主管"\n' }])).toEqual({
    format: 1,
    timezone: 'Asia/Shanghai',
    channels: [],
    campaigns: [],
    waves: [],
    caps: [],
  });
});

test.each(['double11', 'member-year', 'vip-community'])('the fullest day of each cap is as full as its fullest wave: %s', (example) => {
  const sources = readProject(`examples/${example}`);
  const analysis = analyse(sources);
  const { caps } = view(sources);
  for (const cap of capsOf(analysis)) {
    const loads = loadsOfCap(analysis, cap);
    const shown = caps.find(({ id }) => id === cap.active.id)?.loads ?? [];
    expect(Math.max(0, ...shown.map(({ most }) => most)), cap.active.id).toBe(Math.max(0, ...loads.map(({ most }) => most)));
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
