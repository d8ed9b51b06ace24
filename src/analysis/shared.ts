import type { Memory } from '../incremental/memory.js';
import { Derived } from '../incremental/derived.js';
import { Slot } from '../incremental/slot.js';
import type { Campaign } from '../model/types.js';
import type { RuleContext } from '../rules/rule.js';
import { contextOfCampaign, contextOfProject, type Ground } from './focus.js';

type Of<T> = (context: RuleContext) => T;
type OfCampaign<T> = (context: RuleContext, campaign: Campaign) => T;

/** What rules share, each worked out again only when something it read has changed. */
export function sharedOf(
  memory: Memory,
  ground: () => Ground,
): { readonly shared: () => RuleContext['shared']; readonly ofCampaign: () => RuleContext['ofCampaign'] } {
  const slots = new Map<Of<unknown>, Slot<unknown>>();
  const byCampaign = new Map<OfCampaign<unknown>, Derived<string, unknown>>();

  function shared<T>(of: Of<T>): T {
    const kept = slots.get(of) ?? new Slot<unknown>(memory, () => of(contextOfProject(ground())));
    slots.set(of, kept);
    return kept.value as T;
  }

  function ofCampaign<T>(of: OfCampaign<T>, { name }: Campaign): T {
    const { campaigns } = ground().context.plan;
    const kept =
      byCampaign.get(of) ??
      new Derived<string, unknown>(
        memory,
        () => campaigns.keys(),
        (each) => {
          const campaign = campaigns.get(each);
          return campaign && of(contextOfCampaign(ground()), campaign);
        },
      );
    byCampaign.set(of, kept);
    return kept.get(name) as T;
  }

  return { shared: () => shared, ofCampaign: () => ofCampaign };
}
