import type { ActivityView, CampaignView, DeadlineView, TimelineView } from '../../src/timeline-view/types.js';
import { campaignsOf, type Filter } from './entries.js';
import { labelWidth, lanesFor, type Placed } from './lanes.js';
import { BAND, LEAST_HEIGHT, MOST_LANES, PAD, toneOf, type Mark, type Row, type Subject } from './marks.js';
import type { Scale } from './scale.js';
import type { Words } from './words.js';

/** A narrower band has no text, in pixels. */
const LEAST_TEXT = 34;
/** The lanes of activities and deadlines begin here. */
const BELOW = PAD + BAND + 3;
/** Of the sign of a deadline with its gap. */
const SIGN = 14;

/** One row for each campaign: its runs and phases, below them activities and deadlines. */
export function campaignRows(view: TimelineView, filter: Filter, scale: Scale, words: Words): readonly Row[] {
  return campaignsOf(view, filter).map((campaign) => campaignRow(campaign, scale, words));
}

function campaignRow(campaign: CampaignView, scale: Scale, words: Words): Row {
  const { name, label, at, runs, phases, activities, deadlines, findings, cost } = campaign;
  const subject: Subject = { kind: 'campaign', name };
  const bandOf = (from: string, to: string): Placed & { readonly width: number } => {
    const x = scale.x(from);
    const width = scale.x(to) + scale.day - x;
    return { x, room: width, width: Math.max(1, width - 1) };
  };
  const runsMarks = runs
    ? [
        {
          key: `runs ${name}`,
          kind: 'runs' as const,
          ...bandOf(runs.from, runs.to),
          top: PAD,
          text: '',
          title: `${label}\n${words.days(runs.from, runs.to)}`,
          tone: '',
        },
      ]
    : [];
  const phaseMarks = phases.map((phase): Mark => {
    const band = bandOf(phase.from, phase.to);
    return {
      key: `phase ${name}/${phase.name}`,
      kind: 'phase',
      ...band,
      top: PAD,
      text: band.width >= LEAST_TEXT ? phase.label : '',
      title: `${phase.label}\n${words.days(phase.from, phase.to)}\n${label}`,
      tone: '',
      at: phase.at,
      subject,
    };
  });
  const activityMarks = activitiesOf(activities, subject, scale, words);
  const used = lanesIn(activityMarks);
  const deadlineMarks = deadlinesOf(deadlines, subject, used, scale, words);
  const lanes = Math.max(used, lanesIn(deadlineMarks));
  return {
    key: `campaign ${name}`,
    section: 'campaigns',
    label,
    hint: cost.percent !== undefined ? words.share(cost) : runs ? `${runs.from} – ${runs.to}` : '',
    title: [
      label,
      ...(runs ? [words.days(runs.from, runs.to)] : []),
      ...(cost.budget ? [words.spent(cost)] : []),
      ...findings.map(words.finding),
    ].join('\n'),
    height: Math.max(LEAST_HEIGHT, BELOW + lanes * BAND + PAD),
    colour: '',
    tone: toneOf(findings),
    at,
    subject,
    marks: [...runsMarks, ...phaseMarks, ...activityMarks, ...deadlineMarks].sort((a, b) => a.x - b.x || a.top - b.top),
  };
}

const lanesIn = (marks: readonly Mark[]): number => Math.max(0, ...marks.map(({ top }) => (top - BELOW) / BAND + 1));

/** Each activity in one lane, with its name wherever that has room before its next time. */
function activitiesOf(
  activities: readonly ActivityView[],
  subject: Subject & { readonly kind: 'campaign' },
  scale: Scale,
  words: Words,
): readonly Mark[] {
  const items = activities.flatMap((activity) => {
    const name = labelWidth(activity.label) + 10;
    const times = activity.times.map((time) => {
      const x = scale.x(time.start);
      return { time, x, width: Math.max(4, scale.x(time.end) - x - 1) };
    });
    const [first, last] = [times[0], times.at(-1)];
    return first && last ? [{ activity, name, times, x: first.x, room: last.x + Math.max(last.width, name) - first.x }] : [];
  });
  const lanes = lanesFor(items, MOST_LANES) ?? items.map((item) => ({ item, lane: 0 }));
  return lanes.flatMap(({ item: { activity, name, times }, lane }) =>
    times.map(({ time, x, width }, at): Mark => {
      const next = times[at + 1]?.x ?? Infinity;
      return {
        key: `activity ${subject.name}/${activity.name}/${at}`,
        kind: 'activity',
        x,
        width,
        room: Math.max(width, name),
        top: BELOW + lane * BAND,
        text: next - x >= name ? activity.label : '',
        title: `${activity.label}\n${words.time(time.start, time.end)}`,
        tone: '',
        at: activity.at,
        subject,
      };
    }),
  );
}

/** One mark for all that is due on a day; where their names have no room, in one lane without them. */
function deadlinesOf(
  deadlines: readonly DeadlineView[],
  subject: Subject & { readonly kind: 'campaign' },
  below: number,
  scale: Scale,
  words: Words,
): readonly Mark[] {
  const days = new Map<string, DeadlineView[]>();
  for (const deadline of deadlines) {
    const day = deadline.on.slice(0, 10);
    const known = days.get(day);
    if (known) known.push(deadline);
    else days.set(day, [deadline]);
  }
  const items = [...days].map(([day, own]) => {
    const text = own.length === 1 && own[0] ? words.due(own[0]) : words.dues(own.length);
    return { day, own, text, x: scale.x(day), room: SIGN + labelWidth(text) + 8 };
  });
  const placed = lanesFor(items, MOST_LANES);
  const lanes = placed ?? items.map((item) => ({ item, lane: 0 }));
  return lanes.map(({ item: { day, own, text, x, room }, lane }): Mark => ({
    key: `deadline ${subject.name}/${day}`,
    kind: 'deadline',
    x,
    width: SIGN,
    room: placed ? room : SIGN,
    top: BELOW + (below + lane) * BAND,
    text: placed ? text : '',
    title: own.map((each) => `${words.due(each)}\n${words.deadline(each)}`).join('\n'),
    tone: '',
    ...(own[0] && { at: own[0].at }),
    subject,
  }));
}
