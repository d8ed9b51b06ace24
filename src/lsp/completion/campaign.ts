import type { Campaign, FileModel, Ref } from '../../model/types.js';
import { wavesOf } from '../../model/waves.js';
import { partsOf, type NamedKind } from '../../resolve/named.js';
import { candidateOf, type Candidate } from './candidates.js';
import type { Typing } from './typing.js';
import { wholeAt } from './whole.js';

/** The campaign that is being written, as far as its text says: before the place, and behind it where that can be read. */
export interface CampaignBeingWritten {
  readonly name: string;
  readonly parts: (kinds: readonly NamedKind[]) => readonly Candidate[];
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
  return {
    name: before.name,
    parts: (kinds) => {
      const found = both.flatMap(partsOf).filter(({ kind, declared: { name } }) => kinds.includes(kind) && name !== own);
      const once = new Map(found.map((each) => [each.declared.name, each]));
      return [...once.values()].map(({ kind, declared }) =>
        candidateOf({ kind, owner: before.name, name: declared.name }, declared.name, declared),
      );
    },
    offered: new Set(
      both.flatMap(({ method }) => names([...(method?.offers ?? []), ...(method?.activities ?? []).flatMap(({ offers }) => offers)])),
    ),
    delivered: new Set(both.flatMap((campaign) => wavesOf(campaign).flatMap(({ offers }) => names(offers)))),
  };
}
