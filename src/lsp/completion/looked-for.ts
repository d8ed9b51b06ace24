import { checkCondition } from '../../conditions/check.js';
import type { Environment, MissingName } from '../../conditions/environment.js';
import type { ValueType } from '../../model/conditions.js';
import type { Expression } from '../../model/expressions.js';
import type { ResolvedAttribute } from '../../model/plan.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { visitDeclaration, type ConditionPlace } from '../../resolve/visit.js';
import type { Typing } from './typing.js';
import { GOING_ON, HERE, wholeAt, type Whole } from './whole.js';

/** What the name being written in a condition must be. */
export type Looked = (MissingName | { readonly kind: 'outcome'; readonly happening: 'wave' | 'activity' }) & {
  readonly inWave: boolean;
  /** Whether a condition may go on with a value of a type at the place. */
  readonly takes: (type: ValueType) => boolean;
  /** The same of what a measure stands for. */
  readonly takesMeasure: (name: string) => boolean;
};

/** What the name being written must be, found by checking the condition with a name in its place that leads nowhere. */
export function lookedFor(typing: Typing, plan: ResolvedPlan): Looked | undefined {
  for (const following of GOING_ON) {
    const whole = wholeAt(typing, following);
    const found = whole.isSound ? lookedForIn(whole, plan) : undefined;
    if (found) return found;
  }
  return undefined;
}

function lookedForIn({ model, text, at }: Whole, plan: ResolvedPlan): Looked | undefined {
  let found: Looked | undefined;
  const look = (expression: Expression, { wave, record }: ConditionPlace): void => {
    const env: Environment = { ...plan.environment, ...(record !== undefined && { record }), outcomes: wave !== undefined };
    /** Whether nothing is wrong with the name itself when it is known. */
    const isTaken = (known: Partial<Environment>): boolean => {
      let taken = true;
      checkCondition(expression, { ...env, ...known }, ({ span }) => {
        if (span.end === at + HERE.length && isPath(text.slice(span.start, span.end))) taken = false;
      });
      return taken;
    };
    const measures = (name: string): Environment['measures'] => {
      const measure = plan.measures.get(name);
      return measure ? new Map([...plan.measures, [HERE, measure]]) : plan.measures;
    };
    const rest = {
      inWave: wave !== undefined,
      takes: (type: ValueType) => isTaken({ entities: withAttribute(plan.entities, type) }),
      takesMeasure: (name: string) => isTaken({ measures: measures(name) }),
    };
    const note = (missing: MissingName): void => {
      if (missing.name === HERE) found = { ...missing, ...rest };
    };
    const noting: Environment = {
      ...env,
      onMissing: note,
      resolveOutcome: ({ name }, outcome) => {
        if (isHere(name)) found = { kind: 'outcome', happening: outcome === 'joined' ? 'activity' : 'wave', ...rest };
        return name;
      },
      resolveDay: ({ anchor }) => {
        if (anchor.kind === 'name') note({ kind: 'value', name: anchor.ref.name, expected: { kind: 'date' } });
        return undefined;
      },
    };
    checkCondition(expression, noting, () => undefined);
  };
  for (const declaration of model.declarations) visitDeclaration({ name: () => undefined, condition: look }, declaration);
  return found;
}

/** The type of the value that ends at the place; nothing where none does. */
export function comparedAt(typing: Typing, plan: ResolvedPlan): ValueType | 'nothing' | 'unknown' {
  const whole = wholeAt(typing, '', 'is ');
  if (!whole.isSound) return 'nothing';
  const found = lookedForIn(whole, plan);
  return (found?.kind === 'value' && found.expected) || 'unknown';
}

const isPath = (text: string): boolean => /^[\p{L}\p{N}_.]+$/u.test(text);

const isHere = (name: string): boolean => name === HERE || name.endsWith(`.${HERE}`);

/** Entities that have the name being written as an attribute of a type. */
function withAttribute(entities: ResolvedPlan['entities'], type: ValueType): ResolvedPlan['entities'] {
  const known = { name: HERE, type, fixed: false } as ResolvedAttribute;
  return new Map([...entities].map(([name, entity]) => [name, { ...entity, attributes: new Map([...entity.attributes, [HERE, known]]) }]));
}
