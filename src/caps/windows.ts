import type { Day, Duration } from '../model/literals.js';
import type { CalendarUnit, Window } from '../model/types.js';
import { addDuration, bucketsIn, isDayDuration } from '../model/calendar.js';
import { groupBy } from '../text/group-by.js';
import type { DayRange } from '../timeline/types.js';
import { clip, daysOf, mostInDays, mostInSeconds, secondsOf } from './spans.js';
import type { Item, Items } from './items.js';
import type { Analysis, Contact } from './types.js';

/** A contact in a window, with whom it addresses and how often it counts there. */
export interface Entry {
  readonly contact: Contact;
  readonly item: Item;
  readonly count: number;
}

/** A stretch of time a clause counts over, with all that may fall into it for one member. */
export interface Stretch {
  readonly from: Day;
  readonly to: Day;
  readonly entries: readonly Entry[];
}

/** A contact with the days on which a clause looks at it. */
interface Dated {
  readonly contact: Contact;
  readonly ranges: readonly DayRange[];
  /** For all windows that hold it, unless it is triggered. */
  readonly entry: Entry;
}

/**
 * The windows that hold as much as a window can: every set of contacts that fit into one window lies in one of them.
 * Contacts that count for nobody are left out.
 */
export function stretchesOf({ contacts, during }: Pick<Analysis, 'contacts' | 'during'>, window: Window, items: Items): readonly Stretch[] {
  const dated = contacts.flatMap((contact): readonly Dated[] => {
    const [item, ranges] = [items.of(contact), clip(contact, during)];
    return item && ranges.length > 0 ? [{ contact, ranges, entry: { contact, item, count: 1 } }] : [];
  });
  switch (window.kind) {
    case 'campaign':
      return perCampaign(dated);
    case 'calendar':
      return perBucket(dated, window.unit);
    case 'rolling':
      return isDayDuration(window.duration) ? rollingDays(dated, window.duration) : rollingInstants(dated, window.duration);
  }
}

function entriesIn(dated: readonly Dated[], from: Day, to: Day): readonly Entry[] {
  const entries: Entry[] = [];
  for (const one of dated) {
    if (!touches(one, from, to)) continue;
    const { contact, ranges, entry } = one;
    const { trigger } = contact;
    if (!trigger) entries.push(entry);
    else
      entries.push({
        ...entry,
        count: ranges.reduce((total, range) => total + mostIn(trigger, Math.max(range.from, from), Math.min(range.to, to)), 0),
      });
  }
  return entries;
}

function mostIn(trigger: NonNullable<Contact['trigger']>, from: Day, to: Day): number {
  return from <= to ? mostInDays(trigger, from, to) : 0;
}

function touches({ ranges }: Dated, from: Day, to: Day): boolean {
  for (const range of ranges) if (range.from <= to && from <= range.to) return true;
  return false;
}

function perCampaign(dated: readonly Dated[]): readonly Stretch[] {
  return [...groupBy(dated, ({ contact }) => contact.campaign).values()].map((own) => {
    const from = Math.min(...own.flatMap(({ ranges }) => ranges.map((range) => range.from)));
    const to = Math.max(...own.flatMap(({ ranges }) => ranges.map((range) => range.to)));
    return { from, to, entries: entriesIn(own, from, to) };
  });
}

function perBucket(dated: readonly Dated[], unit: CalendarUnit): readonly Stretch[] {
  const buckets = new Map<string, { readonly from: Day; readonly to: Day; readonly dated: Dated[] }>();
  for (const one of dated) {
    for (const { key, from, to } of one.ranges.flatMap((range) => bucketsIn(range, unit))) {
      const bucket = buckets.get(key) ?? { from, to, dated: [] };
      if (bucket.dated.at(-1) !== one) bucket.dated.push(one);
      buckets.set(key, bucket);
    }
  }
  return [...buckets.values()]
    .map(({ from, to, dated: own }) => ({ from, to, entries: entriesIn(own, from, to) }))
    .sort((a, b) => a.from - b.from);
}

/** The last day of every window worth looking at: one where a contact begins, or, of triggered waves, any day they can reach. */
function lastDays(dated: readonly Dated[], duration: Duration): readonly Day[] {
  const days = new Set<Day>();
  for (const { contact, ranges } of dated) {
    for (const { from, to } of ranges) {
      days.add(from);
      const end = contact.trigger ? addDuration(to, duration, 1) : from;
      for (let day = from; day <= end; day += 1) days.add(day);
    }
  }
  return [...days].sort((a, b) => a - b);
}

/** The earliest day from which the duration reaches beyond a last day: the month up to 28 February begins on the first. */
function firstDayOf(to: Day, duration: Duration): Day {
  let from = addDuration(to, duration, -1);
  while (addDuration(from, duration, 1) <= to) from += 1;
  return from;
}

function rollingDays(dated: readonly Dated[], duration: Duration): readonly Stretch[] {
  const waiting = dated.toSorted((a, b) => b.contact.firstDay - a.contact.firstDay);
  const stretches: Stretch[] = [];
  let open: Dated[] = [];
  for (const to of lastDays(dated, duration)) {
    const from = firstDayOf(to, duration);
    // A window out of which nothing has fallen since the one before holds all that that one does.
    const grows = open.every((one) => one.contact.trigger === undefined && touches(one, from, to));
    open = open.filter(({ contact }) => contact.lastDay >= from);
    open.push(...begun(waiting, ({ contact }) => contact.firstDay <= to));
    if (grows) stretches.pop();
    stretches.push({ from, to, entries: entriesIn(open, from, to) });
  }
  return stretches;
}

/** Takes off the end of a list what passes. */
function begun(waiting: Dated[], passes: (one: Dated) => boolean): readonly Dated[] {
  const found = waiting.length - 1 - waiting.findLastIndex((one) => !passes(one));
  return found === 0 ? [] : waiting.splice(waiting.length - found).reverse();
}

/** Half-open spans of hours, minutes or seconds, by instants. A triggered wave counts with all it may send in a span of that length. */
function rollingInstants(dated: readonly Dated[], duration: Duration): readonly Stretch[] {
  const length = secondsOf(duration) * 1000;
  const waiting = dated.toSorted((a, b) => b.contact.start - a.contact.start);
  const stretches: Stretch[] = [];
  let open: Dated[] = [];
  for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
    const last = next.contact.start;
    open = open.filter(({ contact }) => last - contact.end < length);
    open.push(...begun(waiting, ({ contact }) => contact.start === last));
    const entries = open.map(({ contact, entry }) =>
      contact.trigger ? { ...entry, count: mostInSeconds(contact.trigger, triggerSeconds(contact, length)) } : entry,
    );
    const days = open.map(({ contact }) => daysOf(contact));
    stretches.push({ from: Math.min(...days.map(({ from }) => from)), to: Math.max(...days.map(({ to }) => to)), entries });
  }
  return stretches;
}

function triggerSeconds({ start, end }: Contact, length: number): number {
  return Math.max(1, Math.min(length, end - start)) / 1000;
}
