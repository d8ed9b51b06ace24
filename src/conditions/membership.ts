import type { Group } from '../model/conditions.js';
import type { ResolvedAudience } from '../model/plan.js';
import { audiencesIn, definedBy } from './audiences-in.js';
import { createCompiler, type CompileInput } from './compile.js';
import { range } from './domains.js';
import { and, atom, depthOf, not, or, TRUE, type Formula } from './formulas.js';
import { NEVER } from './settling.js';
import type { At } from './terms.js';

/** An audience that nests deeper is taken as it is: nothing is concluded from its definition. */
const DEEPEST = 300;

/** Who belongs to audiences and groups, as formulas; each audience is compiled once, when it is first asked about. */
export interface Membership {
  audience(name: string, at: At): Formula;
  group(group: Group): Formula;
  /** The same over other audiences, of which only the `changed` ones are compiled again. */
  over(audiences: ReadonlyMap<string, ResolvedAudience>, changed: ReadonlySet<string>): Membership;
}

type MembershipInput = Omit<CompileInput, 'audience'>;

/** An audience with its formula at each moment. */
type Compiled = readonly [string, Map<At, Formula>];

export function createMembership(
  audiences: ReadonlyMap<string, ResolvedAudience>,
  input: MembershipInput,
  kept: Iterable<Compiled> = [],
): Membership {
  const memo = new Map(kept);
  const compile = createCompiler({ ...input, audience: audienceFormula });
  const open = new Set<string>();
  const inOrder = createOrder(audiences);

  function audienceFormula(name: string, at: At): Formula {
    const audience = audiences.get(name);
    const moment = audience?.asOf ?? at;
    const key = `${name} ${moment}`;
    const known = memo.get(name)?.get(moment);
    if (known) return known;
    // A cycle of audiences is reported elsewhere; here it only must not go on for ever.
    if (!audience || open.has(key)) return listed(name, moment);
    open.add(key);
    const full = and([baseFormula(audience, moment), definition(audience, moment)]);
    const formula = depthOf(full) > DEEPEST ? listed(name, moment) : full;
    open.delete(key);
    memo.set(name, (memo.get(name) ?? new Map<At, Formula>()).set(moment, formula));
    return formula;
  }

  /** Membership of which only the other system knows. */
  function listed(name: string, at: At): Formula {
    const term = input.terms.intern(`in ${name}`, () => ({
      universe: range(0, 2),
      about: { kind: 'other' },
      settles: NEVER,
      atSend: false,
    }));
    return atom(input.terms.slot(term, at), range(1, 2));
  }

  /** An entry may name its segments as its base: what it is drawn from is their base. */
  function baseFormula(audience: ResolvedAudience, at: At): Formula {
    const base = audience.of !== undefined && audience.of === audience.segments ? audiences.get(audience.of)?.of : audience.of;
    return base === undefined ? TRUE : audienceFormula(base, at);
  }

  function definition(audience: ResolvedAudience, at: At): Formula {
    if (audience.entries) return or(audience.entries.map((entry) => audienceFormula(entry, at)));
    const condition = audience.condition ? compile(audience.condition, at) : TRUE;
    const isList = audience.from !== undefined || (!audience.condition && !isWhole(audience));
    return isList ? and([listed(audience.name, at), condition]) : condition;
  }

  /** Compiles audiences after those they are made of, so that long chains need no deep recursion. */
  function prepare(names: Iterable<string>): void {
    for (const name of inOrder(names)) audienceFormula(name, 'group');
  }

  function audience(name: string, at: At): Formula {
    prepare([name]);
    return audienceFormula(name, at);
  }

  function group({ include: names, exclude: others, where = { kind: 'everyone' } }: Group): Formula {
    prepare([...names, ...others, ...audiencesIn(where)]);
    const include = or(names.map((name) => audienceFormula(name, 'group')));
    const exclude = or(others.map((name) => audienceFormula(name, 'group')));
    return and([include, not(exclude), compile(where, 'group')]);
  }

  return {
    audience,
    group,
    over: (others, changed) =>
      createMembership(
        others,
        input,
        [...memo].filter(([name]) => !changed.has(name)),
      ),
  };
}

/** Lists names of audiences with those their definitions refer to, each after these; names listed before are left out. */
function createOrder(audiences: ReadonlyMap<string, ResolvedAudience>): (names: Iterable<string>) => readonly string[] {
  const done = new Set<string>();
  const entered = new Set<string>();
  return (names) => {
    const order: string[] = [];
    const stack = [...names].reverse();
    for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
      if (done.has(name)) continue;
      if (entered.has(name)) {
        done.add(name);
        order.push(name);
        continue;
      }
      entered.add(name);
      stack.push(name);
      const audience = audiences.get(name);
      for (const part of audience ? definedBy(audience) : []) if (!entered.has(part)) stack.push(part);
    }
    return order;
  };
}

/** All of its base by intention, not for want of a condition that could be understood. */
function isWhole(audience: ResolvedAudience): boolean {
  const { declaration } = audience;
  return 'kind' in declaration && declaration.kind === 'audience' && declaration.where === undefined && declaration.from === undefined;
}
