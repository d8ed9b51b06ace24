import { isoDay } from '../model/calendar.js';
import type { Campaign, Task } from '../model/types.js';
import type { CampaignTimeline } from '../timeline/types.js';
import { momentsOf } from '../timeline/moments.js';
import { resolveDay } from '../timeline/days.js';
import { durationOf } from './conditions.js';
import type { ScheduleContext } from './context.js';
import { dateTimeOf, startOfDay } from './times.js';
import type { ScheduleTask } from './types.js';

/** What people must do for a campaign: materials, tasks, activities, confirmations, the review. */
export function* tasksOf(context: ScheduleContext, timeline: CampaignTimeline): Iterable<ScheduleTask> {
  const { campaign } = timeline;
  const scope = { events: context.plan.events, timeline };
  const base = { campaign: campaign.name };
  for (const material of campaign.resources?.materials ?? []) {
    const due = material.due && resolveDay(material.due, scope, 'first', () => undefined);
    yield { ...base, id: `${campaign.name}/${material.name}`, kind: 'material', label: material.label?.value ?? material.name, by: material.by?.name ?? null, at: null, due: due === undefined ? null : isoDay(due), within: null, source: context.place(material.nameSpan) };
  }
  for (const [index, { task, from }] of allTasks(campaign).entries()) {
    const due = task.due && resolveDay(task.due, scope, 'first', () => undefined);
    yield {
      ...base,
      id: `${campaign.name}/task-${index + 1}`,
      kind: 'task',
      label: task.text.value,
      by: task.by?.name ?? null,
      at: task.within && from === 'start' && timeline.runs ? startOfDay(timeline.runs.from, context.zone) : null,
      due: due === undefined ? null : isoDay(due),
      within: task.within ? durationOf(task.within) : null,
      source: context.place(task.span),
    };
  }
  for (const activity of timeline.activities.values()) {
    for (const [index, occurrence] of activity.occurrences.entries()) {
      const end = activity.ends[index];
      yield {
        ...base,
        id: `${activity.id}/${occurrence.key}`,
        kind: 'activity',
        label: activity.activity.label?.value ?? activity.activity.name,
        by: (activity.activity.by ?? activity.activity.host ?? activity.activity.reply?.by)?.name ?? null,
        at: dateTimeOf(occurrence.instant, context.zone),
        due: end ? dateTimeOf(end.instant, context.zone) : null,
        within: null,
        source: context.place(activity.activity.nameSpan),
      };
    }
  }
  for (const { wave, id } of timeline.waves.values()) {
    const until = wave.confirm?.until && [...momentsOf(wave.confirm.until, scope, context.zone, () => undefined)][0];
    if (!wave.confirm) continue;
    yield { ...base, id: `${id}/confirm`, kind: 'confirm', label: wave.label?.value ?? wave.name, by: wave.confirm.by?.name ?? null, at: null, due: until ? dateTimeOf(until.instant, context.zone) : null, within: null, source: context.place(wave.confirm.span) };
  }
  const { review } = campaign;
  if (review && !review.none && timeline.review !== undefined) {
    yield { ...base, id: `${campaign.name}/review`, kind: 'review', label: review.metrics.map((ref) => ref.name).join(', '), by: review.by?.name ?? null, at: null, due: isoDay(timeline.review), within: null, source: context.place(review.span) };
  }
}

function allTasks(campaign: Campaign): readonly { readonly task: Task; readonly from: 'start' | 'risk' | 'send' }[] {
  return [
    ...(campaign.resources?.tasks ?? []).map((task) => ({ task, from: 'start' as const })),
    ...(campaign.risks?.risks ?? []).flatMap((risk) => risk.tasks.map((task) => ({ task, from: 'risk' as const }))),
    ...(campaign.followup?.tasks ?? []).map((task) => ({ task, from: 'start' as const })),
  ];
}
