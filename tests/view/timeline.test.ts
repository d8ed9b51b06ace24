import { describe, expect, test } from 'vitest';
import type { AudienceView, CampaignView, CapView, FindingView, MoneyView, TimelineView, WaveView } from '../../src/timeline-view/types.js';
import { clusters, lanesFor } from '../../view/timeline/lanes.js';
import { divisionsOf } from '../../view/timeline/divisions.js';
import { nearness } from '../../view/timeline/cap-rows.js';
import { entriesOf } from '../../view/timeline/entries.js';
import type { Mark, Row } from '../../view/timeline/marks.js';
import { rowsOf } from '../../view/timeline/rows.js';
import { scaleOf, ZOOMS, type Zoom } from '../../view/timeline/scale.js';
import { wordsOf } from '../../view/timeline/words.js';

const ALL = { campaign: '', channel: '', audience: '', found: false } as const;
const AT = { file: 'plan.crm', line: 1, column: 1, length: 1 };

function wave(name: string, days: readonly string[], more: Partial<WaveView> = {}): WaveView {
  const sends = days.map((day) => ({ id: `c/${name}/${day}`, start: `${day}T10:00`, end: `${day}T10:30` }));
  return { id: `c/${name}`, campaign: 'c', name, label: name, channel: 'sms', at: AT, audiences: ['fans'], sends, findings: [], ...more };
}

const money = (amount: string): MoneyView => ({ text: `¥${amount}`, amount });
const COST = { messages: money('1'), benefits: money('2'), costs: money('3'), total: money('6'), complete: true, items: [] };

const CAMPAIGN: CampaignView = {
  name: 'c',
  label: '活动',
  at: AT,
  phases: [],
  activities: [],
  deadlines: [],
  cost: COST,
  findings: [],
};

function view(waves: readonly WaveView[], more: Partial<TimelineView> = {}): TimelineView {
  return {
    format: 1,
    title: '店',
    timezone: 'Asia/Shanghai',
    days: { from: '2027-01-05', to: '2027-12-20' },
    channels: [{ name: 'sms', label: 'sms' }],
    audiences: [],
    campaigns: [CAMPAIGN],
    budgets: [],
    waves,
    caps: [],
    findings: [],
    ...more,
  };
}

const marksOf = (waves: readonly WaveView[], zoom: Zoom = 'month'): readonly Mark[] => {
  const all = view(waves);
  const scale = scaleOf(all.days ?? { from: '', to: '' }, zoom, 930);
  return rowsOf(all, ALL, new Set(), scale, wordsOf('en'))[0]?.marks ?? [];
};

const finding = (more: Partial<FindingView>): FindingView => ({
  rule: 'cap-exceeded',
  level: 'warning',
  message: 'too many',
  at: AT,
  ...more,
});

test('a scale shows whole months, and a period in the room there is', () => {
  for (const [at, days] of [31, 92, 366].entries()) {
    const scale = scaleOf({ from: '2027-01-05', to: '2027-12-20' }, ZOOMS[at] ?? 'month', 930);
    expect(scale.day).toBeCloseTo(930 / days);
    expect(scale.x('2027-01-01')).toBe(0);
    expect(scale.dayAt(scale.x('2027-05-17T13:00'))).toBe('2027-05-17');
    expect(scale.width).toBeGreaterThanOrEqual(930);
  }
});

test('what overlaps stands in lanes below each other, as far as they go', () => {
  const items = [0, 5, 20].map((x) => ({ x, room: 10 }));
  expect(lanesFor(items, 2)?.map(({ lane }) => lane)).toEqual([0, 1, 0]);
  expect(lanesFor(items, 1)).toBeUndefined();
  expect(clusters(items).map((cluster) => cluster.length)).toEqual([2, 1]);
});

describe('marks', () => {
  test('each send is one, with all there is to know', () => {
    const [first, second] = marksOf([wave('hello', ['2027-03-02', '2027-06-01'], { members: { low: 900, high: 1_000 } })]);
    expect(first).toMatchObject({ key: 'c/hello/2027-03-02', kind: 'send', text: 'hello', tone: '', at: AT });
    expect(first?.title).toBe('hello\n2027-03-02 Tue 10:00 – 10:30\n900 to 1,000 members\n活动');
    expect(second?.key).toBe('c/hello/2027-06-01');
  });

  test('a violated cap goes before a possible one', () => {
    const [possible, violated, waived] = [finding({ verdict: 'possible' }), finding({ verdict: 'violated' }), finding({ level: 'waived' })];
    expect(marksOf([wave('a', ['2027-03-02'], { findings: [waived] })])[0]?.tone).toBe('waived');
    expect(marksOf([wave('a', ['2027-03-02'], { findings: [possible, waived] })])[0]?.tone).toBe('warning');
    expect(marksOf([wave('a', ['2027-03-02'], { findings: [possible] })])[0]?.tone).toBe('warning');
    expect(marksOf([wave('a', ['2027-03-02'], { findings: [possible, violated] })])[0]?.tone).toBe('error');
  });

  test('triggered waves are bars', () => {
    const live = { start: '2027-03-01T00:00', end: '2027-03-31T23:59' };
    expect(marksOf([wave('paid', [], { live })])).toMatchObject([{ key: 'c/paid', kind: 'bar', text: 'paid' }]);
  });

  test('of thousands there is one for each day, or each week, and none is lost', () => {
    const days = Array.from({ length: 28 }, (_, at) => `2027-03-${String(at + 1).padStart(2, '0')}`);
    const waves = Array.from({ length: 100 }, (_, at) => wave(`w${String(at)}`, days));
    for (const zoom of ZOOMS) {
      const marks = marksOf(waves, zoom);
      expect(marks.length).toBe(zoom === 'month' ? 28 : 4);
      expect(marks.flatMap(({ entries }) => entries ?? []).length).toBe(2_800);
    }
  });
});

test('filters leave what is meant, in order of time', () => {
  const waves = [wave('b', ['2027-05-02']), wave('a', ['2027-03-02'], { channel: 'email' }), wave('c', ['2027-04-02'])];
  expect(entriesOf(view(waves), { ...ALL, channel: 'sms' }).map((entry) => entry.wave.name)).toEqual(['c', 'b']);
  expect(entriesOf(view(waves), { ...ALL, campaign: 'other' })).toEqual([]);
  const found = [wave('d', ['2027-05-02'], { findings: [finding({})] }), ...waves];
  expect(entriesOf(view(found), { ...ALL, found: true }).map((entry) => entry.wave.name)).toEqual(['d']);
});

describe('audiences', () => {
  const fans: AudienceView = { name: 'fans', label: '粉丝' };
  const load = (most: number): NonNullable<AudienceView['load']> => ({
    waves: ['c/a'],
    caps: { 'cap/sms/rolling-30d': [{ from: '2027-03-01', to: '2027-03-30', most }] },
  });
  const cap: CapView = {
    id: 'cap/sms/rolling-30d',
    clause: 'cap sms 3 per rolling 30d',
    what: 'sms',
    window: 'in any 30 days',
    channels: ['sms'],
    limit: 3,
    at: AT,
    loads: [{ from: '2027-03-01', to: '2027-03-30', most: 3 }],
    findings: [],
  };
  const waves = [wave('a', ['2027-03-02']), wave('b', ['2027-03-03'])];
  const many = Array.from({ length: 5 }, (_, at): AudienceView => ({ name: `a${at}`, label: `A${at}`, load: load(at) }));
  const rows = (audiences: readonly AudienceView[], filter: Partial<typeof ALL>, opened: ReadonlySet<string> | number): readonly Row[] => {
    const all = view(waves, { audiences, caps: [cap] });
    return rowsOf(all, { ...ALL, ...filter }, opened, scaleOf({ from: '2027-01-05', to: '2027-12-20' }, 'year', 930), wordsOf('en')).filter(
      ({ section }) => section === 'caps',
    );
  };

  test('of one that is chosen only what may reach it is shown, as soon as that is known', () => {
    const names = (audiences: readonly AudienceView[]): readonly string[] =>
      entriesOf(view(waves, { audiences }), { ...ALL, audience: 'fans' }).map((entry) => entry.wave.name);
    expect(names([{ ...fans, load: load(1) }])).toEqual(['a']);
    expect(names([fans])).toEqual(['a', 'b']);
  });

  test('a cap shows the load of the one that is chosen, and none until it is known', () => {
    const titles = (audiences: readonly AudienceView[]): readonly string[] =>
      rows(audiences, { audience: 'fans' as '' }, new Set()).flatMap(({ marks }) => marks.map(({ title }) => title));
    expect(titles([{ ...fans, load: load(2) }])).toEqual(['sms, in any 30 days\n粉丝\n2027-03-01 Mon – 2027-03-30 Tue\nat most 2 of 3']);
    expect(titles([fans])).toEqual([]);
  });

  test('a cap that is opened shows them all, the worst first; on paper those that are left out are counted', () => {
    const labels = (opened: ReadonlySet<string> | number): readonly string[] => rows(many, {}, opened).map(({ label }) => label);
    expect(labels(new Set())).toEqual(['sms']);
    expect(labels(new Set(['cap/sms/rolling-30d']))).toEqual(['sms', 'A4', 'A3', 'A2', 'A1', 'A0']);
    expect(labels(2)).toEqual(['sms', 'A4', 'A3', '3 more, at most 2/3']);
  });
});

test('what is due on one day is one mark, and tells all of it', () => {
  const due = (label: string, on: string): CampaignView['deadlines'][number] => ({ kind: 'material', label, on, at: AT });
  const campaign = { ...CAMPAIGN, deadlines: [due('poster', '2027-03-02'), due('card', '2027-03-02'), due('link', '2027-03-09')] };
  const all = view([], { campaigns: [campaign] });
  const row = rowsOf(all, ALL, new Set(), scaleOf({ from: '2027-01-05', to: '2027-12-20' }, 'month', 930), wordsOf('en')).find(
    ({ section }) => section === 'campaigns',
  );
  expect(row?.marks.map(({ text, title }) => [text, title])).toEqual([
    ['2 due', 'poster\n2027-03-02 Tue\ncard\n2027-03-02 Tue'],
    ['link', 'link\n2027-03-09 Tue'],
  ]);
});

test('how near a cap is', () => {
  expect([0, 1, 2, 3].map((most) => nearness(most, 2))).toEqual(['low', 'near', 'full', 'over']);
});

test('every load is seen in a year, also of one day; above the limit it is wider', () => {
  const loads = [
    { from: '2027-03-01', to: '2027-03-01', most: 3 },
    { from: '2027-03-02', to: '2027-03-02', most: 4 },
    { from: '2027-12-31', to: '2028-01-04', most: 1 },
  ];
  const cap: CapView = {
    id: 'c',
    clause: 'cap sms 3 per day',
    what: 'sms',
    window: 'in one day',
    channels: ['sms'],
    limit: 3,
    at: AT,
    loads,
    findings: [],
  };
  const all = view([], { caps: [cap], days: { from: '2027-01-01', to: '2028-01-04' } });
  for (const zoom of ZOOMS) {
    const scale = scaleOf(all.days ?? { from: '', to: '' }, zoom, 600);
    const marks = rowsOf(all, ALL, new Set(), scale, wordsOf('zh-CN')).flatMap((row) => (row.section === 'caps' ? row.marks : []));
    expect(
      marks.map(({ tone }) => tone),
      zoom,
    ).toEqual(['full', 'over', 'low']);
    expect(Math.min(...marks.map(({ width }) => width)), zoom).toBeGreaterThanOrEqual(zoom === 'year' ? 3 : 5);
    expect(marks[1]?.width, zoom).toBeGreaterThanOrEqual(6);
    expect(marks[0]?.title).toMatch(/^sms，in one day\n/);
  }
});

describe('a crowded day', () => {
  const quiet = wave('quiet', ['2027-03-02', '2027-03-28']);
  const crowd = Array.from({ length: 12 }, (_, at) => wave(`c${String(at)}`, ['2027-03-15']));

  test('is one mark, and takes no name from other days', () => {
    const marks = marksOf([quiet, ...crowd]);
    expect(marks.map(({ kind, text }) => [kind, text])).toEqual([
      ['send', 'quiet'],
      ['many', '12'],
      ['send', 'quiet'],
    ]);
    expect(marks[1]?.entries?.length).toBe(12);
  });

  test('what stands before it gives way where it must, without a mark for one', () => {
    const long = Array.from({ length: 9 }, (_, at) => wave(`a long name that reaches far ${String(at)}`, [`2027-03-0${String(at + 1)}`]));
    const marks = marksOf([...long, ...crowd]);
    expect(marks.filter(({ kind }) => kind === 'send').length).toBe(9);
    expect(marks.filter(({ kind }) => kind === 'send').every(({ at, entries }) => at === AT && entries === undefined)).toBe(true);
    expect(marks.filter(({ text }) => text.startsWith('a long name')).length).toBeGreaterThanOrEqual(6);
  });
});

test('a month that begins right at the edge is named', () => {
  const scale = scaleOf({ from: '2027-01-05', to: '2027-12-20' }, 'year', 930);
  const { steps, step } = divisionsOf(scale, scale.x('2027-02-01') + 0.4, 900, wordsOf('en'));
  expect(step(steps[0] ?? new Date())).toBe('Feb');
});
