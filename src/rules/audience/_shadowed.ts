import type { Prover } from '../../conditions/prove.js';
import { audienceGroup } from '../../conditions/audience-sizes.js';
import type { ResolvedAudience } from '../../model/plan.js';

/** Whether an entry of segments is empty only because earlier entries take everybody it could have. */
export function isShadowed(audience: ResolvedAudience, prover: Prover): boolean {
  if (audience.segments === undefined || !('otherwise' in audience.declaration)) return false;
  const { condition } = audience;
  const own = audience.declaration.otherwise ? undefined : condition?.kind === 'and' ? condition.parts[0] : condition;
  const alone = { ...audienceGroup(audience.of ?? 'everyone'), ...(own && { where: own }) };
  return prover.empty(audienceGroup(audience.name)) && !prover.empty(alone);
}
