import type { CostItem, Estimate } from '../costs/types.js';
import { estimateCampaign, estimatePlan } from '../costs/estimate.js';
import { localize, type Locale } from '../diagnostics/diagnostic.js';
import { decimal, type Exact } from '../model/exact.js';
import type { Money } from '../model/literals.js';
import type { Plan } from '../model/plan.js';
import type { Campaign } from '../model/types.js';
import { moneyText } from '../pricing/money-text.js';
import type { Planned } from './data.js';
import { named, type PlaceOf } from './places.js';
import type { BudgetView, CostItemView, CostView, MoneyView } from './types.js';

export function campaignCost(planned: Planned, campaign: Campaign, locale: Locale): CostView {
  return costView(planned.plan, estimateCampaign(planned, campaign), campaign.resources?.budget?.value, locale);
}

/** The budgets that campaigns share. */
export function budgetViews(planned: Planned, locale: Locale, placeOf: PlaceOf): readonly BudgetView[] {
  return [...planned.plan.plans.values()]
    .map((shared) => ({
      ...named(shared, placeOf),
      campaigns: shared.campaigns.map(({ name }) => name),
      cost: costView(planned.plan, estimatePlan(planned, shared), shared.budget?.value, locale),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function costView(plan: Plan, estimate: Estimate, budget: Money | undefined, locale: Locale): CostView {
  const { messages, benefits, costs, total, complete, items } = estimate;
  const money = (amount: Exact): MoneyView => ({
    text: localize(moneyText(amount.ceil(plan.currencyDigits), plan.currency, plan.currencyDigits), locale),
    amount: decimal(amount, plan.currencyDigits),
  });
  const itemView = ({ kind, label, amount }: CostItem): CostItemView => ({ kind, label: localize(label, locale), amount: money(amount) });
  return {
    messages: money(messages),
    benefits: money(benefits),
    costs: money(costs),
    total: money(total),
    complete,
    ...(budget && { budget: money(budget.amount) }),
    ...(budget?.amount.gt(0) && { percent: Number(total.div(budget.amount).mul(100).ceil().toString()) }),
    items: items.map(itemView),
  };
}
