import type { Localized } from '../diagnostics/diagnostic.js';
import type { Problem } from '../diagnostics/problem.js';
import type { ResolvedAudience } from '../model/plan.js';
import type { Fact } from '../model/types.js';
import { compareSpans } from '../text/span.js';
import { audienceGroup } from './audience-sizes.js';
import type { Prover } from './prove.js';
import { createSizes, type Sizes, type SizesInput } from './sizes.js';

export interface FactsInput extends SizesInput {
  readonly sizes: Sizes;
}

/**
 * Facts that contradict what conditions and declared sizes prove, or one another, as problems of `contradictory-fact`.
 * Facts about audiences that do not exist are passed over: `unknown-name` reports them.
 */
export function findContradictoryFacts(input: FactsInput): readonly Problem[] {
  const facts = input.facts.filter(({ left, right }) => input.audiences.has(left.name) && input.audiences.has(right.name));
  if (facts.length === 0) return [];
  const prover = input.prover.withFacts([]);
  const sizes = createSizes({ ...input, facts: [], prover });
  const apart = new Map(facts.map((fact) => [fact, fact.relation === 'within' ? undefined : notApart(fact, prover, sizes)]));
  // What a wrong fact bounds says nothing about another one.
  const sound = facts.filter((fact) => !apart.get(fact));
  const bounded =
    sound.length === facts.length ? input.sizes : createSizes({ ...input, facts: sound, prover: input.prover.withFacts(sound) });
  const alone = facts.flatMap((fact) => {
    const message = fact.relation === 'within' ? notWithin(fact, prover, sizes, bounded) : apart.get(fact);
    return message ? [problemOf(fact, message, input.audiences)] : [];
  });
  return alone.length > 0 ? alone : findConflict(facts, prover, input);
}

/** The facts that take no part in a contradiction: from one everything would follow, so nothing is concluded from it. */
export function soundFacts(facts: readonly Fact[], contradictions: readonly Problem[]): readonly Fact[] {
  return facts.filter(({ span }) => !contradictions.some((problem) => compareSpans(problem.span, span) === 0));
}

function problemOf(fact: Fact, message: Localized, audiences: ReadonlyMap<string, ResolvedAudience>): Problem {
  const related = [fact.left, fact.right].flatMap(({ name }) => {
    const declaration = audiences.get(name)?.declaration;
    return declaration ? [{ span: declaration.nameSpan, message: { en: `"${name}" is declared here`, zh: `“${name}”在此声明` } }] : [];
  });
  return { rule: 'contradictory-fact', span: fact.span, message, related };
}

/** `prover` and `sizes` know of no facts; other facts may bound the right side. */
function notWithin(fact: Fact, prover: Prover, sizes: Sizes, withFacts: Sizes): Localized | undefined {
  const [left, right] = [fact.left.name, fact.right.name];
  const [a, b] = [audienceGroup(left), audienceGroup(right)];
  const [{ low }, { high }] = [sizes.bounds(a), withFacts.bounds(b)];
  if (low > 0 && prover.disjoint(a, b)) {
    return {
      en: `"${left}" and "${right}" share nobody, so "${left}" with at least ${low} members cannot be within "${right}".`,
      zh: `“${left}”与“${right}”没有共同的会员，至少有 ${low} 人的“${left}”不可能包含在“${right}”之内。`,
    };
  }
  if (low <= (high ?? Infinity)) return undefined;
  return {
    en: `"${left}" has at least ${low} members and "${right}" at most ${high}, so the one cannot be within the other.`,
    zh: `“${left}”至少 ${low} 人，“${right}”最多 ${high} 人，前者不可能包含在后者之内。`,
  };
}

/** For facts that two audiences share nobody, or few. `prover` and `sizes` know of no facts. */
function notApart(fact: Fact, prover: Prover, sizes: Sizes): Localized | undefined {
  const [left, right] = [fact.left.name, fact.right.name];
  const [a, b] = [audienceGroup(left), audienceGroup(right)];
  const most = fact.relation === 'overlap' ? (fact.most?.value ?? Infinity) : 0;
  const shared = sizes.overlapBounds([a, b]).low;
  if (shared <= most) return undefined;
  const nested = prover.within(a, b) ? [left, right] : prover.within(b, a) ? [right, left] : undefined;
  const [because, becauseZh] = nested
    ? [`"${nested[0]}" is within "${nested[1]}"`, `“${nested[0]}”包含在“${nested[1]}”之内`]
    : [`"${left}" and "${right}" are too large to be apart`, `“${left}”与“${right}”人数太多，不可能分开`];
  return {
    en: `${because}: they share at least ${shared} members, ${most === 0 ? 'so they cannot be disjoint' : `not at most ${most}`}.`,
    zh: `${becauseZh}：两者至少共有 ${shared} 人，${most === 0 ? '不可能没有交集' : `不可能至多 ${most} 人`}。`,
  };
}

/** Facts that together leave nobody in an audience that has members: the last of those without which somebody is left. */
function findConflict(facts: readonly Fact[], without: Prover, input: FactsInput): readonly Problem[] {
  const prover = without.withFacts(facts);
  const emptied = [...input.audiences.values()].find(({ name, size }) => {
    const group = audienceGroup(name);
    return (size?.low ?? 0) > 0 && prover.empty(group) && !without.empty(group);
  });
  if (!emptied) return [];
  const group = audienceGroup(emptied.name);
  const needed = facts.filter((fact) => !without.withFacts(facts.filter((other) => other !== fact)).empty(group));
  const blamed = needed.at(-1) ?? facts.at(-1);
  if (!blamed) return [];
  const least = emptied.size?.low ?? 0;
  const message: Localized = {
    en: `Together with the other facts this leaves nobody in "${emptied.name}", which has at least ${least} members.`,
    zh: `与其他事实合在一起，“${emptied.name}”就没有人了，而它至少有 ${least} 人。`,
  };
  const related = needed
    .filter((fact) => fact !== blamed)
    .map(({ span }) => ({ span, message: { en: 'This fact takes part in the contradiction', zh: '这条事实也是矛盾的一部分' } }));
  return [{ rule: 'contradictory-fact', span: blamed.span, message, related }];
}
