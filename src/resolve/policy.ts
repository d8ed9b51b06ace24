import type { Report } from '../diagnostics/problem.js';
import { nearest } from '../diagnostics/suggest.js';
import type { ActiveClause, ResolvedChannel } from '../model/plan.js';
import type { Clause, Policy } from '../model/types.js';
import { unknownName } from '../timeline/unknown-name.js';
import { channelsOf, clauseId, split } from './clauses.js';
import { dependencyCycles } from './cycles.js';
import { addressed, ancestorsOf, inherit, type Ground, type Loosened } from './inherit.js';

export type { Loosened } from './inherit.js';

/** A pack of the project that takes the place of a built-in one, and does not say since when or from where it has its numbers. */
export interface ReplacedPack {
  readonly policy: Policy;
  readonly builtIn: Policy;
}

export interface PolicyInForce {
  readonly policy?: Policy;
  readonly clauses: readonly ActiveClause[];
  /** The policies with an `as of` that clauses in force come from, by name. */
  readonly packs: readonly Policy[];
  readonly loosened: readonly Loosened[];
  readonly replaced: readonly ReplacedPack[];
}

export interface PolicyProject {
  readonly policies: ReadonlyMap<string, Policy>;
  /** Those that are built in, those among them that the project declares anew too. */
  readonly library: ReadonlySet<Policy>;
  readonly channels: ReadonlyMap<string, ResolvedChannel>;
  readonly currency: string;
}

function choose({ policies, library }: PolicyProject, cyclic: ReadonlySet<string>, report: Report): Policy | undefined {
  const extended = new Set([...policies.values()].flatMap((policy) => policy.extends.map((ref) => ref.name)));
  const own = [...policies.values()].filter((policy) => !library.has(policy));
  const ends = own.filter((policy) => !extended.has(policy.name));
  // A pack alone is hardly the rules of a house.
  const first = ends.find((policy) => !policy.asOf) ?? ends[0];
  const others = ends.filter((policy) => policy !== first);
  if (first && others.length > 0) {
    const list = ends.map((policy) => `\`${policy.name}\``).join(', ');
    for (const other of others) {
      const [child, parent] = other.asOf && !first.asOf ? [first, other] : [other, first];
      const above = ancestorsOf(parent.name, policies);
      const parents = [...child.extends.map((ref) => ref.name).filter((name) => !above.has(name)), parent.name];
      const header = `policy ${child.name} extends ${parents.join(', ')}`;
      report({
        rule: 'ambiguous-policy',
        span: other.nameSpan,
        message: {
          en: `${ends.length} policies could be in force: ${list}. Let one extend the others: \`${header}\`.`,
          zh: `有${ends.length}个政策都可能生效：${ends.map((policy) => policy.name).join('、')}。请让其中一个继承其他政策：${header}。`,
        },
        related: [{ span: first.nameSpan, message: { en: 'another one', zh: '另一个政策' } }],
      });
    }
  }
  // Where every policy of the project is extended, it is by one another in a circle, or by the built-in one.
  return first ?? own.find((policy) => cyclic.has(policy.name)) ?? policies.get('retail');
}

/** What law and platforms allow at most: no house can leave it out. */
const LOCKED: ReadonlySet<Clause['kind']> = new Set<Clause['kind']>(['capacity', 'prize']);

/**
 * A built-in pack that the project declares anew is replaced where the new one says since when and from where it has its numbers.
 * Where it does not, what law and platforms allow at most still holds as it is built in.
 */
function currentPacks({ policies, library }: PolicyProject, replaced: ReplacedPack[]): readonly Policy[] {
  return Array.from(library).flatMap((builtIn) => {
    const { asOf } = builtIn;
    if (!asOf) return [];
    const policy = policies.get(builtIn.name) ?? builtIn;
    if (policy === builtIn || (policy.source && policy.asOf && policy.asOf.value >= asOf.value)) return [policy];
    replaced.push({ policy, builtIn });
    return [builtIn];
  });
}

/** The clauses of packs that hold whatever policy is in force. */
function groundOf(project: PolicyProject, replaced: ReplacedPack[]): Ground {
  const ground = new Map<string, ActiveClause>();
  for (const pack of currentPacks(project, replaced)) {
    for (const clause of addressed(pack, project.currency)) {
      if (!LOCKED.has(clause.kind) || clause.removed) continue;
      const id = clauseId(clause);
      ground.set(id, { id, policy: pack.name, clause: { ...clause, hard: true }, channels: channelsOf(clause, project.channels) });
    }
  }
  return ground;
}

/** The policy in force with its clauses: of two with one address the extending policy's holds. */
export function resolvePolicy(project: PolicyProject, report: Report): PolicyInForce {
  const { policies } = project;
  for (const policy of policies.values()) {
    for (const parent of policy.extends)
      if (!policies.has(parent.name)) report(unknownName({ en: 'policy', zh: '政策' }, parent, nearest(parent.name, policies.keys())));
    reportTwice(policy, report);
  }
  const cyclic = new Set<string>();
  for (const cycle of dependencyCycles(policies.keys(), (name) => [...parentNames(policies.get(name), policies)])) {
    for (const name of cycle) cyclic.add(name);
    const policy = policies.get(cycle[0] ?? '');
    const way = [...cycle, cycle[0]].join(' → ');
    if (policy)
      report({
        rule: 'cyclic-reference',
        span: policy.nameSpan,
        message: { en: `A policy cannot extend itself: ${way}.`, zh: `政策不能继承自己：${way}。` },
      });
  }
  const replaced: ReplacedPack[] = [];
  const policy = choose(project, cyclic, report);
  const { clauses, loosened } = inherit(policy, project, groundOf(project, replaced), report);
  const names = new Set([...(policy ? ancestorsOf(policy.name, policies) : []), ...clauses.map((active) => active.policy)]);
  const packs = [...policies.values()].filter((each) => each.asOf && names.has(each.name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...(policy && { policy }),
    clauses,
    packs,
    loosened: loosened.filter(({ clause }) => !replaced.some(({ policy: pack }) => pack.clauses.some(({ span }) => span === clause.span))),
    replaced,
  };
}

function parentNames(policy: Policy | undefined, policies: ReadonlyMap<string, Policy>): readonly string[] {
  return (policy?.extends ?? []).map((ref) => ref.name).filter((name) => policies.has(name));
}

function reportTwice(policy: Policy, report: Report): void {
  const seen = new Map<string, Clause>();
  for (const clause of policy.clauses.flatMap(split)) {
    const id = clauseId(clause);
    const first = seen.get(id);
    if (!first) seen.set(id, clause);
    else if (first.span.start !== clause.span.start) {
      report({
        rule: 'duplicate-name',
        span: clause.span,
        message: {
          en: `This clause stands twice in \`${policy.name}\`: which number holds? Keep one.`,
          zh: `“${policy.name}”里这条规则写了两次，以哪个为准？请只保留一条。`,
        },
        related: [{ span: first.span, message: { en: 'the first one', zh: '第一次出现' } }],
      });
    }
  }
}
