import type { Campaign, MomentForm } from '../../model/types.js';
import { wavesOf } from '../../model/waves.js';
import { isoDay } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';
import { dependentsOf } from '../../timeline/campaign-timeline.js';
import { campaignParts } from '../../timeline/names.js';
import { occurrencesOf } from '../../timeline/events.js';
import type { CampaignTimeline } from '../../timeline/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { Here } from '../feature.js';
import type { Refactoring, Selection } from './refactoring.js';

/** Something whose day a moment may be told by. */
interface Anchor {
  readonly text: string;
  readonly day: Day;
}

/** Events further away say little about a send. */
const NEAR = 30;

/** What a day of a wave or activity may be told by: nothing that itself waits for it. */
function anchorsOf(timeline: CampaignTimeline, plan: ResolvedPlan, day: Day, of: string): readonly Anchor[] {
  const { runs, campaign, phases } = timeline;
  if (!runs) return [];
  const parts = campaignParts(campaign);
  const ends = [
    { text: 'start', day: runs.from },
    { text: 'end', day: runs.to },
  ];
  // What an event and a part of the campaign are both called means neither.
  const waiting = dependentsOf(of, parts, plan.events);
  const own = [...phases].flatMap(([text, days]) => (plan.events.has(text) || waiting.has(text) ? [] : [{ text, day: days.from }]));
  const events = [...plan.events.values()].flatMap((event) => {
    if (parts.has(event.name)) return [];
    const [only, second] = occurrencesOf(event, runs);
    return only && !second && Math.abs(only.from - day) <= NEAR ? [{ text: event.name, day: only.from }] : [];
  });
  return [...ends, ...own, ...events];
}

function dayText({ text, day }: Anchor, wanted: Day): string {
  const distance = wanted - day;
  if (distance === 0) return text;
  return `${text} ${distance > 0 ? '+' : '-'} ${Math.abs(distance)}d`;
}

interface OwnMoment {
  readonly moment: MomentForm;
  /** The wave or activity that takes place then. */
  readonly of: string;
}

function momentsOf(campaign: Campaign): readonly OwnMoment[] {
  return [...wavesOf(campaign), ...(campaign.method?.activities ?? [])].flatMap(({ name, at }) =>
    at.flatMap((when) => (when.kind === 'at' ? [{ moment: when, of: name }] : [])),
  );
}

/** Tells a moment by the start or end of the campaign, a phase or an event, so that it moves with them. */
export function relativeTime({ project, path }: Here, selection: Selection): readonly Refactoring[] {
  const { plan, timeline } = project.analysis;
  for (const declaration of project.fileModel(path).declarations) {
    if (declaration.kind !== 'campaign') continue;
    const found = momentsOf(declaration).find(({ moment: { span } }) => span.start <= selection.start && selection.end <= span.end);
    const own = timeline.campaigns.get(declaration.name);
    if (!found || !own) continue;
    const { anchor, offset, span } = found.moment.day;
    if (anchor.kind !== 'date' || offset) continue;
    const { day } = anchor;
    return anchorsOf(own, plan, day, found.of).map((each) => {
      const text = dayText(each, day);
      return {
        kind: 'refactor.rewrite' as const,
        title: { en: `Write ${isoDay(day)} as \`${text}\``, zh: `把 ${isoDay(day)} 写成“${text}”` },
        edits: [{ span, text }],
      };
    });
  }
  return [];
}
