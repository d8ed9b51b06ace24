import { dayOf, partsOf } from '../../model/calendar.js';
import type { Event, FileModel } from '../../model/types.js';
import { takesNoYear } from '../../timeline/event-choice.js';
import { occurrencesOf } from '../../timeline/events.js';
import type { DayRange } from '../../timeline/types.js';
import { firstDay } from '../describe/times.js';
import type { Telling } from '../describe/telling.js';
import { candidates, type Candidate } from './candidates.js';
import type { Typing } from './typing.js';

/** How an event may be named: by its name alone, or with a year. */
type Way = 'alone' | number;

/** Events that are a day by their name and year, wherever they stand; those of every week or month have no year, and so no day. */
export function eventsByYear(telling: Telling, file: FileModel): readonly Candidate[] {
  return eventsNamed(telling, file, (event) => byYear(event, telling));
}

/** Events as days of a campaign: alone where one occurrence lies in what it runs, else with the year. While that is not known, alone. */
export function eventsIn(runs: DayRange | undefined, telling: Telling, file: FileModel): readonly Candidate[] {
  return eventsNamed(telling, file, (event) => within(event, runs));
}

/** Events in a condition: members are asked about the days of the campaign, and about those of years before. */
export function eventsAsked(
  campaign: { readonly runs: DayRange | undefined } | undefined,
  telling: Telling,
  file: FileModel,
): readonly Candidate[] {
  return eventsNamed(telling, file, (event) => [...(campaign ? within(event, campaign.runs) : []), ...byYear(event, telling)]);
}

/** Events that come while a campaign runs. */
export function eventsEvery(runs: DayRange | undefined, telling: Telling, file: FileModel): readonly Candidate[] {
  return eventsNamed(telling, file, (event) => (runs && occurrencesOf(event, runs).length === 0 ? [] : ['alone']));
}

/** How far ahead of its first day a campaign may end. */
const LONGEST = 400;

/** Events that may end, or begin, what a campaign runs: with the year, and alone where the other end is a date; none that ends before it begins. */
export function eventsOfRuns({ tokens }: Typing, telling: Telling, file: FileModel): readonly Candidate[] {
  const [sign, date] = [tokens.at(-1), tokens.at(-2)];
  const [year, month, day] = sign?.image === '..' ? (date?.image.split('-').map(Number) ?? []) : [];
  const from = year !== undefined && month !== undefined && day !== undefined ? dayOf(year, month, day) : undefined;
  if (from === undefined) return eventsByYear(telling, file);
  return eventsNamed(telling, file, (event) => {
    const found = takesNoYear(event) ? [] : occurrencesOf(event, { from, to: from + LONGEST });
    return found.length === 0 ? [] : ['alone', ...yearsIn(found)];
  });
}

const yearsIn = (found: readonly DayRange[]): readonly number[] => found.map(({ from }) => partsOf(from).year);

function byYear(event: Event, telling: Telling): readonly Way[] {
  return firstDay(telling) === undefined ? ['alone'] : yearsOf(event, telling);
}

function within(event: Event, runs: DayRange | undefined): readonly Way[] {
  const found = runs && occurrencesOf(event, runs);
  if (!found || found.length === 1) return ['alone'];
  return takesNoYear(event) ? [] : yearsIn(found.length > 0 ? found : [runs]);
}

/** All events, each in the ways it may be named; a day that comes once has no year. */
function eventsNamed(telling: Telling, file: FileModel, waysOf: (event: Event) => readonly Way[]): readonly Candidate[] {
  const { plan } = telling.analysis;
  return candidates(plan, file, 'event').flatMap((candidate) => {
    const event = plan.events.get(candidate.text);
    const ways = event && event.on?.kind !== 'once' ? waysOf(event) : ['alone' as const];
    return [...new Set(ways)].map((way) =>
      way === 'alone'
        ? { ...candidate, rank: 1 }
        : { ...candidate, text: `${candidate.text} ${way}`, search: `${candidate.search} ${way}`, rank: 1.5 },
    );
  });
}

/** The years to which an occurrence of a yearly event may belong, the nearest first; none for events that are known by their name alone. */
export function yearsOf(event: Event, telling: Telling): readonly number[] {
  const from = firstDay(telling);
  if (from === undefined || event.on?.kind === 'once' || takesNoYear(event)) return [];
  const { year } = partsOf(from);
  return [year, year - 1, year + 1];
}
