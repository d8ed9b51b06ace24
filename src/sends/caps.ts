import { analyseCap, prepareCap } from '../caps/cap.js';
import { waveLoads } from '../caps/loads.js';
import { analyseShare } from '../caps/share.js';
import type { Analysis, CapAnalysis, CapFinding, Contact, ShareFinding } from '../caps/types.js';
import type { Prover } from '../conditions/prove.js';
import type { Sizes } from '../conditions/sizes.js';
import { clausesByAddress } from '../model/clauses.js';
import type { ActiveClause, ActiveOf, Plan } from '../model/plan.js';
import type { Clause } from '../model/types.js';
import { resolvePolicyEvents } from '../timeline/timeline.js';
import type { DayRange } from '../timeline/types.js';
import type { Sends } from './types.js';

export type CapClause = Extract<Clause, { kind: 'cap' }>;

/** What counting contacts needs. */
export interface Counting {
  readonly plan: Plan;
  readonly contacts: readonly Contact[];
  readonly prover: Prover;
  readonly sizes: Sizes;
}

/** The days of all contacts; nothing where there are none. */
function daysOf(contacts: readonly Contact[]): DayRange | undefined {
  let range: { from: number; to: number } | undefined;
  for (const { firstDay, lastDay } of contacts) {
    range ??= { from: firstDay, to: lastDay };
    range.from = Math.min(range.from, firstDay);
    range.to = Math.max(range.to, lastDay);
  }
  return range;
}

/** The contacts a clause looks at: on its channels, in its season, for its audience. */
export function countedBy(counting: Counting, active: ActiveClause): Analysis {
  const { clause } = active;
  // A wave whose audiences do not exist, which is reported, reaches nobody; nothing could tell it apart from the others.
  const contacts = counting.contacts.filter(({ channel, group }) => active.channels.includes(channel) && group.include.length > 0);
  const days = daysOf(contacts);
  const during =
    clause.during &&
    (days ? resolvePolicyEvents(counting.plan, clause.during, { from: days.from - 31, to: days.to + 31 }, () => undefined) : []);
  const audience = clause.for?.name;
  return {
    contacts,
    prover: counting.prover,
    sizes: counting.sizes,
    ...(during && { during }),
    ...(audience !== undefined &&
      counting.plan.audiences.has(audience) && {
        forGroup: ({ group }: Contact) => ({ include: [audience], exclude: [], moment: group.moment, momentDay: group.momentDay }),
      }),
  };
}

/** What was sent cannot be changed: only what the plan adds to it is found. */
export function plannedOnly(
  { contacts }: Pick<Counting, 'contacts'>,
  mustInclude?: CapAnalysis['mustInclude'],
): CapAnalysis['mustInclude'] {
  if (!contacts.some(({ past }) => past)) return mustInclude;
  return (contact) => !contact.past && (mustInclude?.(contact) ?? true);
}

export function capFindings(counting: Counting, active: ActiveOf<'cap'>, mustInclude?: CapAnalysis['mustInclude']): readonly CapFinding[] {
  return analyseCap(capAnalysis(counting, active, mustInclude));
}

/** Does the work of `capFindings` in small steps. */
export function prepareCapFindings(counting: Counting, active: ActiveOf<'cap'>): Iterable<void> {
  return prepareCap(capAnalysis(counting, active));
}

function capAnalysis(counting: Counting, active: ActiveOf<'cap'>, mustInclude?: CapAnalysis['mustInclude']): CapAnalysis {
  const included = plannedOnly(counting, mustInclude);
  return {
    ...countedBy(counting, active),
    limit: active.clause.limit,
    window: active.clause.window,
    ...(included && { mustInclude: included }),
  };
}

/** Where the members of a store may get more than a share allows, with how many members may; nothing for stores the clause leaves alone. */
export function shareFindings(
  counting: Counting,
  active: ActiveOf<'share'>,
): { readonly members: number; readonly allowed: number; readonly findings: readonly ShareFinding[] } | undefined {
  const { clause } = active;
  const members = counting.plan.members?.value;
  if (members === undefined || (clause.whenMembersOver !== undefined && members <= clause.whenMembersOver)) return undefined;
  const findings = analyseShare({ ...countedBy(counting, active), over: clause.over, window: clause.window }).filter(({ contacts }) =>
    contacts.some(({ past }) => !past),
  );
  return { members, allowed: Number(clause.share.mul(members).floor().n), findings };
}

/** How near a wave comes to a cap. */
export interface CapLoad {
  readonly clause: string;
  readonly most: number;
  readonly limit: number;
  readonly verdict: 'safe' | 'possible' | 'violated';
  /** The wave counts as nothing: the send system drops it for members who are at the cap. */
  readonly skipped: boolean;
}

/** The loads of every wave against every cap that counts it, by `campaign/wave`. */
export function capLoads(counting: Counting, sends: Sends): ReadonlyMap<string, readonly CapLoad[]> {
  const loads = new Map<string, CapLoad[]>();
  const add = (wave: string, load: CapLoad): void => {
    const list = loads.get(wave);
    if (list) list.push(load);
    else loads.set(wave, [load]);
  };
  for (const active of clausesByAddress(counting.plan, 'cap')) {
    const { clause } = active;
    const violated = new Set(
      capFindings(counting, active).flatMap((finding) =>
        finding.verdict === 'violated' ? finding.contacts.map((contact) => contact.wave) : [],
      ),
    );
    for (const [wave, { most }] of waveLoads({ ...countedBy(counting, active), window: clause.window })) {
      add(wave, {
        clause: active.id,
        most,
        limit: clause.limit,
        verdict: most <= clause.limit ? 'safe' : violated.has(wave) ? 'violated' : 'possible',
        skipped: false,
      });
    }
    for (const wave of sends.triggered) {
      if (wave.counted && wave.wave.skipWhenCapped && active.channels.includes(wave.channel?.name ?? ''))
        add(wave.id, { clause: active.id, most: 0, limit: clause.limit, verdict: 'safe', skipped: true });
    }
  }
  return loads;
}
