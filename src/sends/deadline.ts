import type { Plan } from '../model/plan.js';
import type { Localized } from '../diagnostics/diagnostic.js';
import type { Span } from '../text/span.js';
import type { Instant } from '../timeline/types.js';
import type { Zone } from '../timeline/zone.js';
import { bansOf, isBanned, isBound, nextBan, type Ban } from './quiet.js';
import type { AddressedWave, Send } from './types.js';

/** The moment from which a send may no longer be going out, and what sets it. */
export interface Deadline {
  readonly instant: Instant;
  readonly cause: 'quiet' | 'blackout' | 'phase' | 'run';
  readonly words: Localized;
  readonly span?: Span;
  readonly ban?: Ban;
}

const remembered = new WeakMap<Plan, WeakMap<AddressedWave, readonly Ban[]>>();

/** The bans of a wave's channel while it sends; none for classes that may always be sent. */
export function bansOfWave(plan: Plan, wave: AddressedWave): readonly Ban[] {
  let ofPlan = remembered.get(plan);
  if (!ofPlan) remembered.set(plan, (ofPlan = new WeakMap()));
  let bans = ofPlan.get(wave);
  if (!bans) ofPlan.set(wave, (bans = bansAround(plan, wave)));
  return bans;
}

function bansAround(plan: Plan, wave: AddressedWave): readonly Ban[] {
  const first = wave.timeline.occurrences[0];
  const last = wave.timeline.occurrences.at(-1);
  if (!wave.channel || !isBound(wave) || !first || !last) return [];
  return bansOf(plan, wave.channel, { from: first.day - 1, to: (last.latest?.day ?? last.day) + 366 });
}

/** The earliest deadline of a send: the next quiet hours or blackout, the end of its phase, of its campaign. */
export function deadlineOf(send: Send, bans: readonly Ban[], zone: Zone): Deadline | undefined {
  const { addressed, occurrence } = send;
  const { wave, campaignTimeline } = addressed;
  const start = occurrence.latest ?? occurrence;
  const deadlines: Deadline[] = [];
  for (const ban of bans) {
    if (isBanned(start, ban)) continue;
    const instant = nextBan(start, ban, zone);
    if (instant === Infinity) continue;
    const words =
      ban.kind === 'quiet'
        ? { en: 'quiet hours begin', zh: '免打扰时段开始' }
        : { en: `the blackout \`${ban.event}\` begins`, zh: `禁发期“${ban.label}”开始` };
    deadlines.push({ instant, cause: ban.kind, words, span: ban.span, ban });
  }
  const { during } = wave;
  const phase = during && campaignTimeline.phases.get(during.name);
  const label = during && addressed.campaign.timing?.phases.find((each) => each.name === during.name)?.label;
  if (phase)
    deadlines.push({
      instant: zone.nearest(phase.to + 1, 0).instant,
      cause: 'phase',
      words: { en: `phase \`${during.name}\` ends`, zh: `阶段“${label?.value ?? during.name}”结束` },
      span: during.span,
    });
  const { runs, campaign } = campaignTimeline;
  if (runs && wave.step === 'timing')
    deadlines.push({
      instant: zone.nearest(runs.to + 1, 0).instant,
      cause: 'run',
      words: { en: 'the campaign ends', zh: '活动结束' },
      ...(campaign.runs && { span: campaign.runs.span }),
    });
  return deadlines.sort((a, b) => a.instant - b.instant)[0];
}
