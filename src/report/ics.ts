import ICAL from 'ical.js';
import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import type { DateTime, DayText, Schedule, ScheduleSend, ScheduleTask, ScheduleTrigger } from '../schedule/types.js';
import { occurrenceId } from '../schedule/occurrence-id.js';
import { groupBy } from '../text/group-by.js';
import { boundsWords } from './diff-words.js';

/** What an entry of a calendar says; times are days (`2027-11-03`) or moments, as the schedule has them. */
interface Entry {
  readonly id: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly category: Localized;
  readonly from: string;
  /** The moment it ends; of days the last one. Missing for one day, or a quarter of an hour. */
  readonly to?: string;
  /** Whether those who have it in their calendar are busy then. */
  readonly busy: boolean;
}

// The library does not count the space that a folded line begins with; a line may have 75 bytes in all.
ICAL.foldLength = 74;

const QUARTER = 15 * 60_000;
const DAY = 86_400_000;

const KINDS: Readonly<Record<ScheduleTask['kind'], Localized>> = {
  material: { en: 'Material due', zh: '物料到位' },
  task: { en: 'Task due', zh: '任务截止' },
  activity: { en: 'Activity', zh: '活动' },
  confirm: { en: 'Confirm by', zh: '发送前确认' },
  review: { en: 'Review', zh: '复盘' },
};

const SEND: Localized = { en: 'Send', zh: '发送' };
const TRIGGER: Localized = { en: 'Triggered sends', zh: '触发发送' };

const clock = (at: DateTime): string => at.slice(11, 16);

/** One entry for all batches of a send. */
function sendEntry(batches: readonly ScheduleSend[], schedule: Schedule, say: (words: Localized) => string): Entry | undefined {
  const [first] = batches;
  const last = batches.at(-1);
  if (!first || !last) return undefined;
  const wave = schedule.waves.find(({ campaign, wave: name }) => campaign === first.campaign && name === first.wave);
  const channel = schedule.channels[first.channel]?.label ?? first.channel;
  const audiences = (first.audience?.include ?? []).map((name) => schedule.audiences[name]?.label ?? name);
  const people = wave?.recipients ? boundsWords(wave.recipients) : undefined;
  return {
    id: occurrenceId(first),
    title: `${channel} · ${wave?.label ?? first.wave}`,
    notes: [
      audiences.length > 0 ? say({ en: `To ${audiences.join(', ')}`, zh: `发给${audiences.join('、')}` }) : '',
      people ? say({ en: `${people.en} ${people.en === '1' ? 'member' : 'members'}`, zh: `${people.zh}人` }) : '',
      batches.length > 1
        ? say({
            en: `${batches.length} batches from ${clock(first.at)} to ${clock(last.at)}`,
            zh: `分${batches.length}批，${clock(first.at)}至${clock(last.at)}`,
          })
        : '',
      first.notAfter === null ? '' : say({ en: `Not after ${first.notAfter}`, zh: `不得晚于${first.notAfter}` }),
      occurrenceId(first),
    ],
    category: SEND,
    from: first.at,
    ...(last.at !== first.at && { to: last.at }),
    busy: false,
  };
}

function triggerEntry({ id, campaign, wave, channel, live }: ScheduleTrigger, { waves, channels }: Schedule): Entry {
  const label = waves.find((each) => each.campaign === campaign && each.wave === wave)?.label ?? wave;
  return {
    id,
    title: `${channels[channel]?.label ?? channel} · ${label}`,
    notes: [id],
    category: TRIGGER,
    from: live.from.slice(0, 10),
    to: dayBefore(live.until.slice(0, 10)),
    busy: false,
  };
}

/** Tasks that a risk sets off have no time, and no entry. */
function taskEntry(
  { id, kind, label, by, host, at, due, within, rundown }: ScheduleTask,
  say: (words: Localized) => string,
): Entry | undefined {
  const from = kind === 'activity' ? at : (due ?? at);
  if (from === null) return undefined;
  const people = [by, host].filter((role) => role !== null);
  return {
    id,
    title: `${say(KINDS[kind])} · ${label}`,
    notes: [
      people.length > 0 ? say({ en: `By ${[...new Set(people)].join(', ')}`, zh: `负责：${[...new Set(people)].join('、')}` }) : '',
      within === null ? '' : say({ en: `Within ${within}`, zh: `时限：${within}` }),
      ...rundown.map((beat) => `${clock(beat.at)} ${beat.label} (${beat.duration})`),
      id,
    ],
    category: KINDS[kind],
    from,
    ...(kind === 'activity' && due !== null && { to: due }),
    busy: kind === 'activity',
  };
}

const dayBefore = (day: DayText): DayText => new Date(Date.parse(`${day}T00:00:00Z`) - DAY).toISOString().slice(0, 10);
const isDay = (text: string): boolean => text.length === 10;

function dayTime(day: DayText, after = 0): ICAL.Time {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + after * DAY);
  return ICAL.Time.fromData({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), isDate: true });
}

const momentTime = (at: DateTime, after = 0): ICAL.Time => ICAL.Time.fromJSDate(new Date(Date.parse(at) + after), true);

function eventOf({ id, title, notes, category, from, to, busy }: Entry, store: string, say: (words: Localized) => string): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.updatePropertyWithValue('uid', `${encodeURIComponent(id)}@${encodeURIComponent(store)}.crm-lang`);
  // No time of the run: the same plan gives the same bytes.
  event.updatePropertyWithValue('dtstamp', momentTime(isDay(from) ? `${from}T00:00:00Z` : from));
  if (isDay(from)) {
    event.updatePropertyWithValue('dtstart', dayTime(from));
    event.updatePropertyWithValue('dtend', dayTime(to ?? from, 1));
  } else {
    event.updatePropertyWithValue('dtstart', momentTime(from));
    event.updatePropertyWithValue('dtend', to === undefined ? momentTime(from, QUARTER) : momentTime(to));
  }
  event.updatePropertyWithValue('summary', title);
  event.updatePropertyWithValue('description', notes.filter((note) => note !== '').join('\n'));
  event.updatePropertyWithValue('categories', say(category));
  event.updatePropertyWithValue('transp', busy ? 'OPAQUE' : 'TRANSPARENT');
  return event;
}

/**
 * The sends, activities and tasks of a schedule as a calendar (RFC 5545). Times are in UTC, which every client turns into its own zone;
 * what is due on a day is an entry of that day. An id survives a changed hour, so that a second import replaces the first.
 */
export function icsCalendar(schedule: Schedule, locale: Locale): string {
  const say = (words: Localized): string => localize(words, locale);
  const { store } = schedule;
  const occurrences = groupBy(schedule.sends, occurrenceId);
  const entries = [
    ...[...occurrences.values()].map((batches) => sendEntry(batches, schedule, say)),
    ...schedule.triggers.map((trigger) => triggerEntry(trigger, schedule)),
    ...schedule.tasks.map((task) => taskEntry(task, say)),
  ].filter((entry) => entry !== undefined);
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', `-//crm-lang//crm ${schedule.compiler}//${locale === 'zh-CN' ? 'ZH' : 'EN'}`);
  calendar.updatePropertyWithValue('calscale', 'GREGORIAN');
  calendar.updatePropertyWithValue('method', 'PUBLISH');
  calendar.updatePropertyWithValue('x-wr-calname', store.label);
  calendar.updatePropertyWithValue('x-wr-timezone', store.timezone);
  const order = (entry: Entry): number => Date.parse(entry.from);
  for (const entry of entries.toSorted((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1)))
    calendar.addSubcomponent(eventOf(entry, store.name, say));
  return `${calendar.toString()}\r\n`;
}
