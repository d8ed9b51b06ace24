import type { Campaign, FileModel, Ref } from '../../model/types.js';
import { isTrigger, wavesOf } from '../../model/waves.js';
import { partsOf, type NamedKind } from '../../resolve/named.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { dependentsOf } from '../../timeline/campaign-timeline.js';
import { campaignParts } from '../../timeline/names.js';
import { resolveRuns } from '../../timeline/runs.js';
import type { DayRange } from '../../timeline/types.js';
import { candidateOf, type Candidate } from './candidates.js';
import type { Typing } from './typing.js';
import { GOING_ON, HERE, wholeAt, type Whole } from './whole.js';

/** The campaign that is being written, as far as its text says: before the place, and behind it where that can be read. */
export interface CampaignBeingWritten {
  readonly name: string;
  readonly parts: (kinds: readonly NamedKind[]) => readonly Candidate[];
  /** The days it runs, as far as they are known. */
  readonly runs: DayRange | undefined;
  /**
   * Phases, activities and waves whose day may be named: those that members set off have none, and what waits for the day being written
   * cannot tell it; nor, in a condition, what waits for the wave that asks.
   */
  readonly dated: (isAsked: boolean) => readonly Candidate[];
  /** Benefits of the method and of activities. */
  readonly offered: ReadonlySet<string>;
  /** Benefits that waves bring to members. */
  readonly delivered: ReadonlySet<string>;
}

const campaignIn = ({ declarations }: FileModel, name?: string): Campaign | undefined =>
  declarations.find((each): each is Campaign => each.kind === 'campaign' && (name === undefined || each.name === name));

const names = (refs: readonly Ref[]): readonly string[] => refs.map(({ name }) => name);

const OF_DAYS: ReadonlySet<string> = new Set(['DATE', 'ID', 'NUMBER', '..', '+', '-']);

/** Whether the days that a campaign or plan runs are being written. */
export function isInRuns({ tokens }: Typing): boolean {
  const behind = tokens.slice(tokens.findLastIndex(({ image }) => image === 'runs'));
  return behind[0]?.tokenType.name === 'runs' && behind.slice(1).every(({ tokenType }) => OF_DAYS.has(tokenType.name) || tokenType.isSoft);
}

/** The campaign up to the place with a name in it, so that it can be read. */
function soundestAt(typing: Typing): Whole {
  let first: Whole | undefined;
  for (const following of GOING_ON) {
    const whole = wholeAt(typing, following);
    if (whole.isSound) return whole;
    first ??= whole;
  }
  return first ?? wholeAt(typing);
}

export function campaignAt(typing: Typing, file: FileModel, plan: ResolvedPlan): CampaignBeingWritten | undefined {
  if (typing.around.tokens[0]?.tokenType.name !== 'campaign') return undefined;
  const { model, at } = soundestAt(typing);
  const before = campaignIn(model);
  if (!before) return undefined;
  const behind = campaignIn(file, before.name);
  const both = behind ? [before, behind] : [before];
  // What members do cannot depend on the wave they do it with.
  const own = partsOf(before).find(({ declared: { span } }) => span.start <= at && at <= span.end)?.declared.name;
  const all = new Map(both.flatMap(partsOf).map((each) => [each.declared.name, each]));
  const triggered = new Set(both.flatMap(wavesOf).flatMap(({ at, name }) => (at.some(isTrigger) ? [name] : [])));
  const named = (kinds: readonly NamedKind[]): readonly Candidate[] =>
    [...all.values()]
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ kind, declared }) => candidateOf({ kind, owner: before.name, name: declared.name }, declared.name, declared));
  const dated = (isAsked: boolean): readonly Candidate[] => {
    const known = new Map(both.toReversed().flatMap((each) => [...campaignParts(each)]));
    const waiting = dependentsOf(isAsked ? (own ?? HERE) : HERE, known, plan.events);
    return named(['phase', 'wave', 'activity']).filter(({ text }) => !triggered.has(text) && !waiting.has(text));
  };
  const runs = before.runs ?? behind?.runs;
  return {
    name: before.name,
    runs: runs && resolveRuns(runs, plan.events, campaignParts(before), () => undefined),
    parts: (kinds) => named(kinds).filter(({ text }) => text !== own),
    dated,
    offered: new Set(
      both.flatMap(({ method }) => names([...(method?.offers ?? []), ...(method?.activities ?? []).flatMap(({ offers }) => offers)])),
    ),
    delivered: new Set(both.flatMap((campaign) => wavesOf(campaign).flatMap(({ offers }) => names(offers)))),
  };
}
