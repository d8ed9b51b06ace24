import type { Localized } from '../diagnostics/diagnostic.js';
import { isoDay } from '../model/calendar.js';
import { decimal } from '../model/exact.js';
import type { ValueType } from '../model/conditions.js';
import type { Expression } from '../model/expressions.js';
import { amountText, clockText, durationText, monthDayText } from '../model/literal-text.js';
import type { Literal, Money } from '../model/literals.js';

const TYPE_WORDS: Readonly<Record<Exclude<ValueType['kind'], 'enumeration'> | 'factor' | 'clock' | 'month-day', Localized>> = {
  key: { en: 'a key', zh: '编号' },
  text: { en: 'a text', zh: '文字' },
  integer: { en: 'a whole number', zh: '整数' },
  number: { en: 'a number', zh: '数字' },
  money: { en: 'money', zh: '金额' },
  percent: { en: 'a percentage', zh: '百分比' },
  flag: { en: 'a yes or no', zh: '是否值' },
  date: { en: 'a date', zh: '日期' },
  time: { en: 'a point in time', zh: '时间' },
  duration: { en: 'a duration', zh: '时长' },
  factor: { en: 'a price factor', zh: '折扣' },
  clock: { en: 'a time of day', zh: '钟点' },
  'month-day': { en: 'a day of the year', zh: '月日' },
};

/** A type in the planner's words, with its article in English. */
export function typeWords(type: ValueType): Localized {
  if (type.kind !== 'enumeration') return TYPE_WORDS[type.kind];
  const shown = type.values.slice(0, 6);
  const more = type.values.length > shown.length;
  return { en: `one of ${shown.join(', ')}${more ? ', …' : ''}`, zh: ` ${shown.join('、')}${more ? '……' : ''} 之一` };
}

export function literalWords(literal: Literal): Localized {
  return TYPE_WORDS[literal.kind];
}

/** Something of that type a planner can copy. */
export function exampleOf(type: ValueType, currency: string): string {
  switch (type.kind) {
    case 'enumeration':
      return type.values[0] ?? '';
    case 'money':
      return amountText('300', currency);
    case 'key':
      return '"A1001"';
    case 'text':
      return '"上海"';
    case 'integer':
    case 'number':
      return '3';
    case 'percent':
      return '20%';
    case 'flag':
      return 'true';
    case 'date':
    case 'time':
      return '2026-11-11';
    case 'duration':
      return '90d';
  }
}

function moneyText(money: Money): string {
  if (money.currency === 'CNY') return `${decimal(money.amount)}元`;
  return /^[A-Z]{3}$/.test(money.currency) ? decimal(money.amount) + money.currency : money.currency + decimal(money.amount);
}

function literalText(literal: Literal): string {
  switch (literal.kind) {
    case 'integer':
      return String(literal.value);
    case 'number':
      return decimal(literal.value);
    case 'percent':
      return `${decimal(literal.value.mul(100))}%`;
    case 'factor':
      return `${decimal(literal.value.mul(100))}折`;
    case 'money':
      return moneyText(literal.value);
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

/** A short text for an expression in a message: names and literals in full, the rest abridged. */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.path.map((ref) => ref.name).join('.');
    case 'literal':
      return expression.written ?? literalText(expression.literal);
    case 'age':
      return `age(${expressionText(expression.of)})`;
    case 'aggregate': {
      const of = expression.entity.name + (expression.attribute ? `.${expression.attribute.name}` : '');
      return `${expression.name}(${of}${expression.window || expression.where ? ' …' : ''})`;
    }
    case 'outcome':
      return `${expression.name}(${expression.target.name})`;
    case 'membership':
      return `${expression.negated ? 'not in' : 'in'} ${expression.audience.name}`;
    case 'not':
      return 'not …';
    case 'top':
      return 'top …';
    default:
      return '…';
  }
}
