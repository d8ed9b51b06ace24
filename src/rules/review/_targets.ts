import type { Exact } from '../../model/exact.js';
import { exact } from '../../model/exact.js';
import type { Literal } from '../../model/literals.js';
import type { Plan } from '../../model/plan.js';
import type { Campaign, Formula, Metric, Target } from '../../model/types.js';
import { metricsIn } from '../../resolve/metric-types.js';
import { milliseconds } from '../../timeline/durations.js';
import { addTo } from '../../text/group-by.js';

/** A value of a metric: set as a target, or worked out from targets. */
export interface Known {
  readonly value: Exact;
  /** The targets it rests on. */
  readonly targets: ReadonlySet<Target>;
}

/** A formula whose two sides follow from targets and do not agree. */
export interface Contradiction {
  readonly metric: Metric;
  readonly formula: Formula;
  /** The left side of the formula: what is set, or follows from other formulas. */
  readonly stated: Known;
  /** The right side. */
  readonly computed: Known;
  /** All targets that both sides rest on. */
  readonly targets: ReadonlySet<Target>;
  readonly known: ReadonlyMap<string, Known>;
}

/** The number of a target, in whole units; durations in milliseconds, calendar ones have none. */
function valueOf(literal: Literal): Exact | undefined {
  switch (literal.kind) {
    case 'integer':
      return exact(literal.value);
    case 'number':
    case 'percent':
      return literal.value;
    case 'money':
      return literal.value.amount;
    case 'duration':
      return literal.value.unit === 'mo' || literal.value.unit === 'y' ? undefined : exact(milliseconds(literal.value));
    default:
      return undefined;
  }
}

function targetValues(campaign: Campaign): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const target of campaign.goal?.targets ?? []) {
    const value = valueOf(target.value.value);
    if (value && !known.has(target.metric.name)) known.set(target.metric.name, { value, targets: new Set([target]) });
  }
  return known;
}

function combine(operator: '+' | '-' | '*' | '/', left: Exact, right: Exact): Exact | undefined {
  if (operator === '+') return left.add(right);
  if (operator === '-') return left.sub(right);
  if (operator === '*') return left.mul(right);
  return right.equals(0) ? undefined : left.div(right);
}

function evaluate(formula: Formula, known: ReadonlyMap<string, Known>): Known | undefined {
  if (formula.kind === 'number') return { value: formula.value, targets: new Set() };
  if (formula.kind === 'metric') return known.get(formula.ref.name);
  const [left, right] = [evaluate(formula.left, known), evaluate(formula.right, known)];
  const value = left && right && combine(formula.operator, left.value, right.value);
  return value && { value, targets: new Set([...left.targets, ...right.targets]) };
}

/** The side a `part` of a sum or product must have for the whole to be `whole`, given the other side. */
function solvedSide(operator: '+' | '-' | '*' | '/', whole: Exact, other: Exact, isLeft: boolean): Exact | undefined {
  switch (operator) {
    case '+':
      return whole.sub(other);
    case '-':
      return isLeft ? whole.add(other) : other.sub(whole);
    case '*':
      return combine('/', whole, other);
    case '/':
      return isLeft ? whole.mul(other) : combine('/', other, whole);
  }
}

/** What the one unknown metric of a formula must be for the formula to be `whole`. */
function solve(formula: Formula, whole: Known, known: ReadonlyMap<string, Known>): Known | undefined {
  if (formula.kind === 'metric') return whole;
  if (formula.kind === 'number') return undefined;
  const [left, right] = [evaluate(formula.left, known), evaluate(formula.right, known)];
  const other = left ?? right;
  if (!other || (left && right)) return undefined;
  const value = solvedSide(formula.operator, whole.value, other.value, right !== undefined);
  const targets = new Set([...whole.targets, ...other.targets]);
  return value && solve(right ? formula.left : formula.right, { value, targets }, known);
}

/** The metric a formula tells that was not known, from either of its sides. */
function learn({ metric, formula, names }: Formulated, known: ReadonlyMap<string, Known>): readonly [string, Known] | undefined {
  const stated = known.get(metric.name);
  const [unknown, ...others] = names.filter((name) => !known.has(name));
  if (unknown === undefined) {
    const computed = stated ? undefined : evaluate(formula, known);
    return computed && [metric.name, computed];
  }
  const solved = stated && others.length === 0 ? solve(formula, stated, known) : undefined;
  return solved && [unknown, solved];
}

function contradiction({ metric, formula }: Formulated, known: ReadonlyMap<string, Known>, tolerance: Exact): Contradiction | undefined {
  const stated = known.get(metric.name);
  const computed = stated && evaluate(formula, known);
  if (!computed || stated.value.sub(computed.value).abs().lte(computed.value.abs().mul(tolerance))) return undefined;
  return { metric, formula, stated, computed, targets: new Set([...stated.targets, ...computed.targets]), known: new Map(known) };
}

interface Formulated {
  readonly metric: Metric;
  readonly formula: Formula;
  /** The metrics in the formula, each as often as it stands there. */
  readonly names: readonly string[];
}

/** Where to look for the formulas that a known metric may decide. */
export type Formulas = ReadonlyMap<string, readonly Formulated[]>;

/**
 * The formulas by the metrics in them. A metric that stands in one formula only says nothing about others unless it is a target:
 * such a formula is found by that metric alone.
 */
export function formulasOf(metrics: Plan['metrics']): Formulas {
  const all = [...metrics.values()].flatMap((metric): Formulated[] =>
    metric.formula ? [{ metric, formula: metric.formula, names: [...metricsIn(metric.formula)].map(({ name }) => name) }] : [],
  );
  const namesOf = ({ metric, names }: Formulated): ReadonlySet<string> => new Set([metric.name, ...names]);
  const uses = new Map<string, number>();
  for (const each of all) for (const name of namesOf(each)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const formulas = new Map<string, Formulated[]>();
  for (const each of all) {
    const names = [...namesOf(each)];
    const lonely = names.find((name) => uses.get(name) === 1);
    for (const name of lonely === undefined ? names : [lonely]) addTo(formulas, name, each);
  }
  return formulas;
}

/**
 * The formulas that the targets of a campaign contradict, each cause once: those of the fewest targets.
 * A metric without a target is worked out where all others of a formula are known.
 */
export function contradictionsOf(formulas: Formulas, campaign: Campaign, tolerance: Exact): readonly Contradiction[] {
  const known = targetValues(campaign);
  if (known.size < 2) return [];
  const touched = (names: Iterable<string>): readonly Formulated[] => {
    const all = new Set([...names].flatMap((name) => formulas.get(name) ?? []));
    return [...all].sort((a, b) => (a.metric.name < b.metric.name ? -1 : 1));
  };
  const found: Contradiction[] = [];
  for (;;) {
    const reached = touched(known.keys());
    found.push(...reached.flatMap((each) => contradiction(each, known, tolerance) ?? []));
    const learnt = firstLearnt(reached, known);
    if (!learnt) break;
    known.set(...learnt);
  }
  const told: Contradiction[] = [];
  for (const each of found.sort((a, b) => a.targets.size - b.targets.size)) {
    if (!told.some(({ targets }) => [...targets].every((target) => each.targets.has(target)))) told.push(each);
  }
  return told;
}

function firstLearnt(formulas: readonly Formulated[], known: ReadonlyMap<string, Known>): readonly [string, Known] | undefined {
  for (const each of formulas) {
    const learnt = learn(each, known);
    if (learnt) return learnt;
  }
  return undefined;
}
