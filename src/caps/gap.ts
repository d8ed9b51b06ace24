import type { Duration } from '../model/literals.js';
import { addDuration, isDayDuration } from '../model/calendar.js';
import { createItems, type Item, type Items } from './items.js';
import { clip, secondsOf } from './spans.js';
import type { Analysis, Contact, GapFinding } from './types.js';

export interface GapAnalysis extends Analysis {
  /** Two contacts of a member are at least this far apart: in local days, or for hours and minutes in elapsed time. */
  readonly gap: Duration;
  /** Each reported pair holds at least one such contact. */
  readonly mustInclude?: (contact: Contact) => boolean;
}

/** A contact with whom it addresses. */
interface Met {
  readonly contact: Contact;
  readonly item: Item;
}

interface Close {
  /** The same one twice where it repeats. */
  readonly first: Met;
  readonly second: Met;
  readonly distance: number;
}

interface Pair extends Close {
  readonly sure: boolean;
}

/**
 * Contacts of one member that are, or may be, closer than the gap, at the closest moments of their dispatches.
 * One finding for each later wave: what is violated before what is possible, then the closest.
 */
export function analyseGap(analysis: GapAnalysis): readonly GapFinding[] {
  const { gap, during, mustInclude, sizes } = analysis;
  const items = createItems(analysis);
  const counted = analysis.contacts
    .filter((contact) => clip(contact, during).length > 0)
    .flatMap((contact): readonly Met[] => {
      const item = items.of(contact);
      return item ? [{ contact, item }] : [];
    });
  const wanted = ({ first, second }: Close): boolean => !mustInclude || mustInclude(first.contact) || mustInclude(second.contact);
  const worst = new Map<string, Pair>();
  for (const close of [...selfPairs(counted, gap), ...closePairs(counted, gap)].filter(wanted)) {
    const { first, second } = close;
    if (first !== second && items.apart(first.item, second.item)) continue;
    const pair: Pair = { ...close, sure: mustMeet(first, second, items, analysis) };
    const known = worst.get(second.contact.wave);
    if (!known || isWorse(pair, known)) worst.set(second.contact.wave, pair);
  }
  return [...worst.values()]
    .sort((a, b) => (isWorse(a, b) ? -1 : 1))
    .map(({ first, second, distance, sure }) => {
      const { low, high } = sizes.overlapBounds([...first.item.sized, ...second.item.sized]);
      const contacts = [first.contact, second.contact] as const;
      return {
        verdict: sure ? 'violated' : 'possible',
        contacts,
        distance,
        atLeast: sure ? low : 0,
        ...(high !== undefined && { atMost: high }),
      };
    });
}

function isWorse(a: Pair, b: Pair): boolean {
  if (a.sure !== b.sure) return a.sure;
  if (a.distance !== b.distance) return a.distance < b.distance;
  const [x, y] = [a.first.contact, b.first.contact];
  if (x.start !== y.start) return x.start < y.start;
  return x.id === y.id ? a.second.contact.id < b.second.contact.id : x.id < y.id;
}

function mustMeet(first: Met, second: Met, items: Items, { sizes }: Analysis): boolean {
  if (first.contact.trigger || second.contact.trigger) return false;
  const [a, b] = [first.item, second.item];
  if (a === b || items.inside(a, b)) return items.low(a) > 0;
  if (items.inside(b, a)) return items.low(b) > 0;
  const both = [...a.sized, ...b.sized];
  const single = a.group.include.length === 1 && b.group.include.length === 1;
  return (single ? sizes.sharedLow(both) : sizes.overlapBounds(both).low) > 0;
}

function* closePairs(counted: readonly Met[], gap: Duration): Iterable<Close> {
  const inDays = isDayDuration(gap);
  const length = secondsOf(gap) * 1000;
  const isClose = (a: Contact, b: Contact): boolean => (inDays ? b.firstDay < addDuration(a.lastDay, gap, 1) : b.start - a.end < length);
  const ordered = counted.toSorted(({ contact: a }, { contact: b }) => a.start - b.start || (a.id < b.id ? -1 : 1));
  let open: Met[] = [];
  for (const second of ordered) {
    open = open.filter((first) => isClose(first.contact, second.contact));
    for (const first of open) {
      const [a, b] = [first.contact, second.contact];
      yield { first, second, distance: Math.max(0, inDays ? b.firstDay - a.lastDay : b.start - a.end) };
    }
    open.push(second);
  }
}

/** Triggered waves whose own limit lets them repeat within the gap. */
function* selfPairs(counted: readonly Met[], gap: Duration): Iterable<Close> {
  const inDays = isDayDuration(gap);
  for (const met of counted) {
    const { trigger, firstDay, lastDay, start, end } = met.contact;
    if (!trigger) continue;
    const { count, window } = trigger;
    const [span, unit] = inDays ? [lastDay - firstDay, 86_400] : [end - start, 0.001];
    const rest = window.kind === 'rolling' ? Math.floor(secondsOf(window.duration) / unit) : window.kind === 'calendar' ? 1 : Infinity;
    const distance = count > 1 ? 0 : rest;
    const least = inDays ? addDuration(firstDay, gap, 1) - firstDay : secondsOf(gap) * 1000;
    if (distance < least && (distance < span || count > 1)) yield { first: met, second: met, distance };
  }
}
