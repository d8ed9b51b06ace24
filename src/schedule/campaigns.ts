import { STEPS, type Activity, type Campaign } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
import { isoDay } from '../model/calendar.js';
import { durationText } from '../model/literal-text.js';
import { exclusionsOf, snapshotGroup } from '../sends/sends.js';
import { resolveDay } from '../timeline/days.js';
import type { ActivityTimeline, CampaignTimeline } from '../timeline/types.js';
import type { ScheduleContext } from './context.js';
import { boundsOf, moneyText } from './declarations.js';
import { literalText } from './literals.js';
import { holdoutOf } from './sends.js';
import { dateTimeOf, rangeOf, startOfDay } from './times.js';
import type { ScheduleActivity, ScheduleCampaign, ScheduleEstimate, ScheduleWaiver } from './types.js';

function activityOf(context: ScheduleContext, activity: Activity, timeline: ActivityTimeline | undefined): ScheduleActivity {
  return {
    name: activity.name,
    label: activity.label?.value ?? activity.name,
    kind: activity.activityKind?.value ?? '',
    times: (timeline?.occurrences ?? []).map((occurrence, index) => ({
      at: dateTimeOf(occurrence.instant, context.zone),
      until: dateTimeOf(timeline?.ends[index]?.instant ?? occurrence.instant, context.zone),
    })),
    products: activity.products.map((ref) => ref.name),
    offers: activity.offers.map((ref) => ref.name),
    by: activity.by?.name ?? null,
    host: activity.host?.name ?? null,
    platform: activity.platform?.value ?? null,
    purposes: activity.purposes.map((purpose) => purpose.value),
    via: activity.via?.name ?? null,
    reply: activity.reply ? { within: durationText(activity.reply.within), by: activity.reply.by?.name ?? null } : null,
    rundown: activity.rundown.map((beat) => ({ label: beat.label.value, duration: durationText(beat.duration) })),
    series: activity.series
      ? { waves: activity.series.waves, every: durationText(activity.series.every), productsEach: activity.series.productsEach }
      : null,
  };
}

function waiversOf(context: ScheduleContext, campaign: Campaign, timeline: CampaignTimeline): readonly ScheduleWaiver[] {
  const waves = wavesOf(campaign);
  const all = [
    ...campaign.waives.map((waive) => ({ waive, wave: null })),
    ...waves.flatMap((wave) => wave.waives.map((waive) => ({ waive, wave: wave.name }))),
  ];
  return all.map(({ waive, wave }) => {
    const until = waive.until && resolveDay(waive.until, { events: context.plan.events, timeline }, 'last', () => undefined);
    return {
      rule: waive.rule.name,
      wave,
      channels: waive.on.map((ref) => ref.name),
      because: waive.because?.value ?? '',
      by: waive.by?.name ?? '',
      until: until === undefined ? '' : isoDay(until),
    };
  });
}

function estimateOf(context: ScheduleContext, campaign: Campaign): ScheduleEstimate {
  const estimate = context.estimates.get(campaign.name);
  const money = (key: 'messages' | 'benefits' | 'costs' | 'total'): string => (estimate ? moneyText(estimate[key], context.plan) : '0');
  const budget = campaign.resources?.budget;
  return {
    messages: money('messages'),
    benefits: money('benefits'),
    costs: money('costs'),
    total: money('total'),
    budget: budget ? moneyText(budget.value.amount, context.plan) : null,
    complete: estimate?.complete ?? false,
  };
}

export function scheduleCampaign(context: ScheduleContext, timeline: CampaignTimeline): ScheduleCampaign | undefined {
  const { campaign, runs } = timeline;
  if (!runs) return undefined;
  const { goal, audience, method, resources, review } = campaign;
  return {
    name: campaign.name,
    label: campaign.label?.value ?? campaign.name,
    scope: campaign.scope?.value ?? '',
    runs: rangeOf(runs),
    asOf: startOfDay(timeline.asOf ?? runs.from, context.zone),
    goal:
      goal && !goal.none
        ? {
            purpose: goal.purpose?.value ?? null,
            targets: goal.targets.map((target) => ({
              metric: target.metric.name,
              operator: target.operator,
              value: literalText(target.value.value, context.plan),
            })),
          }
        : null,
    audience:
      audience && !audience.none
        ? {
            include: audience.to.map((ref) => ref.name),
            exclude: audience.except.map((exclusion) => ({
              audiences: exclusion.audiences.map((ref) => ref.name),
              because: exclusion.because?.value ?? null,
            })),
            holdout: holdoutOf(campaign),
            size: boundsOf(
              context.sizes.bounds(
                snapshotGroup(
                  context.plan,
                  timeline,
                  audience.to.map((ref) => ref.name),
                  exclusionsOf(campaign),
                ),
              ),
            ),
          }
        : null,
    phases: (campaign.timing?.phases ?? []).flatMap((phase) => {
      const days = timeline.phases.get(phase.name);
      return days ? [{ name: phase.name, label: phase.label?.value ?? phase.name, days: rangeOf(days) }] : [];
    }),
    offers: (method?.offers ?? []).map((ref) => ref.name),
    activities: (method?.activities ?? []).map((activity) => activityOf(context, activity, timeline.activities.get(activity.name))),
    resources: {
      people: (resources?.people ?? []).map((people) => ({
        role: people.role.name,
        count: people.count ?? null,
        names: people.names ?? null,
      })),
      data: (resources?.data ?? []).map((data) => data.value),
      costs: (resources?.costs ?? []).map((cost) => ({
        label: cost.label.value,
        amount: moneyText(cost.amount.value.amount, context.plan),
      })),
      estimate: estimateOf(context, campaign),
    },
    risks: (campaign.risks?.risks ?? []).map((risk) => ({
      name: risk.name,
      label: risk.label?.value ?? risk.name,
      likelihood: risk.likelihood?.value ?? null,
      impact: risk.impact?.value ?? null,
      response: risk.response?.value ?? null,
      owner: risk.owner?.name ?? null,
    })),
    review:
      review && !review.none
        ? {
            on: timeline.review === undefined ? null : isoDay(timeline.review),
            by: review.by?.name ?? null,
            metrics: review.metrics.map((ref) => ref.name),
            bySegments: review.bySegments?.name ?? null,
            compareWithHoldout: review.compareWithHoldout !== undefined,
            keep: review.keeps.map((keep) => keep.value),
          }
        : null,
    without: STEPS.flatMap((step) => (campaign[step]?.none ? [{ step, because: campaign[step].none.value }] : [])),
    waivers: waiversOf(context, campaign, timeline),
  };
}
