import type { ActiveOf, Plan } from './plan.js';
import type { Clause } from './types.js';

/** The clauses in force of one kind, in the order of the policy. */
export function clausesOf<K extends Clause['kind']>(plan: Pick<Plan, 'clausesByKind'>, kind: K): readonly ActiveOf<K>[] {
  return (plan.clausesByKind.get(kind) ?? []) as readonly ActiveOf<K>[];
}

/** The same in the order of their addresses. */
export function clausesByAddress<K extends Clause['kind']>(plan: Pick<Plan, 'clausesByKind'>, kind: K): readonly ActiveOf<K>[] {
  return [...clausesOf(plan, kind)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The clause in force of a kind that a policy has one of. */
export function clauseOf<K extends Clause['kind']>(plan: Pick<Plan, 'clausesByKind'>, kind: K): ActiveOf<K> | undefined {
  return clausesOf(plan, kind)[0];
}

/** Whether something of a policy could not be read: what holds is not known as a whole then. */
export function hasUnreadPolicy({ policies }: Pick<Plan, 'policies'>): boolean {
  return [...policies.values()].some(({ isUnread }) => isUnread);
}
