import { waveLoads } from '../../caps/loads.js';
import type { Analysis } from '../../compiler.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import { clausesOf } from '../../model/clauses.js';
import { isoDay } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';
import type { ActiveClause, ActiveOf } from '../../model/plan.js';
import type { Window } from '../../model/types.js';
import { channelName } from '../../rules/words.js';
import { countedBy } from '../../sends/caps.js';

/** How near a wave comes to a cap: the most a member of its audience may get in the worst window with one of its sends. */
export interface Load {
  readonly wave: string;
  readonly cap: ActiveOf<'cap'>;
  readonly most: number;
  readonly windowFrom: Day;
  readonly windowTo: Day;
}

const remembered = new WeakMap<Analysis, Map<ActiveClause, readonly Load[]>>();

/** The loads that a cap counts, worked out when first asked for. */
export function loadsOfCap(analysis: Analysis, cap: ActiveOf<'cap'>): readonly Load[] {
  const known = remembered.get(analysis) ?? new Map<ActiveClause, readonly Load[]>();
  remembered.set(analysis, known);
  let loads = known.get(cap);
  if (!loads) {
    const found = waveLoads({ ...countedBy(analysis, cap), window: cap.clause.window });
    const all = [...found].map(([wave, load]) => ({ wave, cap, ...load }));
    known.set(cap, (loads = all.sort((a, b) => b.most - a.most || a.windowFrom - b.windowFrom)));
  }
  return loads;
}

/** How near one takes its cap: 1 is all that is allowed. */
export function tightness({ most, cap }: Load): number {
  return cap.clause.limit === 0 ? Infinity : most / cap.clause.limit;
}

/** How near the waves of a campaign come to the caps that count them, the tightest first. */
export function loadsOfCampaign(analysis: Analysis, campaign: string): readonly Load[] {
  return clausesOf(analysis.plan, 'cap')
    .flatMap((cap) => loadsOfCap(analysis, cap).filter(({ wave }) => wave.startsWith(`${campaign}/`)))
    .sort((a, b) => tightness(b) - tightness(a) || (a.cap.id < b.cap.id ? -1 : 1));
}

/** `2027-11`, `2027`, `2027-11-03`, `2027-11-03 .. 2027-12-02` */
export function windowPlace(window: Window, from: Day, to: Day): Localized {
  if (window.kind === 'campaign') return { en: 'this campaign', zh: '本活动' };
  const [first, last] = [isoDay(from), isoDay(to)];
  const place =
    window.kind === 'calendar' && window.unit === 'month'
      ? first.slice(0, 7)
      : window.kind === 'calendar' && window.unit === 'year'
        ? first.slice(0, 4)
        : first === last
          ? first
          : `${first} .. ${last}`;
  return { en: place, zh: place };
}

/** `短信 2/3 · 2027-11` */
export function loadText(analysis: Analysis, { cap, most, windowFrom, windowTo }: Load): Localized {
  const { clause } = cap;
  const { plan } = analysis;
  const names = clause.channels.map((ref) => channelName(plan, ref.name));
  const what = clause.any
    ? { en: 'all channels', zh: '各渠道合计' }
    : { en: names.map(({ en }) => en).join(' + '), zh: names.map(({ zh }) => zh).join('＋') };
  const season = clause.during?.ref.name;
  const event = season === undefined ? undefined : plan.events.get(season);
  const during = season === undefined ? { en: '', zh: '' } : { en: ` (${season})`, zh: `（${event?.label?.value ?? season}）` };
  const place = windowPlace(clause.window, windowFrom, windowTo);
  const audience = clause.for?.name;
  const members =
    audience === undefined ? { en: '', zh: '' } : { en: ` · for ${audience}`, zh: ` · ${plan.audiences.get(audience)?.label ?? audience}` };
  return {
    en: `${what.en} ${most}/${clause.limit} · ${place.en}${during.en}${members.en}`,
    zh: `${what.zh} ${most}/${clause.limit} · ${place.zh}${during.zh}${members.zh}`,
  };
}
