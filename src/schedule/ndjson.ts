import type { Schedule } from './types.js';

/** One object to a line, each with its kind: the head first, then what a reader may stream. */
export function ndjson(schedule: Schedule): string {
  const { campaigns, sends, waves, triggers, tasks, audiences, messages, benefits, channels, metrics, loads, prices, ...head } = schedule;
  const named = (kind: string, all: Readonly<Record<string, object>>): object[] =>
    Object.entries(all).map(([name, item]) => ({ kind, name, ...item }));
  // An audience, channel or benefit may have a kind of its own: it stands under `value`.
  const wrapped = (kind: string, all: Readonly<Record<string, object>>): object[] =>
    Object.entries(all).map(([name, value]) => ({ kind, name, value }));
  const listed = (kind: string, all: readonly object[]): object[] => all.map((item) => ({ kind, ...item }));
  const lines = [
    { kind: 'schedule', ...head },
    ...named('audience', audiences),
    ...named('message', messages),
    ...wrapped('benefit', benefits),
    ...wrapped('channel', channels),
    ...named('metric', metrics),
    ...listed('campaign', campaigns),
    ...listed('wave', waves),
    ...listed('load', loads),
    ...listed('price', prices),
    ...listed('trigger', triggers),
    ...listed('send', sends),
    ...tasks.map((task) => ({ kind: 'task', value: task })),
  ];
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

/** The schedule as a document: two spaces, LF, keys in fixed order. */
export function json(schedule: Schedule): string {
  return `${JSON.stringify(schedule, undefined, 2)}\n`;
}
