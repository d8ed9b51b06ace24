import { checkMeasure } from '../conditions/check.js';
import type { Environment, ResolvedDay } from '../conditions/environment.js';
import type { Problem, Report } from '../diagnostics/problem.js';
import type { Memory } from '../incremental/memory.js';
import { sameData, sameItems } from '../incremental/same.js';
import { Derived, Gathered, Slot } from '../incremental/tracked.js';
import { views } from '../incremental/views.js';
import type { ResolvedAudience } from '../model/plan.js';
import type { Audience, FileModel, Segments } from '../model/types.js';
import { cutCycles, EVERYONE, resolveAudience } from '../resolve/audiences.js';
import { checkEarlyAccesses } from '../resolve/check-campaigns.js';
import { resolveEntities } from '../resolve/entities.js';
import { checkMetricCycles } from '../resolve/metric-types.js';
import { currencyDigits } from '../resolve/money.js';
import { checkFlags, checkStore, chooseStore, resolveChannel, type ResolvedPlan } from '../resolve/plan.js';
import { resolvePolicy } from '../resolve/policy.js';
import { resolveRange } from '../timeline/days.js';
import { isZone } from '../timeline/zone.js';
import type { LiveDeclarations } from './declarations.js';

/** A part of the analysis, with what is wrong in it. */
export interface Told<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

const NO_PROBLEMS: readonly Problem[] = [];

/** Runs a step that reports, and keeps what it reports. */
export function told<T>(step: (report: Report) => T): Told<T> {
  const problems: Problem[] = [];
  const value = step((problem) => problems.push(problem));
  return { value, problems: problems.length === 0 ? NO_PROBLEMS : problems };
}

/** A step that is done for many things one by one. */
export interface Steps {
  /** Works one of them out, if something it read has changed. */
  readonly take: (name: string) => void;
  /** What is wrong in all of them as they were last worked out. */
  readonly known: () => readonly Problem[];
  /** What is wrong in all of them. */
  readonly problems: () => readonly Problem[];
}

export function stepsOf<T>(derived: Derived<string, Told<T>>): Steps {
  const all = (each: Iterable<Told<T>>): readonly Problem[] => [...each].flatMap(({ problems }) => problems);
  return {
    take: (name) => void derived.only(name),
    known: () => all(derived.known()),
    problems: () => all(derived.values()),
  };
}

export interface LivePlan {
  readonly plan: ResolvedPlan;
  /** Of the whole plan at once. */
  readonly problems: () => readonly Problem[];
  readonly audiences: Steps;
  readonly segments: Steps;
}

function liveEnvironment(declarations: LiveDeclarations, entities: Environment['entities'], currency: () => string): Environment {
  const [audiences, segments, events] = [declarations.of('audience'), declarations.of('segments'), declarations.of('event')];
  const audienceNames = {
    *[Symbol.iterator]() {
      yield* audiences.keys();
      for (const { name, entries } of segments.values()) yield* [name, ...entries.map((entry) => `${name}.${entry.name}`)];
    },
  };
  return views({
    entities: () => entities,
    measures: () => declarations.of('measure'),
    isAudience: () => (name: string) => {
      if (audiences.has(name) || segments.has(name)) return true;
      const dot = name.indexOf('.');
      return dot > 0 && segments.get(name.slice(0, dot))?.entries.some((entry) => entry.name === name.slice(dot + 1)) === true;
    },
    audienceNames: () => audienceNames,
    currency,
    base: () => EVERYONE,
    outcomes: () => false,
    resolveOutcome: () => () => undefined,
    resolveDay:
      (): Environment['resolveDay'] =>
      (form, report): ResolvedDay | undefined => {
        const days = resolveRange(form, form, { events, eventNeedsYear: true }, report);
        return days && { kind: 'days', from: days.from, to: days.to };
      },
  });
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
  const zone = slot(() => {
    const written = store.value?.timezone?.value;
    return written !== undefined && isZone(written) ? written : 'Asia/Shanghai';
  });
  const money = slot(() => {
    const written = store.value?.currency?.value;
    const digits = written === undefined ? undefined : currencyDigits(written);
    return { currency: written !== undefined && digits !== undefined ? written : 'CNY', digits: digits ?? 2 };
  }, sameData);
  const members = slot(() => store.value?.members, sameData);
  const resolvedEntities = slot(() => told((report) => resolveEntities(declarations, declarations.of('measure'), report)));
  const entities = new Gathered(memory, () => resolvedEntities.value.value, sameData);
  const environment = liveEnvironment(declarations, entities, () => money.value.currency);
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
    told((report) => resolvePolicy({ policies, library: ofLibrary, channels, currency: money.value.currency }, report)),
  );
  const policy = slot(() => inForce.value.value.policy);
  const clauses = slot(() => inForce.value.value.clauses, sameClauses);
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
    told((report) =>
      cutCycles(
        [...ofAudiences.values(), ...ofSegments.values()].flatMap(({ value }) => value),
        report,
      ),
    ),
  );
  const audiences = new Gathered(memory, () => cut.value.value);
  const facts = slot(() => [...files(), ...library].flatMap((file) => file.facts), sameItems);
  const plan = views<ResolvedPlan>({
    store: () => store.value,
    zone: () => zone.value,
    currency: () => money.value.currency,
    currencyDigits: () => money.value.digits,
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
        active.clause === other.clause &&
        active.policy === other.policy &&
        sameItems(active.channels, other.channels)
      );
    })
  );
}
