import type { Problem } from '../../src/diagnostics/problem.js';
import type { Day, Duration, DurationUnit, Weekday } from '../../src/model/literals.js';
import type { Plan, ResolvedAttribute, ResolvedEntity } from '../../src/model/plan.js';
import type {
  Activity,
  Campaign,
  DayForm,
  Declared,
  Event,
  EventDays,
  Gate,
  Located,
  MomentForm,
  Offset,
  Phase,
  Recurrence,
  Wave,
  When,
} from '../../src/model/types.js';
import type { Span } from '../../src/text/span.js';
import { dayOf } from '../../src/model/calendar.js';

let place = 0;

/** A new place of ten characters; no two are equal. */
export function span(): Span {
  place += 20;
  return { file: 'test.crm', start: place, end: place + 10 };
}

export function located<T>(value: T): Located<T> {
  return { value, span: span() };
}

export function declared(name: string): Declared {
  return { name, span: span(), nameSpan: span() };
}

/** `2026-11-03` */
export function day(text: string): Day {
  const [year, month, dayOfMonth] = text.split('-').map(Number);
  const found = dayOf(year ?? 0, month ?? 0, dayOfMonth ?? 0);
  if (found === undefined) throw new Error(`No such day: ${text}`);
  return found;
}

/** `10:30` */
export function clock(text: string): number {
  const [hour, minute] = text.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/** `3d` */
export function duration(text: string): Duration {
  const match = /^(\d+)(s|min|h|d|w|mo|y)$/.exec(text);
  if (!match) throw new Error(`No duration: ${text}`);
  return { count: Number(match[1]), unit: match[2] as DurationUnit };
}

function offset(text: string): Offset {
  return { sign: text.startsWith('-') ? -1 : 1, duration: duration(text.replace(/^[+-]\s*/, '')), span: span() };
}

/** `2026-11-03`, `start`, `end - 1d`, `double11 2026 + 3d`, `warm_sms` */
export function dayForm(text: string): DayForm {
  const match = /^(\d{4}-\d\d-\d\d|\S+)(?: (\d{4}))?(?: ([+-] ?\S+))?$/.exec(text);
  if (!match?.[1]) throw new Error(`No day: ${text}`);
  const [, name, year, moved] = match;
  const anchor: DayForm['anchor'] = /^\d/.test(name)
    ? { kind: 'date', day: day(name), span: span() }
    : name === 'start' || name === 'end'
      ? { kind: name, span: span() }
      : { kind: 'name', ref: { name, span: span() }, ...(year && { year: located(Number(year)) }), span: span() };
  return { anchor, ...(moved && { offset: offset(moved) }), span: span() };
}

/** `2026-11-03 10:30`, `warm_sms - 2d`, `start + 3d 10:00` */
export function at(text: string): MomentForm {
  const match = /^(.*?)(?: (\d\d:\d\d))?$/.exec(text);
  return { kind: 'at', day: dayForm(match?.[1] ?? ''), ...(match?.[2] && { time: located(clock(match[2])) }), span: span() };
}

export interface EveryOptions {
  readonly time?: string;
  readonly offset?: string;
  readonly from?: string;
  readonly until?: string;
}

export function every(recurrence: Recurrence | string, options: EveryOptions = {}): When {
  return {
    kind: 'every',
    recurrence: typeof recurrence === 'string' ? recurrenceOf(recurrence) : recurrence,
    ...(options.offset && { offset: offset(options.offset) }),
    ...(options.time && { time: located(clock(options.time)) }),
    ...(options.from && { from: dayForm(options.from) }),
    ...(options.until && { until: dayForm(options.until) }),
    span: span(),
  };
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export function weekdays(text: string): readonly Weekday[] {
  return text.split(' ').map((name) => (WEEKDAYS.indexOf(name) + 1) as Weekday);
}

/** `3d`, `week mon thu`, `month day 8`, `month day last`, `month day 31 or skip`, or the name of an event */
function recurrenceOf(text: string): Recurrence {
  const monthDay = /^month day (\d+|last)(?: or (last|skip))?$/.exec(text);
  if (monthDay) {
    const overflow = monthDay[2] as 'last' | 'skip' | undefined;
    return { kind: 'month-day', day: monthDay[1] === 'last' ? 'last' : Number(monthDay[1]), ...(overflow && { overflow }) };
  }
  if (text.startsWith('week ')) return { kind: 'week', weekdays: weekdays(text.slice(5)) };
  if (/^\d/.test(text)) return { kind: 'interval', duration: duration(text) };
  return { kind: 'event', ref: { name: text, span: span() } };
}

export function eachDate(attribute: string, time: string, moved?: string): When {
  return {
    kind: 'each-date',
    attribute: { name: attribute, span: span() },
    ...(moved && { offset: offset(moved) }),
    time: located(clock(time)),
    span: span(),
  };
}

export function afterEach(delay: string, entity: string): When {
  return { kind: 'after-each', delay: duration(delay), entity: { name: entity, span: span() }, span: span() };
}

export function phase(name: string, from: string, to: string): Phase {
  return { ...declared(name), kind: 'phase', from: dayForm(from), to: dayForm(to) };
}

export interface WaveOptions {
  readonly step?: Wave['step'];
  readonly gateUntil?: string;
  readonly confirmUntil?: string;
}

/** Texts are moments: `2026-11-03 10:30`. */
export function wave(name: string, whens: readonly (When | string)[], options: WaveOptions = {}): Wave {
  return {
    ...declared(name),
    kind: 'wave',
    step: options.step ?? 'timing',
    to: [],
    except: [],
    at: whens.map((when) => (typeof when === 'string' ? at(when) : when)),
    offers: [],
    waives: [],
    ...(options.gateUntil && { gate: gate(options.gateUntil) }),
    ...(options.confirmUntil && { confirm: { until: at(options.confirmUntil), span: span() } }),
  };
}

function gate(until: string): Gate {
  return {
    metric: { name: 'shares', span: span() },
    operator: '>=',
    value: located({ kind: 'integer', value: 500 }),
    until: at(until),
    then: 'send',
    span: span(),
  };
}

export function activity(name: string, whens: readonly (When | string)[], length?: string): Activity {
  return {
    ...declared(name),
    kind: 'activity',
    at: whens.map((when) => (typeof when === 'string' ? at(when) : when)),
    ...(length && { for: located(duration(length)) }),
    products: [],
    offers: [],
    purposes: [],
    rundown: [],
  };
}

export interface CampaignParts {
  readonly name?: string;
  /** `2026-10-20 .. 2026-11-11` */
  readonly runs?: string;
  readonly phases?: readonly Phase[];
  readonly waves?: readonly Wave[];
  readonly followups?: readonly Wave[];
  readonly activities?: readonly Activity[];
  readonly asOf?: string;
  readonly review?: string;
}

export function campaign(parts: CampaignParts): Campaign {
  const step = { span: span(), keywordSpan: span() };
  const [from = '', to = ''] = (parts.runs ?? '2026-10-20 .. 2026-11-11').split(' .. ');
  return {
    ...declared(parts.name ?? 'test'),
    kind: 'campaign',
    runs: { from: dayForm(from), to: dayForm(to), span: span() },
    ...(parts.asOf && { audience: { ...step, to: [], except: [], asOf: dayForm(parts.asOf) } }),
    timing: { ...step, phases: parts.phases ?? [], waves: parts.waves ?? [] },
    method: { ...step, offers: [], activities: parts.activities ?? [] },
    followup: { ...step, waves: (parts.followups ?? []).map((wave) => ({ ...wave, step: 'followup' as const })), tasks: [] },
    ...(parts.review && { review: { ...step, on: dayForm(parts.review), metrics: [], keeps: [] } }),
    waives: [],
  };
}

type WithoutSpan<T> = T extends unknown ? Omit<T, 'span'> : never;

export function event(name: string, on: WithoutSpan<EventDays>): Event {
  return { ...declared(name), kind: 'event', on: { ...on, span: span() } };
}

/** `11-11`, `lunar 12-08`, `11-01 .. 11-30`, `2026-10-20 .. 2026-11-11` */
export function eventOn(name: string, text: string): Event {
  const lunar = text.startsWith('lunar ');
  const [from = '', to = from] = text.replace('lunar ', '').split(' .. ');
  if (/^\d{4}/.test(from)) return event(name, { kind: 'once', from: day(from), to: day(to) });
  const monthDay = (value: string) => ({ month: Number(value.slice(0, 2)), day: Number(value.slice(3)) });
  return event(name, { kind: lunar ? 'lunar' : 'yearly', from: monthDay(from), to: monthDay(to) });
}

/** Events most tests can use. */
export const EVENTS: readonly Event[] = [
  eventOn('double11', '11-11'),
  eventOn('double11_season', '11-01 .. 11-30'),
  eventOn('new_year', '12-30 .. 01-02'),
  eventOn('laba', 'lunar 12-08'),
  eventOn('spring_festival', 'lunar 12-23 .. 01-15'),
  event('member_day', { kind: 'month-day', day: 8 }),
  event('mothers_day', { kind: 'nth-weekday', nth: 2, weekday: 7, month: 5 }),
  event('fridays', { kind: 'week', weekdays: [5] }),
];

export interface PlanParts {
  readonly zone?: string;
  readonly events?: readonly Event[];
  readonly campaigns?: readonly Campaign[];
}

export function plan(parts: PlanParts): Plan {
  const byName = <T extends { readonly name: string }>(items: readonly T[]) => new Map(items.map((item) => [item.name, item]));
  return {
    zone: parts.zone ?? 'Asia/Shanghai',
    currency: 'CNY',
    currencyDigits: 2,
    roles: new Map(),
    events: byName(parts.events ?? EVENTS),
    channels: new Map(),
    entities: byName([entity('member', undefined, { birthday: 'date', name: 'text' }), entity('order', 'member', { at: 'time' })]),
    measures: new Map(),
    audiences: new Map(),
    facts: [],
    products: new Map(),
    benefits: new Map(),
    messages: new Map(),
    metrics: new Map(),
    plans: new Map(),
    policies: new Map(),
    packs: [],
    clauses: [],
    clausesByKind: new Map(),
    campaigns: byName(parts.campaigns ?? []),
  };
}

function entity(name: string, of: string | undefined, attributes: Readonly<Record<string, 'date' | 'time' | 'text'>>): ResolvedEntity {
  const resolved = Object.entries(attributes).map(([attribute, kind]): [string, ResolvedAttribute] => [
    attribute,
    { name: attribute, type: { kind }, fixed: true, span: span() },
  ]);
  return { name, ...(of && { of }), attributes: new Map(resolved), declaration: declared(name) };
}

/** Collects problems. */
export function collector(): { readonly problems: Problem[]; readonly report: (problem: Problem) => void } {
  const problems: Problem[] = [];
  return { problems, report: (problem) => problems.push(problem) };
}
