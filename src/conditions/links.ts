import type { TimeWindow } from '../model/conditions.js';
import { monthsAtLeast, monthsAtMost, monthsCovering, monthsFitting } from './calendar-months.js';
import { measureDuration } from './constants.js';
import { intersect, isEmpty, isWithin, LINE, overlaps, range, subtract, unite, UNKNOWN, type Domain } from './domains.js';
import { durationPlace, type TextTable } from './scales.js';
import type { About, Records, Term } from './terms.js';

/** Narrows two domains by each other: the pair after, or the same objects where nothing follows. */
export type Link = (a: Domain, b: Domain) => readonly [Domain, Domain];

const [NO, YES, SOME] = [range(0, 1), range(1, 2), range(1, Infinity)];

/** What holds between the values of two terms at one moment. */
export function linksBetween(a: Term, b: Term, texts: TextTable): readonly Link[] {
  return [...oneWay(a, b, texts), ...oneWay(b, a, texts).map(flip)];
}

function flip(link: Link): Link {
  return (a, b) => {
    const [x, y] = link(b, a);
    return [y, x];
  };
}

function oneWay(a: Term, b: Term, texts: TextTable): readonly Link[] {
  const [x, y] = [a.about, b.about];
  const links: Link[] = [];
  if (x.kind === 'outcome' && y.kind === 'outcome' && y.outcome === 'received' && x.outcome !== 'received' && x.outcome !== 'joined') {
    links.push(implies(YES, YES));
  }
  const [value, other] = [knownBy(x), knownBy(y)];
  if (value !== undefined && value === other) links.push(implies(LINE, LINE));
  if (x.kind === 'comparison' && other !== undefined && (x.left === other || x.right === other)) links.push(implies(LINE, LINE));
  if (x.kind === 'match' && x.value === other) links.push(implies(YES, LINE));
  if (x.kind === 'match' && y.kind === 'value' && x.value === y.value) links.push(matches(x, texts));
  if (x.kind === 'match' && y.kind === 'match' && x.value === y.value) links.push(...betweenMatches(x, y));
  if (x.kind === 'seconds' && y.kind === 'months' && x.value === y.value) links.push(calendar);
  if (x.kind === 'count' && y.kind === 'count' && isPartOf(x.records, y.records)) links.push(atMost);
  if (y.kind === 'count') links.push(...withCount(x, y.records));
  return links;
}

/** The value that is known exactly where the term is. */
function knownBy(about: About): number | undefined {
  return about.kind === 'value' || about.kind === 'seconds' || about.kind === 'months' ? about.value : undefined;
}

function implies(premise: Domain, conclusion: Domain): Link {
  return (a, b) => {
    if (isWithin(a, premise)) return [a, intersect(b, conclusion)];
    return overlaps(b, conclusion) ? [a, b] : [subtract(a, premise), b];
  };
}

const atMost: Link = (a, b) => {
  const [low, high] = [a.cuts[0], b.cuts.at(-1)];
  if (low === undefined || high === undefined) return [a, b];
  return [intersect(a, range(-Infinity, high)), intersect(b, range(low, Infinity))];
};

/** Whatever is counted by `a` is counted by `b` as well. */
function isPartOf(a: Records, b: Records): boolean {
  return a.entity === b.entity && (b.where === undefined || a.where === b.where) && isWindowPart(a, b);
}

function isWindowPart(a: Records, b: Records): boolean {
  if (a.windowKey === b.windowKey || b.window === undefined) return true;
  const [x, y] = [a.window, b.window];
  if (!x) return false;
  if (x.kind === 'last' && y.kind === 'last') return isShorter(x, y);
  const [inner, outer] = [daysOf(x), daysOf(y)];
  return inner !== undefined && outer !== undefined && outer[0] <= inner[0] && inner[1] <= outer[1];
}

function isShorter(x: TimeWindow & { kind: 'last' }, y: TimeWindow & { kind: 'last' }): boolean {
  const [m, n] = [measureDuration(x.duration), measureDuration(y.duration)];
  if ('months' in m && 'months' in n) return m.months <= n.months;
  if ('seconds' in m && 'seconds' in n) return m.seconds <= n.seconds;
  if ('months' in m && 'seconds' in n) return monthsAtMost(m.months) <= n.seconds;
  return 'seconds' in m && 'months' in n && m.seconds <= monthsAtLeast(n.months);
}

function daysOf(window: TimeWindow): readonly [number, number] | undefined {
  if (window.kind === 'during') return [window.from, window.to];
  if (window.kind === 'last' || window.moment.kind === 'wave') return undefined;
  return window.kind === 'before' ? [-Infinity, window.moment.day - 1] : [window.moment.day, Infinity];
}

/** An aggregate is only known where there is a record; the newest record lies in a window exactly where the window has one. */
function withCount(about: About, records: Records): readonly Link[] {
  if (about.kind !== 'value' && about.kind !== 'seconds' && about.kind !== 'months') return [];
  const role = about.aggregate;
  if (!role) return [];
  const links: Link[] = [];
  if (role.function !== 'sum' && isPartOf(role.records, records)) links.push(implies(LINE, SOME));
  if (role.time && isPartOf(records, role.records)) links.push(implies(UNKNOWN, NO));
  const newest = role.time && (role.function === 'last' || role.function === 'max') && role.records.window === undefined;
  if (!newest || records.window?.kind !== 'last' || !isPartOf(records, role.records)) return links;
  const measured = measureDuration(records.window.duration);
  const [scale, amount] = 'months' in measured ? (['months', measured.months] as const) : (['seconds', measured.seconds] as const);
  if (about.kind !== scale) return links;
  const young = range(-Infinity, durationPlace(amount).before);
  links.push(implies(subtract({ unknown: true, cuts: LINE.cuts }, young), NO));
  if (role.records.where === records.where) links.push(implies(young, SOME));
  return links;
}

/** Both scales measure one age: bounds on one bound the other as far as the lengths of months allow. */
const calendar: Link = (seconds, months) => {
  const monthsFrom = Math.floor((months.cuts[0] ?? -Infinity) / 2);
  const monthsTo = Math.floor((months.cuts.at(-1) ?? Infinity) / 2);
  const secondsFrom = Math.floor((seconds.cuts[0] ?? -Infinity) / 2);
  const secondsTo = Math.ceil(((seconds.cuts.at(-1) ?? Infinity) - 1) / 2);
  const narrowed = range(
    monthsFrom > 0 && monthsFrom < Infinity ? durationPlace(monthsAtLeast(monthsFrom)).before : -Infinity,
    monthsTo > 0 && monthsTo < Infinity ? durationPlace(monthsAtMost(monthsTo)).after : Infinity,
  );
  const fewest = secondsFrom > 0 && secondsFrom < Infinity ? monthsFitting(secondsFrom) : undefined;
  const most = secondsTo > 0 && secondsTo < Infinity ? monthsCovering(secondsTo) : undefined;
  const narrowedMonths = range(
    fewest === undefined ? -Infinity : durationPlace(fewest).after,
    most === undefined ? Infinity : durationPlace(most).before,
  );
  const withUnknown = (domain: Domain): Domain => ({ ...domain, unknown: true });
  return [intersect(seconds, withUnknown(narrowed)), intersect(months, withUnknown(narrowedMonths))];
};

type Match = About & { readonly kind: 'match' };

function test(match: Match, text: string): boolean {
  if (match.match === 'starts') return text.startsWith(match.text);
  return match.match === 'ends' ? text.endsWith(match.text) : text.includes(match.text);
}

/** Longer lists of texts are not looked through. */
const MOST_TEXTS = 64;

/** A finite list of texts decides the match, or is narrowed by it. */
function matches(match: Match, texts: TextTable): Link {
  return (flag, text) => {
    const numbers = listed(text);
    const known = numbers?.map((number) => ({ number, text: texts.textOf(number) }));
    if (!known || known.some((one) => one.text === undefined)) return [flag, text];
    const isFitting = (one: { readonly text: string | undefined }): boolean => one.text !== undefined && test(match, one.text);
    const fitting = domainOf(known.filter(isFitting), false);
    const others = domainOf(
      known.filter((one) => !isFitting(one)),
      text.unknown,
    );
    let narrowed = flag;
    if (isEmpty(others)) narrowed = intersect(narrowed, YES);
    if (isEmpty(fitting)) narrowed = intersect(narrowed, NO);
    if (!overlaps(narrowed, NO)) return [narrowed, intersect(text, fitting)];
    return overlaps(narrowed, YES) ? [narrowed, text] : [narrowed, intersect(text, others)];
  };
}

/** The numbers of a domain, if there are few. */
function listed({ cuts }: Domain): readonly number[] | undefined {
  const numbers: number[] = [];
  for (let i = 0; i < cuts.length; i += 2) {
    const [from, to] = [cuts[i] ?? 0, cuts[i + 1] ?? 0];
    if (numbers.length + to - from > MOST_TEXTS) return undefined;
    for (let number = from; number < to; number += 1) numbers.push(number);
  }
  return numbers;
}

function domainOf(found: readonly { readonly number: number }[], unknown: boolean): Domain {
  return found.reduce<Domain>((domain, { number }) => unite(domain, range(number, number + 1)), { unknown, cuts: [] });
}

/** "starts with ab" is also "starts with a", and never "starts with b". */
function betweenMatches(x: Match, y: Match): readonly Link[] {
  const anchored = x.match === y.match && x.match !== 'contains';
  const surely = anchored ? test(y, x.text) : y.match === 'contains' && x.text.includes(y.text);
  if (surely) return [implies(YES, YES)];
  if (anchored && !test(x, y.text)) return [implies(YES, NO)];
  return [];
}
