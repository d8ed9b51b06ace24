import type { ResolvedAudience } from '../model/plan.js';
import { addTo } from '../text/group-by.js';
import { definedBy } from './audiences-in.js';

type Audiences = ReadonlyMap<string, ResolvedAudience>;

/** The audiences that came, went or are other objects than before, and all that are defined by these. */
export function changedAudiences(before: Audiences, now: Audiences): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const [name, audience] of now) if (before.get(name) !== audience) changed.add(name);
  for (const name of before.keys()) if (!now.has(name)) changed.add(name);
  if (changed.size === 0) return changed;
  const users = usersIn(now);
  for (const name of changed) for (const user of users.get(name) ?? []) changed.add(user);
  return changed;
}

/** By audience, those whose definitions name it. */
function usersIn(audiences: Audiences): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const [name, audience] of audiences) for (const used of definedBy(audience)) addTo(users, used, name);
  return users;
}
