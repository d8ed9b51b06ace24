import { dayOf, partsOf } from '../../model/calendar.js';
import type { Event, FileModel } from '../../model/types.js';
import { takesNoYear } from '../../timeline/event-choice.js';
import { occurrencesOf } from '../../timeline/events.js';
import type { DayRange } from '../../timeline/types.js';
import { firstDay } from '../describe/times.js';
import type { Telling } from '../describe/telling.js';
import { candidates, type Candidate } from './candidates.js';
import type { Typing } from './typing.js';

/** Events that are a day by their name and year, wherever they stand; those of every week or month have no year, and so no day. */
export function eventsByYear(telling: Telling, file: FileModel): readonly Candidate[] {
  return each(telling, file, (event) => (firstDay(telling) === undefined ? 'alone' : yearsOf(event, telling)));
}

/** Events as days of a campaign: alone where one occurrence lies in what it runs, else with the year. While that is not known, alone. */
export function eventsIn(runs: DayRange | undefined, telling: Telling, file: FileModel): readonly Candidate[] {
  return each(telling, file, (event) => {
    if (!runs) return 'alone';
    const found = occurrencesOf(event, runs);
    if (found.length === 1) return 'alone';
    if (takesNoYear(event)) return [];
    return [...new Set((found.length > 0 ? found : [runs]).map(({ from }) => partsOf(from).year))];
  });
}

/** Events that come while a campaign runs. */
export function eventsEvery(runs: DayRange | undefined, telling: Telling, file: FileModel): readonly Candidate[] {
  return each(telling, file, (event) => (runs && occurrencesOf(event, runs).length === 0 ? [] : 'alone'));
}

/** How far ahead of its first day a campaign may end. */
const LONGEST = 400;

/** Events that may end, or begin, what a campaign runs: with the year, and alone where the other end is a date; none that ends before it begins. */
export function eventsOfRuns({ tokens }: Typing, telling: Telling, file: FileModel): readonly Candidate[] {
  const all = eventsByYear(telling, file);
  const [sign, date] = [tokens.at(-1), tokens.at(-2)];
  const [year, month, day] = sign?.image === '..' ? (date?.image.split('-').map(Number) ?? []) : [];
  const from = year !== undefined && month !== undefined && day !== undefined ? dayOf(year, month, day) : undefined;
  if (from === undefined) return all;
  const range = { from, to: from + LONGEST };
  const behind = each(telling, file, (event) =>
    takesNoYear(event) ? [] : occurrencesOf(event, range).map((days) => partsOf(days.from).year),
  );
  const alone = each(telling, file, (event) => (!takesNoYear(event) && occurrencesOf(event, range).length > 0 ? 'alone' : []));
  return [...alone, ...behind.filter(({ text }) => !alone.some((other) => other.text === text))];
}

/** Events in a condition: members are asked about the days of the campaign, and about those of years before. */
export function eventsAsked(
  campaign: { readonly runs: DayRange | undefined } | undefined,
  telling: Telling,
  file: FileModel,
): readonly Candidate[] {
  const byYear = eventsByYear(telling, file);
  const own = campaign ? eventsIn(campaign.runs, telling, file) : [];
  return [...own.filter(({ text }) => !byYear.some((other) => other.text === text)), ...byYear];
}

function each(telling: Telling, file: FileModel, yearsOf: (event: Event) => readonly number[] | 'alone'): readonly Candidate[] {
  const { events } = telling.analysis.plan;
  return candidates(telling.analysis.plan, file, 'event').flatMap((candidate): readonly Candidate[] => {
    const event = events.get(candidate.text);
    const years = event && event.on?.kind !== 'once' ? yearsOf(event) : 'alone';
    if (years === 'alone') return [{ ...candidate, rank: 1 }];
    return years.map((year) => ({
      ...candidate,
      text: `${candidate.text} ${String(year)}`,
      search: `${candidate.search} ${String(year)}`,
      rank: 1.5,
    }));
  });
}

/** The years to which an occurrence of a yearly event may belong, the nearest first; none for events that are known by their name alone. */
export function yearsOf(event: Event, telling: Telling): readonly number[] {
  const from = firstDay(telling);
  if (from === undefined || event.on?.kind === 'once' || takesNoYear(event)) return [];
  const { year } = partsOf(from);
  return [year, year - 1, year + 1];
}
