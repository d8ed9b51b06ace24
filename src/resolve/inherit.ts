import type { Report } from '../diagnostics/problem.js';
import type { ActiveClause, ResolvedChannel } from '../model/plan.js';
import type { Clause, Policy, Ref } from '../model/types.js';
import { channelsOf, clauseId, isLooser, removesAll, split } from './clauses.js';
import { fitsCurrency } from './money.js';

/** A clause that loosens or removes one its house made `hard`. */
export interface Loosened {
  readonly clause: Clause;
  readonly hard: Clause;
}

/** Clauses by address. */
export type Ground = ReadonlyMap<string, ActiveClause>;

interface Policies {
  readonly policies: ReadonlyMap<string, Policy>;
  readonly channels: ReadonlyMap<string, ResolvedChannel>;
  readonly currency: string;
}

/** The clauses of a policy that say something to a store of the currency, one for each address. */
export function addressed({ clauses }: Policy, currency: string): readonly Clause[] {
  return clauses
    .filter((clause) => clause.kind !== 'prize' || !clause.limit || fitsCurrency(clause.limit.currency, currency))
    .flatMap(split);
}

/** The policy and all above it. */
export function ancestorsOf(name: string, policies: ReadonlyMap<string, Policy>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [name];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (found.has(each) || !policies.has(each)) continue;
    found.add(each);
    open.push(...(policies.get(each)?.extends ?? []).map((ref) => ref.name));
  }
  return found;
}

/**
 * The clauses of a policy and of all above it. Of two with one address the extending policy's holds, unless it loosens a hard one.
 * Where two parents give one address and neither extends the other, the policy itself must say which number holds.
 */
export function inherit(
  policy: Policy | undefined,
  { policies, channels, currency }: Policies,
  ground: Ground,
  report: Report,
): { readonly clauses: readonly ActiveClause[]; readonly loosened: readonly Loosened[] } {
  const layers = new Map<string, Ground>();
  const loosened: Loosened[] = [];
  /** What is written once is told once, for however many channels it stands. */
  const loosen = (clause: Clause, hard: Clause): void => {
    if (!loosened.some((each) => each.clause.span === clause.span)) loosened.push({ clause, hard });
  };

  const isAbove = (above: string, below: string): boolean => ancestorsOf(below, policies).has(above);

  function ofParents(child: Policy, isSaid: (id: string) => boolean): Map<string, ActiveClause> {
    const active = new Map(ground);
    for (const ref of child.extends) {
      const parent = policies.get(ref.name);
      if (!parent) continue;
      const clashes: Clash[] = [];
      for (const [id, other] of layerOf(parent)) {
        const one = active.get(id);
        if (!one || isAbove(one.policy, other.policy)) active.set(id, other);
        else if (!isAbove(other.policy, one.policy)) {
          if (!isSaid(id)) clashes.push({ id, one, other });
          if (isLess(one.clause, other.clause)) active.set(id, other);
        }
      }
      if (clashes.length > 0) reportClash(child, ref, clashes, report);
    }
    return active;
  }

  function layerOf(each: Policy): Ground {
    const known = layers.get(each.name);
    if (known) return known;
    // A policy that extends itself is told elsewhere.
    layers.set(each.name, ground);
    const clauses = addressed(each, currency);
    const own = new Set(clauses.map(clauseId));
    const ended = clauses.filter((clause) => clause.removed && removesAll(clause)).map((clause) => `${clauseId(clause)}/`);
    const active = ofParents(each, (id) => own.has(id) || ended.some((start) => id.startsWith(start)));
    for (const clause of clauses) {
      const id = clauseId(clause);
      const replaced = active.get(id);
      if (replaced?.clause.hard && isLooser(clause, replaced.clause)) {
        loosen(clause, replaced.clause);
        continue;
      }
      if (clause.removed) {
        for (const [key, removed] of [...active]) {
          if (key !== id && !(removesAll(clause) && key.startsWith(`${id}/`))) continue;
          if (removed.clause.hard) loosen(clause, removed.clause);
          else active.delete(key);
        }
        continue;
      }
      const kept = replaced?.clause.hard && !clause.hard ? { ...clause, hard: true } : clause;
      active.set(id, { id, policy: each.name, clause: kept, channels: channelsOf(clause, channels) });
    }
    layers.set(each.name, active);
    return active;
  }

  return { clauses: [...(policy ? layerOf(policy) : ground).values()], loosened };
}

/** Of two clauses of one address the hard one counts, of two alike the one that allows less. */
function isLess(one: Clause, other: Clause): boolean {
  return one.hard === other.hard ? isLooser(one, other) : other.hard;
}

interface Clash {
  readonly id: string;
  readonly one: ActiveClause;
  readonly other: ActiveClause;
}

/** How many clauses of two parents are shown. */
const MOST = 4;

function reportClash({ name }: Policy, parent: Ref, clashes: readonly Clash[], report: Report): void {
  const shown = clashes.slice(0, MOST);
  const more = clashes.length - shown.length;
  const list = shown.map(({ id }) => `\`${id}\``).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const others = [...new Set(clashes.map(({ one }) => one.policy))];
  report({
    rule: 'ambiguous-policy',
    span: parent.span,
    message: {
      en: `${others.map((other) => `\`${other}\``).join(', ')} and \`${parent.name}\` each say what holds for ${list}. Write it in \`${name}\` itself, so that it is clear which number holds.`,
      zh: `${others.map((other) => `“${other}”`).join('、')}和“${parent.name}”都规定了${shown.map(({ id }) => id).join('、')}${more > 0 ? `等${clashes.length}条` : ''}。请在“${name}”里写明，以哪个为准。`,
    },
    related: shown.flatMap(({ one, other }) =>
      [one, other].map((each) => ({ span: each.clause.span, message: { en: `in \`${each.policy}\``, zh: `“${each.policy}”里的` } })),
    ),
  });
}
