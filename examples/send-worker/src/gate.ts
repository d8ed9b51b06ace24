import type { ScheduleSend } from 'crm-lang/schedule';
import Fraction from 'fraction.js';
import { Refusal } from './refusal.js';
import { measure, readDuration } from './time/durations.js';
import { instantOf, type Instant } from './time/zone.js';

type Gate = NonNullable<ScheduleSend['gate']>;

/** Open: it may go out. Closed: it never will. `undefined`: somebody has to look again. */
export function gateState(gate: Gate, value: string | null, now: Instant): 'open' | 'closed' | undefined {
  if (value !== null && meets(gate, value)) return 'open';
  if (now < instantOf(gate.until)) return undefined;
  return gate.then === 'send' ? 'open' : 'closed';
}

function meets({ metric, operator, value }: Gate, reached: string): boolean {
  const [is, wanted] = [quantity(reached), quantity(value)];
  if (is.unit !== wanted.unit) throw new Refusal(`${metric} is ${reached}, which cannot be compared with ${value}.`);
  const order = is.number.compare(wanted.number);
  switch (operator) {
    case '=':
    case 'is':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      throw new Refusal(`This worker does not know the comparison "${operator}".`);
  }
}

/** `512`, `4800000.00`, `50%` or `12min`. */
export function quantity(text: string): { readonly number: Fraction; readonly unit: string } {
  if (/^-?\d+(\.\d+)?%?$/.test(text)) return { number: new Fraction(text.replace('%', '')), unit: text.endsWith('%') ? '%' : '' };
  const measured = measure(readDuration(text));
  return 'seconds' in measured
    ? { number: new Fraction(measured.seconds), unit: 's' }
    : { number: new Fraction(measured.months), unit: 'mo' };
}
