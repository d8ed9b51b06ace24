import { createProver, type Prover } from './conditions/prove.js';
import { findContradictoryFacts, soundFacts } from './conditions/facts.js';
import { createSizes, type Sizes } from './conditions/sizes.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import type { Problem } from './diagnostics/problem.js';
import { FileCache, libraryModels } from './analysis/read.js';
import { tell } from './analysis/tell.js';
import { ledgerModel, recordedAudiences } from './ledger/audiences.js';
import type { Ledger } from './ledger/types.js';
import { allOffers, checkUnoffered, checkValidity } from './pricing/offers.js';
import { resolvePlan, type ResolvedPlan } from './resolve/plan.js';
import { RULES } from './rules/generated/index.js';
import { runRules, type RunResult } from './rules/run.js';
import type { Contact } from './caps/types.js';
import { contactsOf } from './sends/contacts.js';
import { pastContacts } from './sends/past.js';
import { buildSends } from './sends/sends.js';
import type { Sends } from './sends/types.js';
import { sortSources, type Source } from './text/source.js';
import { readMoment } from './timeline/read-moment.js';
import { buildTimeline, reportOnce } from './timeline/timeline.js';
import type { Timeline } from './timeline/types.js';

export { FileCache } from './analysis/read.js';

export interface AnalyseOptions {
  /**
   * `2026-11-01`, `2026-11-01 10:00` (in the zone of the store) or `2026-11-01T10:00+08:00`.
   * Without it nothing depends on today.
   */
  readonly now?: string;
  /** `possible` counts as an error. */
  readonly requireProof?: boolean;
  /** What was sent before: it counts in caps, gaps and shares. An empty one says that nothing was. */
  readonly ledger?: Ledger;
}

/** Everything known of a project. */
export interface Analysis {
  readonly plan: ResolvedPlan;
  readonly timeline: Timeline;
  readonly sends: Sends;
  /** What counts in caps, gaps and shares. */
  readonly contacts: readonly Contact[];
  readonly prover: Prover;
  readonly sizes: Sizes;
  readonly waived: RunResult['waived'];
  /** By file, place, rule. */
  readonly diagnostics: readonly Diagnostic[];
}

function reasoningOf(plan: ResolvedPlan, facts: ResolvedPlan['facts']): { readonly prover: Prover; readonly sizes: Sizes } {
  const prover = createProver({ audiences: plan.audiences, facts, entities: plan.entities });
  return { prover, sizes: createSizes({ audiences: plan.audiences, facts, ...(plan.members && { members: plan.members.value }), prover }) };
}

/**
 * Analyses a project: reads its files, resolves names, places every send in time, proves what can be proven, runs every rule.
 * Deterministic: neither the order of files nor clock, locale or zone of the machine has influence.
 */
export function analyse(sources: readonly Source[], options: AnalyseOptions = {}, cache = new FileCache()): Analysis {
  const ordered = sortSources(sources);
  const files = ordered.map((source) => cache.read(source));
  const problems = [...files.flatMap((file) => file.problems), ...(options.ledger?.problems ?? [])];
  const resolved: Problem[] = [];
  const report = reportOnce((problem) => resolved.push(problem));
  const { ledger } = options;
  const recorded = ledger && recordedAudiences(ledger);
  const plan = resolvePlan(
    [...files.map((file) => file.model), ...(ledger && recorded ? [ledgerModel(ledger, recorded)] : [])],
    libraryModels(),
    RULES.map((rule) => rule.id),
    report,
  );
  const timeline = buildTimeline(plan, report);
  checkValidity(plan, timeline, report);
  const offered = new Set(allOffers(plan, timeline).map(({ benefit }) => benefit.name));
  checkUnoffered(plan, (benefit) => offered.has(benefit), report);
  const all = reasoningOf(plan, plan.facts);
  const contradictions = findContradictoryFacts({
    audiences: plan.audiences,
    facts: plan.facts,
    ...(plan.members && { members: plan.members.value }),
    ...all,
  });
  for (const problem of contradictions) report(problem);
  const { prover, sizes } = contradictions.length === 0 ? all : reasoningOf(plan, soundFacts(plan.facts, contradictions));
  const sends = buildSends(plan, timeline, plan.environment, sizes, report);
  const past = ledger && recorded ? pastContacts({ ledger, recorded }, plan, sends, timeline.zone, report) : [];
  const contacts = [...past, ...contactsOf(sends, timeline.zone)];
  const now = options.now === undefined ? undefined : readMoment(options.now, timeline.zone)?.start;
  const history = ledger !== undefined;
  const { diagnostics, waived } = runRules(
    { plan, timeline, sends, contacts, prover, sizes, history, ...(now !== undefined && { now }) },
    options,
  );
  return {
    plan,
    timeline,
    sends,
    contacts,
    prover,
    sizes,
    waived,
    diagnostics: tell({
      files: new Map(files.map((file) => [file.model.path, file])),
      texts: new Map([...(ledger ? [ledger] : []), ...ordered].map((source) => [source.path, source.text])),
      read: problems,
      resolved,
      judged: diagnostics,
    }),
  };
}
