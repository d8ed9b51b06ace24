import type { Condition, Group, Moment, Scalar, TimeWindow, Value } from '../../src/model/conditions.js';
import { measureDuration } from '../../src/conditions/constants.js';
import type { Day, Duration } from '../../src/model/literals.js';
import type { ResolvedAudience } from '../../src/model/plan.js';

/**
 * What conditions mean, said a second time and as plainly as possible: the meaning that proofs are held against.
 * All in UTC; unknown is undefined.
 */

export type Plain = number | string | boolean | undefined;

export interface Order {
  /** Seconds since 1970. */
  readonly at: number;
  readonly amount: Plain;
  /** By moment, for it may change. */
  readonly status: Readonly<Record<string, Plain>>;
  readonly category: Plain;
}

export interface Member {
  /** By moment. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, Plain>>>>;
  /** What never changes. */
  readonly fixed: Readonly<Record<string, Plain>>;
  /** Names of other systems' lists, by moment. */
  readonly lists: Readonly<Record<string, ReadonlySet<string>>>;
  /** Outcomes such as `opened c/w`, by send. */
  readonly outcomes: Readonly<Record<string, ReadonlySet<string>>>;
  readonly orders: readonly Order[];
}

export interface World {
  readonly audiences: ReadonlyMap<string, ResolvedAudience>;
  /** The as-of moments in seconds, by name. */
  readonly moments: Readonly<Record<string, number>>;
}

interface Context {
  readonly world: World;
  readonly member: Member;
  readonly moment: string;
  readonly send: string;
  readonly order?: Order;
}

const DAY = 86_400;
const ENUMERATIONS: Readonly<Record<string, readonly string[]>> = {
  'member.level': ['v1', 'v2', 'v3', 'v4'],
  'order.status': ['unpaid', 'paid', 'refunded'],
  'member.gender': ['female', 'male'],
};

export function inGroup(group: Group, member: Member, world: World): boolean {
  const context: Context = { world, member, moment: group.moment, send: group.sendMoment ?? group.moment };
  const included = group.include.some((name) => inAudience(name, context));
  const excluded = group.exclude.some((name) => inAudience(name, context));
  return included && !excluded && (group.where === undefined || holds(group.where, context));
}

export function inAudience(name: string, context: Context): boolean {
  const audience = context.world.audiences.get(name) as ResolvedAudience;
  const at = audience.asOf === undefined ? context : { ...context, moment: `day ${audience.asOf}` };
  if (audience.of !== undefined && !inAudience(audience.of, at)) return false;
  if (audience.entries) return audience.entries.some((entry) => inAudience(entry, at));
  if (audience.from !== undefined) return (at.member.lists[at.moment] as ReadonlySet<string>).has(name);
  return audience.condition === undefined || holds(audience.condition, at);
}

export function holds(condition: Condition, context: Context): boolean {
  switch (condition.kind) {
    case 'everyone':
      return true;
    case 'nobody':
      return false;
    case 'and':
      return condition.parts.every((part) => holds(part, context));
    case 'or':
      return condition.parts.some((part) => holds(part, context));
    case 'not':
      return !holds(condition.part, context);
    case 'compare':
      return compare(condition, context);
    case 'flag':
      return evaluate(condition.value, context) === true;
    case 'one-of':
      return condition.scalars.some((scalar) => {
        const right: Value = { kind: 'constant', scalar, type: condition.value.type };
        return compare({ kind: 'compare', operator: '=', left: condition.value, right }, context);
      });
    case 'known':
      return evaluate(condition.value, context) !== undefined;
    case 'text-match': {
      const text = evaluate(condition.value, context);
      if (typeof text !== 'string') return false;
      if (condition.match === 'starts') return text.startsWith(condition.text);
      return condition.match === 'ends' ? text.endsWith(condition.text) : text.includes(condition.text);
    }
    case 'in-last': {
      const value = evaluate(condition.value, context);
      return typeof value === 'number' && isRecent(secondsOf(condition.value, value), condition.duration, context);
    }
    case 'exists':
      return recordsOf(condition.window, condition.where, context).length > 0;
    case 'member-of':
      return inAudience(condition.audience, context);
    case 'outcome':
      return (context.member.outcomes[context.send] as ReadonlySet<string>).has(`${condition.outcome} ${condition.target}`);
    case 'top':
      throw new Error('ranks need all members');
  }
}

/** Dates as seconds; times are seconds already. */
function secondsOf(value: Value, number: number): number {
  return value.type.kind === 'date' ? number * DAY : number;
}

function asOf(context: Context): number {
  return context.world.moments[context.moment] as number;
}

export function monthsBefore(day: Day, months: number): Day {
  const date = new Date(day * DAY * 1000);
  const total = date.getUTCFullYear() * 12 + date.getUTCMonth() - months;
  const [year, month] = [Math.floor(total / 12), total % 12];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) / 1000 / DAY;
}

/** Within (as-of − duration, as-of]. */
function isRecent(at: number, duration: Duration, context: Context): boolean {
  const now = asOf(context);
  if (at > now) return false;
  const measured = measureDuration(duration);
  if ('seconds' in measured) return at > now - measured.seconds;
  return Math.floor(at / DAY) > monthsBefore(Math.floor(now / DAY), measured.months);
}

function recordsOf(window: TimeWindow | undefined, where: Condition | undefined, context: Context): readonly Order[] {
  return context.member.orders.filter(
    (order) => order.at <= asOf(context) && inWindow(order.at, window, context) && (!where || holds(where, { ...context, order })),
  );
}

function inWindow(at: number, window: TimeWindow | undefined, context: Context): boolean {
  const day = Math.floor(at / DAY);
  switch (window?.kind) {
    case undefined:
      return true;
    case 'last':
      return isRecent(at, window.duration, context);
    case 'during':
      return window.from <= day && day <= window.to;
    case 'before':
      return day < dayOf(window.moment);
    case 'since':
      return day >= dayOf(window.moment);
  }
}

function dayOf(moment: Moment): Day {
  if (moment.kind === 'wave') throw new Error('no waves here');
  return moment.day;
}

function evaluate(value: Value, context: Context): Plain {
  switch (value.kind) {
    case 'constant':
      return plain(value.scalar);
    case 'attribute':
      return attributeOf(value, context);
    case 'age': {
      const of = evaluate(value.of, context);
      return typeof of === 'number' ? asOf(context) - secondsOf(value.of, of) : undefined;
    }
    case 'aggregate':
      return aggregate(value, context);
  }
}

function attributeOf({ entity, attribute }: Value & { kind: 'attribute' }, { member, moment, order }: Context): Plain {
  if (entity === 'member')
    return attribute in member.fixed ? member.fixed[attribute] : (member.attributes[moment] as Readonly<Record<string, Plain>>)[attribute];
  return orderAttribute(order as Order, attribute, moment);
}

function orderAttribute(order: Order, attribute: string, moment: string): Plain {
  if (attribute === 'status') return order.status[moment];
  return attribute === 'at' ? order.at : attribute === 'amount' ? order.amount : order.category;
}

function aggregate(value: Value & { kind: 'aggregate' }, context: Context): Plain {
  const records = recordsOf(value.window, value.where, context).toSorted((a, b) => a.at - b.at);
  if (value.function === 'count') return records.length;
  const read = (order: Order | undefined): Plain => order && orderAttribute(order, value.attribute as string, context.moment);
  if (value.function === 'first') return read(records[0]);
  if (value.function === 'last') return read(records.at(-1));
  const numbers = records.map(read).filter((one) => typeof one === 'number');
  if (value.function === 'sum') return numbers.reduce((total, one) => total + one, 0);
  if (numbers.length === 0) return undefined;
  if (value.function === 'average') return numbers.reduce((total, one) => total + one, 0) / numbers.length;
  return value.function === 'min' ? Math.min(...numbers) : Math.max(...numbers);
}

function plain(scalar: Scalar): Plain {
  if (scalar.kind === 'number') return scalar.value.valueOf();
  if (scalar.kind !== 'duration') return scalar.value;
  const measured = measureDuration(scalar.value);
  return 'seconds' in measured ? measured.seconds : undefined;
}

function compare({ operator, left, right }: Condition & { kind: 'compare' }, context: Context): boolean {
  const order = orderOf(left, right, context);
  if (order === undefined || Number.isNaN(order)) return false;
  const found: Record<typeof operator, boolean> = {
    '=': order === 0,
    '!=': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
  };
  return found[operator];
}

function orderOf(left: Value, right: Value, context: Context): number | undefined {
  const a = evaluate(left, context);
  if (a === undefined) return undefined;
  if (left.kind === 'age' && right.kind === 'constant' && right.scalar.kind === 'duration') {
    const measured = measureDuration(right.scalar.value);
    if ('months' in measured) {
      const now = asOf(context);
      return monthsBefore(Math.floor(now / DAY), measured.months) - Math.floor((now - (a as number)) / DAY);
    }
  }
  const b = evaluate(right, context);
  if (b === undefined) return undefined;
  const values = left.type.kind === 'enumeration' ? (ENUMERATIONS[left.type.name] as readonly string[]) : undefined;
  if (values) return values.indexOf(a as string) - values.indexOf(b as string);
  if (typeof a === 'string') return a === b ? 0 : a < (b as string) ? -1 : 1;
  // A time compares with a date as the day it lies on.
  const day = (value: Value, number: number): number => (value.type.kind === 'time' ? Math.floor(number / DAY) : number);
  return day(left, Number(a)) - day(right, Number(b));
}
