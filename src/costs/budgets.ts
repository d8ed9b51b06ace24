import type { Money } from '../model/literals.js';
import type { Plan } from '../model/plan.js';
import type { Campaign, Located } from '../model/types.js';

/** The budgets a campaign is paid from: its own, and those of the plans it belongs to. */
export function budgetsOf(plan: Pick<Plan, 'plans'>, campaign: Campaign): readonly Located<Money>[] {
  const shared = [...plan.plans.values()].filter(({ campaigns }) => campaigns.some(({ name }) => name === campaign.name));
  return [campaign.resources?.budget, ...shared.map(({ budget }) => budget)].filter((budget) => budget !== undefined);
}
