import type { ScheduleMoment, ScheduleValue, ScheduleWindow } from 'crm-lang/schedule';
import Fraction from 'fraction.js';
import { Refusal, unknownKind } from '../refusal.js';
import type { Member, MemberRecord } from '../members/member.js';
import { readDuration } from '../time/durations.js';
import { dayOfText, instantOf, type Instant } from '../time/zone.js';
import { isWithin, order, readValue, type Known } from './values.js';
import type { World } from './world.js';

type Aggregate = ScheduleValue & { kind: 'aggregate' };
type IsInWindow = (at: Instant) => boolean;

/** Whether a record lies in the window; nothing happens after the moment itself. */
export function windowOf(window: ScheduleWindow | null, asOf: Instant, world: World): IsInWindow {
  const inWindow = boundsOf(window, asOf, world);
  return (at) => at <= asOf && inWindow(at);
}

function boundsOf(window: ScheduleWindow | null, asOf: Instant, world: World): IsInWindow {
  const { zone } = world;
  switch (window?.kind) {
    case undefined:
      return () => true;
    case 'last': {
      const duration = readDuration(window.duration);
      return (at) => isWithin(at, duration, asOf, zone);
    }
    case 'during': {
      const [from, until] = [zone.startOf(dayOfText(window.from)), zone.startOf(dayOfText(window.to) + 1)];
      return (at) => from <= at && at < until;
    }
    case 'before': {
      const moment = momentOf(window.moment, world);
      return (at) => moment !== undefined && at < moment;
    }
    case 'since': {
      const moment = momentOf(window.moment, world);
      return (at) => moment !== undefined && at >= moment;
    }
    default:
      return unknownKind('window', window);
  }
}

function momentOf(moment: ScheduleMoment, world: World): Instant | undefined {
  return 'day' in moment ? world.zone.startOf(dayOfText(moment.day)) : world.sentAt(moment.sent);
}

/** The records of a member in the window that pass, the earliest first. */
export function recordsOf(
  entity: string,
  member: Member,
  isInWindow: IsInWindow,
  passes: (record: MemberRecord) => boolean,
): readonly MemberRecord[] {
  const records = member.records?.[entity];
  if (!records) throw new Refusal(`A condition looks at ${entity} records, but the directory does not say which ones ${member.id} has.`);
  return records
    .map((record) => ({ record, at: atOf(entity, record, member) }))
    .filter(({ record, at }) => isInWindow(at) && passes(record))
    .sort((a, b) => a.at - b.at)
    .map(({ record }) => record);
}

function atOf(entity: string, record: MemberRecord, member: Member): Instant {
  if (typeof record.at !== 'string') throw new Refusal(`A ${entity} record of ${member.id} does not say when it happened ("at").`);
  return instantOf(record.at);
}

/** Numbers that are unknown are left out. The sum of none is 0; their average, least and greatest are unknown. */
export function aggregateOf(value: Aggregate, records: readonly MemberRecord[], world: World): Known | undefined {
  const { attribute, entity, type, values } = value;
  if (value.function === 'count') return { kind: 'number', number: new Fraction(records.length) };
  const read = (record: MemberRecord | undefined): Known | undefined =>
    record && readValue(type, values, record[attribute ?? ''], `${entity}.${attribute ?? ''}`);
  if (value.function === 'first') return read(records[0]);
  if (value.function === 'last') return read(records.at(-1));
  const known = records.map(read).filter((one) => one !== undefined);
  switch (value.function) {
    case 'sum':
      return { kind: 'number', number: total(known) };
    case 'average':
      return known.length === 0 ? undefined : { kind: 'number', number: total(known).div(known.length) };
    case 'min':
      return extreme(known, -1, world);
    case 'max':
      return extreme(known, 1, world);
    default:
      return unknownKind('function', value.function);
  }
}

function total(numbers: readonly Known[]): Fraction {
  return numbers.reduce((sum, one) => (one.kind === 'number' ? sum.add(one.number) : sum), new Fraction(0));
}

function extreme(known: readonly Known[], sign: 1 | -1, { zone }: World): Known | undefined {
  const [first, ...rest] = known;
  return rest.reduce((best, one) => (best && sign * (order(one, best, zone) ?? 0) > 0 ? one : best), first);
}
