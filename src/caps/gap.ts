import type { Duration } from '../model/literals.js';
import { addDuration } from '../timeline/calendar.js';
import { createItems, type Items } from './items.js';
import { countsDays, secondsOf } from './spans.js';
import type { Analysis, Contact, GapFinding } from './types.js';

export interface GapAnalysis extends Analysis {
  /** Two contacts of a member are at least this far apart: in local days, or for hours and minutes in elapsed time. */
  readonly gap: Duration;
  /** Each reported pair holds at least one such contact. */
  readonly mustInclude?: (contact: Contact) => boolean;
}

interface Pair {
  readonly first: Contact;
  readonly second: Contact;
  readonly distance: number;
  readonly sure: boolean;
}

/**
 * Contacts of one member that are, or may be, closer than the gap, at the closest moments of their dispatches.
 * One finding for each later wave: what is violated before what is possible, then the closest.
 */
export function analyseGap(analysis: GapAnalysis): readonly GapFinding[] {
  const { gap, during, mustInclude, sizes } = analysis;
  const items = createItems(analysis);
  const touches = ({ firstDay, lastDay }: Contact): boolean => !during || during.some(({ from, to }) => from <= lastDay && firstDay <= to);
  const counted = analysis.contacts.filter((contact) => items.of(contact) && touches(contact));
  const wanted = (pair: Pair): boolean => !mustInclude || mustInclude(pair.first) || mustInclude(pair.second);
  const pairs = [...selfPairs(counted, gap), ...closePairs(counted, gap)].filter(wanted);
  const worst = new Map<string, Pair>();
  for (const { first, second, distance } of pairs) {
    const [a, b] = [items.of(first)!, items.of(second)!];
    if (first !== second && items.apart(a, b)) continue;
    const pair: Pair = { first, second, distance, sure: mustMeet(first, second, items, analysis) };
    const known = worst.get(second.wave);
    if (!known || isWorse(pair, known)) worst.set(second.wave, pair);
  }
  return [...worst.values()]
    .sort((a, b) => (isWorse(a, b) ? -1 : 1))
    .map(({ first, second, distance, sure }) => {
      const { low, high } = sizes.overlapBounds([...items.of(first)!.sized, ...items.of(second)!.sized]);
      return {
        verdict: sure ? 'violated' : 'possible',
        contacts: [first, second],
        distance,
        atLeast: sure ? low : 0,
        ...(high !== undefined && { atMost: high }),
      };
    });
}

function isWorse(a: Pair, b: Pair): boolean {
  if (a.sure !== b.sure) return a.sure;
  if (a.distance !== b.distance) return a.distance < b.distance;
  if (a.first.start !== b.first.start) return a.first.start < b.first.start;
  return a.first.id === b.first.id ? a.second.id < b.second.id : a.first.id < b.first.id;
}

function mustMeet(first: Contact, second: Contact, items: Items, { sizes }: Analysis): boolean {
  if (first.trigger || second.trigger) return false;
  const [a, b] = [items.of(first)!, items.of(second)!];
  if (a === b || items.inside(a, b)) return items.low(a) > 0;
  return items.inside(b, a) ? items.low(b) > 0 : sizes.sharedLow([...a.sized, ...b.sized]) > 0;
}

function* closePairs(contacts: readonly Contact[], gap: Duration): Iterable<Pair> {
  const inDays = countsDays(gap);
  const length = secondsOf(gap) * 1000;
  const isClose = (a: Contact, b: Contact): boolean => (inDays ? b.firstDay < addDuration(a.lastDay, gap, 1) : b.start - a.end < length);
  const ordered = [...contacts].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  let open: Contact[] = [];
  for (const second of ordered) {
    open = open.filter((first) => isClose(first, second));
    for (const first of open) {
      const distance = Math.max(0, inDays ? second.firstDay - first.lastDay : second.start - first.end);
      yield { first, second, distance, sure: false };
    }
    open.push(second);
  }
}

/** Triggered waves whose own limit lets them repeat within the gap. */
function* selfPairs(contacts: readonly Contact[], gap: Duration): Iterable<Pair> {
  const inDays = countsDays(gap);
  for (const contact of contacts) {
    if (!contact.trigger) continue;
    const { count, window } = contact.trigger;
    const [span, unit] = inDays ? [contact.lastDay - contact.firstDay, 86_400] : [contact.end - contact.start, 0.001];
    const rest = window.kind === 'rolling' ? Math.floor(secondsOf(window.duration) / unit) : window.kind === 'calendar' ? 1 : Infinity;
    const distance = count > 1 ? 0 : rest;
    const least = inDays ? addDuration(contact.firstDay, gap, 1) - contact.firstDay : secondsOf(gap) * 1000;
    if (distance < least && (distance < span || count > 1)) yield { first: contact, second: contact, distance, sure: false };
  }
}
