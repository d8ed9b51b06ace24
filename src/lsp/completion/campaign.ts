import type { Campaign, FileModel, Ref } from '../../model/types.js';
import { isTrigger, wavesOf } from '../../model/waves.js';
import { partsOf, type NamedKind } from '../../resolve/named.js';
import { candidateOf, type Candidate } from './candidates.js';
import type { Typing } from './typing.js';
import { wholeAt } from './whole.js';

/** The campaign that is being written, as far as its text says: before the place, and behind it where that can be read. */
export interface CampaignBeingWritten {
  readonly name: string;
  readonly parts: (kinds: readonly NamedKind[]) => readonly Candidate[];
  /** Phases, activities and waves that have a day: those that members set off have none. */
  readonly dated: () => readonly Candidate[];
  /** Benefits of the method and of activities. */
  readonly offered: ReadonlySet<string>;
  /** Benefits that waves bring to members. */
  readonly delivered: ReadonlySet<string>;
}

const campaignIn = ({ declarations }: FileModel, name?: string): Campaign | undefined =>
  declarations.find((each): each is Campaign => each.kind === 'campaign' && (name === undefined || each.name === name));

const names = (refs: readonly Ref[]): readonly string[] => refs.map(({ name }) => name);

export function campaignAt(typing: Typing, file: FileModel): CampaignBeingWritten | undefined {
  if (typing.around.tokens[0]?.tokenType.name !== 'campaign') return undefined;
  const { model, at } = wholeAt(typing);
  const before = campaignIn(model);
  if (!before) return undefined;
  const both = [before, campaignIn(file, before.name)].filter((each) => each !== undefined);
  // What is being written cannot refer to itself.
  const own = partsOf(before).find(({ declared: { span } }) => span.start <= at && at <= span.end)?.declared.name;
  const all = new Map(both.flatMap(partsOf).map((each) => [each.declared.name, each]));
  const triggered = new Set(both.flatMap(wavesOf).flatMap(({ at, name }) => (at.some(isTrigger) ? [name] : [])));
  const parts = (kinds: readonly NamedKind[]): readonly Candidate[] =>
    [...all.values()]
      .filter(({ kind, declared: { name } }) => kinds.includes(kind) && name !== own)
      .map(({ kind, declared }) => candidateOf({ kind, owner: before.name, name: declared.name }, declared.name, declared));
  return {
    name: before.name,
    parts,
    dated: () => parts(['phase', 'wave', 'activity']).filter(({ text }) => !triggered.has(text)),
    offered: new Set(
      both.flatMap(({ method }) => names([...(method?.offers ?? []), ...(method?.activities ?? []).flatMap(({ offers }) => offers)])),
    ),
    delivered: new Set(both.flatMap((campaign) => wavesOf(campaign).flatMap(({ offers }) => names(offers)))),
  };
}
