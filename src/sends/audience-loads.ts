import { windowLoads, type WindowLoad } from '../caps/loads.js';
import type { Contact } from '../caps/types.js';
import { clausesByAddress } from '../model/clauses.js';
import { isoDay } from '../model/calendar.js';
import { groupBy } from '../text/group-by.js';
import { countedBy, type Counting } from './caps.js';
import { membersOf } from './members.js';

/** How much one member of an audience may get of what a cap counts, in the worst window that ends in a month. */
export interface AudienceLoad extends WindowLoad {
  /** `cap/sms/rolling-30d` */
  readonly clause: string;
  readonly limit: number;
  readonly audience: string;
  /** `2027-11`, of the last day of the window. */
  readonly month: string;
}

/**
 * The loads of every cap for every audience that a counted wave names, month by month, in the order of clause, audience and month.
 * Exact as findings are: what all campaigns send to a member of the audience, whichever audience they reach the member through.
 */
export function audienceLoads(counting: Counting): readonly AudienceLoad[] {
  const members = membersOf(counting, namedBy(counting.contacts));
  const caps = clausesByAddress(counting.plan, 'cap');
  return caps.flatMap((active) => {
    const { clause, id } = active;
    const counted = countedBy(counting, active);
    return [...namedBy(counted.contacts)].sort().flatMap((audience) => {
      const loads = windowLoads({ ...members(audience).limit(counted), window: clause.window }).filter(({ most }) => most > 0);
      return [...groupBy(loads, ({ windowTo }) => isoDay(windowTo).slice(0, 7))]
        .map(([month, own]) => ({
          clause: id,
          limit: clause.limit,
          audience,
          month,
          ...own.reduce((worst, each) => (each.most > worst.most ? each : worst)),
        }))
        .sort((a, b) => (a.month < b.month ? -1 : 1));
    });
  });
}

/** The audiences that planned contacts name. */
function namedBy(contacts: readonly Contact[]): ReadonlySet<string> {
  return new Set(contacts.flatMap(({ group, past }) => (past ? [] : group.include)));
}
