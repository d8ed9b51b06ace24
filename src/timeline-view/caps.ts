import { windowLoads, type WindowLoad } from '../caps/loads.js';
import { localize, type Localized } from '../diagnostics/diagnostic.js';
import { clausesOf } from '../model/clauses.js';
import { isoDay } from '../model/calendar.js';
import type { Day } from '../model/literals.js';
import { channelName, windowWords } from '../rules/words.js';
import { countedBy, type CapClause } from '../sends/caps.js';
import type { Asked, Planned } from './data.js';
import type { Findings } from './findings.js';
import type { PlaceOf } from './places.js';
import type { CapLoadView, CapView } from './types.js';

/** The most on each day, of windows that may overlap; see `CapLoadView`. */
export function dailyLoads(windows: readonly WindowLoad[]): readonly CapLoadView[] {
  const fullest = windows.toSorted((a, b) => b.most - a.most);
  const edges = [...new Set(windows.flatMap(({ windowFrom, windowTo }) => [windowFrom, windowTo + 1]))].sort((a, b) => a - b);
  const runs: { from: Day; to: Day; most: number }[] = [];
  for (const [at, from] of edges.entries()) {
    const next = edges[at + 1];
    const most = fullest.find(({ windowFrom, windowTo }) => windowFrom <= from && from <= windowTo)?.most ?? 0;
    if (next === undefined || most === 0) continue;
    const last = runs.at(-1);
    if (last?.most === most && last.to === from - 1) last.to = next - 1;
    else runs.push({ from, to: next - 1, most });
  }
  return runs.map(({ from, to, most }) => ({ from: isoDay(from), to: isoDay(to), most }));
}

function whatItCounts({ channels, any, during, for: audience }: CapClause, { plan }: Planned): Localized {
  const names = channels.map((ref) => channelName(plan, ref.name));
  const en = any ? 'all channels' : names.map((name) => name.en).join(' + ');
  const zh = any ? '各渠道合计' : names.map((name) => name.zh).join('＋');
  const where = [
    ...(during ? [plan.events.get(during.ref.name)?.label?.value ?? during.ref.name] : []),
    ...(audience ? [plan.audiences.get(audience.name)?.label ?? audience.name] : []),
  ];
  return where.length === 0 ? { en, zh } : { en: `${en} (${where.join(', ')})`, zh: `${zh}（${where.join('，')}）` };
}

/** The caps in force that count any contact. */
export function capViews(
  planned: Planned,
  { textOf, locale }: Asked,
  findings: Pick<Findings, 'ofClause'>,
  placeOf: PlaceOf,
): readonly CapView[] {
  return clausesOf(planned.plan, 'cap')
    .flatMap((active): readonly CapView[] => {
      const { clause } = active;
      const loads = dailyLoads(windowLoads({ ...countedBy(planned, active), window: clause.window }));
      if (loads.length === 0) return [];
      const { file, start, end } = clause.span;
      const text = (textOf(file) ?? '').slice(start, end);
      const at = placeOf(clause.span);
      return [
        {
          id: active.id,
          clause: text.replace(/\s+/g, ' '),
          what: localize(whatItCounts(clause, planned), locale),
          window: localize(windowWords(clause.window), locale),
          channels: active.channels,
          limit: clause.limit,
          at: { ...at, length: text.split(/[\r\n]/, 1)[0]?.length ?? at.length },
          loads,
          findings: findings.ofClause(clause.span),
        },
      ];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
