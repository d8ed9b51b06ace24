import { analyseGap } from '../caps/gap.js';
import { clausesByAddress } from '../model/clauses.js';
import type { Duration } from '../model/literals.js';
import type { ActiveOf } from '../model/plan.js';
import { countedBy, shareFindings, type Counting } from './caps.js';

/** What the plan does not prove of a wave: whoever sends must look again. */
export type Unproven =
  /** Two contacts of a member may be closer than this. */
  | { readonly kind: 'gap'; readonly clause: string; readonly least: Duration }
  /** More members than allowed may get more than `over`. */
  | { readonly kind: 'share'; readonly clause: string; readonly over: number; readonly members: number };

/** Gaps and shares that may be broken, by `campaign/wave`: of two sends too close the later one, of a share all that count. */
export function unprovenOf(counting: Counting): ReadonlyMap<string, readonly Unproven[]> {
  const found = new Map<string, Unproven[]>();
  const add = (wave: string, each: Unproven): void => {
    const list = found.get(wave);
    if (!list) found.set(wave, [each]);
    else if (!list.some(({ clause }) => clause === each.clause)) list.push(each);
  };
  for (const active of clausesByAddress(counting.plan, 'gap'))
    for (const wave of tooClose(counting, active)) add(wave, { kind: 'gap', clause: active.id, least: active.clause.duration });
  for (const active of clausesByAddress(counting.plan, 'share'))
    for (const [wave, members] of tooMany(counting, active))
      add(wave, { kind: 'share', clause: active.id, over: active.clause.over, members });
  return found;
}

function tooClose(counting: Counting, active: ActiveOf<'gap'>): readonly string[] {
  const findings = analyseGap({ ...countedBy(counting, active), gap: active.clause.duration });
  return findings.flatMap(({ verdict, contacts: [, second] }) => (verdict === 'possible' ? [second.wave] : []));
}

function tooMany(counting: Counting, active: ActiveOf<'share'>): readonly (readonly [string, number])[] {
  const { allowed = 0, findings = [] } = shareFindings(counting, active) ?? {};
  const possible = findings.filter(({ low, high }) => low <= allowed && (high === undefined || high > allowed));
  return possible.flatMap(({ contacts }) => contacts.map(({ wave }) => [wave, allowed] as const));
}
