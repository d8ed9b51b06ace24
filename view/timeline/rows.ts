import { utcMonday } from 'd3-time';
import type { ActivityView, CampaignView, CapView, Place, SendView, TimelineView, WaveView } from '../../src/timeline-view/types.js';
import type { Choice } from './host.js';
import { clusters, labelWidth, lanesFor, type Placed } from './lanes.js';
import { instantOf, isoDayOf, type Scale } from './scale.js';
import type { Words } from './words.js';

/** A send, or the whole life of a triggered wave. */
export interface Entry {
  readonly wave: WaveView;
  readonly start: string;
  readonly end: string;
  readonly send?: SendView;
}

export interface Mark extends Placed {
  /** Stays the same while the plan is edited. */
  readonly key: string;
  readonly kind: 'send' | 'bar' | 'many' | 'phase' | 'activity' | 'runs' | 'load';
  readonly width: number;
  /** From the top of its row, in pixels. */
  readonly top: number;
  readonly text: string;
  /** All there is to know, for the pointer and for screen readers. */
  readonly title: string;
  /** Of findings, or how near a cap is. */
  readonly tone: string;
  readonly at?: Place;
  /** What it stands for, where that is several. */
  readonly entries?: readonly Entry[];
}

export interface Row {
  readonly key: string;
  readonly section: 'channels' | 'caps' | 'campaigns';
  readonly label: string;
  readonly hint: string;
  readonly title: string;
  readonly height: number;
  /** Of its marks; see `timeline.css`. */
  readonly colour: string;
  readonly at?: Place;
  readonly marks: readonly Mark[];
}

/** Of a row with its name and a hint, in pixels. */
const LEAST_HEIGHT = 38;
/** Of a lane of marks. */
const LANE = 22;
const PAD = 5;
const DOT = 12;
const MOST_LANES = 6;
const COLOURS = 6;
/** A mark for several sends needs so many pixels for its number. */
const LEAST_BIN = 17;

export function toneOf(waves: readonly WaveView[]): string {
  const all = waves.flatMap(({ findings }) => findings);
  if (all.some(({ level, verdict }) => level === 'error' || verdict === 'violated')) return 'error';
  return all.length > 0 ? 'warning' : '';
}

/** The entries that a choice leaves, in order of time. */
export function entriesOf({ waves }: TimelineView, { campaign, channel }: Pick<Choice, 'campaign' | 'channel'>): readonly Entry[] {
  return waves
    .filter((wave) => (campaign === '' || wave.campaign === campaign) && (channel === '' || wave.channel === channel))
    .flatMap((wave): readonly Entry[] => [
      ...wave.sends.map((send) => ({ wave, send, start: send.start, end: send.end })),
      ...(wave.live ? [{ wave, ...wave.live }] : []),
    ])
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

/** The rows of the chart from top to bottom. */
export function rowsOf(view: TimelineView, choice: Choice, scale: Scale, words: Words): readonly Row[] {
  const entries = entriesOf(view, choice);
  const labels = new Map(view.campaigns.map(({ name, label }) => [name, label]));
  const channels = [
    ...view.channels,
    ...(view.waves.some(({ channel }) => channel === undefined) ? [{ name: '', label: words.unknownChannel }] : []),
  ];
  return [
    ...channels
      .filter(({ name }) => choice.channel === '' || name === choice.channel)
      .map(({ name, label }, at) => {
        const own = entries.filter(({ wave }) => (wave.channel ?? '') === name);
        const colour = `c${(choice.channel === '' ? at : channels.findIndex((each) => each.name === name)) % COLOURS}`;
        return channelRow({ name, label, colour, own, labels }, scale, words);
      }),
    ...view.caps
      .filter(({ channels: counted }) => choice.channel === '' || counted.includes(choice.channel))
      .map((cap) => capRow(cap, scale, words)),
    ...view.campaigns
      .filter(({ name }) => choice.campaign === '' || name === choice.campaign)
      .map((campaign) => campaignRow(campaign, scale, words)),
  ];
}

interface Channel {
  readonly name: string;
  readonly label: string;
  readonly colour: string;
  readonly own: readonly Entry[];
  readonly labels: ReadonlyMap<string, string>;
}

export function entryTitle({ wave, send, start, end }: Entry, labels: ReadonlyMap<string, string>, words: Words): string {
  return [
    wave.label,
    send ? '' : words.triggered,
    words.time(start, end),
    wave.members ? words.members(wave.members) : '',
    labels.get(wave.campaign) ?? wave.campaign,
    ...wave.findings.map(words.finding),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function channelRow({ name, label, colour, own, labels }: Channel, scale: Scale, words: Words): Row {
  const sends = own.filter(({ send }) => send);
  const { marks: bars, lanes } = barsOf(
    own.filter(({ send }) => !send),
    scale,
    labels,
    words,
  );
  const above = PAD + lanes * LANE;
  const single = lanesFor(
    sends.map((entry) => sendItem(entry, scale)),
    MOST_LANES,
  );
  const sendMarks =
    single?.map(({ item: { entry, x, room }, lane }): Mark => ({
      key: entry.send?.id ?? entry.wave.id,
      kind: 'send',
      x,
      room,
      width: DOT,
      top: above + lane * LANE,
      text: entry.wave.label,
      title: entryTitle(entry, labels, words),
      tone: toneOf([entry.wave]),
      at: entry.wave.at,
    })) ?? binsOf(sends, scale, name, above, words);
  const most = single ? Math.max(0, ...single.map(({ lane }) => lane + 1)) : 1;
  const counts = [
    words.sends(sends.length),
    ...(own.length > sends.length ? [`${words.waves(own.length - sends.length)}, ${words.triggered}`] : []),
  ];
  return {
    key: `channel ${name}`,
    section: 'channels',
    label,
    hint: counts[0] ?? '',
    title: [label, ...counts].join('\n'),
    height: Math.max(LEAST_HEIGHT, above + most * LANE + PAD),
    colour,
    marks: [...bars, ...sendMarks].sort((a, b) => a.x - b.x),
  };
}

function sendItem(entry: Entry, scale: Scale): Placed & { readonly entry: Entry } {
  return { entry, x: scale.x(entry.start), room: DOT + 6 + labelWidth(entry.wave.label) + 8 };
}

/** Triggered waves; where there are too many beside each other, those that overlap are one bar. */
function barsOf(
  entries: readonly Entry[],
  scale: Scale,
  labels: ReadonlyMap<string, string>,
  words: Words,
): { readonly marks: readonly Mark[]; readonly lanes: number } {
  const items = entries.map((entry) => {
    const x = scale.x(entry.start);
    return { entry, x, room: Math.max(DOT, scale.x(entry.end) - x) };
  });
  const single = lanesFor(items, MOST_LANES);
  if (single) {
    const marks = single.map(({ item: { entry, x, room }, lane }): Mark => ({
      key: entry.wave.id,
      kind: 'bar',
      x,
      room,
      width: room - 2,
      top: PAD + lane * LANE,
      text: entry.wave.label,
      title: entryTitle(entry, labels, words),
      tone: toneOf([entry.wave]),
      at: entry.wave.at,
    }));
    return { marks, lanes: Math.max(0, ...single.map(({ lane }) => lane + 1)) };
  }
  const marks = clusters(items).map((cluster): Mark => {
    const [x, end] = [Math.min(...cluster.map((item) => item.x)), Math.max(...cluster.map((item) => item.x + item.room))];
    const text = `${words.waves(cluster.length)}, ${words.triggered}`;
    return {
      key: `many ${cluster[0]?.entry.wave.id ?? ''}`,
      kind: 'bar',
      x,
      room: end - x,
      width: end - x - 2,
      top: PAD,
      text,
      title: text,
      tone: toneOf(cluster.map(({ entry }) => entry.wave)),
      entries: cluster.map(({ entry }) => entry),
    };
  });
  return { marks, lanes: 1 };
}

/** Sends that are too many to be told apart: one mark for those of a day, or of a week where a day is too narrow. */
function binsOf(entries: readonly Entry[], scale: Scale, channel: string, top: number, words: Words): readonly Mark[] {
  const isDaily = scale.day >= LEAST_BIN;
  const bins = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = isDaily ? entry.start.slice(0, 10) : isoDayOf(utcMonday.floor(instantOf(entry.start)));
    const bin = bins.get(day);
    if (bin) bin.push(entry);
    else bins.set(day, [entry]);
  }
  const width = Math.max(isDaily ? scale.day : scale.day * 7, 4);
  return [...bins].map(([day, own]): Mark => {
    const last = own.at(-1)?.start.slice(0, 10) ?? day;
    return {
      key: `many ${channel} ${day}`,
      kind: 'many',
      x: scale.x(day),
      room: width,
      width: width - 1,
      top,
      text: width >= LEAST_BIN - 4 ? String(own.length) : '',
      title: `${words.sends(own.length)}\n${words.days(own[0]?.start.slice(0, 10) ?? day, last)}`,
      tone: toneOf(own.map(({ wave }) => wave)),
      entries: own,
    };
  });
}

/** How near a cap is: `low`, `near` (one more is allowed), `full`, `over`. */
export function nearness(most: number, limit: number): 'low' | 'near' | 'full' | 'over' {
  return most > limit ? 'over' : most === limit ? 'full' : most === limit - 1 ? 'near' : 'low';
}

function capRow(cap: CapView, scale: Scale, words: Words): Row {
  const { id, clause, what, window, limit, at, loads } = cap;
  const worst = loads.reduce((most, load) => Math.max(most, load.most), 0);
  const marks = loads.map(({ from, to, most }): Mark => {
    const x = Math.max(0, scale.x(from));
    const width = Math.min(scale.width, scale.x(to) + scale.day) - x;
    return {
      key: `${id} ${from}`,
      kind: 'load',
      x,
      room: width,
      width: Math.max(1, width - 1),
      top: PAD - 1,
      text: width >= 26 ? `${most}/${limit}` : '',
      title: `${what}, ${window}\n${words.days(from, to)}\n${words.load(most, limit)}`,
      tone: nearness(most, limit),
    };
  });
  return {
    key: `cap ${id}`,
    section: 'caps',
    label: what,
    hint: words.limit(limit, window),
    title: `${clause}\n${words.load(worst, limit)}`,
    height: LEAST_HEIGHT,
    colour: '',
    at,
    marks: marks.filter(({ width }) => width > 0),
  };
}

/** Of bands in rows of campaigns, in pixels. */
const BAND = 18;
/** A narrower band has no text. */
const LEAST_TEXT = 34;

function campaignRow({ name, label, at, runs, phases, activities }: CampaignView, scale: Scale, words: Words): Row {
  const bandOf = (from: string, to: string): Placed & { readonly width: number } => {
    const x = scale.x(from);
    const width = scale.x(to) + scale.day - x;
    return { x, room: width, width: Math.max(1, width - 1) };
  };
  const runsMarks = runs
    ? [
        {
          key: `runs ${name}`,
          kind: 'runs' as const,
          ...bandOf(runs.from, runs.to),
          top: PAD,
          text: '',
          title: `${label}\n${words.days(runs.from, runs.to)}`,
          tone: '',
        },
      ]
    : [];
  const phaseMarks = phases.map((phase): Mark => {
    const band = bandOf(phase.from, phase.to);
    return {
      key: `phase ${name}/${phase.name}`,
      kind: 'phase',
      ...band,
      top: PAD,
      text: band.width >= LEAST_TEXT ? phase.label : '',
      title: `${phase.label}\n${words.days(phase.from, phase.to)}\n${label}`,
      tone: '',
      at: phase.at,
    };
  });
  const activityMarks = activitiesOf(activities, name, scale, words);
  const lanes = Math.max(0, ...activityMarks.map(({ top }) => (top - PAD - BAND - 3) / BAND + 1));
  return {
    key: `campaign ${name}`,
    section: 'campaigns',
    label,
    hint: runs ? `${runs.from} – ${runs.to}` : '',
    title: label,
    height: Math.max(LEAST_HEIGHT, PAD + BAND + 3 + lanes * BAND + PAD),
    colour: '',
    at,
    marks: [...runsMarks, ...phaseMarks, ...activityMarks].sort((a, b) => a.x - b.x || a.top - b.top),
  };
}

/** Each activity in one lane, with its name wherever that has room before its next time. */
function activitiesOf(activities: readonly ActivityView[], campaign: string, scale: Scale, words: Words): readonly Mark[] {
  const items = activities.flatMap((activity) => {
    const name = labelWidth(activity.label) + 10;
    const times = activity.times.map((time) => {
      const x = scale.x(time.start);
      return { time, x, width: Math.max(4, scale.x(time.end) - x - 1) };
    });
    const [first, last] = [times[0], times.at(-1)];
    return first && last ? [{ activity, name, times, x: first.x, room: last.x + Math.max(last.width, name) - first.x }] : [];
  });
  const lanes = lanesFor(items, MOST_LANES) ?? items.map((item) => ({ item, lane: 0 }));
  return lanes.flatMap(({ item: { activity, name, times }, lane }) =>
    times.map(({ time, x, width }, at): Mark => {
      const next = times[at + 1]?.x ?? Infinity;
      return {
        key: `activity ${campaign}/${activity.name}/${at}`,
        kind: 'activity',
        x,
        width,
        room: Math.max(width, name),
        top: PAD + BAND + 3 + lane * BAND,
        text: next - x >= name ? activity.label : '',
        title: `${activity.label}\n${words.time(time.start, time.end)}`,
        tone: '',
        at: activity.at,
      };
    }),
  );
}
