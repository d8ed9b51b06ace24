import { findContradictoryFacts } from '../conditions/facts.js';
import { createProver, type Prover, type ProverInput } from '../conditions/prove.js';
import { createSizes, type Sizes } from '../conditions/sizes.js';
import type { Problem } from '../diagnostics/problem.js';
import { Asked } from '../incremental/asked.js';
import type { Memory } from '../incremental/memory.js';
import { sameData } from '../incremental/same.js';
import { Slot } from '../incremental/slot.js';
import { Gathered } from '../incremental/tracked.js';
import { views } from '../incremental/views.js';
import type { Condition } from '../model/conditions.js';
import type { ResolvedAudience } from '../model/plan.js';
import type { Fact } from '../model/types.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import { compareSpans } from '../text/span.js';

export interface Reasoning {
  readonly prover: () => Prover;
  readonly sizes: () => Sizes;
}

export interface LiveReasoning extends Reasoning {
  /** For what looks at a small part of the project: it is concerned only when one of its questions has another answer. */
  readonly asked: Reasoning;
  readonly problems: () => readonly Problem[];
}

const isRest = ({ declaration }: ResolvedAudience): boolean => 'otherwise' in declaration && declaration.otherwise;

/** Conditions that were found to be the same: segments share those of the entries before them. */
const alike = new WeakMap<Condition, Condition>();

function sameCondition(a: Condition | undefined, b: Condition | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  if (alike.get(a) === b) return true;
  const isSame =
    (a.kind === 'and' || a.kind === 'or') && a.kind === b.kind
      ? a.parts.length === b.parts.length && a.parts.every((part, index) => sameCondition(part, b.parts[index]))
      : a.kind === 'not' && b.kind === 'not'
        ? sameCondition(a.part, b.part)
        : sameData(a, b);
  if (isSame) alike.set(a, b);
  return isSame;
}

/** What proofs look at: who belongs to an audience, not what it is called. */
function sameMembers(a: ResolvedAudience, b: ResolvedAudience): boolean {
  const of = ({ name, of, from, asOf, segments, entries }: ResolvedAudience) => ({ name, of, from, asOf, segments, entries });
  return isRest(a) === isRest(b) && sameData(of(a), of(b)) && sameCondition(a.condition, b.condition);
}

const sizeOf = ({ size }: ResolvedAudience) => (size ? { low: size.low, high: size.high } : undefined);

/** Proofs and sizes over the plan's audiences; made anew only when who belongs to them, or how many, has changed, or a new generation begins. */
export function liveReasoning(memory: Memory, plan: ResolvedPlan, generation: () => unknown): LiveReasoning {
  const membership = new Gathered(memory, () => new Map(plan.audiences), sameMembers);
  const measured = new Gathered(
    memory,
    () => new Map(plan.audiences),
    (a, b) => sameMembers(a, b) && sameData(sizeOf(a), sizeOf(b)),
  );
  const members = new Slot(memory, () => plan.members?.value);
  const provers = new Slot(memory, () => {
    generation();
    return proversWith({ facts: plan.facts, entities: new Map(plan.entities) });
  });
  const ground = new Slot(memory, () => provers.value(new Map(membership)));

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
  const [ofProver, ofSizes] = [new Asked(memory, prover), new Asked(memory, sizes)];
  // Other objects for another prover: what is remembered by them ends with it.
  const asked = new Slot(memory, () => ({ of: sound.value, prover: askedProver(ofProver, prover), sizes: askedSizes(ofSizes) }));
  return {
    prover: () => prover.value,
    sizes: () => sizes.value,
    asked: { prover: () => asked.peek().prover, sizes: () => asked.peek().sizes },
    problems: () => contradictions.value,
  };
}

/** Provers one after the other: each keeps what the one before has proven of audiences that have not changed. */
function proversWith(given: Omit<ProverInput, 'audiences'>): (audiences: ProverInput['audiences']) => Prover {
  let latest: Prover | undefined;
  return (audiences) => (latest = latest ? latest.withAudiences(audiences) : createProver({ ...given, audiences }));
}

/** What is told of kinds and identities holds for one prover only. */
function askedProver(asked: Asked<Prover>, prover: Slot<Prover>): Prover {
  return {
    disjoint: (a, b) => asked.ask((of) => of.disjoint(a, b)),
    within: (a, b) => asked.ask((of) => of.within(a, b)),
    satisfiable: (groups) => asked.ask((of) => of.satisfiable(groups)),
    empty: (group) => asked.ask((of) => of.empty(group)),
    timeless: (group) => asked.ask((of) => of.timeless(group)),
    base: (group) => asked.ask((of) => of.base(group)),
    kind: (group) => prover.value.kind(group),
    identity: (group) => prover.value.identity(group),
    withFacts: (facts) => prover.value.withFacts(facts),
    withAudiences: (audiences) => prover.value.withAudiences(audiences),
  };
}

function askedSizes(asked: Asked<Sizes>): Sizes {
  return views<Sizes>({
    members: () => asked.ask((of) => of.members),
    bounds: () => (group) => asked.ask((of) => of.bounds(group)),
    overlapBounds: () => (groups) => asked.ask((of) => of.overlapBounds(groups)),
    sharedLow: () => (groups) => asked.ask((of) => of.sharedLow(groups)),
  });
}
