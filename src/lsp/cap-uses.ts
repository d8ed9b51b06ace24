import { waveLoads } from '../caps/loads.js';
import type { Analysis } from '../compiler.js';
import type { Localized } from '../diagnostics/diagnostic.js';
import { isoDay } from '../model/calendar.js';
import type { Day } from '../model/literals.js';
import type { ActiveClause } from '../model/plan.js';
import type { CalendarUnit, Window } from '../model/types.js';
import { windowWords } from '../rules/frequency/_words.js';
import { channelName } from '../rules/words.js';
import { countedBy, type CapClause } from '../sends/caps.js';

/** How much of a cap is used, in the window in which it is used most. */
export interface CapUse {
  readonly channels: Localized;
  readonly most: number;
  readonly limit: number;
  /** `2027-11`, `2027-11-03 – 12-02`, or the name of a campaign. */
  readonly when: Localized;
  /** `in any 30 days` */
  readonly per: Localized;
  /** The window lies in the calendar, across campaigns. */
  readonly isDated: boolean;
}

const known = new WeakMap<Analysis, readonly CapUse[]>();

/** The caps of a plan that are used at all, the tightest first; of equals those across campaigns. */
export function capUses(analysis: Analysis): readonly CapUse[] {
  let uses = known.get(analysis);
  if (!uses) known.set(analysis, (uses = findUses(analysis)));
  return uses;
}

function findUses(analysis: Analysis): readonly CapUse[] {
  return [...analysis.plan.clauses]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((active) => (active.clause.kind === 'cap' ? (useOf(analysis, active, active.clause) ?? []) : []))
    .sort((a, b) => b.most / b.limit - a.most / a.limit || Number(b.isDated) - Number(a.isDated) || b.most - a.most);
}

function useOf(analysis: Analysis, active: ActiveClause, clause: CapClause): CapUse | undefined {
  const loads = [...waveLoads({ ...countedBy(analysis, active), window: clause.window })];
  const [wave, load] = loads.sort(([, a], [, b]) => b.most - a.most || a.windowFrom - b.windowFrom)[0] ?? [];
  if (wave === undefined || !load || load.most === 0) return undefined;
  const campaign = wave.split('/')[0] ?? '';
  return {
    channels: channelsOf(analysis, active, clause),
    most: load.most,
    limit: clause.limit,
    when: clause.window.kind === 'campaign' ? campaignName(analysis, campaign) : daysText(clause.window, load.windowFrom, load.windowTo),
    per: windowWords(clause.window),
    isDated: clause.window.kind !== 'campaign',
  };
}

function channelsOf({ plan }: Analysis, active: ActiveClause, clause: CapClause): Localized {
  if (clause.any) return { en: 'all channels', zh: '各渠道' };
  const names = active.channels.map((name) => channelName(plan, name));
  return { en: names.map(({ en }) => en).join(' + '), zh: names.map(({ zh }) => zh).join('+') };
}

function campaignName({ plan }: Analysis, name: string): Localized {
  return { en: name, zh: plan.campaigns.get(name)?.label?.value ?? name };
}

/** So much of a date names a whole year, month or day. */
const WHOLE: Readonly<Partial<Record<CalendarUnit, number>>> = { year: 4, month: 7, day: 10 };

function daysText(window: Window, from: Day, to: Day): Localized {
  const [first, last] = [isoDay(from), isoDay(to)];
  const whole = window.kind === 'calendar' ? WHOLE[window.unit] : undefined;
  const until = first.slice(0, 4) === last.slice(0, 4) ? last.slice(5) : last;
  const text = whole !== undefined ? first.slice(0, whole) : first === last ? first : `${first} – ${until}`;
  return { en: text, zh: text };
}
