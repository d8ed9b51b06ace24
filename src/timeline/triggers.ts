import type { Problem, Report } from '../diagnostics/problem.js';
import { nearest } from '../diagnostics/suggest.js';
import type { Duration } from '../model/literals.js';
import type { Plan } from '../model/plan.js';
import type { Ref } from '../model/types.js';
import type { Trigger } from '../model/waves.js';
import { addDuration, isDayDuration } from '../model/calendar.js';
import { moveDay } from './days.js';
import { milliseconds } from './durations.js';
import { needsTime, placeAt, reportFirst } from './moments.js';
import type { DayRange, TriggerSpan, ZonedMoment } from './types.js';
import { unknownName } from './unknown-name.js';
import type { Zone } from './zone.js';

/** Days of a trigger's span that are looked at for times skipped by daylight saving. */
const CHECKED_DAYS = 3660;

/**
 * From the first to the last moment a triggered wave can reach somebody: what sets it off happens within `runs`,
 * the send follows by the delay or offset. Sends that quiet hours hold back may be later (by up to 24 h).
 */
export function triggerSpan(
  form: Trigger,
  runs: DayRange | undefined,
  entities: Plan['entities'],
  zone: Zone,
  report: Report,
): TriggerSpan | undefined {
  return form.kind === 'each-date' ? eachDate(form, runs, entities, zone, report) : afterEach(form, runs, entities, zone, report);
}

/** The span that covers both. */
export function joinSpans(a: TriggerSpan | undefined, b: TriggerSpan): TriggerSpan {
  if (!a) return b;
  return {
    from: a.from.instant <= b.from.instant ? a.from : b.from,
    until: a.until.instant >= b.until.instant ? a.until : b.until,
  };
}

function eachDate(
  form: Extract<Trigger, { kind: 'each-date' }>,
  runs: DayRange | undefined,
  entities: Plan['entities'],
  zone: Zone,
  report: Report,
): TriggerSpan | undefined {
  const known = isDateOfMember(form.attribute, entities, report);
  if (!form.time) report(needsTime(form.span, form.span.end));
  if (!known || !form.time || !runs) return undefined;
  const from = moveDay(runs.from, form.offset, report);
  const to = moveDay(runs.to, form.offset, () => undefined);
  if (from === undefined || to === undefined) return undefined;
  const once = reportFirst(report);
  const { value: clock, span } = form.time;
  let sound = true;
  for (let day = from; day <= Math.min(to, from + CHECKED_DAYS); day += 1)
    sound = placeAt(day, clock, span, zone, once) !== undefined && sound;
  return sound ? { from: zone.nearest(from, clock), until: zone.nearest(to, clock) } : undefined;
}

function afterEach(
  form: Extract<Trigger, { kind: 'after-each' }>,
  runs: DayRange | undefined,
  entities: Plan['entities'],
  zone: Zone,
  report: Report,
): TriggerSpan | undefined {
  if (!isEvent(form.entity, entities, report) || !runs) return undefined;
  const first = zone.nearest(runs.from, 0);
  const last = zone.toLocal(zone.nearest(runs.to + 1, 0).instant - 1);
  return { from: delayed(first, form.delay, zone), until: delayed(last, form.delay, zone) };
}

/** Days and longer keep the time of day; what daylight saving skips becomes the moment after. */
function delayed(moment: ZonedMoment, delay: Duration, zone: Zone): ZonedMoment {
  if (isDayDuration(delay)) return zone.nearest(addDuration(moment.day, delay, 1), moment.clock);
  return zone.toLocal(moment.instant + milliseconds(delay));
}

function isDateOfMember(attribute: Ref, entities: Plan['entities'], report: Report): boolean {
  const attributes = entities.get('member')?.attributes;
  const found = attributes?.get(attribute.name);
  if (found?.type.kind === 'date') return true;
  const dates = [...(attributes?.values() ?? [])].filter(({ type }) => type.kind === 'date').map(({ name }) => name);
  report(
    found
      ? notADate(attribute, found.type.kind)
      : unknownName({ en: 'member date', zh: '会员日期属性' }, attribute, nearest(attribute.name, dates)),
  );
  return false;
}

function isEvent(entity: Ref, entities: Plan['entities'], report: Report): boolean {
  const found = entities.get(entity.name);
  if (found?.of !== undefined) return true;
  const candidates = [...entities.values()].filter(({ of }) => of !== undefined).map(({ name }) => name);
  report(unknownName({ en: 'member event', zh: '会员行为' }, entity, nearest(entity.name, candidates)));
  return false;
}

function notADate(attribute: Ref, kind: string): Problem {
  return {
    rule: 'type-mismatch',
    span: attribute.span,
    message: {
      en: `\`each ${attribute.name}\` needs a date of \`member\`, but the type of \`${attribute.name}\` is ${kind}.`,
      zh: `“each ${attribute.name}”需要会员的日期属性，而“${attribute.name}”的类型是 ${kind}。`,
    },
  };
}
