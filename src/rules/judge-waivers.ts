import { clausesOf, hasUnreadPolicy } from '../model/clauses.js';
import { isFixed } from './fixed-levels.js';
import type { Finding, Rule, RuleContext } from './rule.js';
import { namesSubject, type StandingWaiver } from './waivers.js';
import { describeExpired } from './waiver/expired-waiver.js';
import { describeFixedLevel, describeForbidden, describeLoosened, describeReplaced } from './waiver/forbidden-waiver.js';
import { describeUnused } from './waiver/unused-waiver.js';

export interface Judged {
  readonly rule: Rule;
  readonly finding: Finding;
}

/** What a rule found, with the waiver that holds it back. */
export interface Found {
  readonly rule: string;
  readonly finding: Finding;
  readonly waiver?: StandingWaiver;
}

/** What is found in the place a waiver speaks of. */
function findingsAt(waiver: StandingWaiver, left: readonly Found[]): readonly Finding[] {
  return left
    .filter(({ rule, finding }) => finding.subjects?.some((subject) => namesSubject(waiver, rule, subject)))
    .map(({ finding }) => finding);
}

/** A waiver that covers nothing because something in it is missing or unknown is reported for that. */
function isWhole({ waive, until, channels }: StandingWaiver): boolean {
  return waive.because !== undefined && waive.by !== undefined && until !== undefined && (waive.on.length === 0 || channels.length > 0);
}

/** What is wrong with the waivers themselves, known only when all other rules have run. */
export function* judgeWaivers(
  context: RuleContext,
  standing: readonly StandingWaiver[],
  waived: readonly Found[],
  refused: ReadonlySet<StandingWaiver>,
  left: readonly Found[],
  off: ReadonlySet<string>,
  rules: ReadonlyMap<string, Rule>,
): Iterable<Judged> {
  const of = (id: string, finding: Finding): Judged[] => {
    const rule = rules.get(id);
    return rule ? [{ rule, finding }] : [];
  };
  const isUncertain = hasUnreadPolicy(context.plan);
  const used = new Set(waived.flatMap(({ waiver }) => waiver ?? []));
  const silent = (waiver: StandingWaiver): 'off' | 'covered' | undefined =>
    off.has(waiver.waive.rule.name) ? 'off' : findingsAt(waiver, waived).length > 0 ? 'covered' : undefined;
  for (const waiver of standing) {
    const waivedRule = rules.get(waiver.waive.rule.name);
    if (!waivedRule) continue;
    if (waivedRule.locked || refused.has(waiver)) yield* of('forbidden-waiver', describeForbidden(waiver, waivedRule, refused.has(waiver)));
    else if (!used.has(waiver) && isWhole(waiver) && !isUncertain)
      yield* of('unused-waiver', describeUnused(waiver, standing, findingsAt(waiver, left), silent(waiver)));
    const expired = describeExpired(waiver, context);
    if (expired) yield* of('expired-waiver', expired);
  }
  for (const { clause } of clausesOf(context.plan, 'level')) {
    const rule = rules.get(clause.rule.name);
    if (rule && isFixed(rule, clause.level)) yield* of('forbidden-waiver', describeFixedLevel(clause, rule));
  }
  for (const loosened of context.plan.loosened) yield* of('forbidden-waiver', describeLoosened(loosened));
  for (const replaced of context.plan.replaced) yield* of('forbidden-waiver', describeReplaced(replaced));
}
