import type { Report } from '../diagnostics/problem.js';
import type { NamedThings } from '../model/named.js';
import type { Activity, Campaign, Event, Located, Phase, Ref, Wave } from '../model/types.js';
import { meantBy, unknownName } from './unknown-name.js';

/** What a name in WHEN or DAY can mean inside a campaign. */
export type CampaignPart =
  | { readonly kind: 'phase'; readonly declaration: Phase }
  | { readonly kind: 'wave'; readonly declaration: Wave }
  | { readonly kind: 'activity'; readonly declaration: Activity };

export type NamedTarget = CampaignPart | { readonly kind: 'event'; readonly declaration: Event };

const indexes = new WeakMap<Campaign, ReadonlyMap<string, CampaignPart>>();

/** The phases, waves and activities of a campaign by name, in the order they are declared; of two with one name the first. */
export function campaignParts(campaign: Campaign): ReadonlyMap<string, CampaignPart> {
  let index = indexes.get(campaign);
  if (!index) {
    index = indexOf(campaign);
    indexes.set(campaign, index);
  }
  return index;
}

function indexOf(campaign: Campaign): ReadonlyMap<string, CampaignPart> {
  const index = new Map<string, CampaignPart>();
  const add = (part: CampaignPart): void => {
    if (!index.has(part.declaration.name)) index.set(part.declaration.name, part);
  };
  for (const phase of campaign.timing?.phases ?? []) add({ kind: 'phase', declaration: phase });
  for (const wave of campaign.timing?.waves ?? []) add({ kind: 'wave', declaration: wave });
  for (const activity of campaign.method?.activities ?? []) add({ kind: 'activity', declaration: activity });
  for (const wave of campaign.followup?.waves ?? []) add({ kind: 'wave', declaration: wave });
  return index;
}

/**
 * What a name means: a wave, activity or phase of the campaign, or an event; with a year always an event.
 * Names that could be both, and unknown ones, are reported; those that are `waiting` are not suggested.
 */
export function resolveName(
  ref: Ref,
  year: Located<number> | undefined,
  campaign: Campaign | undefined,
  events: ReadonlyMap<string, Event>,
  report: Report,
  waiting: () => ReadonlySet<string> = () => new Set(),
): NamedTarget | undefined {
  const part = campaign && !year ? campaignParts(campaign).get(ref.name) : undefined;
  const event = events.get(ref.name);
  if (part && event) {
    report(ambiguous(ref, part, event));
    return undefined;
  }
  if (part) return part;
  if (event) return { kind: 'event', declaration: event };
  const parts = campaign && !year ? campaignParts(campaign) : new Map<string, CampaignPart>();
  const what = parts.size > 0 ? { en: 'wave, activity, phase or event', zh: '波次、活动环节、阶段或事件' } : { en: 'event', zh: '事件' };
  const cannotBe = waiting();
  const named: NamedThings = new Map<string, NamedTarget | Event>([...[...parts].filter(([name]) => !cannotBe.has(name)), ...events]);
  report(unknownName(what, ref, meantBy(ref.name, named)));
  return undefined;
}

const PART_WORDS = {
  phase: { en: 'phase', zh: '阶段' },
  wave: { en: 'wave', zh: '波次' },
  activity: { en: 'activity', zh: '活动环节' },
} as const;

function ambiguous(ref: Ref, part: CampaignPart, event: Event): Parameters<Report>[0] {
  const word = PART_WORDS[part.kind];
  return {
    rule: 'duplicate-name',
    span: ref.span,
    message: {
      en: `\`${ref.name}\` is ambiguous: a ${word.en} of this campaign and an event both have this name. Rename the ${word.en}, or write the event with its year.`,
      zh: `“${ref.name}”有歧义：本活动的${word.zh}与一个事件同名。请给${word.zh}改名，或写明事件的年份。`,
    },
    related: [
      { span: part.declaration.nameSpan, message: { en: `The ${word.en}.`, zh: `${word.zh}在此。` } },
      { span: event.nameSpan, message: { en: 'The event.', zh: '事件在此。' } },
    ],
  };
}
