import { checkCondition } from '../../conditions/check.js';
import type { Environment, MissingName, ResolvedDay } from '../../conditions/environment.js';
import type { ValueType } from '../../model/conditions.js';
import type { Expression } from '../../model/expressions.js';
import type { ResolvedAttribute } from '../../model/plan.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { visitDeclaration, type ConditionPlace } from '../../resolve/visit.js';
import type { Span } from '../../text/span.js';
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

/** Stands for every day: which it is has no say in what the name must be. */
const SOME_DAY: ResolvedDay = { kind: 'days', from: 0, to: 0 };

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
        if (span.end === at + HERE.length ? isPath(text.slice(span.start, span.end)) : isArgument(text, span, at)) taken = false;
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
        return SOME_DAY;
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

/** Whether a function of the name is what another function takes: `last(order.at)` in `age(last(order.at))`. */
function isArgument(text: string, { start, end }: Pick<Span, 'start' | 'end'>, at: number): boolean {
  return (
    start < at && at < end && /^(?:\p{L}+\(\s*)+[\p{L}\p{N}_.]+[\s)]*$/u.test(text.slice(start, end)) && /\(\s*$/.test(text.slice(0, start))
  );
}

const isHere = (name: string): boolean => name === HERE || name.endsWith(`.${HERE}`);

/** Entities that have the name being written as an attribute of a type. */
function withAttribute(entities: ResolvedPlan['entities'], type: ValueType): ResolvedPlan['entities'] {
  const known = { name: HERE, type, fixed: false } as ResolvedAttribute;
  return new Map([...entities].map(([name, entity]) => [name, { ...entity, attributes: new Map([...entity.attributes, [HERE, known]]) }]));
}
