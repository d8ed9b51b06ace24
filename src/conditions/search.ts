import { intersect, isEmpty, isWithin, overlaps, subtract, type Domain } from './domains.js';
import type { Atom, Formula, Junction } from './formulas.js';
import type { BoundLink, Claim, Evaluation, Instance } from './instance.js';

/** How much one question may cost; beyond it the answer is "may be". */
const MOST_WORK = 150_000;
const MOST_BRANCHES = 20_000;
const DEEPEST = 1_000;

interface Clause {
  readonly parts: readonly (Atom | Junction)[];
  readonly evaluation: Evaluation;
}

class GiveUp extends Error {}

/** Whether all claims can hold of one member at once. `false` is a proof; `true` may also mean that the search gave up. */
export function canHold(claims: readonly Claim[], instance: Instance): boolean {
  for (const { slots, evaluation } of claims) for (const slot of slots) instance.variable(slot, evaluation);
  try {
    return search(claims, instance);
  } catch (error) {
    if (error instanceof GiveUp) return true;
    throw error;
  }
}

function search(claims: readonly Claim[], instance: Instance): boolean {
  const domains: Domain[] = instance.universes();
  const links = instance.links();
  const linksOf = indexLinks(links, domains.length);
  const trail: [number, Domain][] = [];
  const dirty: number[] = [];
  let clauses: readonly Clause[] = [];
  let [work, branches] = [0, 0];

  function spend(): void {
    work += 1;
    if (work > MOST_WORK) throw new GiveUp();
  }

  function narrow(variable: number, set: Domain): boolean {
    const before = domains[variable] as Domain;
    const after = intersect(before, set);
    if (after === before) return true;
    trail.push([variable, before]);
    domains[variable] = after;
    dirty.push(variable);
    return !isEmpty(after);
  }

  function followLinks(): boolean {
    for (let variable = dirty.pop(); variable !== undefined; variable = dirty.pop()) {
      for (const { a, b, link } of linksOf[variable] ?? []) {
        spend();
        const [x, y] = link(domains[a] as Domain, domains[b] as Domain);
        if (!narrow(a, x) || !narrow(b, y)) return false;
      }
    }
    return true;
  }

  function claim(node: Formula, evaluation: Evaluation, added: Clause[]): boolean {
    spend();
    switch (node.kind) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'atom':
        return narrow(instance.variable(node.slot, evaluation), node.set);
      case 'and':
        return node.parts.every((part) => claim(part, evaluation, added));
      case 'or':
        added.push({ parts: node.parts, evaluation });
        return true;
    }
  }

  /** Whether a node holds, as far as the domains tell. */
  function truth(node: Atom | Junction, evaluation: Evaluation): boolean | undefined {
    spend();
    if (node.kind === 'atom') {
      const domain = domains[instance.variable(node.slot, evaluation)] as Domain;
      if (!overlaps(domain, node.set)) return false;
      return isWithin(domain, node.set) ? true : undefined;
    }
    const decisive = node.kind === 'or';
    let open = false;
    for (const part of node.parts) {
      const found = truth(part, evaluation);
      if (found === decisive) return decisive;
      if (found === undefined) open = true;
    }
    return open ? undefined : !decisive;
  }

  /** Drops what holds or cannot hold until nothing changes; `false` is a contradiction. */
  function propagate(): boolean {
    for (let changed = true; changed;) {
      if (!followLinks()) return false;
      changed = false;
      const open: Clause[] = [];
      for (const clause of clauses) {
        const left = remaining(clause);
        if (left === 'holds') continue;
        const [first, second] = left.parts;
        if (!first) return false;
        if (second) open.push(left);
        else {
          if (!claim(first, left.evaluation, open)) return false;
          changed = true;
        }
      }
      clauses = open;
    }
    return followLinks();
  }

  function remaining(clause: Clause): Clause | 'holds' {
    const parts: (Atom | Junction)[] = [];
    for (const part of clause.parts) {
      const found = truth(part, clause.evaluation);
      if (found === true) return 'holds';
      if (found === undefined) parts.push(part);
    }
    return parts.length === clause.parts.length ? clause : { ...clause, parts };
  }

  function solve(depth: number): boolean {
    if (depth > DEEPEST) throw new GiveUp();
    if (!propagate()) return false;
    const chosen = shortest(clauses);
    if (!chosen) return true;
    const rest = clauses.filter((clause) => clause !== chosen);
    const excluded: Atom[] = [];
    for (const part of chosen.parts) {
      branches += 1;
      if (branches > MOST_BRANCHES) throw new GiveUp();
      const mark = trail.length;
      const added: Clause[] = [];
      const possible = excluded.every((other) => exclude(other, chosen.evaluation)) && claim(part, chosen.evaluation, added);
      clauses = [...rest, ...added];
      if (possible && solve(depth + 1)) return true;
      undo(mark);
      if (part.kind === 'atom') excluded.push(part);
    }
    return false;
  }

  /** A part that was tried in vain need not be tried again beside the next. */
  function exclude(part: Atom, evaluation: Evaluation): boolean {
    return narrow(instance.variable(part.slot, evaluation), subtract(part.slot.term.universe, part.set));
  }

  function undo(mark: number): void {
    dirty.length = 0;
    for (const [variable, before] of trail.splice(mark).reverse()) domains[variable] = before;
  }

  const added: Clause[] = [];
  domains.forEach((_, variable) => dirty.push(variable));
  if (!claims.every(({ formula, evaluation }) => claim(formula, evaluation, added))) return false;
  clauses = added;
  return solve(0);
}

function indexLinks(links: readonly BoundLink[], variables: number): readonly (readonly BoundLink[])[] {
  const index: BoundLink[][] = Array.from({ length: variables }, () => []);
  for (const bound of links) {
    index[bound.a]?.push(bound);
    index[bound.b]?.push(bound);
  }
  return index;
}

function shortest(clauses: readonly Clause[]): Clause | undefined {
  let best: Clause | undefined;
  for (const clause of clauses) if (!best || clause.parts.length < best.parts.length) best = clause;
  return best;
}
