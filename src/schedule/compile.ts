import type { Plan } from '../model/plan.js';
import { audienceGroup } from '../conditions/audience-sizes.js';
import { audiencesIn } from '../conditions/audiences-in.js';
import type { ScheduleContext } from './context.js';
import { audienceOf, benefitOf, channelOf, messageOf, metricOf, policyOf } from './declarations.js';
import { prepareWave, scheduleSend, scheduleTrigger, scheduleWave } from './sends.js';
import { scheduleCampaign } from './campaigns.js';
import { loadsOf, pricesOf } from './totals.js';
import { tasksOf } from './tasks.js';
import { countedDays } from './counted-days.js';
import type { Schedule, ScheduleCampaign, ScheduleFilter, ScheduleSend, ScheduleTrigger } from './types.js';

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** A map of the named declarations, in the order of their names. */
function pick<T, R>(
  names: ReadonlySet<string>,
  all: ReadonlyMap<string, T>,
  render: (item: T, name: string) => R | undefined,
): Record<string, R> {
  const entries = [...names].flatMap((name) => {
    const item = all.get(name);
    const rendered = item === undefined ? undefined : render(item, name);
    return rendered === undefined ? [] : [[name, rendered] as const];
  });
  return Object.fromEntries(entries.sort(byName));
}

/** The named audiences with those they are drawn from or refer to. */
function withBases(plan: Plan, names: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>(['everyone']);
  const add = (name: string): void => {
    const audience = plan.audiences.get(name);
    if (!audience || (found.has(name) && name !== 'everyone')) return;
    found.add(name);
    if (audience.of !== undefined && !found.has(audience.of)) add(audience.of);
    for (const each of audiencesIn(audience.condition)) if (!found.has(each)) add(each);
    for (const entry of audience.entries ?? []) if (!found.has(entry)) add(entry);
  };
  for (const name of names) add(name);
  return found;
}

/** Those that clauses are limited to, that waves address or exclude, and that campaigns name. */
function audiencesOf(
  plan: Plan,
  campaigns: readonly ScheduleCampaign[],
  waves: readonly {
    readonly include: readonly string[];
    readonly exclude: readonly string[];
    readonly condition?: Parameters<typeof audiencesIn>[0];
    readonly triggerCondition?: Parameters<typeof audiencesIn>[0];
  }[],
): Set<string> {
  const names = new Set(plan.clauses.flatMap(({ clause }) => (clause.for ? [clause.for.name] : [])));
  for (const { include, exclude, condition, triggerCondition } of waves)
    for (const name of [...include, ...exclude, ...audiencesIn(condition), ...audiencesIn(triggerCondition)]) names.add(name);
  for (const { audience, review } of campaigns) {
    for (const name of [...(audience?.include ?? []), ...(audience?.exclude.flatMap((exclusion) => exclusion.audiences) ?? [])])
      names.add(name);
    if (audience?.holdout?.of) names.add(audience.holdout.of);
    if (review?.bySegments) names.add(review.bySegments);
  }
  return names;
}

function metricsOf(plan: Plan, campaigns: readonly ScheduleCampaign[], sends: readonly ScheduleSend[]): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: string): void => {
    const metric = plan.metrics.get(name);
    if (!metric || names.has(name)) return;
    names.add(name);
    const visit = (formula: typeof metric.formula): void => {
      if (formula?.kind === 'metric') add(formula.ref.name);
      if (formula?.kind === 'binary') {
        visit(formula.left);
        visit(formula.right);
      }
    };
    visit(metric.formula);
  };
  for (const { goal, review } of campaigns)
    for (const name of [...(goal?.targets.map((target) => target.metric) ?? []), ...(review?.metrics ?? [])]) add(name);
  for (const { gate, test } of sends) for (const name of [gate?.metric, test?.winner?.metric]) if (name !== undefined) add(name);
  return names;
}

function benefitsOf(campaigns: readonly ScheduleCampaign[], sends: readonly (ScheduleSend | ScheduleTrigger)[]): ReadonlySet<string> {
  return new Set([
    ...campaigns.flatMap((campaign) => [...campaign.offers, ...campaign.activities.flatMap((activity) => activity.offers)]),
    ...sends.flatMap((send) => send.offers),
  ]);
}

function messagesOf(sends: readonly (ScheduleSend | ScheduleTrigger)[]): ReadonlySet<string> {
  return new Set(
    sends.flatMap((send) => [
      ...(send.message === null ? [] : [send.message]),
      ...('test' in send ? (send.test?.variants.map((variant) => variant.message) ?? []) : []),
    ]),
  );
}

/**
 * The schedule of an analysed plan. The same plan gives the same bytes on every machine:
 * fixed order of keys, sends by instant and id, no time of the run.
 */
export function compileSchedule(context: ScheduleContext, compiler: string, filter: ScheduleFilter | null = null): Schedule {
  const { plan } = context;
  const { campaigns: wanted = null, from = null, until = null } = filter ?? {};
  const isWanted = (campaign: string): boolean => wanted === null || wanted.includes(campaign);
  const timelines = [...context.timeline.campaigns.values()]
    .filter((each) => isWanted(each.campaign.name))
    .sort((a, b) => (a.campaign.name < b.campaign.name ? -1 : 1));
  const prepared = new Map(
    context.sends.waves.filter((wave) => isWanted(wave.campaign.name)).map((wave) => [wave.id, prepareWave(context, wave)]),
  );
  const campaigns = timelines.flatMap((timeline) => scheduleCampaign(context, timeline) ?? []);
  const sends = context.sends.sends
    .flatMap((send) => {
      const wave = prepared.get(send.addressed.id);
      return wave ? [...scheduleSend(context, wave, send)] : [];
    })
    .filter(({ at }) => (from === null || at.slice(0, 10) >= from) && (until === null || at.slice(0, 10) <= until))
    .sort((a, b) => a.instant - b.instant || (a.id < b.id ? -1 : 1))
    .map(({ instant: _instant, ...send }) => send);
  const waves = [...prepared.values()].sort((a, b) => (a.wave.id < b.wave.id ? -1 : 1));
  const triggers = waves.flatMap((wave) => scheduleTrigger(context, wave) ?? []);
  const audiences = withBases(
    plan,
    audiencesOf(
      plan,
      campaigns,
      waves.map(({ wave }) => wave),
    ),
  );
  const bounds = (name: string): ReturnType<typeof context.sizes.bounds> => context.sizes.bounds(audienceGroup(name));
  return {
    format: 1,
    compiler,
    filter,
    store: {
      name: plan.store?.name ?? '',
      label: plan.store?.label?.value ?? plan.store?.name ?? '',
      timezone: plan.zone,
      currency: plan.currency,
      members: plan.members?.value ?? 0,
    },
    policy: policyOf(plan, countedDays(context)),
    audiences: pick(audiences, plan.audiences, (_audience, name) => audienceOf(plan, name, bounds(name))),
    messages: pick(messagesOf([...sends, ...triggers]), plan.messages, messageOf),
    benefits: pick(benefitsOf(campaigns, [...sends, ...triggers]), plan.benefits, (benefit) => benefitOf(benefit, plan)),
    channels: pick(new Set(waves.map(({ wave }) => wave.channel?.name ?? '')), plan.channels, channelOf),
    metrics: pick(metricsOf(plan, campaigns, sends), plan.metrics, metricOf),
    campaigns,
    sends,
    waves: waves.map((wave) => scheduleWave(context, wave)),
    loads: loadsOf(context, waves),
    prices: pricesOf(context),
    triggers,
    tasks: timelines.flatMap((timeline) => [...tasksOf(context, timeline)]).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
