import ical, { type CalendarResponse, type VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { icsCalendar } from '../../src/report/ics.js';
import { scheduleOf } from '../../src/schedule.js';
import type { Schedule } from '../../src/schedule/types.js';
import { readProject } from '../support/projects.js';

function scheduleIn(folder: string): Schedule {
  const sources = readProject(folder);
  return scheduleOf(analyse(sources), sources, '1.0.0');
}

/** The entries as a program that others wrote reads them. */
function eventsOf(text: string): readonly VEvent[] {
  const parsed: CalendarResponse = ical.sync.parseICS(text);
  return Object.values(parsed).filter((each): each is VEvent => each?.type === 'VEVENT');
}

const PROJECTS = [
  'examples/double11',
  'examples/member-year',
  'examples/vip-community',
  'examples/tiered-price',
  'tests/whole-plan',
] as const;

describe.each(PROJECTS)('%s as a calendar', (folder) => {
  const schedule = scheduleIn(folder);
  const text = icsCalendar(schedule, 'zh-CN');
  const events = eventsOf(text);

  test('lines end as the standard wants, and none is longer than 75 bytes', () => {
    const lines = text.split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines.filter((line) => line.includes('\n') || Buffer.byteLength(line) > 75)).toEqual([]);
  });

  test('each occurrence of a send stands at its instant', () => {
    const starts = new Map(schedule.sends.toReversed().map(({ id, utc }) => [id.slice(0, id.lastIndexOf('/')), Date.parse(utc)]));
    const found = events.filter(({ categories }) => categories?.includes('发送'));
    expect(found.length).toBe(starts.size);
    for (const { uid, start } of found) expect(start.getTime()).toBe(starts.get(decodeURIComponent(uid.split('@')[0] ?? '')));
  });

  test('each task with a time stands on it; what is due on a day is an entry of that day', () => {
    for (const task of schedule.tasks) {
      const event = events.find(({ uid }) => uid.startsWith(`${encodeURIComponent(task.id)}@`));
      const time = task.kind === 'activity' ? task.at : (task.due ?? task.at);
      expect(event === undefined, task.id).toBe(time === null);
      if (!event || time === null) continue;
      if (time.length === 10) {
        expect(event.datetype).toBe('date');
        const { start } = event;
        expect(`${start.getFullYear()}-${String(start.getMonth() + 1).padStart(2, '0')}-${String(start.getDate()).padStart(2, '0')}`).toBe(
          time,
        );
      } else expect(event.start.getTime()).toBe(Date.parse(time));
    }
  });

  test('ids are unique, and the same plan gives the same bytes', () => {
    const ids = text.match(/^UID:[^\r]*(?:\r\n [^\r]*)*/gm) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    expect(icsCalendar(scheduleIn(folder), 'zh-CN')).toBe(text);
  });
});

test('batches are one entry, with what there is to know', () => {
  const event = eventsOf(icsCalendar(scheduleIn('examples/double11'), 'en')).find(({ uid }) => uid.startsWith('double11%2Fmail1'));
  expect(event?.summary).toMatchInlineSnapshot(`"邮件 · 第一波邮件"`);
  expect(event?.description).toMatchInlineSnapshot(`
    "To 第一波邮件人群
    48,525 to 50,000 members
    2 batches from 10:00 to 10:30
    Not after 2027-11-09T00:00:00+08:00
    double11/mail1/2027-11-01"
  `);
  expect([event?.start.toISOString(), event?.end?.toISOString()]).toEqual(['2027-11-01T02:00:00.000Z', '2027-11-01T02:30:00.000Z']);
});

test('texts with commas, semicolons, backslashes and lines come back as they were', () => {
  const schedule = scheduleIn('examples/first-plan');
  const label = '春茶, 新品; "尝鲜" \\ 第一批\n第二行';
  const waves = schedule.waves.map((wave) => ({ ...wave, label }));
  const summaries = eventsOf(icsCalendar({ ...schedule, waves }, 'en')).map(({ summary }) => summary);
  expect(summaries).toContain(`短信 · ${label}`);
});
