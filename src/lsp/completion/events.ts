import { partsOf } from '../../model/calendar.js';
import type { Event, FileModel } from '../../model/types.js';
import { takesNoYear } from '../../timeline/event-choice.js';
import { occurrencesOf } from '../../timeline/events.js';
import type { DayRange } from '../../timeline/types.js';
import { firstDay } from '../describe/times.js';
import type { Telling } from '../describe/telling.js';
import { candidates, type Candidate } from './candidates.js';

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
