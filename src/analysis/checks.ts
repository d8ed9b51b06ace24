import type { Memory } from '../incremental/memory.js';
import { Derived } from '../incremental/tracked.js';
import type { FileModel } from '../model/types.js';
import { checkUnoffered, checkValidity, keepOffers } from '../pricing/offers.js';
import { checkCampaigns } from '../resolve/check-campaigns.js';
import { checkFormulas, checkMetricValues } from '../resolve/metric-types.js';
import { checkMoney } from '../resolve/money.js';
import { checkParts, type ResolvedPlan } from '../resolve/plan.js';
import { checkReferences } from '../resolve/references.js';
import { RULES } from '../rules/generated/index.js';
import { checkEvents } from '../timeline/timeline.js';
import type { Timeline } from '../timeline/types.js';
import { planOfFile } from './focus.js';
import type { LiveHappenings } from './happenings.js';
import { stepsOf, told, type Steps } from './plan.js';

const RULE_IDS = RULES.map((rule) => rule.id);

/** What is wrong with what a file declares, as far as the language goes. */
export function liveChecks(
  memory: Memory,
  files: ReadonlyMap<string, FileModel>,
  plan: ResolvedPlan,
  { timeline, offers, isOffered }: LiveHappenings,
): Steps {
  const checks = new Derived(
    memory,
    () => files.keys(),
    (path: string) => {
      const file = files.get(path);
      if (!file) return told(() => undefined);
      const own = planOfFile(plan, file, ['campaigns', 'messages', 'benefits', 'metrics', 'plans', 'policies', 'events']);
      const facts = Object.create(own, { facts: { value: file.facts } }) as ResolvedPlan;
      return told((report) => {
        checkReferences(facts, RULE_IDS, report);
        checkMoney([file], plan, report);
        checkFormulas(own.metrics, report);
        checkMetricValues(own, report);
        for (const campaign of own.campaigns.values()) checkParts(campaign, report);
        checkCampaigns(own, report);
        checkEvents(own, report);
        const listed = Object.create(timeline) as Timeline;
        keepOffers(listed, { of: offers.of, all: [...own.campaigns.values()].flatMap(offers.of) });
        checkValidity(own, listed, report);
        checkUnoffered(own, isOffered, report);
      });
    },
  );
  return stepsOf(checks);
}
