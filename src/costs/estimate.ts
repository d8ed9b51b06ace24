import type { Localized } from '../diagnostics/diagnostic.js';
import { ONE, ZERO, exact } from '../model/exact.js';
import type { Exact } from '../model/exact.js';
import type { Benefit, Campaign, PlanBudget } from '../model/types.js';
import { liabilityOf, worthOf } from '../pricing/liability.js';
import { moneyText } from '../pricing/money-text.js';
import { offersOf } from '../pricing/offers.js';
import type { CampaignOffer } from '../pricing/offers.js';
import type { AddressedWave, Sends } from '../sends/types.js';
import { grouped, plural } from '../text/numbers.js';
import { membersOffered } from './audience-of-offer.js';
import { messageCost } from './message-cost.js';
import type { MessageCost } from './message-cost.js';
import type { CostInput, CostItem, Estimate, MissingCost } from './types.js';

export type { CostInput, CostItem, Estimate, MissingCost } from './types.js';

interface Lines {
  readonly items: readonly CostItem[];
  readonly missing: readonly MissingCost[];
}

const estimates = new WeakMap<Sends, Map<Campaign, Estimate>>();

/**
 * What a campaign may cost at most: its messages (unit cost × SMS parts × upper size × sends), its benefits (min(limit, upper size × per member) × worth × redeemed,
 * each once) and its costs. Remembered for as long as the sends are.
 */
export function estimateCampaign(input: CostInput, campaign: Campaign): Estimate {
  const known = estimates.get(input.sends) ?? new Map<Campaign, Estimate>();
  estimates.set(input.sends, known);
  let estimate = known.get(campaign);
  if (!estimate) {
    const waves = input.sends.wavesOf(campaign);
    const offers = offersOf(input.plan, input.timeline, campaign);
    const lines = [
      ...waves.map((wave) => messageLines(wave, input)),
      ...offers.map((offer) => benefitLines(offer, waves, input)),
      costLines(campaign),
    ];
    estimate = summed(lines);
    known.set(campaign, estimate);
  }
  return estimate;
}

/** What the campaigns of a plan may cost together; campaigns that do not exist (reported) cost nothing. */
export function estimatePlan(
  input: CostInput,
  { campaigns }: PlanBudget,
  estimateOf: (campaign: Campaign) => Estimate = (campaign) => estimateCampaign(input, campaign),
): Estimate {
  const names = [...new Set(campaigns.map(({ name }) => name))];
  return summed(names.flatMap((name) => input.plan.campaigns.get(name) ?? []).map(estimateOf));
}

function summed(lines: readonly Lines[]): Estimate {
  const items = lines.flatMap((line) => line.items).filter(({ amount }) => amount.gt(0));
  const of = (kind: CostItem['kind']): Exact => items.reduce((sum, item) => (item.kind === kind ? sum.add(item.amount) : sum), ZERO);
  const [messages, benefits, costs] = [of('message'), of('benefit'), of('cost')];
  const missing = lines.flatMap((line) => line.missing);
  return {
    messages,
    benefits,
    costs,
    total: messages.add(benefits).add(costs),
    items: [...items].sort((a, b) => b.amount.compare(a.amount)),
    missing,
    complete: missing.length === 0,
  };
}

function messageLines(addressed: AddressedWave, { plan }: CostInput): Lines {
  const { wave, campaign } = addressed;
  const cost = messageCost(addressed, plan);
  const at = { name: wave.name, campaign: campaign.name, span: wave.nameSpan };
  return {
    items: [
      {
        ...at,
        kind: 'message',
        get label() {
          return messageLabel(addressed, cost, plan.currency);
        },
        amount: cost.amount,
      },
    ],
    missing: cost.missing.map((kind) =>
      kind === 'cost' ? { ...at, kind, name: wave.channel?.name ?? '', span: wave.channel?.span ?? at.span } : { ...at, kind },
    ),
  };
}

function messageLabel(
  { wave, channel }: AddressedWave,
  { unit, parts, recipients = 0, times = 0 }: MessageCost,
  currency: string,
): Localized {
  const price = moneyText(unit, currency);
  const isSms = channel?.kind === 'sms';
  const en = [
    plural(recipients, 'member'),
    ...(isSms ? [plural(parts, 'SMS part')] : []),
    ...(times === 1 ? [] : [plural(times, 'send')]),
    price.en,
  ];
  const zh = [
    `${grouped(recipients)}人`,
    ...(isSms ? [`${grouped(parts)}条`] : []),
    ...(times === 1 ? [] : [`${grouped(times)}次`]),
    price.zh,
  ];
  return {
    en: `${channel?.name ?? ''} \`${wave.name}\`: ${en.join(' × ')}`,
    zh: `${channel?.label ?? ''}“${wave.label?.value ?? wave.name}”：${zh.join(' × ')}`,
  };
}

function benefitLines(offer: CampaignOffer, waves: readonly AddressedWave[], input: CostInput): Lines {
  const { benefit, campaign, ref } = offer;
  const at = { name: benefit.name, campaign: campaign.name, span: ref.span };
  const kind = benefit.benefitKind?.value;
  const worth = worthOf(benefit);
  // Lower prices and points cost no money of the budget; a coupon or prize that lacks its numbers is reported with it.
  if (!worth) return { items: [], missing: kind === 'gift' || kind === 'free_order' ? [{ ...at, kind: 'worth' }] : [] };
  const members = worth.per === 'benefit' ? 0 : membersOffered(offer, waves, input);
  if (members === undefined && benefit.limit === undefined) return { items: [], missing: [{ ...at, kind: 'size' }] };
  const amount = liabilityOf(benefit, members ?? Infinity);
  return {
    items: [
      {
        ...at,
        kind: 'benefit',
        get label() {
          return benefitLabel(benefit, members ?? Infinity, input.plan.currency);
        },
        amount: amount ?? ZERO,
      },
    ],
    missing: [],
  };
}

function benefitLabel(benefit: Benefit, members: number, currency: string): Localized {
  const worth = worthOf(benefit);
  const name = { en: `\`${benefit.name}\``, zh: `“${benefit.label?.value ?? benefit.name}”` };
  if (worth?.per !== 'redemption') {
    const prizes = benefit.prizes.map(({ count: many, worth: each }) => ({ many, each: each.value.amount }));
    const drawn = benefit.worth && benefit.winners ? [{ many: benefit.winners.value, each: benefit.worth.value.amount }] : prizes;
    const sum = (locale: 'en' | 'zh'): string =>
      drawn.map(({ many, each }) => `${grouped(many)} × ${moneyText(each, currency)[locale]}`).join(' + ');
    return { en: `${name.en}: ${sum('en')}`, zh: `${name.zh}：${sum('zh')}` };
  }
  const issued = Math.min(benefit.limit?.value ?? Infinity, members * (benefit.perMember?.value ?? 1));
  const price = moneyText(worth.amount, currency);
  const redeemed = benefit.redeemed?.value ?? ONE;
  const share = redeemed.equals(ONE) ? undefined : `${redeemed.mul(100).toString()}%`;
  return {
    en: `${name.en}: ${[grouped(issued), price.en, ...(share === undefined ? [] : [`${share} redeemed`])].join(' × ')}`,
    zh: `${name.zh}：${[`${grouped(issued)}份`, price.zh, ...(share === undefined ? [] : [`使用率${share}`])].join(' × ')}`,
  };
}

function costLines(campaign: Campaign): Lines {
  const items = (campaign.resources?.costs ?? []).map(({ label, amount, span }): CostItem => ({
    kind: 'cost',
    name: label.value,
    campaign: campaign.name,
    label: { en: `"${label.value}"`, zh: `“${label.value}”` },
    amount: exact(amount.value.amount),
    span,
  }));
  return { items, missing: [] };
}
