import { CompletionItemKind } from 'vscode-languageserver';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Named, NamedKind } from '../../resolve/named.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { Declared, FileModel } from '../../model/types.js';
import { typeWords } from '../../conditions/words.js';
import { RULES } from '../../rules/generated/index.js';
import type { Telling } from '../describe/telling.js';
import { sizeText } from '../describe/audiences.js';
import { nextDates, rangeWords } from '../describe/times.js';
import { sameItems } from '../../text/same-items.js';
import { searchText } from './pinyin.js';

/** Something that may be written at a place. */
export interface Candidate {
  /** As it is written: `lifecycle.recent`. */
  readonly text: string;
  readonly kind: CompletionItemKind;
  /** What may be typed to find it. */
  readonly search: string;
  readonly label?: string;
  /** Where there is more to tell. */
  readonly named?: Named;
  /** Whoever belongs to the place comes first; 0 is the nearest. */
  readonly rank?: number;
  /** What stands beside it in the list, where it is cheap to know. */
  readonly detail?: Localized;
  /** What is inserted with its gaps, where that is more than the text. */
  readonly snippet?: string;
}

const KINDS: Readonly<Partial<Record<NamedKind, CompletionItemKind>>> = {
  audience: CompletionItemKind.Class,
  segment: CompletionItemKind.EnumMember,
  channel: CompletionItemKind.Interface,
  benefit: CompletionItemKind.Constant,
  message: CompletionItemKind.Text,
  event: CompletionItemKind.Event,
  metric: CompletionItemKind.Unit,
  attribute: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  measure: CompletionItemKind.Variable,
  entity: CompletionItemKind.Struct,
  phase: CompletionItemKind.Reference,
  wave: CompletionItemKind.Reference,
  activity: CompletionItemKind.Reference,
  campaign: CompletionItemKind.Module,
  rule: CompletionItemKind.Constant,
};

const ofDeclared = new WeakMap<object, Candidate>();

/** What stands for something that has a name; remembered for as long as its declaration stays as it is. */
export function candidateOf(named: Named, text: string, declared: Pick<Declared, 'label'> | undefined): Candidate {
  const known = declared && ofDeclared.get(declared);
  if (known?.text === text) return known;
  const made = newCandidate(named, text, declared);
  if (declared) ofDeclared.set(declared, made);
  return made;
}

function newCandidate(named: Named, text: string, declared: Pick<Declared, 'label'> | undefined): Candidate {
  const label = declared?.label?.value;
  return {
    text,
    kind: KINDS[named.kind] ?? CompletionItemKind.Reference,
    search: searchText(text, label).toLowerCase(),
    ...(label !== undefined && { label }),
    named,
  };
}

/** Kinds that files declare at their top, by the map of the plan that has them. */
const MAPS = {
  role: 'roles',
  event: 'events',
  benefit: 'benefits',
  message: 'messages',
  metric: 'metrics',
  products: 'products',
  campaign: 'campaigns',
  policy: 'policies',
  measure: 'measures',
} as const satisfies Partial<Record<NamedKind, keyof ResolvedPlan>>;

export const LISTED = [...(Object.keys(MAPS) as (keyof typeof MAPS)[]), 'audience', 'channel', 'rule', 'entity'] as const;

export type ListedKind = (typeof LISTED)[number];

function* listed(plan: ResolvedPlan, kind: ListedKind): Iterable<Candidate> {
  switch (kind) {
    case 'audience':
      for (const { name, segments, declaration } of plan.audiences.values()) {
        const named: Named =
          segments === undefined ? { kind, name } : { kind: 'segment', owner: segments, name: name.slice(segments.length + 1) };
        yield candidateOf(named, name, declaration);
      }
      break;
    case 'channel':
      for (const { name, declaration } of plan.channels.values()) yield candidateOf({ kind, name }, name, declaration);
      break;
    case 'entity':
      for (const { name, declaration } of plan.entities.values()) yield candidateOf({ kind, name }, name, declaration);
      break;
    case 'rule':
      for (const { id, title } of RULES) yield { ...candidateOf({ kind, name: id }, id, undefined), detail: title };
      break;
    default:
      for (const declared of plan[MAPS[kind]].values()) yield candidateOf({ kind, name: declared.name }, declared.name, declared);
  }
}

/** What is listed of a kind; rules are the same in every plan. */
function mapOf(plan: ResolvedPlan, kind: ListedKind): ReadonlyMap<string, unknown> | undefined {
  if (kind === 'rule') return undefined;
  return kind === 'audience' ? plan.audiences : kind === 'channel' ? plan.channels : kind === 'entity' ? plan.entities : plan[MAPS[kind]];
}

interface Remembered {
  readonly values: readonly unknown[];
  readonly found: ReadonlyMap<string, Candidate>;
}

/** By the map of the plan, which may have got other values since. */
const remembered = new WeakMap<object, Remembered>();

/** All of a kind that a plan has, by their texts: a list that is ranked later is all but sorted. */
function ofPlan(plan: ResolvedPlan, kind: ListedKind): ReadonlyMap<string, Candidate> {
  const map = mapOf(plan, kind);
  const values = [...(map?.values() ?? [])];
  const known = remembered.get(map ?? RULES);
  if (known && sameItems(known.values, values)) return known.found;
  const sorted = [...listed(plan, kind)].sort((a, b) => (a.text < b.text ? -1 : 1));
  const found = new Map(sorted.map((each) => [each.text, each]));
  remembered.set(map ?? RULES, { values, found });
  return found;
}

/** All of a kind, those too that the file being edited has got since the plan was read. */
export function candidates(plan: ResolvedPlan, file: FileModel, kind: ListedKind): readonly Candidate[] {
  const known = ofPlan(plan, kind);
  const added = file.declarations.flatMap((declared) => {
    const { name } = declared;
    if (declared.kind === 'segments' && kind === 'audience') {
      const entries = declared.entries.map((entry) =>
        candidateOf({ kind: 'segment', owner: name, name: entry.name }, `${name}.${entry.name}`, entry),
      );
      return [candidateOf({ kind, name }, name, declared), ...entries];
    }
    return declared.kind === kind ? [candidateOf({ kind, name }, name, declared)] : [];
  });
  const fresh = added.filter(({ text }) => !known.has(text));
  return fresh.length === 0 ? [...known.values()] : [...known.values(), ...fresh];
}

/** What stands beside a candidate in the list: how many members, the next days, of what type. */
export function detailOf(telling: Telling, { named, detail }: Candidate): Localized | undefined {
  const { plan } = telling.analysis;
  if (detail || !named) return detail;
  const { kind, name, owner = '' } = named;
  switch (kind) {
    case 'audience':
    case 'segment': {
      const audience = plan.audiences.get(kind === 'audience' ? name : `${owner}.${name}`);
      return audience && sizeText(telling, audience);
    }
    case 'event': {
      const event = plan.events.get(name);
      const [first, second] = event ? nextDates(event, telling, 2).map(rangeWords) : [];
      if (!first) return undefined;
      return second ? { en: `${first.en}, ${second.en}`, zh: `${first.zh}、${second.zh}` } : first;
    }
    case 'attribute': {
      const attribute = plan.entities.get(owner)?.attributes.get(name);
      return attribute && typeWords(attribute.type);
    }
    case 'phase': {
      const days = telling.analysis.timeline.campaigns.get(owner)?.phases.get(name);
      return days && rangeWords(days);
    }
    default:
      return undefined;
  }
}

/** Finds out what takes a while, one by one: how names sound, what stands beside them. */
export function* prepareCandidates(telling: Telling, kinds: readonly ListedKind[]): Iterable<void> {
  for (const kind of kinds) {
    for (const each of listed(telling.analysis.plan, kind)) {
      detailOf(telling, each);
      yield;
    }
  }
}
