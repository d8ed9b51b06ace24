import type { Schedule, ScheduleClause, ScheduleSend } from 'crm-lang/schedule';
import { Refusal } from '../refusal.js';
import { dayOfText, type Day, type Instant, type Zone } from '../time/zone.js';
import { openWindow } from './windows.js';

/** What is counted at the moment a message would start. It is handed to `reserve.lua`, which counts and decides in one step. */
export interface Check {
  readonly clause: string;
  readonly channels: readonly string[];
  /** Contacts of this campaign only. */
  readonly campaign?: string;
  /** Contacts of these local days only, both included. */
  readonly from?: Day;
  readonly to?: Day;
  /** Contacts later than this only. */
  readonly after?: Instant;
  /** Contacts on a day of one of these only: the event the clause is limited to. */
  readonly ranges?: readonly (readonly [Day, Day])[];
  /** Contacts count where the member belonged to the clause's audience. */
  readonly forAudience: boolean;
  /** A member gets no more than this … */
  readonly max: number;
  /** … but for so many members. Missing: no member at all. */
  readonly members?: number;
  /** Where members beyond `max` are noted; a rolling window has one note for all times. */
  readonly note?: string;
  readonly rolling: boolean;
  /** Otherwise it is only noted who is beyond `max`, for other sends. */
  readonly enforced: boolean;
}

/** What a clause is limited to, checked. */
export interface ClauseScope {
  readonly clause: ScheduleClause;
  readonly window: string;
  readonly ranges?: readonly (readonly [Day, Day])[];
  readonly forAudience?: string;
}

const TERMS: ReadonlySet<string> = new Set([
  'most',
  'over',
  'mostPercent',
  'whenMembersOver',
  'window',
  'least',
  'during',
  'year',
  'days',
  'for',
]);

export function scopeOf(clause: ScheduleClause): ClauseScope {
  const { window, least, during, days, for: audience } = clause.terms;
  const unknown = Object.keys(clause.terms).find((name) => !TERMS.has(name));
  if (unknown !== undefined) throw new Refusal(`This worker does not know "${unknown}" of the clause ${clause.id}.`);
  if (during !== undefined && !days)
    throw new Refusal(`${clause.id} counts during ${during}, and the schedule does not say when that is. Compile it with a newer crm.`);
  return {
    clause,
    // A gap of D is a cap of one message in every window of D.
    window: clause.kind === 'gap' ? `rolling ${String(least)}` : String(window),
    ...(days && { ranges: days.map(([from, to]) => [dayOfText(from), dayOfText(to)] as const) }),
    ...(audience !== undefined && { forAudience: audience }),
  };
}

/** Whether a send is a contact of a member: marketing and care on personal channels. */
export function isContact(send: Pick<ScheduleSend, 'class' | 'channel'>, schedule: Pick<Schedule, 'channels'>): boolean {
  return (send.class === 'marketing' || send.class === 'care') && schedule.channels[send.channel]?.personal === true;
}

/** The clauses with `for` that look at a channel: whether a member is in their audience is noted with each contact. */
export function audienceClauses(scopes: Iterable<ClauseScope>, channel: string): readonly ClauseScope[] {
  return [...scopes].filter(({ clause, forAudience }) => forAudience !== undefined && clause.channels.includes(channel));
}

/**
 * What `reserve.lua` counts for a message of this send that starts now.
 *
 * @param scopes all caps, gaps and shares of the policy
 * @param clauses those with `for` an audience that the member belongs to; the others do not bind the member
 */
export function checksOf(
  send: ScheduleSend,
  scopes: ReadonlyMap<string, ClauseScope>,
  clauses: readonly string[],
  now: Instant,
  zone: Zone,
): readonly Check[] {
  const guards = new Map(send.guards.map((guard) => [guard.clause, guard]));
  return [...scopes.values()].flatMap((scope): readonly Check[] => {
    const { clause, window, ranges, forAudience } = scope;
    const guard = guards.get(clause.id);
    if (!clause.channels.includes(send.channel) || (!guard && clause.kind !== 'share')) return [];
    if (forAudience !== undefined && !clauses.includes(clause.id)) return [];
    if (ranges && !ranges.some(([from, to]) => from <= zone.dayOf(now) && zone.dayOf(now) <= to)) return [];
    const open = openWindow(window, now, zone);
    const isRolling = open.kind === 'instants' || (open.kind === 'days' && open.rolling);
    const bucket = open.kind === 'campaign' ? send.campaign : open.kind === 'days' && !open.rolling ? String(open.from) : '';
    return [
      {
        clause: clause.id,
        channels: clause.channels,
        ...(open.kind === 'campaign' && { campaign: send.campaign }),
        ...(open.kind === 'days' && { from: open.from, to: open.to }),
        ...(open.kind === 'instants' && { after: open.after }),
        ...(ranges && { ranges }),
        forAudience: forAudience !== undefined,
        max: clause.kind === 'gap' ? 1 : guard && 'max' in guard ? guard.max : Number(clause.terms.over),
        ...(guard && 'members' in guard && { members: guard.members }),
        ...(clause.kind === 'share' && { note: `${clause.id} ${bucket}` }),
        rolling: isRolling,
        enforced: guard !== undefined,
      },
    ];
  });
}
