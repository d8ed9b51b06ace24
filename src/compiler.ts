import { createProver, type Prover } from './conditions/prove.js';
import { findContradictoryFacts } from './conditions/facts.js';
import { createSizes, type Sizes } from './conditions/sizes.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { gatherMisspelt } from './diagnostics/misspelt.js';
import type { Problem } from './diagnostics/problem.js';
import { ledgerModel, recordedAudiences } from './ledger/audiences.js';
import type { Ledger } from './ledger/types.js';
import { LIBRARY_MODELS } from './library/generated/models.js';
import { declaredNames } from './model/declared-names.js';
import { lowerFile } from './model/from-syntax/file.js';
import { thawModels } from './model/frozen.js';
import type { FileModel } from './model/types.js';
import { checkValidity } from './pricing/offers.js';
import { resolvePlan, type ResolvedPlan } from './resolve/plan.js';
import { RULES } from './rules/generated/index.js';
import { diagnosticOf, ruleById, runRules, sortDiagnostics, type RunResult } from './rules/run.js';
import type { Contact } from './caps/types.js';
import { contactsOf } from './sends/contacts.js';
import { pastContacts } from './sends/past.js';
import { buildSends } from './sends/sends.js';
import type { Sends } from './sends/types.js';
import { brokenLines, parseFile } from './syntax/parse.js';
import { takingLines } from './text/edit.js';
import type { Source } from './text/source.js';
import { compareSpans, lineAt } from './text/span.js';
import { readMoment } from './timeline/read-moment.js';
import { buildTimeline, reportOnce } from './timeline/timeline.js';
import type { Timeline } from './timeline/types.js';

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

/** One file read: depends on its text alone. */
export interface FileResult {
  readonly text: string;
  readonly model: FileModel;
  readonly problems: readonly Problem[];
  /** Lines that cannot be read as they stand: what else is found there follows from it. */
  readonly broken: ReadonlySet<number>;
}

function readFile(source: Source): FileResult {
  const parsed = parseFile(source.text, source.path);
  const { model, problems } = lowerFile(source.path, source.text, parsed);
  const broken = brokenLines(source.text, parsed);
  const own = broken.size === 0 ? problems : problems.filter((problem) => !broken.has(lineAt(source.text, problem.span.start)));
  return { text: source.text, model, problems: [...parsed.problems, ...own], broken };
}

let library: readonly FileModel[] | undefined;

function libraryModels(): readonly FileModel[] {
  return (library ??= thawModels(LIBRARY_MODELS));
}

/** Names a plan may mean without declaring them. */
function libraryNames(): readonly string[] {
  return libraryModels().flatMap(({ declarations }) => declarations.map(({ name }) => name));
}

/** Reads files, each once for each text of it. */
export class FileCache {
  private readonly results = new Map<string, FileResult>();

  read(source: Source): FileResult {
    const known = this.results.get(source.path);
    if (known?.text === source.text) return known;
    const result = readFile(source);
    this.results.set(source.path, result);
    return result;
  }
}

/** After these something is missing from the plan that its author wrote: nothing is concluded from its absence. */
const LEAVES_GAPS: ReadonlySet<string> = new Set([
  'syntax-error',
  'unknown-name',
  'invalid-literal',
  'type-mismatch',
  'unknown-placeholder',
]);

const ABOUT_NAMES: ReadonlySet<string> = new Set(['unknown-name', 'unknown-placeholder']);

/** A name used is not unknown when its declaration stands in a part of the project that could not be read. */
function isLost({ rule, span }: Problem | Diagnostic, texts: ReadonlyMap<string, string>, lost: ReadonlySet<string>): boolean {
  if (!ABOUT_NAMES.has(rule) || lost.size === 0) return false;
  const used = (texts.get(span.file)?.slice(span.start, span.end) ?? '').replace(/^\{|\}$/g, '');
  return lost.has(used) || used.split('.').some((part) => lost.has(part));
}

/** One slip, one message: what the layers above find in a line that cannot be read comes from the slip. */
function followsSlip(problem: Problem, broken: ReadonlyMap<string, ReadonlySet<number>>, texts: ReadonlyMap<string, string>): boolean {
  const lines = broken.get(problem.span.file);
  return lines?.has(lineAt(texts.get(problem.span.file) ?? '', problem.span.start)) ?? false;
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
  const ordered = [...sources].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const files = ordered.map((source) => cache.read(source));
  const broken = new Map(
    files.flatMap((file, index) => (file.broken.size > 0 ? [[ordered[index]?.path ?? '', file.broken] as const] : [])),
  );
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
  const all = reasoningOf(plan, plan.facts);
  const contradictions = findContradictoryFacts({
    audiences: plan.audiences,
    facts: plan.facts,
    ...(plan.members && { members: plan.members.value }),
    ...all,
  });
  for (const problem of contradictions) report(problem);
  // From a contradiction everything would follow: it is told, and nothing is concluded from it.
  const sound = plan.facts.filter(({ span }) => !contradictions.some((problem) => compareSpans(problem.span, span) === 0));
  const { prover, sizes } = contradictions.length === 0 ? all : reasoningOf(plan, sound);
  const sends = buildSends(plan, timeline, plan.environment, sizes, report);
  const past = ledger && recorded ? pastContacts({ ledger, recorded }, plan, sends, timeline.zone, report) : [];
  const contacts = [...past, ...contactsOf(sends, timeline.zone)];
  const now = options.now === undefined ? undefined : readMoment(options.now, timeline.zone)?.start;
  const history = ledger !== undefined;
  const { diagnostics, waived } = runRules(
    { plan, timeline, sends, contacts, prover, sizes, history, ...(now !== undefined && { now }) },
    options,
  );
  const texts = new Map([...(ledger ? [ledger] : []), ...ordered].map((source) => [source.path, source.text]));
  const lost = new Set(files.flatMap((file) => file.model.lost));
  const own = [...problems, ...resolved.filter((problem) => !followsSlip(problem, broken, texts))].filter(
    (problem) => !problem.span.file.startsWith('crm:') && !isLost(problem, texts, lost),
  );
  const reported = new Set(own);
  const names = () => ({ declared: files.flatMap(({ model }) => declaredNames(model)), vocabulary: libraryNames() });
  const told = gatherMisspelt(own, texts, names)
    .filter((problem) => reported.has(problem) || !followsSlip(problem, broken, texts))
    .map(diagnosticOf);
  const unclear = new Set([
    ...broken.keys(),
    ...[...own, ...diagnostics].filter(({ rule }) => LEAVES_GAPS.has(rule)).map(({ span }) => span.file),
  ]);
  const found = diagnostics.filter((diagnostic) => {
    const { rule, span, verdict } = diagnostic;
    // What cannot be excluded concludes from the absence of a proof.
    if (verdict === 'possible' && unclear.size > 0) return false;
    const whole = ruleById(rule)?.needsWhole;
    return !isLost(diagnostic, texts, lost) && !(whole === 'project' && unclear.size > 0) && !(whole === 'file' && unclear.has(span.file));
  });
  return {
    plan,
    timeline,
    sends,
    contacts,
    prover,
    sizes,
    waived,
    diagnostics: sortDiagnostics([...told, ...found].map((each) => withWholeLines(each, texts))),
  };
}

function withWholeLines(diagnostic: Diagnostic, texts: ReadonlyMap<string, string>): Diagnostic {
  if (!diagnostic.fixes.some(({ edits }) => edits.some(({ text }) => text === ''))) return diagnostic;
  const fixes = diagnostic.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => takingLines(texts.get(edit.span.file) ?? '', edit)),
  }));
  return { ...diagnostic, fixes };
}
