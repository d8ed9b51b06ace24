import { findContradictoryFacts } from '../conditions/facts.js';
import { createProver, type Prover } from '../conditions/prove.js';
import { createSizes, type Sizes } from '../conditions/sizes.js';
import type { Problem } from '../diagnostics/problem.js';
import type { Memory } from '../incremental/memory.js';
import { sameData } from '../incremental/same.js';
import { Gathered, Slot } from '../incremental/tracked.js';
import type { ResolvedAudience } from '../model/plan.js';
import type { Fact } from '../model/types.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import { compareSpans } from '../text/span.js';

export interface LiveReasoning {
  readonly prover: () => Prover;
  readonly sizes: () => Sizes;
  readonly problems: () => readonly Problem[];
}

const isRest = ({ declaration }: ResolvedAudience): boolean => 'otherwise' in declaration && declaration.otherwise;

/** What proofs look at: who belongs to an audience, not what it is called. */
function sameMembers(a: ResolvedAudience, b: ResolvedAudience): boolean {
  const of = ({ name, of, from, asOf, segments, entries, condition }: ResolvedAudience) => ({
    name,
    of,
    from,
    asOf,
    segments,
    entries,
    condition,
  });
  return isRest(a) === isRest(b) && sameData(of(a), of(b));
}

const sizeOf = ({ size }: ResolvedAudience) => (size ? { low: size.low, high: size.high } : undefined);

/** Proofs and sizes over the plan's audiences; made anew only when who belongs to them, or how many, has changed. */
export function liveReasoning(memory: Memory, plan: ResolvedPlan): LiveReasoning {
  const membership = new Gathered(memory, () => new Map(plan.audiences), sameMembers);
  const measured = new Gathered(
    memory,
    () => new Map(plan.audiences),
    (a, b) => sameMembers(a, b) && sameData(sizeOf(a), sizeOf(b)),
  );
  const members = new Slot(memory, () => plan.members?.value);
  const ground = new Slot(memory, () =>
    createProver({ audiences: new Map(membership), facts: plan.facts, entities: new Map(plan.entities) }),
  );

  const sizesWith = (facts: readonly Fact[], prover: Prover): Sizes =>
    createSizes({ audiences: new Map(measured), facts, prover, ...(members.value !== undefined && { members: members.value }) });

  const all = new Slot(memory, () => ({ prover: ground.value, sizes: sizesWith(plan.facts, ground.value) }));
  const contradictions = new Slot(memory, () => {
    const { facts, audiences } = plan;
    if (facts.length === 0) return [];
    return findContradictoryFacts({
      audiences: new Map(audiences),
      facts,
      ...(members.value !== undefined && { members: members.value }),
      ...all.value,
    });
  });
  // From a contradiction everything would follow: it is told, and nothing is concluded from it.
  const sound = new Slot(memory, () => {
    const found = contradictions.value;
    if (found.length === 0) return all.value;
    const facts = plan.facts.filter(({ span }) => !found.some((problem) => compareSpans(problem.span, span) === 0));
    const prover = createProver({ audiences: new Map(membership), facts, entities: new Map(plan.entities) });
    return { prover, sizes: sizesWith(facts, prover) };
  });
  const prover = new Slot(memory, () => sound.value.prover);
  const sizes = new Slot(memory, () => sound.value.sizes);
  return { prover: () => prover.value, sizes: () => sizes.value, problems: () => contradictions.value };
}
