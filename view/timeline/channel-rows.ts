import { utcMonday } from 'd3-time';
import type { TimelineView } from '../../src/timeline-view/types.js';
import { placeCrowds, type Crowd } from './crowds.js';
import { entriesOf, entryTitle, type Entry, type Filter } from './entries.js';
import { clusters, labelWidth, lanesFor, type Placed } from './lanes.js';
import { DOT, LANE, LEAST_HEIGHT, MOST_LANES, PAD, toneOf, type Mark, type Row } from './marks.js';
import { instantOf, isoDayOf, type Scale } from './scale.js';
import type { Words } from './words.js';

const COLOURS = 6;
/** A mark for several sends needs so many pixels for its number. */
const LEAST_BIN = 17;

interface Channel {
  readonly name: string;
  readonly label: string;
  readonly colour: string;
  readonly own: readonly Entry[];
  readonly labels: ReadonlyMap<string, string>;
}

/** One row for each channel: its triggered waves, and below them its sends. */
export function channelRows(view: TimelineView, filter: Filter, scale: Scale, words: Words): readonly Row[] {
  const entries = entriesOf(view, filter);
  const labels = new Map(view.campaigns.map(({ name, label }) => [name, label]));
  const isUnknownUsed = view.waves.some(({ channel }) => channel === undefined);
  const channels = [...view.channels, ...(isUnknownUsed ? [{ name: '', label: words.unknownChannel }] : [])];
  return channels
    .map(({ name, label }, at) => ({ name, label, colour: `c${at % COLOURS}` }))
    .filter(({ name }) => filter.channel === '' || name === filter.channel)
    .map((channel) => ({ ...channel, labels, own: entries.filter(({ wave }) => (wave.channel ?? '') === channel.name) }))
    .filter(({ own }) => !filter.found || own.length > 0)
    .map((channel) => channelRow(channel, scale, words));
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
  const placed = placeCrowds(crowdsOf(sends, scale), MOST_LANES);
  const most = Math.max(0, ...placed.flatMap(({ lanes: used }) => used.map((lane) => lane + 1)));
  const sendMarks = placed.flatMap(({ crowd, isWhole, lanes: used }) =>
    isWhole && crowd.items.length > 1
      ? [manyMark(crowd, name, above + (used[0] ?? 0) * LANE, words)]
      : crowd.items.map((item, at) => sendMark(item, isWhole, above + (used[at] ?? 0) * LANE, labels, words)),
  );
  const counts = [
    ...(sends.length > 0 || own.length === 0 ? [words.sends(sends.length)] : []),
    ...(own.length > sends.length ? [`${words.waves(own.length - sends.length)}${words.comma}${words.triggered}`] : []),
  ];
  return {
    key: `channel ${name}`,
    section: 'channels',
    label,
    hint: counts[0] ?? '',
    title: [label, ...counts].join('\n'),
    height: Math.max(LEAST_HEIGHT, above + most * LANE + PAD),
    colour,
    tone: '',
    marks: [...bars, ...sendMarks].sort((a, b) => a.x - b.x),
  };
}

interface SendItem extends Placed {
  readonly entry: Entry;
}

/** Sends of one day, or of one week where a day is too narrow. */
interface DayCrowd extends Crowd {
  readonly items: readonly SendItem[];
  readonly day: string;
}

function crowdsOf(entries: readonly Entry[], scale: Scale): readonly DayCrowd[] {
  const isDaily = scale.day >= LEAST_BIN;
  const width = Math.max(isDaily ? scale.day : scale.day * 7, 4);
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = isDaily ? entry.start.slice(0, 10) : isoDayOf(utcMonday.floor(instantOf(entry.start)));
    const known = days.get(day);
    if (known) known.push(entry);
    else days.set(day, [entry]);
  }
  return [...days].map(([day, own]): DayCrowd => {
    const items = own.map((entry) => ({ entry, x: scale.x(entry.start), room: DOT + 6 + labelWidth(entry.wave.label) + 8 }));
    const x = items.length === 1 && items[0] ? items[0].x : scale.x(day);
    return { day, items, whole: { x, room: items.length === 1 ? DOT + 2 : width - 1 } };
  });
}

/** One send; where the next ones would have no room, without its name. */
function sendMark({ entry, x, room }: SendItem, isNameless: boolean, top: number, labels: ReadonlyMap<string, string>, words: Words): Mark {
  return {
    key: entry.send?.id ?? entry.wave.id,
    kind: 'send',
    x,
    room: isNameless ? DOT : room,
    width: DOT,
    top,
    text: isNameless ? '' : entry.wave.label,
    title: entryTitle(entry, labels, words),
    tone: toneOf(entry.wave.findings),
    at: entry.wave.at,
    subject: { kind: 'wave', id: entry.wave.id },
  };
}

/** Sends that are too many to be told apart, as one mark. */
function manyMark({ day, items, whole: { x, room } }: DayCrowd, channel: string, top: number, words: Words): Mark {
  const entries = items.map(({ entry }) => entry);
  const number = String(entries.length);
  const [first = day, last = day] = [entries[0], entries.at(-1)].map((entry) => entry?.start.slice(0, 10));
  return {
    key: `many ${channel} ${day}`,
    kind: 'many',
    x,
    room,
    width: room,
    top,
    text: labelWidth(number) < room ? number : '',
    title: `${words.sends(entries.length)}\n${words.days(first, last)}`,
    tone: toneOf(entries.flatMap(({ wave }) => wave.findings)),
    entries,
  };
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
      tone: toneOf(entry.wave.findings),
      at: entry.wave.at,
      subject: { kind: 'wave', id: entry.wave.id },
    }));
    return { marks, lanes: Math.max(0, ...single.map(({ lane }) => lane + 1)) };
  }
  const marks = clusters(items).map((cluster): Mark => {
    const [x, end] = [Math.min(...cluster.map((item) => item.x)), Math.max(...cluster.map((item) => item.x + item.room))];
    const text = `${words.waves(cluster.length)}${words.comma}${words.triggered}`;
    return {
      key: `many ${cluster[0]?.entry.wave.id ?? ''}`,
      kind: 'bar',
      x,
      room: end - x,
      width: end - x - 2,
      top: PAD,
      text,
      title: text,
      tone: toneOf(cluster.flatMap(({ entry }) => entry.wave.findings)),
      entries: cluster.map(({ entry }) => entry),
    };
  });
  return { marks, lanes: 1 };
}
