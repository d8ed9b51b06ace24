import type { Contact } from '../caps/types.js';
import type { Problem } from '../diagnostics/problem.js';
import { sameItems } from '../text/same-items.js';
import type { Memory } from '../incremental/memory.js';
import { sameData } from '../incremental/same.js';
import { Derived } from '../incremental/derived.js';
import { Slot } from '../incremental/slot.js';
import { Gathered } from '../incremental/tracked.js';
import { views } from '../incremental/views.js';
import { collectOffers, keepOffers, type Offers } from '../pricing/offers.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import { contactOfSend, contactOfTrigger } from '../sends/contacts.js';
import { busyByChannel, campaignSends, endOf, jobsByChannel, sortSends, wavesByMessage, type Draft } from '../sends/sends.js';
import type { AddressedWave, Send, Sends } from '../sends/types.js';
import { buildCampaignTimeline, checkPlan } from '../timeline/timeline.js';
import type { Timeline } from '../timeline/types.js';
import { createZone, type Zone } from '../timeline/zone.js';
import { stepsOf, told, type Steps } from './told.js';
import type { LiveReasoning } from './reasoning.js';

/** When everything happens and who gets it, campaign by campaign. */
export interface LiveHappenings {
  readonly timeline: Timeline;
  readonly sends: Sends;
  readonly contacts: () => readonly Contact[];
  readonly offers: Offers;
  readonly isOffered: (benefit: string) => boolean;
  /** Of plans over several campaigns. */
  readonly problems: () => readonly Problem[];
  /** When campaigns happen, and who gets what in them: by campaign. */
  readonly placed: Steps;
  readonly sent: Steps;
}

export function liveHappenings(memory: Memory, plan: ResolvedPlan, reasoning: LiveReasoning): LiveHappenings {
  const slot = <T>(compute: () => T, same?: (a: T, b: T) => boolean): Slot<T> => new Slot(memory, compute, same);
  const zone = slot(() => createZone(plan.zone));
  const perCampaign = <T>(compute: (name: string) => T, same?: (a: T, b: T) => boolean): Derived<string, T> =>
    new Derived(memory, () => plan.campaigns.keys(), compute, same);
  const declared = (name: string) => {
    const campaign = plan.campaigns.get(name);
    if (!campaign) throw new Error(`No campaign ${name}`);
    return campaign;
  };

  const placed = perCampaign((name) => told((report) => buildCampaignTimeline(plan, declared(name), zone.value, report)));
  const placedOf = (name: string) => {
    const found = placed.get(name);
    if (!found) throw new Error(`No timeline of ${name}`);
    return found;
  };
  const campaigns = perCampaign((name) => placedOf(name).value);
  const timeline = views<Timeline>({ zone: () => zone.value, campaigns: () => campaigns });
  const plans = slot(() =>
    told((report) => {
      for (const budget of plan.plans.values()) checkPlan(budget, plan, campaigns, report);
    }),
  );

  const offersOf = perCampaign((name) => collectOffers(declared(name), plan, timeline));
  const allOffers = slot(() => [...offersOf.values()].flat());
  const offers = views<Offers>({
    of: () => (campaign) => offersOf.get(campaign.name) ?? [],
    all: () => allOffers.value,
  });
  keepOffers(timeline, offers);
  const offered = new Gathered(memory, () => new Map(allOffers.value.map(({ benefit }) => [benefit.name, true])));

  const sent = perCampaign((name) =>
    told((report) => {
      return campaignSends(plan, timeline, placedOf(name).value, plan.environment, reasoning.asked.sizes(), report);
    }),
  );
  const waves = slot(() => [...sent.values()].flatMap(({ value }) => value.waves), sameItems);
  const jobs = perCampaign((name) => jobsByChannel(sent.get(name)?.value.drafts ?? []), sameData);
  const busy = new Gathered(memory, () => busyByChannel(jobs.values()), sameData);
  const ended = perCampaign((name) => {
    const drafts = sent.get(name)?.value.drafts ?? [];
    return sortSends(drafts.map((draft) => keptSend(draft, endOf(draft, busy))));
  }, sameItems);
  const all = slot(() => sortSends([...ended.values()].flat()), sameItems);
  const triggered = slot(() => waves.value.filter((wave) => wave.timeline.trigger), sameItems);
  const byId = new Gathered(memory, () => new Map(waves.value.map((wave) => [wave.id, wave])));
  const wavesOf = perCampaign((name) => sent.get(name)?.value.waves ?? [], sameItems);
  const wavesWith = new Gathered(memory, () => wavesByMessage(waves.value), sameItems);
  const sends = views<Sends>({
    waves: () => waves.value,
    sends: () => all.value,
    triggered: () => triggered.value,
    wave: () => (id) => byId.get(id),
    wavesOf: () => (campaign) => wavesOf.get(campaign.name) ?? [],
    sendsOf: () => (campaign) => ended.get(campaign.name) ?? [],
    wavesWith: () => (message) => wavesWith.get(message) ?? [],
  });
  const contacts = slot(() => contactsKept(sends, zone.value), sameItems);

  return {
    timeline,
    sends,
    contacts: () => contacts.value,
    offers,
    isOffered: (benefit) => offered.has(benefit),
    problems: () => plans.value.problems,
    placed: stepsOf(placed),
    sent: stepsOf(sent),
  };
}

const knownSends = new WeakMap<Draft, Send>();

/** A send that is as it was stays the same object. */
function keptSend(draft: Draft, end: number): Send {
  const known = knownSends.get(draft);
  if (known?.end === end) return known;
  const send = { ...draft, end };
  knownSends.set(draft, send);
  return send;
}

const contactsOfSends = new WeakMap<Send, { readonly zone: Zone; readonly contact: Contact }>();
const contactsOfWaves = new WeakMap<AddressedWave, { readonly zone: Zone; readonly contact: Contact | undefined }>();

function contactsKept({ sends, triggered }: Sends, zone: Zone): readonly Contact[] {
  const found: Contact[] = [];
  for (const send of sends) {
    if (!send.addressed.counted) continue;
    let known = contactsOfSends.get(send);
    if (known?.zone !== zone) contactsOfSends.set(send, (known = { zone, contact: contactOfSend(send, zone) }));
    found.push(known.contact);
  }
  for (const wave of triggered) {
    if (!wave.counted) continue;
    let known = contactsOfWaves.get(wave);
    if (known?.zone !== zone) contactsOfWaves.set(wave, (known = { zone, contact: contactOfTrigger(wave, zone) }));
    if (known.contact) found.push(known.contact);
  }
  return found;
}
