import { describe, expect, test } from 'vitest';
import type { TimelineView, WaveView } from '../../src/timeline-view/types.js';
import { clusters, lanesFor } from '../../view/timeline/lanes.js';
import { entriesOf, nearness, rowsOf, type Mark } from '../../view/timeline/rows.js';
import { scaleOf, ZOOMS, type Zoom } from '../../view/timeline/scale.js';
import { wordsOf } from '../../view/timeline/words.js';

const ALL = { zoom: 'month', campaign: '', channel: '', table: false, day: '' } as const;
const AT = { file: 'plan.crm', line: 1, column: 1, length: 1 };

function wave(name: string, days: readonly string[], more: Partial<WaveView> = {}): WaveView {
  const sends = days.map((day) => ({ id: `c/${name}/${day}`, start: `${day}T10:00`, end: `${day}T10:30` }));
  return { id: `c/${name}`, campaign: 'c', name, label: name, channel: 'sms', at: AT, sends, findings: [], ...more };
}

function view(waves: readonly WaveView[]): TimelineView {
  return {
    format: 1,
    timezone: 'Asia/Shanghai',
    days: { from: '2027-01-05', to: '2027-12-20' },
    channels: [{ name: 'sms', label: 'sms' }],
    campaigns: [{ name: 'c', label: '活动', at: AT, phases: [], activities: [] }],
    waves,
    caps: [],
  };
}

const marksOf = (waves: readonly WaveView[], zoom: Zoom = 'month'): readonly Mark[] => {
  const all = view(waves);
  const scale = scaleOf(all.days ?? { from: '', to: '' }, zoom, 930);
  return rowsOf(all, ALL, scale, wordsOf('en'))[0]?.marks ?? [];
};

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
    const possible = { level: 'warning', verdict: 'possible', message: 'maybe' } as const;
    const violated = { level: 'warning', verdict: 'violated', message: 'surely' } as const;
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
  expect(entriesOf(view(waves), { campaign: '', channel: 'sms' }).map((entry) => entry.wave.name)).toEqual(['c', 'b']);
  expect(entriesOf(view(waves), { campaign: 'other', channel: '' })).toEqual([]);
});

test('how near a cap is', () => {
  expect([0, 1, 2, 3].map((most) => nearness(most, 2))).toEqual(['low', 'near', 'full', 'over']);
});
