import { CompletionItemKind } from 'vscode-languageserver';
import { isDated } from '../../conditions/types.js';
import { AGGREGATES, OUTCOMES } from '../../model/from-syntax/expressions.js';
import type { ValueType } from '../../model/conditions.js';
import { partsOf } from '../../resolve/named.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { MissingName } from '../../conditions/environment.js';
import { lookedFor, type Looked } from './looked-for.js';
import type { Typing } from './typing.js';
import type { CampaignBeingWritten } from './campaign.js';
import { candidateOf, candidates, type Candidate } from './candidates.js';
import { COMPARED } from './amounts.js';
import { eventsAsked } from './events.js';
import { moneyIn } from './money.js';
import type { Telling } from '../describe/telling.js';
import type { FileModel } from '../../model/types.js';

const word = (text: string, kind: CompletionItemKind, rank: number, snippet?: string): Candidate => ({
  text,
  kind,
  search: text,
  rank,
  ...(snippet !== undefined && { snippet }),
});

function attributes(plan: ResolvedPlan, entity: string, rank: number, takes: Looked['takes']): readonly Candidate[] {
  const fitting = [...(plan.entities.get(entity)?.attributes.values() ?? [])].filter(({ type }) => takes(type));
  return fitting.map(({ name }) => ({ ...candidateOf({ kind: 'attribute', owner: entity, name }, name, undefined), rank }));
}

const plain = (...kinds: readonly Exclude<ValueType['kind'], 'enumeration'>[]): readonly ValueType[] => kinds.map((kind) => ({ kind }));

const NUMBERS = plain('integer', 'number', 'money', 'percent');
const ORDERED = [...NUMBERS, ...plain('date', 'time', 'duration')];

/** What functions may come to; `any` and `no` are conditions. */
const RESULTS: Readonly<Record<string, readonly ValueType[]>> = {
  any: plain('flag'),
  no: plain('flag'),
  count: plain('integer'),
  sum: NUMBERS,
  average: NUMBERS,
  min: ORDERED,
  max: ORDERED,
  first: [...ORDERED, ...plain('flag', 'text', 'key')],
  last: [...ORDERED, ...plain('flag', 'text', 'key')],
  age: plain('duration'),
};

/** Values of a type, with their units. */
function valuesOf(
  { tokens }: Typing,
  type: ValueType,
  telling: Telling,
  file: FileModel,
  campaign: CampaignBeingWritten | undefined,
): readonly Candidate[] {
  const { plan } = telling.analysis;
  const values = (texts: readonly string[]): readonly Candidate[] =>
    texts.map((text, index) => word(text, CompletionItemKind.Value, index / 100));
  /** The right end of a range is not below the left. */
  const lowest =
    tokens.at(-1)?.image === '..' && type.kind === 'enumeration' ? Math.max(0, type.values.indexOf(tokens.at(-2)?.image ?? '')) : 0;
  switch (type.kind) {
    case 'enumeration':
      return type.values.slice(lowest).map((name, index) => ({
        ...candidateOf({ kind: 'value', owner: type.name, name }, name, undefined),
        rank: index / 100,
      }));
    case 'flag':
      return values(['true', 'false']);
    case 'date':
    case 'time':
      return eventsAsked(campaign, telling, file);
    case 'text':
    case 'key':
      return [word('""', CompletionItemKind.Text, 0, '"$1"')];
    case 'duration':
    case 'money':
    case 'percent':
    case 'integer':
    case 'number':
      return values((COMPARED[type.kind] ?? []).map((amount) => moneyIn(plan.currency, amount)));
  }
}

/** Where the condition cannot be read as it stands. */
const ANYTHING: Looked = { kind: 'value', name: '', inWave: false, takes: ({ kind }) => kind === 'flag', takesMeasure: () => true };

/** A condition may begin here: then anything goes, for it can go on with a comparison. */
function beginsCondition({ takes }: Looked): boolean {
  return takes({ kind: 'flag' }) && !ORDERED.some(takes);
}

/** The beginning of a value: attributes in sight, measures, functions; in a wave what it may ask of others. */
function operands(typing: Typing, looked: Looked & MissingName, plan: ResolvedPlan, file: FileModel): readonly Candidate[] {
  const { record } = looked;
  const isFree = beginsCondition(looked);
  const takes: Looked['takes'] = isFree ? () => true : remembered(looked.takes);
  const own = record !== undefined && record !== 'member' ? attributes(plan, record, 0, takes) : [];
  const [keyword, itself] = typing.around.tokens;
  const measures = measuresOf(plan, file, isFree ? () => true : looked.takesMeasure).filter(
    ({ text }) => keyword?.image !== 'measure' || text !== itself?.image,
  );
  const functions = [...AGGREGATES, 'age']
    .filter((name) => RESULTS[name]?.some(takes))
    .map((name) => word(name, CompletionItemKind.Function, 3, `${name}($1)`));
  const outcomes = looked.inWave ? OUTCOMES.map((name) => word(name, CompletionItemKind.Function, 3, `${name}($1)`)) : [];
  const conditions = [
    ...outcomes,
    word('top', CompletionItemKind.Function, 4, 'top ${1:20%} by $2'),
    word('in', CompletionItemKind.Keyword, 4, 'in $1'),
  ];
  // A name means an attribute of the record first.
  const ofMember = attributes(plan, 'member', 1, takes).filter(({ text }) => !own.some((each) => each.text === text));
  return [...own, ...ofMember, ...measures, ...functions, ...(isFree ? conditions : [])];
}

function measuresOf(plan: ResolvedPlan, file: FileModel, takes: Looked['takesMeasure']): readonly Candidate[] {
  return candidates(plan, file, 'measure')
    .filter(({ text }) => takes(text))
    .map((each) => ({ ...each, rank: 2 }));
}

/** Many attributes are of few types. */
function remembered(takes: Looked['takes']): Looked['takes'] {
  const known = new Map<string, boolean>();
  return (type) => {
    const answer = known.get(type.kind) ?? takes(type);
    known.set(type.kind, answer);
    return answer;
  };
}

const KNOWN = ['known', 'unknown'].map((text) => word(text, CompletionItemKind.Keyword, 2));

/** `is` and `is not` also ask whether there is a value at all. */
function asksWhetherKnown({ tokens }: Typing): boolean {
  const [before, last] = tokens.slice(-2).map(({ tokenType }) => tokenType.name);
  return last === 'is' || (before === 'is' && last === 'not');
}

/** What a name in a condition may be, by what it is held against. */
export function conditionCandidates(
  typing: Typing,
  telling: Telling,
  file: FileModel,
  campaign: CampaignBeingWritten | undefined,
): readonly Candidate[] {
  const { plan } = telling.analysis;
  const looked = lookedFor(typing, plan) ?? ANYTHING;
  switch (looked.kind) {
    case 'entity':
      return candidates(plan, file, 'entity').filter(({ text }) => plan.entities.get(text)?.of !== undefined);
    case 'outcome':
      return happenings(looked.happening, plan, campaign);
    case 'attribute':
      return attributes(plan, looked.entity ?? 'member', 0, remembered(looked.takes));
    case 'value':
      if (!looked.expected) return operands(typing, looked, plan, file);
      // Something held against a value is most often a value; it may be another attribute of the type.
      return [
        ...valuesOf(typing, looked.expected, telling, file, campaign),
        ...(asksWhetherKnown(typing) ? KNOWN : []),
        ...(isDated(looked.expected) || looked.expected.kind === 'duration' ? measuresOf(plan, file, looked.takesMeasure) : []),
      ];
  }
}

/** Waves or activities of the campaign that is being written, then those of others. */
function happenings(kind: 'wave' | 'activity', plan: ResolvedPlan, campaign: CampaignBeingWritten | undefined): readonly Candidate[] {
  const others = [...plan.campaigns.values()].filter(({ name }) => name !== campaign?.name);
  const far = others.flatMap((other) =>
    partsOf(other)
      .filter((part) => part.kind === kind)
      .map(({ declared }) => {
        const text = `${other.name}.${declared.name}`;
        return { ...candidateOf({ kind, owner: other.name, name: declared.name }, text, declared), rank: 2 };
      }),
  );
  return [...(campaign?.parts([kind]) ?? []), ...far];
}
