import { checkMeasure } from '../conditions/check.js';
import type { Problem } from '../diagnostics/problem.js';
import type { Memory } from '../incremental/memory.js';
import { sameData } from '../incremental/same.js';
import { Derived } from '../incremental/derived.js';
import { Slot } from '../incremental/slot.js';
import { Gathered } from '../incremental/tracked.js';
import { views } from '../incremental/views.js';
import type { ResolvedAudience } from '../model/plan.js';
import type { Audience, Clause, FileModel, Segments } from '../model/types.js';
import { cutCycles, resolveAudience } from '../resolve/audiences.js';
import { checkEarlyAccesses } from '../resolve/check-campaigns.js';
import { resolveEntities } from '../resolve/entities.js';
import { checkMetricCycles } from '../resolve/metric-types.js';
import { checkFlags, checkStore, chooseStore, environmentOf, localeOf, resolveChannel, type ResolvedPlan } from '../resolve/plan.js';
import { resolvePolicy } from '../resolve/policy.js';
import { groupBy } from '../text/group-by.js';
import { sameItems } from '../text/same-items.js';
import type { LiveDeclarations } from './declarations.js';
import { stepsOf, told, type Steps, type Told } from './told.js';

export interface LivePlan {
  readonly plan: ResolvedPlan;
  /** Of the whole plan at once. */
  readonly problems: () => readonly Problem[];
  readonly audiences: Steps;
  readonly segments: Steps;
}

/** The plan of a project, each part of it worked out when it is asked for and what it was made of has changed. */
export function livePlan(
  memory: Memory,
  declarations: LiveDeclarations,
  files: () => readonly FileModel[],
  library: readonly FileModel[],
): LivePlan {
  const slot = <T>(compute: () => T, same?: (a: T, b: T) => boolean): Slot<T> => new Slot(memory, compute, same);
  const firstPath = slot(() => files()[0]?.path ?? '');
  const chosenStore = slot(() =>
    told((report) => {
      const chosen = chooseStore(declarations, firstPath.value, report);
      if (chosen) checkStore(chosen, report);
      return chosen;
    }),
  );
  const store = slot(() => chosenStore.value.value);
  const locale = slot(() => localeOf(store.value), sameData);
  const members = slot(() => store.value?.members, sameData);
  const resolvedEntities = slot(() => told((report) => resolveEntities(declarations, declarations.of('measure'), report)));
  const entities = new Gathered(memory, () => resolvedEntities.value.value, sameData);
  const environment = environmentOf(declarations, entities, () => locale.value.currency);
  const measures = slot(() =>
    told((report) => {
      for (const measure of declarations.of('measure').values()) checkMeasure(measure, environment, report);
    }),
  );
  const declaredChannels = declarations.of('channel');
  const channels = new Derived(
    memory,
    () => declaredChannels.keys(),
    (name) => {
      const channel = declaredChannels.get(name);
      if (!channel) throw new Error(`No channel ${name}`);
      return resolveChannel(channel);
    },
  );
  const flags = slot(() => told((report) => checkFlags({ entities, channels }, report)));
  const ofLibrary = new Set(library.flatMap((file) => file.declarations.filter((declaration) => declaration.kind === 'policy')));
  const policies = declarations.of('policy');
  const inForce = slot(() =>
    told((report) => resolvePolicy({ policies, library: ofLibrary, channels, currency: locale.value.currency }, report)),
  );
  const policy = slot(() => inForce.value.value.policy);
  const clauses = slot(() => inForce.value.value.clauses, sameClauses);
  const clausesByKind = new Gathered(memory, () => groupBy(clauses.value, ({ clause }) => clause.kind), sameClauses);
  const packs = slot(() => inForce.value.value.packs, sameItems);
  const loosened = slot(() => inForce.value.value.loosened, sameData);
  const replaced = slot(() => inForce.value.value.replaced, sameData);
  const resolvedOf = (declared: ReadonlyMap<string, Audience | Segments>): Derived<string, Told<readonly ResolvedAudience[]>> =>
    new Derived(
      memory,
      () => declared.keys(),
      (name) =>
        told((report) => {
          const one = declared.get(name);
          return one ? resolveAudience(one, environment, report) : [];
        }),
    );
  const [ofAudiences, ofSegments] = [resolvedOf(declarations.of('audience')), resolvedOf(declarations.of('segments'))];
  const cut = slot(() =>
    told((report) => {
      const resolved: ResolvedAudience[] = [];
      for (const { value } of ofAudiences.values()) resolved.push(...value);
      for (const { value } of ofSegments.values()) resolved.push(...value);
      return cutCycles(resolved, report);
    }),
  );
  const audiences = new Gathered(memory, () => cut.value.value);
  const facts = slot(
    () =>
      files()
        .concat(library)
        .flatMap((file) => file.facts),
    sameItems,
  );
  const plan = views<ResolvedPlan>({
    store: () => store.value,
    zone: () => locale.value.zone,
    currency: () => locale.value.currency,
    currencyDigits: () => locale.value.currencyDigits,
    members: () => members.value,
    roles: () => declarations.of('role'),
    events: () => declarations.of('event'),
    channels: () => channels,
    entities: () => entities,
    measures: () => declarations.of('measure'),
    audiences: () => audiences,
    facts: () => facts.value,
    products: () => declarations.of('products'),
    benefits: () => declarations.of('benefit'),
    messages: () => declarations.of('message'),
    metrics: () => declarations.of('metric'),
    plans: () => declarations.of('plan'),
    policies: () => policies,
    policy: () => policy.value,
    clauses: () => clauses.value,
    clausesByKind: () => clausesByKind,
    packs: () => packs.value,
    campaigns: () => declarations.of('campaign'),
    loosened: () => loosened.value,
    replaced: () => replaced.value,
    environment: () => environment,
  });
  const early = slot(() => new Map([...plan.benefits].filter(([, { opens }]) => opens)), sameData);
  const wide = [
    slot(() =>
      told((report) => {
        checkMetricCycles(plan.metrics, report);
      }),
    ),
    slot(() =>
      told((report) => {
        if (early.value.size > 0) checkEarlyAccesses({ benefits: early.value, campaigns: plan.campaigns }, report);
      }),
    ),
  ];
  return {
    plan,
    audiences: stepsOf(ofAudiences),
    segments: stepsOf(ofSegments),
    problems: () => [
      ...declarations.problems(),
      ...[chosenStore, resolvedEntities, measures, flags, inForce, cut, ...wide].flatMap(({ value }) => value.problems),
    ],
  };
}

function sameClauses(a: ResolvedPlan['clauses'], b: ResolvedPlan['clauses']): boolean {
  return (
    a.length === b.length &&
    a.every((active, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        active.policy === other.policy &&
        sameItems(active.channels, other.channels) &&
        sameClause(active.clause, other.clause)
      );
    })
  );
}

/** Of a clause over several channels one is made for each, anew each time: of the same parts. */
function sameClause(a: Clause, b: Clause): boolean {
  if (a === b) return true;
  const [own, other] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  const isSame = (x: unknown, y: unknown): boolean => x === y || (Array.isArray(x) && Array.isArray(y) && sameItems(x, y));
  return own.length === other.size && own.every(([key, value]) => isSame(value, other.get(key)));
}
