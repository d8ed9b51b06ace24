import type { Bounds } from '../model/conditions.js';
import { decimal, type Exact } from '../model/exact.js';
import type { Plan, ResolvedChannel } from '../model/plan.js';
import type { Benefit, Clause, Copy, Formula, Message, Metric, Window } from '../model/types.js';
import { isoDay } from '../model/calendar.js';
import { clockText, durationText } from '../model/literal-text.js';
import { resolveRange } from '../timeline/days.js';
import { resolvePolicyEvents } from '../timeline/timeline.js';
import type { DayRange } from '../timeline/types.js';
import { conditionOf } from './conditions.js';
import { rangeOf } from './times.js';
import type {
  BoundsText,
  CopyPartText,
  Decimal,
  ScheduleAudience,
  ScheduleBenefit,
  ScheduleChannel,
  ScheduleClause,
  ScheduleMessage,
  ScheduleMetric,
  SchedulePolicy,
  ScheduleScope,
} from './types.js';

export function boundsOf(bounds: Bounds): BoundsText {
  return [bounds.low, bounds.high ?? null];
}

export function moneyText(amount: Exact, plan: Plan): Decimal {
  return decimal(amount, plan.currencyDigits);
}

/** 15% as 15, exact as far as a JSON number can be. */
export function percentNumber(share: Exact): number {
  return Number(decimal(share.mul(100)));
}

export function windowText(window: Window): string {
  if (window.kind === 'rolling') return `rolling ${durationText(window.duration)}`;
  return window.kind === 'calendar' ? `calendar ${window.unit}` : 'campaign';
}

export function audienceOf(plan: Plan, name: string, bounds: Bounds): ScheduleAudience | undefined {
  const audience = plan.audiences.get(name);
  if (!audience) return undefined;
  return {
    label: audience.label,
    size: boundsOf(bounds),
    of: audience.of ?? null,
    condition: audience.condition ? conditionOf(audience.condition) : null,
    from: audience.from ?? null,
    asOf: audience.asOf === undefined ? null : isoDay(audience.asOf),
  };
}

function copyOf(copy: Copy | undefined): readonly CopyPartText[] | null {
  return copy ? copy.parts.map((part) => (part.kind === 'text' ? { text: part.value } : { placeholder: part.name })) : null;
}

/** A path as a file of the project writes it, relative to that file, for readers who begin at the project's root. */
function pathBeside(file: string, path: string): string {
  if (path.startsWith('/')) return path;
  const parts: string[] = [];
  for (const part of [...file.split('/').slice(0, -1), ...path.split('/')]) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

export function messageOf(message: Message): ScheduleMessage {
  return {
    label: message.label?.value ?? message.name,
    channel: message.channel?.name ?? '',
    text: copyOf(message.text),
    subject: copyOf(message.subject),
    body: copyOf(message.body),
    bodyFile: message.bodyFile ? pathBeside(message.bodyFile.span.file, message.bodyFile.value) : null,
  };
}

/** What a benefit gives, by kind; every number exact. */
function termsOf(benefit: Benefit, plan: Plan): Record<string, unknown> {
  const money = (amount: { readonly value: { readonly amount: Exact } } | undefined): Decimal | undefined =>
    amount && moneyText(amount.value.amount, plan);
  const terms: Record<string, unknown> = {
    price: benefit.price && decimal(benefit.price.value),
    fromPieces: benefit.fromPieces?.value,
    reduce: money(benefit.reduce),
    over: money(benefit.over),
    threshold: benefit.reduce ? (benefit.threshold?.value ?? 'list') : undefined,
    amount: money(benefit.amount),
    worth: money(benefit.worth),
    winners: benefit.winners?.value,
    times: benefit.times?.value,
    payUpTo: benefit.payUpTo && decimal(benefit.payUpTo.value),
    prizes:
      benefit.prizes.length > 0
        ? benefit.prizes.map((prize) => ({ label: prize.label.value, count: prize.count, worth: money(prize.worth) }))
        : undefined,
    tiers: benefit.tiers.length > 0 ? benefit.tiers.map((tier) => ({ from: tier.from, price: decimal(tier.price.value) })) : undefined,
    deposit: money(benefit.deposit),
    counts: money(benefit.counts),
    opens: benefit.opens && { before: durationText(benefit.opens.before), phase: benefit.opens.phase.name },
    redeemed: benefit.redeemed && decimal(benefit.redeemed.value),
  };
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
}

export function benefitOf(benefit: Benefit, plan: Plan): ScheduleBenefit {
  const valid =
    benefit.valid && resolveRange(benefit.valid.from, benefit.valid.to, { events: plan.events, eventNeedsYear: true }, () => undefined);
  return {
    label: benefit.label?.value ?? benefit.name,
    kind: benefit.benefitKind?.value ?? '',
    valid: valid ? rangeOf(valid) : null,
    limit: benefit.limit?.value ?? null,
    perMember: benefit.perMember?.value ?? null,
    products: (benefit.on ?? []).map((ref) => ref.name),
    stacksWith: benefit.stacksWith.map((ref) => ref.name),
    terms: termsOf(benefit, plan),
  };
}

export function channelOf(channel: ResolvedChannel): ScheduleChannel {
  const { declaration } = channel;
  return {
    label: channel.label,
    kind: channel.kind,
    personal: channel.personal,
    cost: declaration.cost ? decimal(declaration.cost.value.amount) : null,
    rate: declaration.rate ? { count: declaration.rate.count, per: durationText(declaration.rate.duration) } : null,
    requires: channel.requires,
    confirm: declaration.confirm?.value ?? false,
    groups: declaration.groups?.value ?? null,
    capacity: declaration.capacity?.value ?? null,
  };
}

function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case 'metric':
      return formula.ref.name;
    case 'number':
      return decimal(formula.value);
    case 'binary': {
      const side = (part: Formula): string => (part.kind === 'binary' ? `(${formulaText(part)})` : formulaText(part));
      return `${side(formula.left)} ${formula.operator} ${side(formula.right)}`;
    }
  }
}

export function metricOf(metric: Metric): ScheduleMetric {
  return {
    label: metric.label?.value ?? metric.name,
    better: metric.better,
    type: metric.type?.value ?? null,
    formula: metric.formula ? formulaText(metric.formula) : null,
  };
}

function scopeOf({ during, for: audience }: Clause, plan: Plan, days: DayRange | undefined): ScheduleScope {
  return {
    ...(during && {
      during: during.ref.name,
      ...(during.year && { year: during.year.value }),
      days: days ? resolvePolicyEvents(plan, during, days, () => undefined).map(rangeOf) : [],
    }),
    ...(audience && { for: audience.name }),
  };
}

function clauseTerms(clause: Clause, plan: Plan, days: DayRange | undefined): ScheduleClause['terms'] {
  const scope = scopeOf(clause, plan, days);
  switch (clause.kind) {
    case 'cap':
      return { most: clause.limit, window: windowText(clause.window), ...scope };
    case 'gap':
      return { least: durationText(clause.duration), ...scope };
    case 'share':
      return {
        over: clause.over,
        mostPercent: percentNumber(clause.share),
        window: windowText(clause.window),
        ...(clause.whenMembersOver !== undefined && { whenMembersOver: clause.whenMembersOver }),
        ...scope,
      };
    case 'quiet':
      return { ...(clause.range && { from: clockText(clause.range.from), to: clockText(clause.range.to) }), ...scope };
    case 'blackout':
      return { ...scope };
    case 'floor':
      return {
        factor: decimal(clause.factor),
        products: clause.on.map((ref) => ref.name),
        except: clause.exceptProducts.map((ref) => ref.name),
      };
    case 'discounts':
      return { most: clause.limit, window: windowText(clause.window) };
    case 'segment':
    case 'community':
      return { most: clause.limit };
    case 'capacity':
      return { most: clause.limit };
    case 'prize':
      return { most: clause.limit ? moneyText(clause.limit.amount, plan) : null };
    case 'lead':
      return { lead: clause.lead.name, before: clause.before.name, from: durationText(clause.from), to: durationText(clause.to) };
    case 'live':
      return {
        subjects: clause.subjects,
        ...(clause.length && { least: durationText(clause.length.from), most: clause.length.to ? durationText(clause.length.to) : null }),
        ...(clause.slot && {
          from: clockText(clause.slot.range.from),
          to: clockText(clause.slot.range.to),
          least: clause.slot.least ? durationText(clause.slot.least) : null,
        }),
      };
    case 'require-steps':
      return { steps: clause.steps.map((step) => step.value) };
    case 'require-copy':
      return { items: clause.items.map((item) => item.value) };
    case 'level':
      return { rule: clause.rule.name, level: clause.level };
  }
}

function clausesOf(plan: Plan, days: DayRange | undefined): readonly ScheduleClause[] {
  return plan.clauses
    .map(({ id, policy, clause, channels }) => ({
      id,
      kind: clause.kind,
      policy,
      hard: clause.hard,
      channels: [...channels].sort(),
      terms: clauseTerms(clause, plan, days),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** @param days those for which occurrences of events are looked up; nothing where nothing is planned */
export function policyOf(plan: Plan, days: DayRange | undefined): SchedulePolicy {
  const { policy } = plan;
  return {
    name: policy?.name ?? '',
    label: policy?.label?.value ?? policy?.name ?? '',
    clauses: clausesOf(plan, days),
    packs: plan.packs.flatMap(({ name, label, asOf, source }) =>
      asOf ? [{ name, label: label?.value ?? name, asOf: isoDay(asOf.value), source: source?.value ?? null }] : [],
    ),
  };
}
