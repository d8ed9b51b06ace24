import { metricType } from '../../resolve/metric-types.js';
import { METRIC_TYPES } from '../../model/from-syntax/declarations.js';
import type { FileModel, Metric, MetricType } from '../../model/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { candidates, type Candidate } from './candidates.js';
import type { Typing } from './typing.js';
import { HERE, wholeAt } from './whole.js';

/** Metrics with which a formula may go on: of a type that its signs join, and not worked out from the one that is being written. */
export function formulaMetrics(typing: Typing, plan: ResolvedPlan, file: FileModel): readonly Candidate[] {
  const all = candidates(plan, file, 'metric');
  const written = wholeAt(typing).model.declarations.find((each): each is Metric => each.kind === 'metric');
  if (!written) return all;
  /** Whether the formula has a type when what is being written has one. */
  const takes = (value: MetricType): boolean => {
    const here: Metric = { ...written, name: HERE, type: { value, span: written.span } };
    return metricType(written, new Map([...plan.metrics, [HERE, here]])) !== undefined;
  };
  const taken = new Set(METRIC_TYPES.filter(takes));
  // What is wrong before the place says nothing about it.
  if (taken.size === 0) return all;
  return all.filter(({ text }) => {
    const metric = plan.metrics.get(text);
    const type = metric && metricType(metric, plan.metrics, [written.name]);
    return type ? taken.has(type) : !metric;
  });
}
