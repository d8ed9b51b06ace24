import { estimateCampaign } from '../../costs/estimate.js';
import { messageCost } from '../../costs/message-cost.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import { sentenceOf, SIGNS } from '../../conditions/sentences.js';
import { expressionText } from '../../conditions/words.js';
import type { Bounds, Group } from '../../model/conditions.js';
import type { Campaign } from '../../model/types.js';
import { moneyText } from '../../pricing/money-text.js';
import type { AddressedWave } from '../../sends/types.js';
import { exclusionsOf, snapshotGroup } from '../../sends/sends.js';
import { plural } from '../../text/numbers.js';
import type { Exact } from '../../model/exact.js';
import { loadsOfCampaign, loadText } from './loads.js';
import { labelsOf, membersText, type Telling } from './telling.js';
import { momentsWords, momentWords, rangeWords } from './times.js';
import { triggerTexts } from './triggers.js';

export function money(amount: Exact, { analysis }: Pick<Telling, 'analysis'>): Localized {
  return moneyText(amount, analysis.plan.currency);
}

function timesTexts(telling: Telling, wave: AddressedWave): readonly Localized[] {
  const { trigger, occurrences } = wave.timeline;
  if (trigger) return triggerTexts(telling, wave);
  const gate = gateText(telling, wave);
  return [...(occurrences.length === 0 ? [] : [momentsWords(occurrences)]), ...(gate ? [gate] : [])];
}

/** What a wave waits for, and until when. */
function gateText({ analysis }: Telling, { wave: { gate }, timeline }: AddressedWave): Localized | undefined {
  const latest = timeline.occurrences.at(-1)?.latest;
  if (!gate || !latest) return undefined;
  const metric = { en: gate.metric.name, zh: analysis.plan.metrics.get(gate.metric.name)?.label?.value ?? gate.metric.name };
  const value = expressionText({ kind: 'literal', literal: gate.value.value, span: gate.value.span });
  const [sign, until] = [SIGNS[gate.operator], momentWords(latest)];
  const then =
    gate.then === 'send'
      ? { en: 'then goes out all the same', zh: '到时照常发送' }
      : { en: 'else does not go out', zh: '到时未达到则不发送' };
  return {
    en: `waits until ${until.en} for ${metric.en} ${sign.en} ${value}, ${then.en}`,
    zh: `等待${metric.zh} ${sign.zh} ${value}，最迟至 ${until.zh}，${then.zh}`,
  };
}

function costText(telling: Telling, wave: AddressedWave): Localized | undefined {
  const cost = messageCost(wave, telling.analysis.plan);
  if (cost.amount.equals(0)) return undefined;
  const amount = money(cost.amount, telling);
  const parts = cost.parts > 1 ? { en: ` (${cost.parts} SMS parts each)`, zh: `（每条按 ${cost.parts} 条短信计费）` } : { en: '', zh: '' };
  return { en: `costs at most ${amount.en}${parts.en}`, zh: `费用最多 ${amount.zh}${parts.zh}` };
}

/** When a wave goes out, to how many, for how much, and how near each cap it comes. */
export function waveFacts(telling: Telling, wave: AddressedWave): readonly string[] {
  const { analysis, say } = telling;
  const members = wave.open ? { en: 'everybody who sees it', zh: '所有看到的人' } : membersText(wave.bounds);
  const channel = wave.channel && { en: wave.channel.name, zh: wave.channel.label };
  const where = wave.wave.where && sentenceOf(wave.wave.where, labelsOf(analysis, wave.campaign));
  const cost = costText(telling, wave);
  const batches = Math.max(
    0,
    ...analysis.sends.sendsOf(wave.campaign).flatMap((send) => (send.addressed === wave ? send.dispatch.batches : [])),
  );
  const loads = loadsOfCampaign(analysis, wave.campaign.name).filter((load) => load.wave === wave.id);
  return [
    ...timesTexts(telling, wave).map(say),
    ...(channel ? [say({ en: `via ${channel.en}`, zh: `渠道：${channel.zh}` })] : []),
    ...(members ? [say(members)] : []),
    ...(where ? [say({ en: `only where ${where.en}`, zh: `仅限：${where.zh}` })] : []),
    ...(batches > 1 ? [say({ en: `in ${batches} batches`, zh: `分 ${batches} 批` })] : []),
    ...(cost ? [say(cost)] : []),
    ...loads.map((load) => say(loadText(analysis, load))),
  ];
}

/** Whom a campaign reaches at most: the members of its waves, or of its audience step where it has none. */
export function reachOf({ analysis }: Pick<Telling, 'analysis'>, campaign: Campaign): Bounds | undefined {
  const { plan, sends, sizes, timeline } = analysis;
  const of = timeline.campaigns.get(campaign.name);
  if (!of) return undefined;
  const own = sends.wavesOf(campaign).filter((wave) => !wave.open);
  const names = own.length > 0 ? own.flatMap((wave) => wave.include) : (campaign.audience?.to ?? []).map((ref) => ref.name);
  if (names.length === 0) return undefined;
  const group: Group = snapshotGroup(plan, of, names, exclusionsOf(campaign));
  return sizes.bounds(group);
}

/** How often a campaign sends: its waves at set times, each time and each batch in which they go out. */
export function sendsText({ analysis }: Pick<Telling, 'analysis'>, campaign: Campaign): Localized {
  const { sends } = analysis;
  const count = sends.sendsOf(campaign).reduce((total, { dispatch }) => total + Math.max(1, dispatch.batches), 0);
  const triggered = sends.wavesOf(campaign).filter((wave) => wave.timeline.trigger).length;
  return {
    en: plural(count, 'send') + (triggered > 0 ? ` and ${plural(triggered, 'triggered wave')}` : ''),
    zh: `发送 ${count} 次${triggered > 0 ? `，另有 ${triggered} 个触发波次` : ''}`,
  };
}

/** What a campaign may cost at most, against its budget. */
export function budgetText(telling: Pick<Telling, 'analysis'>, campaign: Campaign): Localized | undefined {
  const estimate = estimateCampaign(telling.analysis, campaign);
  const budget = campaign.resources?.budget?.value.amount;
  if (estimate.total.equals(0) && !budget) return undefined;
  const total = money(estimate.total, telling);
  const bound = estimate.complete ? { en: 'at most ', zh: '最多' } : { en: 'at least ', zh: '至少' };
  const of = budget && money(budget, telling);
  return {
    en: `costs ${bound.en}${total.en}${of ? ` of ${of.en}` : ''}`,
    zh: `费用${bound.zh} ${total.zh}${of ? `，预算 ${of.zh}` : ''}`,
  };
}

export function campaignFacts(telling: Telling, campaign: Campaign): readonly string[] {
  const { analysis, say } = telling;
  const runs = analysis.timeline.campaigns.get(campaign.name)?.runs;
  const reach = reachOf(telling, campaign);
  const members = reach && membersText(reach);
  const cost = budgetText(telling, campaign);
  return [
    ...(runs ? [say(rangeWords(runs))] : []),
    ...(members ? [say({ en: `reaches ${members.en}`, zh: `触达 ${members.zh}` })] : []),
    say(sendsText(telling, campaign)),
    ...(cost ? [say(cost)] : []),
  ];
}
