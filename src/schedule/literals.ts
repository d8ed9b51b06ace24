import { isoDay } from '../model/calendar.js';
import { decimal } from '../model/exact.js';
import type { Literal } from '../model/literals.js';
import type { Plan } from '../model/plan.js';
import { clockText, durationText, monthDayText } from '../model/literal-text.js';

/** A literal as exact text: money `4800000.00`, percentages `50%`, durations `12min`. */
export function literalText(literal: Literal, plan: Plan): string {
  switch (literal.kind) {
    case 'integer':
      return String(literal.value);
    case 'number':
    case 'factor':
      return decimal(literal.value);
    case 'percent':
      return `${decimal(literal.value.mul(100))}%`;
    case 'money':
      return decimal(literal.value.amount, plan.currencyDigits);
    case 'duration':
      return durationText(literal.value);
    case 'date':
      return isoDay(literal.value);
    case 'month-day':
      return monthDayText(literal.value);
    case 'clock':
      return clockText(literal.value);
    case 'text':
      return literal.value;
    case 'flag':
      return String(literal.value);
  }
}
