import type { Memory } from '../incremental/memory.js';
import { Derived } from '../incremental/derived.js';
import type { FileModel } from '../model/types.js';
import { checkUnoffered, checkValidity, keepOffers } from '../pricing/offers.js';
import { checkListed, type ResolvedPlan } from '../resolve/plan.js';
import { RULES } from '../rules/generated/index.js';
import { checkEvents } from '../timeline/timeline.js';
import type { Timeline } from '../timeline/types.js';
import { planOfFile } from './focus.js';
import type { LiveHappenings } from './happenings.js';
import { stepsOf, told, type Steps } from './told.js';

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
      const listed = planOfFile(plan, file, ['campaigns', 'messages', 'benefits', 'metrics', 'plans', 'policies', 'events']);
      const own = Object.create(listed, { facts: { value: file.facts } }) as ResolvedPlan;
      return told((report) => {
        checkListed([file], own, RULE_IDS, report);
        checkEvents(own, report);
        const ownTimeline = Object.create(timeline) as Timeline;
        keepOffers(ownTimeline, { of: offers.of, all: [...own.campaigns.values()].flatMap(offers.of) });
        checkValidity(own, ownTimeline, report);
        checkUnoffered(own, isOffered, report);
      });
    },
  );
  return stepsOf(checks);
}
