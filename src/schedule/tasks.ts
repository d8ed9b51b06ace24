import { isoDay } from '../model/calendar.js';
import type { Activity, DayForm, Task } from '../model/types.js';
import type { Span } from '../text/span.js';
import { resolveDay } from '../timeline/days.js';
import { addDuration, isDayDuration } from '../model/calendar.js';
import { durationText } from '../model/literal-text.js';
import { milliseconds } from '../timeline/durations.js';
import type { CampaignTimeline, Instant, Occurrence } from '../timeline/types.js';
import type { ScheduleContext } from './context.js';
import { dateTimeOf } from './times.js';
import type { ScheduleTask } from './types.js';

/** A task before it is written: `id` within its campaign; what is missing is `null` or empty in the schedule. */
export type PlannedTask = Pick<ScheduleTask, 'id' | 'kind' | 'label' | 'by'> & Partial<ScheduleTask> & { readonly span: Span };

type Tasking = Pick<ScheduleContext, 'plan' | 'zone'>;

/** What people must do for a campaign: materials, tasks, activities, confirmations, the review. */
export function* tasksOf(context: ScheduleContext, timeline: CampaignTimeline): Iterable<ScheduleTask> {
  const { name } = timeline.campaign;
  for (const draft of plannedTasks(context, timeline)) {
    const { id, kind, label, by, at = null, due = null, within = null, risk = null, host = null, rundown = [], span } = draft;
    yield { id: `${name}/${id}`, campaign: name, kind, label, by, at, due, within, risk, host, rundown, source: context.place(span) };
  }
}

/** The same with their places in the plan. */
export function* plannedTasks(context: Tasking, timeline: CampaignTimeline): Iterable<PlannedTask> {
  const { campaign } = timeline;
  for (const { name, label, by, due, nameSpan } of campaign.resources?.materials ?? []) {
    yield {
      id: name,
      kind: 'material',
      label: label?.value ?? name,
      by: by?.name ?? null,
      due: dayText(context, timeline, due),
      span: nameSpan,
    };
  }
  yield* tasks(context, timeline, '', campaign.resources?.tasks ?? [], startOfRuns(context, timeline));
  for (const risk of campaign.risks?.risks ?? [])
    yield* tasks(context, timeline, `${risk.name}/`, risk.tasks, undefined, `${campaign.name}/${risk.name}`);
  yield* tasks(context, timeline, 'followup/', campaign.followup?.tasks ?? [], startOfFollowup(timeline) ?? startOfRuns(context, timeline));
  for (const { activity, occurrences, ends } of timeline.activities.values()) {
    for (const [index, occurrence] of occurrences.entries()) yield activityTask(context, activity, occurrence, ends[index]?.instant);
  }
  yield* confirmations(context, timeline);
  const { review } = campaign;
  if (review && !review.none && timeline.review !== undefined) {
    yield {
      id: 'review',
      kind: 'review',
      label: review.metrics.map((ref) => ref.name).join(', '),
      by: review.by?.name ?? null,
      due: isoDay(timeline.review),
      span: review.span,
    };
  }
}

function dayText(context: Tasking, timeline: CampaignTimeline, form: DayForm | undefined): string | null {
  const day = form && resolveDay(form, { events: context.plan.events, timeline }, 'first', () => undefined);
  return day === undefined ? null : isoDay(day);
}

function startOfRuns({ zone }: Tasking, { runs }: CampaignTimeline): Instant | undefined {
  return runs && zone.nearest(runs.from, 0).instant;
}

/** Tasks of the follow-up count from its first send. */
function startOfFollowup({ waves }: CampaignTimeline): Instant | undefined {
  const starts = [...waves.values()].flatMap(({ wave, occurrences: [first] }) =>
    wave.step === 'followup' && first ? [first.instant] : [],
  );
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

/** `from` is what `within` counts from; a risk happens when it happens. */
function* tasks(
  context: Tasking,
  timeline: CampaignTimeline,
  prefix: string,
  all: readonly Task[],
  from: Instant | undefined,
  risk?: string,
): Iterable<PlannedTask> {
  const { zone } = context;
  for (const [index, { text, by, within, due, span }] of all.entries()) {
    const counted = within && from !== undefined;
    const end =
      counted &&
      (isDayDuration(within)
        ? zone.nearest(addDuration(zone.toLocal(from).day, within, 1), zone.toLocal(from).clock).instant
        : from + milliseconds(within));
    yield {
      id: `${prefix}task-${index + 1}`,
      kind: 'task',
      label: text.value,
      by: by?.name ?? null,
      at: counted ? dateTimeOf(from, zone) : null,
      due: end === undefined || end === false ? dayText(context, timeline, due) : dateTimeOf(end, zone),
      within: within ? durationText(within) : null,
      ...(risk !== undefined && { risk }),
      span,
    };
  }
}

function activityTask({ zone }: Tasking, activity: Activity, { key, instant }: Occurrence, end: Instant | undefined): PlannedTask {
  let next = instant;
  const rundown = activity.rundown.map(({ label, duration }) => {
    const at = dateTimeOf(next, zone);
    next += milliseconds(duration);
    return { at, label: label.value, duration: durationText(duration) };
  });
  return {
    id: `${activity.name}/${key}`,
    kind: 'activity',
    label: activity.label?.value ?? activity.name,
    by: (activity.by ?? activity.host ?? activity.reply?.by)?.name ?? null,
    at: dateTimeOf(instant, zone),
    due: end === undefined ? null : dateTimeOf(end, zone),
    host: activity.host?.name ?? null,
    rundown,
    span: activity.nameSpan,
  };
}

/** Each send that a person must confirm: until the moment the plan sets, at the latest when it goes out. */
function* confirmations({ plan, zone }: Tasking, { waves }: CampaignTimeline): Iterable<PlannedTask> {
  for (const { wave, occurrences, trigger } of waves.values()) {
    const { confirm } = wave;
    const wanted = confirm ?? plan.channels.get(wave.channel?.name ?? '')?.declaration.confirm?.value;
    if (!wanted) continue;
    const base = {
      kind: 'confirm',
      label: wave.label?.value ?? wave.name,
      by: confirm?.by?.name ?? null,
      span: confirm?.span ?? wave.nameSpan,
    } as const;
    if (trigger) yield { ...base, id: `${wave.name}/confirm`, due: dateTimeOf(trigger.from.instant, zone) };
    for (const { key, instant, confirmed } of occurrences)
      yield { ...base, id: `${wave.name}/${key}/confirm`, due: dateTimeOf(confirmed?.instant ?? instant, zone) };
  }
}
