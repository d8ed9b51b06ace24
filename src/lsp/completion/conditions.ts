import { CompletionItemKind } from 'vscode-languageserver';
import { checkCondition } from '../../conditions/check.js';
import type { Environment, MissingName } from '../../conditions/environment.js';
import { isDated } from '../../conditions/types.js';
import { AGGREGATES, OUTCOMES } from '../../model/from-syntax/expressions.js';
import type { ValueType } from '../../model/conditions.js';
import type { Expression } from '../../model/expressions.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { visitDeclaration, type ConditionPlace } from '../../resolve/visit.js';
import type { Typing } from './typing.js';
import type { CampaignBeingWritten } from './campaign.js';
import { HERE, wholeAt } from './whole.js';
import { candidateOf, candidates, type Candidate } from './candidates.js';
import type { FileModel } from '../../model/types.js';

/** What may go on behind a name so that the condition is whole. */
const GOING_ON = ['', ' .. x'];

type Looked = (MissingName | { readonly kind: 'outcome'; readonly happening: 'wave' | 'activity' }) & { readonly inWave: boolean };

/** What the name being written must be, found by checking the condition with a name in its place that leads nowhere. */
function lookedFor(typing: Typing, plan: ResolvedPlan): Looked | undefined {
  for (const following of GOING_ON) {
    const { model, isSound } = wholeAt(typing, following);
    if (!isSound) continue;
    let found: Looked | undefined;
    const look = (expression: Expression, { wave, record }: ConditionPlace): void => {
      const note = (missing: MissingName): void => {
        if (missing.name === HERE) found = { ...missing, inWave: wave !== undefined };
      };
      const env: Environment = {
        ...plan.environment,
        ...(record !== undefined && { record }),
        outcomes: wave !== undefined,
        onMissing: note,
        resolveOutcome: ({ name }, outcome) => {
          if (name === HERE) found = { kind: 'outcome', happening: outcome === 'joined' ? 'activity' : 'wave', inWave: true };
          return name;
        },
        resolveDay: ({ anchor }) => {
          if (anchor.kind === 'name') note({ kind: 'value', name: anchor.ref.name, expected: { kind: 'date' } });
          return undefined;
        },
      };
      checkCondition(expression, env, () => undefined);
    };
    for (const declaration of model.declarations) visitDeclaration({ name: () => undefined, condition: look }, declaration);
    if (found) return found;
  }
  return undefined;
}

const word = (text: string, kind: CompletionItemKind, rank: number, snippet?: string): Candidate => ({
  text,
  kind,
  search: text,
  rank,
  ...(snippet !== undefined && { snippet }),
});

function attributes(plan: ResolvedPlan, entity: string, rank: number): readonly Candidate[] {
  return [...(plan.entities.get(entity)?.attributes.keys() ?? [])].map((name) => ({
    ...candidateOf({ kind: 'attribute', owner: entity, name }, name, undefined),
    rank,
  }));
}

const DURATIONS = ['7d', '30d', '90d', '180d', '365d'];

/** Values of a type, with their units. */
function valuesOf(type: ValueType, plan: ResolvedPlan, file: FileModel): readonly Candidate[] {
  const values = (texts: readonly string[]): readonly Candidate[] =>
    texts.map((text, index) => word(text, CompletionItemKind.Value, index / 100));
  switch (type.kind) {
    case 'enumeration':
      return type.values.map((name, index) => ({
        ...candidateOf({ kind: 'value', owner: type.name, name }, name, undefined),
        rank: index / 100,
      }));
    case 'flag':
      return values(['true', 'false']);
    case 'duration':
      return values(DURATIONS);
    case 'money': {
      const unit = plan.currency === 'CNY' ? '元' : plan.currency;
      return values(['100', '500', '1000'].map((amount) => amount + unit));
    }
    case 'percent':
      return values(['10%', '20%', '50%']);
    case 'date':
    case 'time':
      return candidates(plan, file, 'event');
    case 'text':
    case 'key':
      return [word('""', CompletionItemKind.Text, 0, '"$1"')];
    case 'integer':
    case 'number':
      return values(['1', '2', '3', '10']);
  }
}

/** The beginning of a value: attributes in sight, measures, functions; in a wave what it may ask of others. */
function operands(looked: Looked & MissingName, plan: ResolvedPlan, file: FileModel): readonly Candidate[] {
  const { record } = looked;
  const own = record !== undefined && record !== 'member' ? attributes(plan, record, 0) : [];
  const measures = candidates(plan, file, 'measure').map((each) => ({ ...each, rank: 2 }));
  const functions = [...AGGREGATES, 'age'].map((name) => word(name, CompletionItemKind.Function, 3, `${name}($1)`));
  const outcomes = looked.inWave ? OUTCOMES.map((name) => word(name, CompletionItemKind.Function, 3, `${name}($1)`)) : [];
  return [
    ...own,
    ...attributes(plan, 'member', 1),
    ...measures,
    ...functions,
    ...outcomes,
    word('top', CompletionItemKind.Function, 4, 'top ${1:20%} by $2'),
    word('in', CompletionItemKind.Keyword, 4, 'in $1'),
  ];
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
  plan: ResolvedPlan,
  file: FileModel,
  campaign: CampaignBeingWritten | undefined,
): readonly Candidate[] {
  const looked = lookedFor(typing, plan);
  if (!looked) return [];
  switch (looked.kind) {
    case 'entity':
      return candidates(plan, file, 'entity').filter(({ text }) => plan.entities.get(text)?.of !== undefined);
    case 'outcome':
      return campaign?.parts([looked.happening]) ?? [];
    case 'attribute':
      return attributes(plan, looked.entity ?? 'member', 0);
    case 'value':
      if (!looked.expected) return operands(looked, plan, file);
      // Something held against a value is most often a value; it may be another attribute of the type.
      return [
        ...valuesOf(looked.expected, plan, file),
        ...(asksWhetherKnown(typing) ? KNOWN : []),
        ...(isDated(looked.expected) || looked.expected.kind === 'duration' ? candidates(plan, file, 'measure') : []),
      ];
  }
}
