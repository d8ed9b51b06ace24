import type { Condition } from '../model/conditions.js';
import type { ResolvedAudience } from '../model/plan.js';

const NONE: ReadonlySet<string> = new Set();

const remembered = new WeakMap<Condition, ReadonlySet<string>>();

/** The audiences that a definition names: its base, its entries and those of its condition. */
export function definedBy({ of, entries = [], condition }: ResolvedAudience): readonly string[] {
  return [...(of === undefined ? [] : [of]), ...entries, ...audiencesIn(condition)];
}

/** The audiences a condition refers to, each once. */
export function audiencesIn(condition: Condition | undefined): ReadonlySet<string> {
  switch (condition?.kind) {
    case 'and':
    case 'or': {
      let found = remembered.get(condition);
      if (!found) remembered.set(condition, (found = union(condition.parts)));
      return found;
    }
    case 'not':
      return audiencesIn(condition.part);
    case 'member-of':
      return new Set([condition.audience]);
    case 'top':
      return new Set([condition.of]);
    default:
      return NONE;
  }
}

function union(parts: readonly Condition[]): ReadonlySet<string> {
  let all: Set<string> | undefined;
  for (const part of parts) for (const audience of audiencesIn(part)) (all ??= new Set()).add(audience);
  return all ?? NONE;
}
