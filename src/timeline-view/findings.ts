import { localize, type Locale } from '../diagnostics/diagnostic.js';
import { isoDay } from '../model/calendar.js';
import type { Campaign } from '../model/types.js';
import type { StandingWaiver } from '../rules/waivers.js';
import type { AddressedWave } from '../sends/types.js';
import { groupBy } from '../text/group-by.js';
import type { Span } from '../text/span.js';
import type { Planned } from './data.js';
import type { PlaceOf } from './places.js';
import type { FindingView, WaiverView } from './types.js';

const RANK = { error: 0, warning: 1, info: 2, waived: 3 } as const;

/** What was found, by what it speaks of; each list with the worst first. */
export interface Findings {
  readonly all: readonly FindingView[];
  /** Those that stand within the wave, and those about members that name it. */
  readonly ofWave: (wave: AddressedWave) => readonly FindingView[];
  /** Those that stand in a campaign, but within none of its waves. */
  readonly ofCampaign: (campaign: Campaign) => readonly FindingView[];
  /** Those that count against the clause of a policy. */
  readonly ofClause: (clause: Span) => readonly FindingView[];
}

/** Whether waves and campaigns are marked by it: notes that say nothing of members are listed alone. */
function isMarked({ level, verdict }: Pick<FindingView, 'level' | 'verdict'>): boolean {
  return level !== 'info' || verdict !== undefined;
}

interface Told {
  readonly finding: FindingView;
  readonly spans: readonly Span[];
}

/** Everything that was found, and what waivers hold back. */
export function placedFindings(planned: Planned, locale: Locale, placeOf: PlaceOf): Findings {
  const { plan, sends, diagnostics, waived } = planned;
  const waiverView = ({ waive: { because, by }, until }: StandingWaiver): WaiverView => ({
    because: because?.value ?? '',
    by: plan.roles.get(by?.name ?? '')?.label?.value ?? by?.name ?? '',
    ...(until !== undefined && { until: isoDay(until) }),
  });
  const told = diagnostics.map(({ rule, level, verdict, message, span, related }): Told => ({
    finding: { rule, level, ...(verdict && { verdict }), message: localize(message, locale), at: placeOf(span) },
    spans: [span, ...(verdict ? related.map((each) => each.span) : [])],
  }));
  // There is one entry for each waiver; several may cover one finding together.
  const heldBack = [...groupBy(waived, ({ finding }) => finding)].map(([finding, all]): Told => {
    const { verdict, message, span, related = [] } = finding;
    const rule = all[0]?.rule ?? '';
    return {
      finding: {
        rule,
        level: 'waived',
        ...(verdict && { verdict }),
        message: localize(message, locale),
        at: placeOf(span),
        waivers: all.map(({ waiver }) => waiverView(waiver)),
      },
      spans: [span, ...(verdict ? related.map((each) => each.span) : [])],
    };
  });
  const ordered = [...told, ...heldBack].sort((a, b) => RANK[a.finding.level] - RANK[b.finding.level]);
  const marked = ordered.filter(({ finding }) => isMarked(finding));
  return { all: ordered.map(({ finding }) => finding), ...distribute(marked, sends.waves, [...plan.campaigns.values()]) };
}

function distribute(told: readonly Told[], waves: readonly AddressedWave[], campaigns: readonly Campaign[]): Omit<Findings, 'all'> {
  const wavesOf = groupBy(waves, ({ wave }) => wave.span.file);
  const campaignsOf = groupBy(campaigns, ({ span }) => span.file);
  const byWave = new Map<AddressedWave, Set<FindingView>>();
  const byCampaign = new Map<Campaign, Set<FindingView>>();
  const byClause = new Map<string, Set<FindingView>>();
  for (const { finding, spans } of told) {
    for (const span of spans) {
      add(byClause, keyOf(span), finding);
      const wave = wavesOf.get(span.file)?.find((each) => isWithin(span, each.wave.span));
      if (wave) add(byWave, wave, finding);
    }
    const [span] = spans;
    const isInWave = span && wavesOf.get(span.file)?.some((each) => isWithin(span, each.wave.span));
    const campaign = span && !isInWave ? campaignsOf.get(span.file)?.find((each) => isWithin(span, each.span)) : undefined;
    if (campaign) add(byCampaign, campaign, finding);
  }
  return {
    ofWave: (wave) => [...(byWave.get(wave) ?? [])],
    ofCampaign: (campaign) => [...(byCampaign.get(campaign) ?? [])],
    ofClause: (clause) => [...(byClause.get(keyOf(clause)) ?? [])],
  };
}

const isWithin = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

const keyOf = ({ file, start, end }: Span): string => `${file} ${start} ${end}`;

function add<K>(map: Map<K, Set<FindingView>>, key: K, finding: FindingView): void {
  const known = map.get(key);
  if (known) known.add(finding);
  else map.set(key, new Set([finding]));
}
