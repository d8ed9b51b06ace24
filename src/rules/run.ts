import type { Diagnostic, Level } from '../diagnostics/diagnostic.js';
import type { Problem } from '../diagnostics/problem.js';
import { groupBy } from '../text/group-by.js';
import { compareSpans } from '../text/span.js';
import { clausesOf, hasUnreadPolicy } from '../model/clauses.js';
import type { Campaign } from '../model/types.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import { RULES } from './generated/index.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { coversSubject, standingWaivers, waiversOf, type StandingWaiver } from './waivers.js';
import { isFixed } from './fixed-levels.js';
import { judgeWaivers, type Found } from './judge-waivers.js';

export interface RunOptions {
  /** `possible` is an error, too. */
  readonly requireProof?: boolean;
}

/** What the rules found, and which waivers held back a finding. */
export interface RunResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly waived: readonly { readonly waiver: StandingWaiver; readonly rule: string; readonly finding: Finding }[];
}

const byId = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

/** A problem of the layers below, with what the rule of its id adds. */
export function diagnosticOf(problem: Problem): Diagnostic {
  let diagnostic = ofProblems.get(problem);
  if (!diagnostic) ofProblems.set(problem, (diagnostic = withWhy(problem)));
  return diagnostic;
}

/** What is found again stays the same object. */
const ofProblems = new WeakMap<Problem, Diagnostic>();
const ofFindings = new WeakMap<Finding, Diagnostic>();

function withWhy(problem: Problem): Diagnostic {
  const rule = byId.get(problem.rule);
  return {
    rule: problem.rule,
    level: rule?.level ?? 'error',
    span: problem.span,
    message: problem.message,
    ...(rule && { why: rule.why }),
    ...(problem.help && { help: problem.help }),
    related: problem.related ?? [],
    fixes: problem.fixes ?? [],
  };
}

/** The level the house gives a rule; `off` silences it. A locked rule keeps at least its own. */
export function levelOf(plan: Pick<ResolvedPlan, 'clausesByKind'>, rule: Rule): Level | 'off' | undefined {
  const clause = clausesOf(plan, 'level').find((active) => active.clause.rule.name === rule.id)?.clause;
  return !clause || isFixed(rule, clause.level) ? undefined : clause.level;
}

function levelOfFinding(rule: Rule, finding: Finding, house: Level | undefined, options: RunOptions): Level {
  if (finding.verdict === 'possible') return options.requireProof ? 'error' : 'warning';
  return house ?? finding.level ?? rule.level;
}

/** Runs every rule over a plan. */
export function runRules(context: Omit<RuleContext, 'waivers' | 'shared' | 'ofCampaign'>, options: RunOptions = {}): RunResult {
  const standing = standingWaivers(context.plan, context.timeline);
  const shared = new Map<unknown, unknown>();
  const ofCampaigns = new Map<unknown, Map<Campaign, unknown>>();
  const full: RuleContext = {
    ...context,
    waivers: waiversOf(standing),
    shared<T>(of: (context: RuleContext) => T): T {
      if (!shared.has(of)) shared.set(of, of(full));
      return shared.get(of) as T;
    },
    ofCampaign<T>(of: (context: RuleContext, campaign: Campaign) => T, campaign: Campaign): T {
      const known = ofCampaigns.get(of) ?? new Map<Campaign, unknown>();
      ofCampaigns.set(of, known);
      if (!known.has(campaign)) known.set(campaign, of(full, campaign));
      return known.get(campaign) as T;
    },
  };
  return judge(full, standing, (rule) => rule.check?.(full) ?? [], options);
}

/**
 * What the rules have found, at the levels of the house and without what waivers hold back. While a policy cannot be read
 * as a whole, nothing is said of clauses that it may change.
 */
export function judge(
  full: RuleContext,
  standing: readonly StandingWaiver[],
  findingsOf: (rule: Rule) => Iterable<Finding>,
  options: RunOptions = {},
): RunResult {
  const diagnostics: Diagnostic[] = [];
  const waived: RunResult['waived'][number][] = [];
  const refused = new Set<StandingWaiver>();
  const left: Found[] = [];
  const off = new Set<string>();
  const isUncertain = hasUnreadPolicy(full.plan);
  for (const rule of RULES) {
    const house = levelOf(full.plan, rule);
    if (house === 'off') off.add(rule.id);
    if (!rule.check || house === 'off') continue;
    for (const finding of findingsOf(rule)) {
      const covering = coveringWaivers(standing, rule, finding);
      if (covering && !rule.locked && finding.clause?.clause.hard !== true) {
        for (const waiver of covering) waived.push({ waiver, rule: rule.id, finding });
        continue;
      }
      for (const waiver of covering ?? []) refused.add(waiver);
      left.push({ rule: rule.id, finding });
      if (isUncertain && finding.clause?.clause.hard === false) continue;
      diagnostics.push(withRule(rule, finding, levelOfFinding(rule, finding, house, options)));
    }
  }
  for (const { rule, finding } of judgeWaivers(full, standing, waived, refused, left, off, byId)) {
    const house = levelOf(full.plan, rule);
    if (house !== 'off') diagnostics.push(withRule(rule, finding, house ?? rule.level));
  }
  return { diagnostics, waived };
}

function coveringWaivers(standing: readonly StandingWaiver[], rule: Rule, finding: Finding): readonly StandingWaiver[] | undefined {
  const subjects = finding.subjects ?? [];
  if (subjects.length === 0 || standing.length === 0) return undefined;
  const covering = subjects.map((subject) => standing.find((waiver) => coversSubject(waiver, rule.id, subject)));
  return covering.every((waiver) => waiver !== undefined) ? [...new Set(covering)] : undefined;
}

function withRule(rule: Rule, finding: Finding, level: Level): Diagnostic {
  const known = ofFindings.get(finding);
  if (known?.level === level) return known;
  const diagnostic: Diagnostic = {
    rule: rule.id,
    level,
    ...(finding.verdict && { verdict: finding.verdict }),
    span: finding.span,
    message: finding.message,
    why: rule.why,
    ...(finding.help && { help: finding.help }),
    related: finding.related ?? [],
    fixes: finding.fixes ?? [],
  };
  ofFindings.set(finding, diagnostic);
  return diagnostic;
}

/** By file, place, rule: the order of every list of diagnostics. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byFile = [...groupBy(diagnostics, ({ span }) => span.file)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byFile.flatMap(([, list]) =>
    [...list].sort(
      (a, b) => compareSpans(a.span, b.span) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.message.en < b.message.en ? -1 : 1),
    ),
  );
}
