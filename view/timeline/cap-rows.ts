import type { AudienceView, CapLoadView, CapView, TimelineView } from '../../src/timeline-view/types.js';
import { capsOf, type Filter } from './entries.js';
import { LEAST_HEIGHT, PAD, toneOf, type Mark, type Row } from './marks.js';
import type { Scale } from './scale.js';
import type { Words } from './words.js';

/** Which caps show their audiences: those of these ids, or of each cap the worst so many. */
export type Opened = ReadonlySet<string> | number;

/** A load is never narrower, however short its days are, in pixels; more than a limit is wider, so that it is seen in a year. */
const LEAST_LOAD = 3;
const LEAST_EXCESS = 6;

/** Of a row for one audience, in pixels. */
const PART_HEIGHT = 26;

/** How near a cap is: `low`, `near` (one more is allowed), `full`, `over`. */
export function nearness(most: number, limit: number): 'low' | 'near' | 'full' | 'over' {
  return most > limit ? 'over' : most === limit ? 'full' : most === limit - 1 ? 'near' : 'low';
}

export const worstOf = (loads: readonly CapLoadView[]): number => loads.reduce((most, load) => Math.max(most, load.most), 0);

/** An audience that a cap counts something for. */
export interface LoadedAudience {
  readonly audience: AudienceView;
  readonly loads: readonly CapLoadView[];
  readonly worst: number;
}

/** The audiences whose loads are known, the worst first. */
export function audiencesOf({ audiences }: TimelineView, cap: string): readonly LoadedAudience[] {
  return audiences
    .flatMap((audience) => {
      const loads = audience.load?.caps[cap] ?? [];
      return loads.length === 0 ? [] : [{ audience, loads, worst: worstOf(loads) }];
    })
    .sort((a, b) => b.worst - a.worst);
}

/** One row for each cap, for everybody or an audience, and below it one for each audience where that is wanted. */
export function capRows(view: TimelineView, filter: Filter, opened: Opened, scale: Scale, words: Words): readonly Row[] {
  const chosen = view.audiences.find(({ name }) => name === filter.audience);
  return capsOf(view, filter).flatMap((cap) => {
    if (chosen) return [capRow(cap, chosen.load?.caps[cap.id] ?? [], chosen, scale, words)];
    const audiences = audiencesOf(view, cap.id);
    const row = capRow(cap, cap.loads, undefined, scale, words);
    if (audiences.length < 2) return [row];
    const isOpen = typeof opened === 'number' || opened.has(cap.id);
    const shown = !isOpen ? [] : typeof opened === 'number' ? audiences.slice(0, opened) : audiences;
    const rest = isOpen ? audiences.slice(shown.length) : [];
    return [
      { ...row, isOpen },
      ...shown.map((each) => partRow(cap, each, scale, words)),
      ...(rest.length > 0 ? [restRow(cap, rest, words)] : []),
    ];
  });
}

function loadMarks(cap: CapView, loads: readonly CapLoadView[], of: AudienceView | undefined, scale: Scale, words: Words): readonly Mark[] {
  const { id, what, window, limit, at } = cap;
  const who = of ? `\n${of.label}` : '';
  return loads
    .filter(({ from, to }) => scale.x(to) + scale.day > 0 && scale.x(from) < scale.width)
    .map(({ from, to, most }): Mark => {
      const x = Math.max(0, scale.x(from));
      const width = Math.min(scale.width, scale.x(to) + scale.day) - x;
      const least = most > limit ? LEAST_EXCESS : LEAST_LOAD;
      return {
        key: `${id} ${of ? `${of.name} ` : ''}${from}`,
        kind: 'load',
        x,
        room: Math.max(width, least),
        width: Math.max(width - 1, least),
        top: PAD - 1,
        text: width >= 26 ? `${most}/${limit}` : '',
        title: `${what}${words.comma}${window}${who}\n${words.days(from, to)}\n${words.load(most, limit)}`,
        tone: nearness(most, limit),
        at,
        subject: { kind: 'cap', id, ...(of && { audience: of.name }) },
      };
    });
}

function capRow(cap: CapView, loads: readonly CapLoadView[], of: AudienceView | undefined, scale: Scale, words: Words): Row {
  const { id, clause, what, window, limit, at, findings } = cap;
  return {
    key: `cap ${id}`,
    section: 'caps',
    label: what,
    hint: words.limit(limit, window),
    title: [clause, ...(of ? [of.label] : []), words.load(worstOf(loads), limit), ...findings.map(words.finding)].join('\n'),
    height: LEAST_HEIGHT,
    colour: '',
    tone: toneOf(findings),
    at,
    subject: { kind: 'cap', id },
    marks: loadMarks(cap, loads, of, scale, words),
  };
}

function partRow(cap: CapView, { audience, loads, worst }: LoadedAudience, scale: Scale, words: Words): Row {
  const { label, name } = audience;
  return {
    key: `cap ${cap.id} ${name}`,
    section: 'caps',
    label,
    hint: '',
    title: `${label}\n${words.load(worst, cap.limit)}`,
    height: PART_HEIGHT,
    colour: '',
    tone: '',
    at: cap.at,
    subject: { kind: 'cap', id: cap.id, audience: name },
    marks: loadMarks(cap, loads, audience, scale, words),
    isPart: true,
  };
}

/** Says of audiences that are left out that none is worse than those shown. */
function restRow(cap: CapView, rest: readonly LoadedAudience[], words: Words): Row {
  const text = words.moreAudiences(rest.length, rest[0]?.worst ?? 0, cap.limit);
  return {
    key: `cap ${cap.id} more`,
    section: 'caps',
    label: text,
    hint: '',
    title: text,
    height: PART_HEIGHT,
    colour: '',
    tone: '',
    marks: [],
    isPart: true,
  };
}
