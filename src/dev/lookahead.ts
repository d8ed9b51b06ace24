import type { Lookahead, RuleCode, Step } from '../syntax/grammar-code.js';
import { TOKEN_TYPES } from '../syntax/token-types.js';

/** What more tokens than these do not decide goes to the first alternative that fits. */
const FARTHEST = 3;

/** A token that may come next, and the calls it stands in, innermost first; where no more are known, any caller will do. */
interface Position {
  readonly at: Step | 'end';
  readonly calls: Calls | undefined;
}

interface Calls {
  readonly id: string;
  readonly call: Step;
  readonly outer: Calls | undefined;
}

/** The tokens that can come next, as they are found. */
interface Walk {
  readonly seen: Set<string>;
  readonly found: Position[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Gives every decision of the rules its number and works out what tokens decide it. */
export function withDecisions(rules: readonly RuleCode[]): {
  readonly rules: readonly RuleCode[];
  readonly decisions: readonly Lookahead[];
} {
  const walker = new Walker(rules);
  const decisions: Lookahead[] = [];
  for (const step of walker.steps) {
    const alternatives = walker.alternativesOf(step);
    if (!alternatives) continue;
    (step as Mutable<Extract<Step, { decision: number }>>).decision = decisions.length;
    decisions.push(walker.tableOf(step, alternatives));
  }
  return { rules, decisions };
}

class Walker {
  readonly steps: Step[] = [];
  private readonly ids = new Map<Step, string>();
  private readonly parents = new Map<Step, Step>();
  private readonly ruleOf = new Map<Step, RuleCode>();
  private readonly callsOf = new Map<RuleCode, Step[]>();
  private readonly soft: ReadonlySet<string>;

  constructor(private readonly rules: readonly RuleCode[]) {
    this.soft = new Set([...TOKEN_TYPES.values()].filter(({ isSoft }) => isSoft).map(({ name }) => name));
    for (const rule of rules) this.add(rule.body, rule);
  }

  private add(step: Step, rule: RuleCode, parent?: Step): void {
    this.ids.set(step, String(this.steps.length));
    this.steps.push(step);
    this.ruleOf.set(step, rule);
    if (parent) this.parents.set(step, parent);
    if (step.kind === 'call') {
      const called = this.rules[step.rule];
      if (called) this.callsOf.set(called, [...(this.callsOf.get(called) ?? []), step]);
    }
    for (const child of childrenOf(step)) this.add(child, rule, step);
  }

  /** Where each alternative of a decision begins; undefined for steps that decide nothing. */
  alternativesOf(step: Step): readonly (readonly Position[])[] | undefined {
    if (step.kind === 'choice') return step.steps.map((each) => this.collect((walk) => this.enter(each, undefined, walk)));
    if (step.kind !== 'option' && step.kind !== 'many' && step.kind !== 'some') return undefined;
    return [this.collect((walk) => this.enter(step.step, undefined, walk)), this.collect((walk) => this.leave(step, undefined, walk))];
  }

  /** The table of a decision. That nothing is entered goes without saying. */
  tableOf(step: Step, alternatives: readonly (readonly Position[])[]): Lookahead {
    const table = this.decide(alternatives, 1);
    if (step.kind === 'choice') return table;
    return Object.fromEntries(Object.entries(table).filter(([name, taken]) => taken !== 1 || (this.soft.has(name) && 'ID' in table)));
  }

  private decide(alternatives: readonly (readonly Position[])[], depth: number): Lookahead {
    const decided: Record<string, number | Lookahead> = {};
    for (const name of new Set(alternatives.flat().map(({ at }) => nameOf(at)))) {
      const fitting = alternatives.map((positions) => positions.filter(({ at }) => this.fits(nameOf(at), name)));
      const taken = fitting.flatMap((positions, index) => (positions.length > 0 ? [index] : []));
      const [first = 0] = taken;
      if (taken.length === 1 || depth === FARTHEST || name === 'end') decided[name] = first;
      else
        decided[name] = simplified(
          this.decide(
            fitting.map((each) => this.after(each)),
            depth + 1,
          ),
          first,
        );
    }
    const asId = JSON.stringify(decided.ID);
    return Object.fromEntries(Object.entries(decided).filter(([name, taken]) => !this.soft.has(name) || JSON.stringify(taken) !== asId));
  }

  private fits(expected: string, name: string): boolean {
    return expected === name || (expected === 'ID' && this.soft.has(name));
  }

  private after(positions: readonly Position[]): readonly Position[] {
    return this.collect((walk) => {
      for (const { at, calls } of positions) if (at !== 'end') this.leave(at, calls, walk);
    });
  }

  private collect(go: (walk: Walk) => void): readonly Position[] {
    const walk: Walk = { seen: new Set(), found: [] };
    go(walk);
    return walk.found;
  }

  private isNew(way: 'in' | 'out', at: Step, calls: Calls | undefined, { seen }: Walk): boolean {
    const key = `${way} ${this.ids.get(at) ?? ''} ${calls?.id ?? ''}`;
    const before = seen.size;
    return seen.add(key).size > before;
  }

  private enter(step: Step, calls: Calls | undefined, walk: Walk): void {
    if (!this.isNew('in', step, calls, walk)) return;
    switch (step.kind) {
      case 'token':
        walk.found.push({ at: step, calls });
        return;
      case 'call': {
        const body = this.rules[step.rule]?.body;
        if (body) this.enter(body, { id: `${this.ids.get(step) ?? ''}.${calls?.id ?? ''}`, call: step, outer: calls }, walk);
        return;
      }
      case 'sequence': {
        const [first] = step.steps;
        if (first) this.enter(first, calls, walk);
        else this.leave(step, calls, walk);
        return;
      }
      case 'choice':
        for (const each of step.steps) this.enter(each, calls, walk);
        return;
      case 'option':
      case 'many':
        this.enter(step.step, calls, walk);
        this.leave(step, calls, walk);
        return;
      case 'some':
        this.enter(step.step, calls, walk);
        return;
      case 'action':
        this.leave(step, calls, walk);
    }
  }

  /** Goes on behind a step. */
  private leave(step: Step, calls: Calls | undefined, walk: Walk): void {
    if (!this.isNew('out', step, calls, walk)) return;
    const parent = this.parents.get(step);
    if (!parent) {
      this.return(step, calls, walk);
      return;
    }
    const next = parent.kind === 'sequence' ? parent.steps[parent.steps.indexOf(step) + 1] : undefined;
    if (next) {
      this.enter(next, calls, walk);
      return;
    }
    if (parent.kind === 'many' || parent.kind === 'some') this.enter(step, calls, walk);
    this.leave(parent, calls, walk);
  }

  private return(body: Step, calls: Calls | undefined, walk: Walk): void {
    if (calls) {
      this.leave(calls.call, calls.outer, walk);
      return;
    }
    const rule = this.ruleOf.get(body);
    if (!rule) return;
    for (const call of this.callsOf.get(rule) ?? []) this.leave(call, undefined, walk);
    if (rule === this.rules[0]) walk.found.push({ at: 'end', calls: undefined });
  }
}

function nameOf(at: Position['at']): string {
  if (at === 'end') return at;
  return at.kind === 'token' ? at.token : '';
}

function childrenOf(step: Step): readonly Step[] {
  if (step.kind === 'sequence' || step.kind === 'choice') return step.steps;
  return step.kind === 'option' || step.kind === 'many' || step.kind === 'some' ? [step.step] : [];
}

/** Where whatever follows leads to the first alternative that fits, that one is taken at once. */
function simplified(deeper: Lookahead, first: number): Lookahead | number {
  return Object.values(deeper).every((each) => each === first) ? first : deeper;
}
